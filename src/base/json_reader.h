// JSON as a tree, from text that anybody may have written. The library that reads it (RapidJSON)
// asserts that a value is of the type that is asked for; here what is not there, or is of another
// type, reads as nothing, so that a caller asks for what it can use and checks nothing before.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace muster {

// A value of a document, or nothing; lives as long as the document.
class JsonValue {
 public:
  bool is_object() const;
  bool is_array() const;
  // A member of an object; of several with one name the last, as JavaScript takes it. Linear.
  JsonValue operator[](std::string_view name) const;
  // The elements of an array; empty for all else.
  std::vector<JsonValue> elements() const;
  // UTF-8, and may hold zero bytes; empty where it is no text.
  std::string_view text() const;
  std::optional<bool> boolean() const;
  // A whole number from 0 on, written without fraction and exponent.
  std::optional<std::uint64_t> whole_number() const;

 private:
  friend class JsonDocument;
  explicit JsonValue(const void* value) : value_(value) {}
  const void* value_;  // the library's; none is nothing
};

class JsonDocument {
 public:
  // However deep it is nested. Linear.
  explicit JsonDocument(std::string_view text);
  ~JsonDocument();
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  // Nothing where the text is no JSON, or no UTF-8.
  JsonValue root() const;

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

}  // namespace muster
