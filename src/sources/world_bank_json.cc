#include "sources/world_bank_json.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>

#include "ledger/figure_rules.h"
#include "sources/bank_figures.h"

namespace muster {
namespace {

using Value = rapidjson::Value;

// The text of a member; empty where it is none. Numbers are kept as they were written.
std::string_view text_of(const Value& object, const char* name) {
  if (!object.IsObject()) return {};
  const auto at = object.FindMember(name);
  if (at == object.MemberEnd() || !at->value.IsString()) return {};
  return {at->value.GetString(), at->value.GetStringLength()};
}

// The same of a member of a member: {"country": {"id": "PL", "value": "Poland"}}.
std::string_view text_of(const Value& object, const char* outer, const char* inner) {
  if (!object.IsObject()) return {};
  const auto at = object.FindMember(outer);
  return at == object.MemberEnd() ? std::string_view{} : text_of(at->value, inner);
}

class PageReader {
 public:
  PageReader(const Ledger& ledger, Date today) : today_(today), figures_(file_, ledger) {
    file_.kind = "World Bank indicator (API)";
  }

  Result<SourceFile> read(const Value& page, const Value& rows) {
    if (const std::string_view updated = text_of(page, "lastupdated"); !updated.empty()) {
      const auto day = parse_date(updated);
      if (!day)
        return Error{"'" + std::string(updated) + "' is no day", "lastupdated", day.error().hint};
      if (auto fault = fault_of_publication_day(*day, today_))
        return within("lastupdated", *std::move(fault));
      file_.publication().published = *day;
    }
    for (const Value& row : rows.GetArray()) {
      ++number_;
      if (auto error = take(row))
        return within("figure " + std::to_string(number_), *std::move(error));
    }
    if (file_.publication().figures.empty())
      return Error{"it holds no figures", "", "is this the Bank's file?"};
    figures_.describe();
    return std::move(file_);
  }

 private:
  std::optional<Error> take(const Value& row) {
    if (!row.IsObject()) return Error{"no object", "", "expected indicator, country, date, value"};
    const auto indicator = find_indicator(text_of(row, "indicator", "id"));
    if (!indicator) return indicator.error();
    // Of aggregates the API leaves the three-letter code empty where they have none.
    std::string_view code = text_of(row, "countryiso3code");
    if (code.empty()) code = text_of(row, "country", "id");
    const auto country = figures_.country(text_of(row, "country", "value"), code);
    if (!country) return country.error();
    const std::string_view date = text_of(row, "date");
    const auto year = parse_figure_year(date);
    if (!year) return Error{"'" + std::string(date) + "' where a year should be", "", ""};
    const auto value = row.FindMember("value");
    if (value == row.MemberEnd() || !(value->value.IsNull() || value->value.IsString()))
      return Error{"no value", "", "expected a number or null"};
    const std::string_view status = text_of(row, "obs_status");
    const bool estimate = status == "E" || status == "F";  // estimate, forecast
    return figures_.add(**indicator, *country, *year, text_of(row, "value"), year_of_file(*year),
                        estimate ? ObsStatus::estimate : ObsStatus::actual);
  }

  Year year_of_file(Year year) const {
    const Date published = file_.publication().published;
    return published == kDistantPast ? year : year_of(published);
  }

  Date today_;
  SourceFile file_;
  BankFigures figures_;
  std::size_t number_ = 0;
};

}  // namespace

bool is_world_bank_json(std::string_view text) {
  const std::string_view head = text.substr(0, 512);
  const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && head[first] == '[' &&
         head.find("\"page\"") != std::string_view::npos &&
         head.find("\"pages\"") != std::string_view::npos;
}

Result<SourceFile> read_world_bank_json(std::string_view text, const Ledger& ledger,
                                        const SourceHints& hints) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  rapidjson::Document document;
  // Iterative, so that deep nesting can't exhaust the stack; numbers keep their digits.
  document.Parse<rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag |
                 rapidjson::kParseValidateEncodingFlag>(text.data(), text.size());
  if (document.HasParseError()) {
    const std::size_t at = std::min(document.GetErrorOffset(), text.size());
    const auto line = 1 + std::ranges::count(text.substr(0, at), '\n');
    return Error{std::string("it is no JSON: ") + GetParseError_En(document.GetParseError()),
                 "line " + std::to_string(line), "the file is damaged or cut off"};
  }
  const bool shaped =
      document.IsArray() && document.Size() == 2 && document[0].IsObject() && document[1].IsArray();
  if (!shaped)
    return Error{"not the shape of the Bank's API", "",
                 "expected an array of two: the page's particulars and its figures"};
  return PageReader(ledger, hints.today).read(document[0], document[1]);
}

}  // namespace muster
