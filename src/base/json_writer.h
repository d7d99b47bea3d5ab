// JSON, written as it is walked over, never a tree: an archive's results are as large as the
// archive. The one room that knows the library which writes (RapidJSON); all results use it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

struct Period;

// Members and values one after the other; each begin_ needs its end_. What is told as text may hold
// any bytes: those that are no UTF-8 are written as U+FFFD, so that what comes out is always JSON.
class JsonWriter {
 public:
  // With `indent` spaces a level, a value a line; on one line without spaces where it is 0.
  explicit JsonWriter(unsigned indent);
  ~JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  // A text that reads back as the same number, as people write it: 3.19, 1303000000000; but for one
  // number in some hundred it is the shortest. Infinities and NaN, which JSON has not, are null.
  void value(double number);
  template <std::integral T>
  void value(T number) {
    if constexpr (std::same_as<T, bool>) {
      write_bool(number);
    } else if constexpr (std::unsigned_integral<T>) {
      write_unsigned(number);
    } else {
      write_integer(number);
    }
  }
  void value(const std::vector<std::string>& texts);
  void value(const Period& period);  // {"from": "2024-01-01", "to": "2024-12-31"}
  void value(std::nullptr_t);
  // None is null.
  template <class T>
  void value(const std::optional<T>& some) {
    some ? value(*some) : value(nullptr);
  }

  template <class T>
  void member(std::string_view name, const T& of) {
    key(name);
    value(of);
  }
  // Empty is null.
  void member_or_null(std::string_view name, std::string_view text);
  void begin_object(std::string_view name) {
    key(name);
    begin_object();
  }
  void begin_array(std::string_view name) {
    key(name);
    begin_array();
  }

  // What was written; the writer is empty afterwards.
  std::string text();

 private:
  void write_bool(bool value);
  void write_integer(std::int64_t value);
  void write_unsigned(std::uint64_t value);

  struct Library;
  std::unique_ptr<Library> library_;
};

}  // namespace muster
