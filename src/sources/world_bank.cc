#include "sources/world_bank.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sources/delimited.h"
#include "sources/figures.h"

namespace muster {
namespace {

// Money in national currency, whichever the country has now: the Bank's "LCU".
constexpr Currency kNational = currency("XXX");

struct Indicator {
  std::string_view code;
  MeasureId measure;
  Unit unit;
  PriceBasis basis;
};

constexpr Unit money(Currency which) { return {UnitKind::money, 0, which}; }
constexpr Unit kPercent{UnitKind::percent, 0, {}};
constexpr PriceBasis kCurrent{PriceBasis::kCurrent};
constexpr PriceBasis kOwn{PriceBasis::kOwnBase};

// Units and bases as the Bank's own metadata state them.
constexpr std::array<Indicator, 12> kIndicators = {{
    {"MS.MIL.XPND.GD.ZS", MeasureId::defence_share_of_gdp, kPercent, kCurrent},
    {"MS.MIL.XPND.CD", MeasureId::defence_expenditure, money(kUsd), kCurrent},
    {"MS.MIL.XPND.CN", MeasureId::defence_expenditure, money(kNational), kCurrent},
    {"NY.GDP.MKTP.CD", MeasureId::gdp, money(kUsd), kCurrent},
    {"NY.GDP.MKTP.KD", MeasureId::gdp, money(kUsd), PriceBasis{2015}},
    {"NY.GDP.MKTP.CN", MeasureId::gdp, money(kNational), kCurrent},
    {"NY.GDP.MKTP.KN", MeasureId::gdp, money(kNational), kOwn},
    {"NY.GDP.MKTP.KD.ZG", MeasureId::gdp_growth, kPercent, kOwn},
    {"NY.GDP.DEFL.ZS", MeasureId::gdp_deflator, {UnitKind::index, 0, {}}, kOwn},
    {"SP.POP.TOTL", MeasureId::population, {UnitKind::persons, 0, {}}, {}},
    {"PA.NUS.FCRF", MeasureId::exchange_rate, money(kNational), {}},
    {"NY.GDP.PCAP.CD", MeasureId::gdp_per_capita, money(kUsd), kCurrent},
}};

Result<const Indicator*> find_indicator(std::string_view code) {
  std::vector<std::string> names;
  for (const Indicator& indicator : kIndicators) {
    if (indicator.code == code) return &indicator;
    names.emplace_back(indicator.code);
  }
  const std::string near = suggestion(code, names);
  return Error{"the ledger has no measure for the indicator '" + std::string(code) + "'", "",
               near.empty() ? "it takes " + join_prose(names) : near};
}

using Fields = std::vector<std::string_view>;

bool is_header(const Fields& fields, std::initializer_list<std::string_view> names) {
  return fields.size() >= names.size() && std::equal(names.begin(), names.end(), fields.begin());
}

class BankReader {
 public:
  BankReader(std::string_view text, const Ledger& ledger, const SourceHints& hints)
      : reader_(text, ','), ledger_(ledger), hints_(hints), figures_(file_) {
    file_.kind = "World Bank indicator";
    Publication& p = file_.publication;
    p.publisher = "WB";
    p.title = "World Development Indicators";
  }

  Result<SourceFile> read() {
    Fields fields;
    bool begun = false;
    std::size_t rows = 0;
    while (reader_.next(fields)) {
      std::optional<Error> error;
      if (begun) {
        error = wide_ ? take_wide(fields) : take_long(fields);
      } else if (fields.size() >= 2 && fields[0] == "Last Updated Date") {
        const auto day = parse_date(fields[1]);
        if (!day) error = at("'" + std::string(fields[1]) + "' is no day", day.error().hint);
        if (day) file_.publication.published = *day;
      } else if (is_header(fields,
                           {"Country Name", "Country Code", "Indicator Name", "Indicator Code"})) {
        begun = wide_ = true;
        error = take_header(fields);
      } else if (is_header(fields, {"Country Name", "Country Code", "Year", "Value"})) {
        begun = true;
        const auto indicator = given_indicator();
        if (!indicator) return indicator.error();
        indicator_ = *indicator;
      } else if (++rows > 10 || (fields.size() > 3)) {
        error =
            at("not the Bank's columns",
               "expected Country Name, Country Code, Indicator Name, Indicator Code, then years");
      }
      if (error) return *error;
    }
    if (reader_.error()) return *reader_.error();
    if (file_.publication.figures.empty())
      return Error{"it holds no figures", "", "is this the Bank's file?"};
    describe();
    return std::move(file_);
  }

 private:
  Error at(std::string what, std::string hint) const {
    return {std::move(what), "line " + std::to_string(reader_.line()), std::move(hint)};
  }

  Result<const Indicator*> given_indicator() const {
    if (!hints_.indicator.empty()) return find_indicator(hints_.indicator);
    return Error{"the file does not say which indicator it holds", "",
                 "say it by --indicator, as in --indicator SP.POP.TOTL"};
  }

  std::optional<Error> take_header(const Fields& fields) {
    for (std::size_t i = 4; i < fields.size(); ++i) {
      if (fields[i].empty() && i + 1 == fields.size()) break;  // the Bank's trailing comma
      const auto year = parse_figure_year(fields[i]);
      if (!year) return at("'" + std::string(fields[i]) + "' where a year should be", "");
      if (!years_.empty() && year->value != years_.back().value + 1)
        return at("the year " + std::string(fields[i]) + " is out of order",
                  "columns go year by year");
      years_.push_back(*year);
    }
    return std::nullopt;
  }

  // The area of a row; none for an aggregate.
  Result<std::optional<AreaId>> area_of(std::string_view name, std::string_view code) const {
    const auto area = area_coded(ledger_, code);
    if (!area || ledger_.area(*area).is_group) {
      // A country under a code that is none is a fault; an aggregate has a name of its own.
      const auto named = find_area(ledger_, name);
      if (named && !ledger_.area(*named).is_group) {
        return at("'" + std::string(code) + "' is not the code of " + std::string(name),
                  "it is " + std::string(ledger_.area(*named).code));
      }
      return std::optional<AreaId>();
    }
    const auto named = find_area(ledger_, name);
    if (!named) return at("unknown country '" + std::string(name) + "'", named.error().hint);
    if (*named != *area) {
      return at("'" + std::string(code) + "' is not the code of " + std::string(name),
                "it is " + std::string(ledger_.area(*named).code));
    }
    return std::optional(*area);
  }

  std::optional<Error> take_wide(const Fields& fields) {
    if (fields.size() == 1 && fields[0].empty()) return std::nullopt;
    if (fields.size() < 4 || fields.size() > years_.size() + 5) {
      return at("a row of " + std::to_string(fields.size()) + " fields",
                "the header has " + std::to_string(years_.size() + 4));
    }
    if (indicator_ == nullptr || indicator_->code != fields[3]) {
      const auto indicator = find_indicator(fields[3]);
      if (!indicator) return at(indicator.error().what, indicator.error().hint);
      indicator_ = *indicator;
    }
    const auto area = area_of(fields[0], fields[1]);
    if (!area) return area.error();
    for (std::size_t i = 4; i < fields.size() && i - 4 < years_.size(); ++i) {
      if (auto error = take_value(*area, fields, years_[i - 4], fields[i])) return error;
    }
    return std::nullopt;
  }

  std::optional<Error> take_long(const Fields& fields) {
    if (fields.size() == 1 && fields[0].empty()) return std::nullopt;
    if (fields.size() != 4)
      return at("a row of " + std::to_string(fields.size()) + " fields", "the header has 4");
    const auto year = parse_figure_year(fields[2]);
    if (!year) return at("'" + std::string(fields[2]) + "' where a year should be", "");
    if (area_code_ != fields[1] || area_name_ != fields[0]) {
      const auto area = area_of(fields[0], fields[1]);
      if (!area) return area.error();
      area_ = *area;
      area_code_ = fields[1];
      area_name_ = fields[0];
    }
    return take_value(area_, fields, *year, fields[3]);
  }

  std::optional<Error> take_value(std::optional<AreaId> area, const Fields& fields, Year year,
                                  std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto cell = [&] {
      return std::string(indicator_->code) + "!" + std::string(fields[1]) + "," +
             std::to_string(year.value);
    };
    if (text == "..") {
      figures_.leave_out(cell(), text, "the publisher gives no figure");
      return std::nullopt;
    }
    const auto value = parse_written_figure(text);
    if (!value) {
      return at("'" + std::string(text) + "' where the figure of " + std::to_string(year.value) +
                    " should be",
                "figures are plain numbers, without separators");
    }
    if (!area) {
      figures_.leave_out(cell(), text, "no country of the ledger: " + std::string(fields[0]));
      return std::nullopt;
    }
    Unit unit = indicator_->unit;
    if (unit.currency == kNational) {
      unit.currency = currency_of(ledger_, *area, last_year());
      if (unit.currency.none()) {
        figures_.leave_out(cell(), text,
                           "the ledger does not know the currency of " + std::string(fields[0]));
        return std::nullopt;
      }
    }
    auto error = figures_.add({indicator_->measure, std::string(ledger_.area(*area).code), year,
                               *value, unit, indicator_->basis, ObsStatus::actual, cell()},
                              text);
    if (error) error->where = "line " + std::to_string(reader_.line()) + ", " + error->where;
    return error;
  }

  // National currency is that of the file's day throughout. A long table may not say its day: then
  // that of the day on which the ledger's facts were read.
  Year last_year() const {
    const Date published = file_.publication.published;
    if (published != kDistantPast) return year_of(published);
    return years_.empty() ? year_of(ledger_.facts_checked) : years_.back();
  }

  void describe() {
    Publication& p = file_.publication;
    set_years(p);
    p.what_is_here = std::string(indicator_->code);
    // Named as in the embedded vintages of the Bank, so that no break is seen where none is.
    p.measure_name = indicator_->code.starts_with("MS.MIL.")
                         ? "military expenditure (SIPRI definition)"
                         : std::string(measure(indicator_->measure).title);
    if (p.published != kDistantPast) p.title += ", update of " + to_prose(p.published);
  }

  DelimitedReader reader_;
  const Ledger& ledger_;
  const SourceHints& hints_;
  SourceFile file_;
  FigureList figures_;

  bool wide_ = false;
  std::vector<Year> years_;
  const Indicator* indicator_ = nullptr;
  std::optional<AreaId> area_;  // of the long layout's last row
  std::string area_code_;
  std::string area_name_;
};

}  // namespace

bool is_world_bank_csv(std::string_view text) {
  const std::string_view head = text.substr(0, 512);
  return head.find("\"Data Source\",\"World Development Indicators\"") != std::string_view::npos ||
         head.find("Country Name,Country Code,Year,Value") != std::string_view::npos ||
         head.find("\"Country Name\",\"Country Code\",\"Indicator Name\"") !=
             std::string_view::npos;
}

Result<SourceFile> read_world_bank_csv(std::string_view text, const Ledger& ledger,
                                       const SourceHints& hints) {
  return BankReader(text, ledger, hints).read();
}

}  // namespace muster
