// What went wrong, as a value: every fallible function of the library returns Result<T>, and the
// command prints the one Error that reaches it as one line. Nothing in the library throws for bad
// input.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace muster {

struct Error {
  std::string what;   // the fact: "unknown area 'Atlantis'"
  std::string where;  // file, line, cell or byte; empty when there is no place
  std::string hint;   // what to do about it; empty when there is nothing to say

  // One line: "where: what; hint".
  std::string line() const {
    std::string text = where.empty() ? what : where + ": " + what;
    return hint.empty() ? text : text + "; " + hint;
  }
};

// Either a value or the reason why there is none. Reading value() of a failed result is a broken
// invariant of the caller and throws std::bad_variant_access.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT: implicit on purpose
  Result(Error error) : state_(std::move(error)) {}  // NOLINT: implicit on purpose

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  const T& value() const& { return std::get<T>(state_); }
  T& value() & { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  const Error& error() const { return std::get<Error>(state_); }

  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace muster
