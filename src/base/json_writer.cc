#include "base/json_writer.h"

// Without its SSE code, which leaves the control characters from 0x1A on unescaped (1.1).
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

#include "base/date.h"
#include "base/text.h"

namespace muster {
namespace {

rapidjson::SizeType size(std::string_view text) {
  return static_cast<rapidjson::SizeType>(text.size());
}

}  // namespace

// The indented writer hides the compact one's functions, which are not virtual: each call chooses.
struct JsonWriter::Library {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> compact{buffer};
  rapidjson::PrettyWriter<rapidjson::StringBuffer> indented{buffer};
  bool is_indented;

  explicit Library(unsigned indent) : is_indented(indent > 0) { indented.SetIndent(' ', indent); }

  template <class Call>
  void write(Call call) {
    is_indented ? call(indented) : call(compact);
  }
};

JsonWriter::JsonWriter(unsigned indent) : library_(std::make_unique<Library>(indent)) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::begin_object() {
  library_->write([](auto& out) { out.StartObject(); });
}
void JsonWriter::end_object() {
  library_->write([](auto& out) { out.EndObject(); });
}
void JsonWriter::begin_array() {
  library_->write([](auto& out) { out.StartArray(); });
}
void JsonWriter::end_array() {
  library_->write([](auto& out) { out.EndArray(); });
}
void JsonWriter::key(std::string_view name) {
  library_->write([&](auto& out) { out.Key(name.data(), size(name)); });
}

void JsonWriter::value(std::string_view text) {
  std::string repaired;
  if (first_invalid_utf8(text)) {
    repaired = with_valid_utf8(text);
    text = repaired;
  }
  library_->write([&](auto& out) { out.String(text.data(), size(text)); });
}

void JsonWriter::value(double number) {
  constexpr double kExact = 9e15;  // integers beyond are no longer told apart
  if (!std::isfinite(number)) {
    value(nullptr);
  } else if (number < kExact && number > -kExact && number == std::trunc(number)) {
    write_integer(static_cast<std::int64_t>(number));
  } else {
    library_->write([&](auto& out) { out.Double(number); });
  }
}

void JsonWriter::value(const std::vector<std::string>& texts) {
  begin_array();
  for (const std::string& text : texts) value(text);
  end_array();
}
void JsonWriter::value(const Period& period) {
  begin_object();
  member("from", to_string(period.from));
  member("to", to_string(period.to));
  end_object();
}
void JsonWriter::value(std::nullptr_t) {
  library_->write([](auto& out) { out.Null(); });
}
void JsonWriter::write_bool(bool value) {
  library_->write([&](auto& out) { out.Bool(value); });
}
void JsonWriter::write_integer(std::int64_t value) {
  library_->write([&](auto& out) { out.Int64(value); });
}
void JsonWriter::write_unsigned(std::uint64_t value) {
  library_->write([&](auto& out) { out.Uint64(value); });
}

void JsonWriter::member_or_null(std::string_view name, std::string_view text) {
  key(name);
  text.empty() ? value(nullptr) : value(text);
}

std::string JsonWriter::text() {
  std::string text(library_->buffer.GetString(), library_->buffer.GetSize());
  library_->buffer.Clear();
  library_->compact.Reset(library_->buffer);
  library_->indented.Reset(library_->buffer);
  return text;
}

}  // namespace muster
