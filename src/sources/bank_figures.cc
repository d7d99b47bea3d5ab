#include "sources/bank_figures.h"

#include <array>
#include <vector>

#include "base/text.h"
#include "sources/areas.h"

namespace muster {
namespace {

// Money in national currency, whichever the country has now: the Bank's "LCU".
constexpr Currency kNational = currency("XXX");

constexpr Unit money(Currency which) { return {UnitKind::money, 0, which}; }
constexpr Unit kPercent{UnitKind::percent, 0, {}};
constexpr PriceBasis kCurrent{PriceBasis::kCurrent};
constexpr PriceBasis kOwn{PriceBasis::kOwnBase};

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

}  // namespace

bool is_no_figure(std::string_view text) {
  return one_of(text,
                {"..", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "None"});
}

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

BankFigures::BankFigures(SourceFile& file, const Ledger& ledger)
    : file_(file), ledger_(ledger), figures_(file) {
  file_.publication().publisher = "WB";
  file_.publication().title = "World Development Indicators";
}

Result<BankCountry> BankFigures::country(std::string_view name, std::string_view code) {
  BankCountry result{std::string(name), std::string(code), std::nullopt};
  const auto area = area_of_code(ledger_, code);
  if (!area || ledger_.area(*area).is_group) {
    // A country under a code that is none is a fault; an aggregate has a name of its own.
    const auto known = find_area(ledger_, name);
    if (!known || ledger_.area(*known).is_group) return result;
  }
  const auto named = country_named(ledger_, name, code, file_);
  if (!named) return named.error();
  result.area = *named;
  return result;
}

// Money is told in today's currency throughout. Rates are too, but for users of the euro: theirs
// of earlier years are of the currency that they had then.
Currency BankFigures::national_currency(const Indicator& indicator, AreaId area, Year year,
                                        Year currency_year) const {
  const Currency today = currency_of(ledger_, area, currency_year);
  if (indicator.measure == MeasureId::exchange_rate && today == kEur)
    return currency_of(ledger_, area, year);
  return today;
}

std::optional<Error> BankFigures::add(const Indicator& indicator, const BankCountry& country,
                                      Year year, std::string_view text, Year currency_year,
                                      ObsStatus status) {
  last_ = &indicator;
  if (text.empty()) return std::nullopt;
  const auto cell = [&] {
    return std::string(indicator.code) + "!" + country.code + "," + std::to_string(year.value);
  };
  if (is_no_figure(text)) {
    figures_.leave_out(cell(), text, "the publisher gives no figure");
    return std::nullopt;
  }
  const auto value = parse_written_figure(text);
  if (!value) {
    return Error{"'" + std::string(text) + "' where the figure of " + std::to_string(year.value) +
                     " should be",
                 "", "figures are plain numbers, without separators"};
  }
  if (!country.area) {
    figures_.leave_out(cell(), text, "no country of the ledger: " + country.name);
    return std::nullopt;
  }
  Unit unit = indicator.unit;
  if (unit.currency == kNational) {
    unit.currency = national_currency(indicator, *country.area, year, currency_year);
    if (unit.currency.none()) {
      figures_.leave_out(cell(), text, "the ledger does not know the currency of " + country.name);
      return std::nullopt;
    }
  }
  if (value->rounded) tell_rounded(file_, cell(), text, value->value);
  return figures_.add({indicator.measure, std::string(ledger_.area(*country.area).code), year,
                       value->value, unit, indicator.basis, status, cell()},
                      text);
}

void BankFigures::describe() {
  Publication& p = file_.publication();
  set_years(p);
  p.what_is_here = std::string(last_->code);
  // Named as in the embedded vintages of the Bank, so that no break is seen where none is.
  p.measure_name = last_->code.starts_with("MS.MIL.") ? "military expenditure (SIPRI definition)"
                                                      : std::string(measure(last_->measure).title);
  if (p.published != kDistantPast) p.title += ", update of " + to_prose(p.published);
}

}  // namespace muster
