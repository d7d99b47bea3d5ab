#include "base/json_reader.h"

#include <rapidjson/document.h>

#include "base/text.h"

namespace muster {
namespace {

using Value = rapidjson::Value;

const Value* library_value(const void* value) { return static_cast<const Value*>(value); }

std::string_view text_of(const Value& value) {
  return {value.GetString(), value.GetStringLength()};
}

// The library can validate as it reads, but lets the second half of a surrogate pair stand alone
// (\udc00), which is no UTF-8.
bool holds_only_utf8(const Value& root) {
  std::vector<const Value*> left = {&root};
  while (!left.empty()) {
    const Value& value = *left.back();
    left.pop_back();
    if (value.IsString() && first_invalid_utf8(text_of(value))) return false;
    if (value.IsArray()) {
      for (const Value& element : value.GetArray()) left.push_back(&element);
    }
    if (value.IsObject()) {
      for (const auto& member : value.GetObject()) {
        left.push_back(&member.name);
        left.push_back(&member.value);
      }
    }
  }
  return true;
}

}  // namespace

bool JsonValue::is_object() const { return value_ != nullptr && library_value(value_)->IsObject(); }

bool JsonValue::is_array() const { return value_ != nullptr && library_value(value_)->IsArray(); }

JsonValue JsonValue::operator[](std::string_view name) const {
  const Value* found = nullptr;
  if (is_object()) {
    for (const auto& member : library_value(value_)->GetObject())
      if (text_of(member.name) == name) found = &member.value;
  }
  return JsonValue(found);
}

std::vector<JsonValue> JsonValue::elements() const {
  std::vector<JsonValue> found;
  if (is_array()) {
    for (const Value& element : library_value(value_)->GetArray())
      found.push_back(JsonValue(&element));
  }
  return found;
}

std::string_view JsonValue::text() const {
  const bool is_text = value_ != nullptr && library_value(value_)->IsString();
  return is_text ? text_of(*library_value(value_)) : std::string_view();
}

std::optional<bool> JsonValue::boolean() const {
  if (value_ == nullptr || !library_value(value_)->IsBool()) return std::nullopt;
  return library_value(value_)->GetBool();
}

std::optional<std::uint64_t> JsonValue::whole_number() const {
  if (value_ == nullptr || !library_value(value_)->IsUint64()) return std::nullopt;
  return library_value(value_)->GetUint64();
}

struct JsonDocument::Library {
  rapidjson::Document document;
  bool is_sound = false;
};

JsonDocument::JsonDocument(std::string_view text) : library_(std::make_unique<Library>()) {
  // Iterative, so that deep nesting can't exhaust the stack.
  rapidjson::Document& document = library_->document;
  document.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  library_->is_sound = !document.HasParseError() && holds_only_utf8(document);
}
JsonDocument::~JsonDocument() = default;

JsonValue JsonDocument::root() const {
  return JsonValue(library_->is_sound ? &library_->document : nullptr);
}

}  // namespace muster
