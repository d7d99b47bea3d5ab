#include "sources/imf.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "ledger/figure_rules.h"
#include "sources/areas.h"
#include "sources/delimited.h"
#include "sources/figures.h"
#include "sources/separators.h"

namespace muster {
namespace {

using Fields = std::vector<std::string_view>;

struct Subject {
  MeasureId measure;
  bool national_currency;
  PriceBasis basis;
};

struct NamedSubject {
  std::string_view code;  // as in the whole database
  std::string_view descriptor;
  std::string_view units;
  Subject subject;
};

constexpr PriceBasis kOwnPrices{PriceBasis::kOwnBase};
constexpr PriceBasis kCurrentPrices{PriceBasis::kCurrent};
constexpr std::array<NamedSubject, 6> kSubjects = {{
    {"NGDP_R",
     "Gross domestic product, constant prices",
     "National currency",
     {MeasureId::gdp, true, kOwnPrices}},
    {"NGDP_RPCH",
     "Gross domestic product, constant prices",
     "Percent change",
     {MeasureId::gdp_growth, false, kOwnPrices}},
    {"NGDP",
     "Gross domestic product, current prices",
     "National currency",
     {MeasureId::gdp, true, kCurrentPrices}},
    {"NGDPD",
     "Gross domestic product, current prices",
     "U.S. dollars",
     {MeasureId::gdp, false, kCurrentPrices}},
    {"NGDP_D",
     "Gross domestic product, deflator",
     "Index",
     {MeasureId::gdp_deflator, false, kOwnPrices}},
    {"LP", "Population", "Persons", {MeasureId::population, false, {}}},
}};

// By code where there is one, else by descriptor; units must be as the database has them.
std::optional<Subject> subject_of(std::string_view code, std::string_view descriptor,
                                  std::string_view units) {
  for (const NamedSubject& known : kSubjects) {
    const bool same = code.empty() ? known.descriptor == descriptor : known.code == code;
    if (same && known.units == units) return known.subject;
  }
  return std::nullopt;
}

std::optional<std::int8_t> exponent_of(std::string_view scale) {
  if (scale == "Units" || scale.empty()) return 0;
  if (scale == "Thousands") return 3;
  if (scale == "Millions") return 6;
  if (scale == "Billions") return 9;
  return std::nullopt;
}

bool is_weo_gap(std::string_view text) { return text == "n/a" || text == "--" || text == ".."; }

// The Fund's downloads are tab separated; a spreadsheet saves them with commas or semicolons.
char weo_delimiter(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  for (const char delimiter : {'\t', ';'}) {
    if (line.find(delimiter) != std::string_view::npos) return delimiter;
  }
  return ',';
}

// Does the comma stand before decimals in this file? One figure that can't be read otherwise
// decides; a comma before three digits decides nothing.
bool has_decimal_commas(std::string_view text) {
  DelimitedReader reader(text, weo_delimiter(text));
  Fields fields;
  std::vector<std::size_t> years;
  while (reader.next(fields)) {
    if (years.empty()) {
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (parse_figure_year(fields[i])) years.push_back(i);
      }
    }
    for (const std::size_t i : years) {
      const auto mark = i < fields.size() ? decimal_mark_of(fields[i]) : DecimalMark::undecided;
      if (mark != DecimalMark::undecided) return mark == DecimalMark::comma;
    }
  }
  return false;
}

class WeoReader {
 public:
  WeoReader(std::string_view text, const Ledger& ledger, const SourceHints& hints)
      : text_(text),
        reader_(text, weo_delimiter(text)),
        ledger_(ledger),
        hints_(hints),
        figures_(file_) {
    file_.kind = "IMF World Economic Outlook table";
    file_.publication().publisher = "IMF";
    file_.publication().measure_name = "World Economic Outlook";
  }

  Result<SourceFile> read() {
    decimal_commas_ = has_decimal_commas(text_);
    if (auto error = find_edition()) return *error;
    Date& published = file_.publication().published;
    if (published == kDistantPast) published = hints_.published;
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
  std::optional<Error> find_edition() {
    constexpr std::string_view kName = "World Economic Outlook Database, ";
    const auto found = text_.find(kName);
    if (found == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text_.substr(found + kName.size());
    for (int month = 1; month <= 12; ++month) {
      const std::string_view name = month_name(month);
      if (!rest.starts_with(name) || rest.size() < name.size() + 5) continue;
      const auto year = parse_figure_year(rest.substr(name.size() + 1, 4));
      if (!year) continue;
      file_.publication().published = period_of_month(year->value, month).to;
      edition_ = std::string(name) + " " + std::to_string(year->value);
      return fault_of_publication_day(period_of_month(year->value, month).from, hints_.today);
    }
    return std::nullopt;
  }

  std::optional<Error> take_header(const Fields& fields) {
    width_ = fields.size();
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
      const bool coded = std::string_view(name) == "Country" && columns_.contains("ISO");
      if (!columns_.contains(name) && !coded)
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

  // What one row is of, before its figures.
  struct Row {
    std::string country;
    std::optional<AreaId> area;  // none: under a code and a name that the ledger does not know
    std::optional<Subject> subject;
    std::optional<Unit> unit;
    std::optional<Year> estimates_after;
    std::string why_not;  // its figures are left out; empty where they are wanted
  };

  // The whole database has ISO's code beside the name, an export by query may have the name only.
  std::optional<Error> take_area(const Fields& fields, Row& row) {
    const std::string_view name = trimmed(field(fields, "Country"));
    const std::string_view code = trimmed(field(fields, "ISO"));
    row.country = name.empty() ? code : name;
    const auto named = find_area(ledger_, name);
    if (!code.empty() && (named || area_of_code(ledger_, code))) {
      const auto area = country_named(ledger_, name, code, file_);
      if (!area) return at(area.error().what, area.error().hint);
      row.area = *area;
    } else if (named) {
      row.area = *named;
    } else if (code.empty()) {
      return at("unknown country '" + row.country + "'", named.error().hint);
    }
    return std::nullopt;
  }

  std::optional<Error> take_row(const Fields& fields) {
    const std::string_view descriptor = field(fields, "Subject Descriptor");
    // An empty line, or the Fund's name below, which commas may part into fields.
    if (descriptor.empty() || fields[0].starts_with("International Monetary Fund"))
      return std::nullopt;
    if (fields.size() > width_ && !fields.back().empty()) {
      return at("a row of " + std::to_string(fields.size()) + " fields",
                "the header has " + std::to_string(width_));
    }
    Row row;
    if (auto error = take_area(fields, row)) return error;
    const std::string_view units = field(fields, "Units");
    row.subject = subject_of(field(fields, "WEO Subject Code"), descriptor, units);
    const auto exponent = exponent_of(field(fields, "Scale"));
    if (!exponent) return at("unknown scale '" + std::string(field(fields, "Scale")) + "'", "");
    row.estimates_after = parse_figure_year(field(fields, "Estimates Start After"));
    if (row.area) row.unit = unit_of(row.subject, *row.area, units, *exponent);
    if (!row.subject) {
      row.why_not =
          "no measure of the ledger: " + std::string(descriptor) + ", " + std::string(units);
    } else if (!row.area) {
      row.why_not = "no country of the ledger: " + row.country;
    } else if (!row.unit) {
      row.why_not = "the ledger does not know the currency of " + row.country;
    }
    for (const auto& [column, year] : years_) {
      if (column >= fields.size() || fields[column].empty()) continue;
      if (auto error = take_value(row, year, fields[column])) return error;
    }
    return std::nullopt;
  }

  std::optional<Error> take_value(const Row& row, Year year, std::string_view text) {
    const std::string line = "line " + std::to_string(reader_.line());
    const std::string cell = line + ", " + to_string(year);
    if (is_weo_gap(text)) {
      figures_.leave_out(cell, text, "the publisher gives no figure");
      return std::nullopt;
    }
    const auto plain = plain_number(text, decimal_commas_);
    const auto value = plain ? parse_written_figure(*plain) : std::nullopt;
    if (!value) {
      return Error{
          "'" + std::string(text) + "' where the figure of " + to_string(year) + " should be", cell,
          "is it a table of the World Economic Outlook?"};
    }
    if (!row.why_not.empty()) {
      figures_.leave_out(cell, text, row.why_not);
      return std::nullopt;
    }
    if (value->rounded) tell_rounded(file_, cell, text, value->value);
    return figures_.add(
        {row.subject->measure, std::string(ledger_.area(*row.area).code), year, value->value,
         *row.unit, row.subject->basis, status_of(year, row.estimates_after), cell},
        text);
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

  std::string_view text_;
  DelimitedReader reader_;
  const Ledger& ledger_;
  const SourceHints& hints_;
  SourceFile file_;
  FigureList figures_;

  bool decimal_commas_ = false;
  std::string edition_;
  std::size_t width_ = 0;  // of the header
  std::map<std::string, std::size_t> columns_;
  std::vector<std::pair<std::size_t, Year>> years_;  // column and year
};

}  // namespace

bool is_weo_table(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.find("Subject Descriptor") != std::string_view::npos &&
         line.find_first_of("\t,;") != std::string_view::npos;
}

Result<SourceFile> read_weo_table(std::string_view text, const Ledger& ledger,
                                  const SourceHints& hints) {
  return WeoReader(text, ledger, hints).read();
}

}  // namespace muster
