#include "cli/check_line.h"

#define RAPIDJSON_SSE2
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <cstring>
#include <optional>

#include "base/json_writer.h"
#include "base/text.h"
#include "documents/readable.h"

namespace muster::cli {
namespace {

// The fields of a document; everything else in the object is passed over.
struct Fields : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Fields> {
  std::optional<std::string_view> id, url, date, title, text, html;
  std::string_view key;
  int depth = 0;
  bool object = false;
  bool wrong_type = false;

  bool Default() { return true; }
  bool StartObject() {
    object = object || depth == 0;
    ++depth;
    return true;
  }
  bool EndObject(rapidjson::SizeType) {
    --depth;
    return true;
  }
  bool StartArray() {
    ++depth;
    return true;
  }
  bool EndArray(rapidjson::SizeType) {
    --depth;
    return true;
  }
  bool Key(const char* name, rapidjson::SizeType length, bool) {
    if (depth == 1) key = {name, length};
    return true;
  }
  bool String(const char* value, rapidjson::SizeType length, bool) {
    if (depth != 1) return true;
    const std::string_view given(value, length);
    if (key == "id") id = given;
    if (key == "url") url = given;
    if (key == "date") date = given;
    if (key == "title") title = given;
    if (key == "text") text = given;
    if (key == "html") html = given;
    return true;
  }
  bool RawNumber(const char* value, rapidjson::SizeType length, bool copy) {
    return String(value, length, copy);
  }
};

// The day of "2025-04-26T10:00:00Z" too.
Result<Period> parse_document_date(std::string_view text) {
  if (text.size() > 10 && (text[10] == 'T' || text[10] == ' ')) text = text.substr(0, 10);
  return parse_period(text);
}

}  // namespace

std::string error_line(std::string_view id, std::string_view what) {
  JsonWriter json(0);
  json.begin_object();
  json.member("schema", "muster.check/1");
  json.begin_object("document");
  json.member_or_null("id", id);
  json.end_object();
  json.member("error", what);
  json.end_object();
  return json.text();
}

LineResult check_line(const Ledger& ledger, const Lexicon& lexicon, char* line, std::size_t length,
                      const CheckOptions& options, Remembered& remembered) {
  LineResult result;
  const auto failed = [&](std::string_view id, std::string_view what) {
    result.failed = true;
    result.json = error_line(id, what);
    return result;
  };
  if (const auto bad = first_invalid_utf8({line, length}))
    return failed("", "invalid UTF-8 at byte " + std::to_string(*bad) + " of the line");
  const bool has_escapes = std::memchr(line, '\\', length) != nullptr;
  line[length] = '\0';  // the line end: the parser stops there
  Fields fields;
  rapidjson::InsituStringStream stream(line);
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag |
                              rapidjson::kParseIterativeFlag;
  const auto parsed = reader.Parse<kFlags>(stream, fields);
  if (parsed.IsError())
    return failed("", std::string("no JSON: ") + rapidjson::GetParseError_En(parsed.Code()) +
                          " At byte " + std::to_string(parsed.Offset()) + ".");
  const std::string_view id = fields.id.value_or(fields.url.value_or(""));
  if (!fields.object) return failed(id, "this is no JSON object");
  if (!fields.text && !fields.html)
    return failed(id, "the document has neither \"text\" nor \"html\"");
  Document document;
  document.id = id;
  document.title = fields.title.value_or("");
  ReadableText page;
  if (!fields.text) {
    auto readable = read_html(*fields.html);
    if (!readable) return failed(id, readable.error().line());
    page = std::move(*readable);
    if (document.title.empty()) document.title = page.title;
    if (page.date) {
      document.date = page.date;
      document.date_from = "metadata";
    }
  }
  document.text = fields.text ? *fields.text : std::string_view(page.text);
  if (fields.date && !fields.date->empty()) {
    const auto date = parse_document_date(*fields.date);
    if (!date) return failed(id, date.error().line());
    document.date = *date;
    document.date_from = "given";
  }
  // An escape can hide what no text may hold.
  if ((has_escapes || !fields.text) &&
      (document.text.find('\0') != std::string_view::npos || first_invalid_utf8(document.text)))
    return failed(id, "the text is no valid UTF-8 without zero bytes");
  const CheckResult checked = check(ledger, lexicon, document, options, remembered);
  result.contradicted = checked.count(Verdict::contradicted) > 0;
  result.json = to_json_line(ledger, checked, !fields.text);
  return result;
}

}  // namespace muster::cli
