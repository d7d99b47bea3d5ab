#include "sources/world_bank.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/text.h"
#include "ledger/figure_rules.h"
#include "sources/bank_figures.h"
#include "sources/bank_layout.h"
#include "sources/delimited.h"
#include "sources/separators.h"

namespace muster {
namespace {

using Fields = std::vector<std::string_view>;

// "2024-05-30", or what a spreadsheet makes of it: "30.05.2024", "5/30/2024". None where day and
// month can't be told apart.
std::optional<Date> preamble_day(std::string_view text) {
  if (const auto day = parse_date(text)) return *day;
  const std::size_t mark = text.find_first_of("./");
  if (mark == std::string_view::npos) return std::nullopt;
  const auto parts = split(text, text[mark]);
  if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < 3; ++i) {
    const char* const end = parts[i].data() + parts[i].size();
    const auto read = std::from_chars(parts[i].data(), end, numbers.at(i));
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  }
  auto [day, month, year] = numbers;
  if (text[mark] == '/' && day <= 12 && month <= 12 && day != month) return std::nullopt;
  if (month > 12) std::swap(day, month);
  if (!is_calendar_day(year, month, day)) return std::nullopt;
  return make_date(year, month, day);
}

bool is_blank(const Fields& fields) {
  return std::ranges::all_of(fields, [](std::string_view field) { return field.empty(); });
}

class BankReader {
 public:
  BankReader(std::string_view text, BankLayout layout, const Ledger& ledger,
             const SourceHints& hints)
      : layout_(std::move(layout)),
        reader_(text, layout_.delimiter),
        ledger_(ledger),
        hints_(hints),
        figures_(file_, ledger) {
    file_.kind = "World Bank indicator";
  }

  Result<SourceFile> read() {
    Fields fields;
    while (reader_.next(fields)) {
      for (std::string_view& field : fields) field = trimmed(field);
      std::optional<Error> error;
      if (reader_.line() < layout_.header_line) {
        error = take_preamble(fields);
      } else if (reader_.line() == layout_.header_line) {
        error = take_header();
      } else {
        error = take_row(fields);
      }
      if (error) return *error;
    }
    if (reader_.error()) return *reader_.error();
    if (file_.publication().figures.empty())
      return Error{"it holds no figures", "", "is this the Bank's file?"};
    figures_.describe();
    return std::move(file_);
  }

 private:
  Error at(std::string what, std::string hint) const {
    return {std::move(what), "line " + std::to_string(reader_.line()), std::move(hint)};
  }

  // In any language it is the only field that is a day.
  std::optional<Error> take_preamble(const Fields& fields) {
    for (const std::string_view field : fields) {
      const auto day = preamble_day(field);
      if (!day) continue;
      if (auto fault = fault_of_publication_day(*day, hints_.today))
        return at(fault->what, fault->hint);
      file_.publication().published = *day;
    }
    return std::nullopt;
  }

  std::optional<Error> take_header() {
    Date& published = file_.publication().published;
    if (published == kDistantPast) published = hints_.published;
    if (!layout_.names_indicator) {
      if (hints_.indicator.empty()) {
        return Error{"the file does not say which indicator it holds", "",
                     "say it by --indicator, as in --indicator SP.POP.TOTL"};
      }
      const auto indicator = find_indicator(hints_.indicator);
      if (!indicator) return indicator.error();
      indicator_ = *indicator;
    }
    for (std::size_t i = 1; i < layout_.years.size(); ++i) {
      const auto [column, year] = layout_.years[i];
      for (std::size_t between = layout_.years[i - 1].first + 1; between < column; ++between)
        return at("'" + layout_.headings[between] + "' where a year should be", "");
      if (year <= layout_.years[i - 1].second)
        return at("the year " + to_string(year) + " is out of order", "columns go year by year");
    }
    return std::nullopt;
  }

  // The Bank ends its lines in a comma, and so in an empty field.
  std::size_t width() const {
    return layout_.headings.size() - (layout_.headings.back().empty() ? 1 : 0);
  }

  std::optional<Error> take_row(const Fields& fields) {
    if (is_blank(fields)) {
      after_blank_ = true;
      return std::nullopt;
    }
    // Below the table DataBank says where it is from and of which day.
    if (after_blank_ && fields.size() <= 2) return std::nullopt;
    const bool longer = fields.size() == width() + 1 && fields.back().empty();
    const bool whole = fields.size() == width() || fields.size() == layout_.headings.size();
    if (!whole && !longer) {
      return at("a row of " + std::to_string(fields.size()) + " fields",
                "the header has " + std::to_string(width()));
    }
    if (auto error = take_country(fields)) return error;
    if (auto error = take_indicator(fields)) return error;
    if (auto error = layout_.is_wide() ? take_wide(fields) : take_long(fields)) return error;
    leave_out_others(fields);
    return std::nullopt;
  }

  std::optional<Error> take_indicator(const Fields& fields) {
    if (!layout_.indicator) return std::nullopt;
    const std::string_view code = fields[*layout_.indicator];
    if (indicator_ != nullptr && indicator_->code == code) return std::nullopt;
    const auto indicator = find_indicator(code);
    if (!indicator) return at(indicator.error().what, indicator.error().hint);
    indicator_ = *indicator;
    return std::nullopt;
  }

  std::optional<Error> take_wide(const Fields& fields) {
    for (const auto& [column, year] : layout_.years) {
      if (auto error = take_value(year, fields[column])) return error;
    }
    return std::nullopt;
  }

  std::optional<Error> take_long(const Fields& fields) {
    const std::string_view text = fields[*layout_.year];
    const auto year = bank_year(text);
    if (!year) return at("'" + std::string(text) + "' where a year should be", "");
    for (const std::size_t column : layout_.values) {
      if (!layout_.indicator && layout_.names_indicator) {
        const auto indicator = find_indicator(layout_.headings[column]);
        if (!indicator) return at(indicator.error().what, indicator.error().hint);
        indicator_ = *indicator;
      }
      if (auto error = take_value(*year, fields[column])) return error;
    }
    return std::nullopt;
  }

  std::optional<Error> take_value(Year year, std::string_view text) {
    std::string plain;
    if (layout_.decimal_commas && text.find('.') == std::string_view::npos) {
      plain = text;
      std::ranges::replace(plain, ',', '.');
    }
    auto error =
        figures_.add(*indicator_, *country_, year, plain.empty() ? text : plain, last_year());
    if (error) return within("line " + std::to_string(reader_.line()), *std::move(error));
    return std::nullopt;
  }

  // Numbers in columns that are neither years nor values: a copy's own.
  void leave_out_others(const Fields& fields) {
    for (std::size_t i = 0; i < fields.size() && i < layout_.headings.size(); ++i) {
      const bool known = i == layout_.code || i == layout_.name || i == layout_.indicator ||
                         i == layout_.row_number || i == layout_.year ||
                         std::ranges::find(layout_.values, i) != layout_.values.end() ||
                         bank_year(layout_.headings[i]);
      if (known || !looks_like_number(fields[i])) continue;
      file_.left_out.push_back(
          {"line " + std::to_string(reader_.line()) + ", " + layout_.headings[i],
           std::string(fields[i]), "no column of the Bank's"});
    }
  }

  // Names are looked up once: a long copy may go year by year, and so from country to country.
  std::optional<Error> take_country(const Fields& fields) {
    const std::string_view code = fields[layout_.code];
    const std::string_view name = layout_.name ? fields[*layout_.name] : code;
    std::pair key{std::string(name), std::string(code)};
    auto seen = countries_.find(key);
    if (seen == countries_.end()) {
      auto country = figures_.country(name, code);
      if (!country) return at(country.error().what, country.error().hint);
      seen = countries_.emplace(std::move(key), std::move(country).value()).first;
    }
    country_ = &seen->second;
    return std::nullopt;
  }

  // National currency is that of the file's day throughout. A long table may not say its day: then
  // that of the day on which the ledger's facts were read.
  Year last_year() const {
    const Date published = file_.publication().published;
    if (published != kDistantPast) return year_of(published);
    return layout_.is_wide() ? layout_.years.back().second : year_of(ledger_.facts_checked);
  }

  BankLayout layout_;
  DelimitedReader reader_;
  const Ledger& ledger_;
  const SourceHints& hints_;
  SourceFile file_;
  BankFigures figures_;

  bool after_blank_ = false;
  const Indicator* indicator_ = nullptr;
  std::map<std::pair<std::string, std::string>, BankCountry> countries_;  // by name and code
  const BankCountry* country_ = nullptr;                                  // of the row
};

// The Bank's by its indicators' codes, its words, or what the user says.
bool is_the_banks(const BankLayout& layout, const SourceHints& hints) {
  return layout.names_indicator || layout.in_banks_words || !hints.indicator.empty();
}

}  // namespace

bool is_world_bank_csv(std::string_view text, const Ledger& ledger, const SourceHints& hints) {
  const auto layout = find_bank_layout(text, ledger);
  return layout && is_the_banks(*layout, hints);
}

Result<SourceFile> read_world_bank_csv(std::string_view text, const Ledger& ledger,
                                       const SourceHints& hints) {
  auto layout = find_bank_layout(text, ledger);
  if (!layout) return Error{"not the Bank's columns", "", "expected countries' codes and years"};
  return BankReader(text, *std::move(layout), ledger, hints).read();
}

}  // namespace muster
