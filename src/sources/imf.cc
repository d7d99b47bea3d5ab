#include "sources/imf.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "sources/delimited.h"
#include "sources/figures.h"

namespace muster {
namespace {

using Fields = std::vector<std::string_view>;

struct Subject {
  MeasureId measure;
  bool national_currency;
  PriceBasis basis;
};

// By descriptor and units, as the database names them.
std::optional<Subject> subject_of(std::string_view descriptor, std::string_view units) {
  const PriceBasis own{PriceBasis::kOwnBase};
  if (descriptor == "Gross domestic product, constant prices" && units == "National currency")
    return Subject{MeasureId::gdp, true, own};
  if (descriptor == "Gross domestic product, constant prices" && units == "Percent change")
    return Subject{MeasureId::gdp_growth, false, own};
  if (descriptor == "Gross domestic product, current prices" && units == "National currency")
    return Subject{MeasureId::gdp, true, PriceBasis::current()};
  if (descriptor == "Gross domestic product, current prices" && units == "U.S. dollars")
    return Subject{MeasureId::gdp, false, PriceBasis::current()};
  if (descriptor == "Gross domestic product, deflator" && units == "Index")
    return Subject{MeasureId::gdp_deflator, false, own};
  if (descriptor == "Population" && units == "Persons")
    return Subject{MeasureId::population, false, {}};
  return std::nullopt;
}

std::optional<std::int8_t> exponent_of(std::string_view scale) {
  if (scale == "Units" || scale.empty()) return 0;
  if (scale == "Thousands") return 3;
  if (scale == "Millions") return 6;
  if (scale == "Billions") return 9;
  return std::nullopt;
}

// Latin 1, in which the Fund exports, to UTF-8.
std::string to_utf8(std::string_view text) {
  if (!first_invalid_utf8(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 64);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xC0U | (byte >> 6U));
      out += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return out;
}

bool is_gap(std::string_view text) { return text == "n/a" || text == "--" || text == ".."; }

// Does the comma stand before decimals in this file? One figure that can't be read otherwise
// decides; a comma before three digits decides nothing.
bool has_decimal_commas(std::string_view text) {
  DelimitedReader reader(text, '\t');
  Fields fields;
  while (reader.next(fields)) {
    for (std::size_t i = 4; i < fields.size(); ++i) {
      const std::string_view field = fields[i];
      const auto comma = field.rfind(',');
      const auto point = field.rfind('.');
      const bool digits =
          !field.empty() && field.find_first_not_of("-0123456789.,") == std::string_view::npos;
      if (!digits || field.size() < 2) continue;
      if (point != std::string_view::npos && field.size() - point != 4) return false;
      if (comma != std::string_view::npos && field.size() - comma != 4) return true;
    }
  }
  return false;
}

// "1.101,445" or "1,101.445" to "1101.445"; none where the separators don't part thousands.
std::optional<std::string> plain_number(std::string_view text, bool decimal_commas) {
  const char thousands = decimal_commas ? '.' : ',';
  const char point = decimal_commas ? ',' : '.';
  std::string plain;
  const std::size_t end = std::min(text.find(point), text.size());
  const std::string_view whole = text.substr(0, end);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (whole[i] != thousands) {
      plain += whole[i];
    } else if ((whole.size() - i) % 4 != 0) {
      return std::nullopt;
    }
  }
  if (end < text.size()) plain += "." + std::string(text.substr(end + 1));
  return plain;
}

class WeoReader {
 public:
  WeoReader(std::string_view text, const Ledger& ledger)
      : text_(to_utf8(text)), reader_(text_, '\t'), ledger_(ledger), figures_(file_) {
    file_.kind = "IMF World Economic Outlook table";
    file_.publication().publisher = "IMF";
    file_.publication().measure_name = "World Economic Outlook";
  }

  Result<SourceFile> read() {
    decimal_commas_ = has_decimal_commas(text_);
    find_edition();
    Fields fields;
    if (!reader_.next(fields)) return Error{"it is empty", "", ""};
    if (auto error = take_header(fields)) return *error;
    while (reader_.next(fields)) {
      if (auto error = take_row(fields)) return *error;
    }
    if (reader_.error()) return *reader_.error();
    if (file_.publication().figures.empty())
      return Error{"it holds no figures", "", "is this the Fund's file?"};
    describe();
    return std::move(file_);
  }

 private:
  Error at(std::string what, std::string hint) const {
    return {std::move(what), "line " + std::to_string(reader_.line()), std::move(hint)};
  }

  // "International Monetary Fund, World Economic Outlook Database, October 2024": the month is all
  // that the file says, and nobody knew it later than at the month's end.
  void find_edition() {
    constexpr std::string_view kName = "World Economic Outlook Database, ";
    const auto found = text_.find(kName);
    if (found == std::string::npos) return;
    const std::string_view rest = std::string_view(text_).substr(found + kName.size());
    for (int month = 1; month <= 12; ++month) {
      const std::string_view name = month_name(month);
      if (!rest.starts_with(name) || rest.size() < name.size() + 5) continue;
      const auto year = parse_figure_year(rest.substr(name.size() + 1, 4));
      if (!year) continue;
      file_.publication().published = period_of_month(year->value, month).to;
      edition_ = std::string(name) + " " + std::to_string(year->value);
    }
  }

  std::optional<Error> take_header(const Fields& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (const auto year = parse_figure_year(fields[i])) {
        if (!years_.empty() && years_.back().second.value + 1 != year->value)
          return at("the year " + std::string(fields[i]) + " is out of order",
                    "columns go year by year");
        years_.emplace_back(i, *year);
      } else {
        columns_[std::string(fields[i])] = i;
      }
    }
    for (const char* name : {"Country", "Subject Descriptor", "Units", "Scale"}) {
      if (!columns_.contains(name))
        return at("the column '" + std::string(name) + "' is missing", "export the table with it");
    }
    if (years_.empty()) return at("there are no years", "export the table by year");
    return std::nullopt;
  }

  std::string_view field(const Fields& fields, const std::string& column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() || found->second >= fields.size() ? std::string_view()
                                                                     : fields[found->second];
  }

  std::optional<Error> take_row(const Fields& fields) {
    const std::string_view country = field(fields, "Country");
    const std::string_view descriptor = field(fields, "Subject Descriptor");
    if (descriptor.empty()) return std::nullopt;  // an empty line, or the Fund's name below
    const auto area = find_area(ledger_, country);
    if (!area) return at("unknown country '" + std::string(country) + "'", area.error().hint);
    const std::string_view units = field(fields, "Units");
    const auto subject = subject_of(descriptor, units);
    const auto exponent = exponent_of(field(fields, "Scale"));
    if (!exponent) return at("unknown scale '" + std::string(field(fields, "Scale")) + "'", "");
    const auto estimates_after = parse_figure_year(field(fields, "Estimates Start After"));
    const auto unit = unit_of(subject, *area, units, *exponent);
    for (const auto& [column, year] : years_) {
      if (column >= fields.size() || fields[column].empty()) continue;
      const std::string_view text = fields[column];
      const std::string cell =
          "line " + std::to_string(reader_.line()) + ", " + std::to_string(year.value);
      if (is_gap(text)) {
        figures_.leave_out(cell, text, "the publisher gives no figure");
        continue;
      }
      const auto plain = plain_number(text, decimal_commas_);
      const auto value = plain ? parse_written_figure(*plain) : std::nullopt;
      if (!value) {
        return Error{"'" + std::string(text) + "' where the figure of " +
                         std::to_string(year.value) + " should be",
                     cell, "is it a table of the World Economic Outlook?"};
      }
      if (!subject || !unit) {
        figures_.leave_out(
            cell, text,
            !subject
                ? "no measure of the ledger: " + std::string(descriptor) + ", " + std::string(units)
                : "the ledger does not know the currency of " + std::string(country));
        continue;
      }
      if (value->rounded) tell_rounded(file_, cell, text, value->value);
      auto error =
          figures_.add({subject->measure, std::string(ledger_.area(*area).code), year, value->value,
                        *unit, subject->basis, status_of(year, estimates_after), cell},
                       text);
      if (error) return error;
    }
    return std::nullopt;
  }

  std::optional<Unit> unit_of(const std::optional<Subject>& subject, AreaId area,
                              std::string_view units, std::int8_t exponent) const {
    if (!subject) return std::nullopt;
    if (units == "Percent change") return Unit{UnitKind::percent, 0, {}};
    if (units == "Index") return Unit{UnitKind::index, 0, {}};
    if (units == "Persons") return Unit{UnitKind::persons, exponent, {}};
    if (!subject->national_currency) return Unit{UnitKind::money, exponent, kUsd};
    const Date published = file_.publication().published;
    const Year year = published == kDistantPast ? years_.back().second : year_of(published);
    const Currency own = currency_of(ledger_, area, year);
    if (own.none()) return std::nullopt;
    return Unit{UnitKind::money, exponent, own};
  }

  // Where the export lacks the column, the year of the edition and those after it are forecasts.
  ObsStatus status_of(Year year, std::optional<Year> estimates_after) const {
    const Date published = file_.publication().published;
    if (!estimates_after && published == kDistantPast) return ObsStatus::estimate;
    const bool estimate = estimates_after ? year > *estimates_after : year >= year_of(published);
    return estimate ? ObsStatus::estimate : ObsStatus::actual;
  }

  void describe() {
    Publication& p = file_.publication();
    set_years(p);
    p.title = "World Economic Outlook" + (edition_.empty() ? "" : ", " + edition_);
    p.what_is_here = "a table as exported";
    if (!columns_.contains("Estimates Start After") && p.published != kDistantPast) {
      p.what_is_here += "; it does not say where estimates start: from " +
                        std::to_string(year_of(p.published).value) +
                        " on, all are taken for estimates";
    }
  }

  std::string text_;
  DelimitedReader reader_;
  const Ledger& ledger_;
  SourceFile file_;
  FigureList figures_;

  bool decimal_commas_ = false;
  std::string edition_;
  std::map<std::string, std::size_t> columns_;
  std::vector<std::pair<std::size_t, Year>> years_;  // column and year
};

}  // namespace

bool is_weo_table(std::string_view text) {
  const std::string_view line = text.substr(0, std::min(text.find('\n'), text.size()));
  return line.find("Subject Descriptor\t") != std::string_view::npos;
}

Result<SourceFile> read_weo_table(std::string_view text, const Ledger& ledger) {
  return WeoReader(text, ledger).read();
}

}  // namespace muster
