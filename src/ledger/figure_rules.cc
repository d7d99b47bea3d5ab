#include "ledger/figure_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "base/text.h"

namespace muster {
namespace {

using M = MeasureId;
constexpr double kNoEnd = std::numeric_limits<double>::infinity();

// The largest share of GDP on record is Kuwait's of 1991, 117 % (SIPRI); the largest real growth of
// a GDP Equatorial Guinea's of 1997, 150 % (World Bank).
constexpr std::array<FigureRule, kMeasureCount> kRules = {{
    {M::defence_expenditure, UnitKind::money, 0, kNoEnd},
    {M::gdp, UnitKind::money, 0, kNoEnd},
    {M::defence_share_of_gdp, UnitKind::percent, 0, 150},
    {M::equipment_share, UnitKind::percent, 0, 100},
    {M::personnel_share, UnitKind::percent, 0, 100},
    {M::infrastructure_share, UnitKind::percent, 0, 100},
    {M::other_share, UnitKind::percent, 0, 100},
    {M::real_change, UnitKind::percent, -100, 2000},
    {M::defence_per_capita, UnitKind::money, 0, kNoEnd},
    {M::gdp_per_capita, UnitKind::money, 0, kNoEnd},
    {M::military_personnel, UnitKind::persons, 0, 1e8},
    {M::population, UnitKind::persons, 0, 2e10},
    {M::gdp_deflator, UnitKind::index, 0, kNoEnd},
    {M::gdp_growth, UnitKind::percent, -100, 1000},
    {M::share_of_group_total, UnitKind::percent, 0, 100},
    {M::exchange_rate, UnitKind::money, 0, kNoEnd},
    {M::support_to_ukraine, UnitKind::money, 0, kNoEnd},
    {M::military_support_to_ukraine, UnitKind::money, 0, kNoEnd},
    {M::financial_support_to_ukraine, UnitKind::money, 0, kNoEnd},
    {M::humanitarian_support_to_ukraine, UnitKind::money, 0, kNoEnd},
    {M::committed_support_to_ukraine, UnitKind::money, 0, kNoEnd},
    {M::support_to_ukraine_share_of_gdp, UnitKind::percent, 0, 100},
    {M::common_funding_share, UnitKind::percent, 0, 100},
    {M::common_funding_budget, UnitKind::money, 0, kNoEnd},
    {M::common_funding_civil_budget, UnitKind::money, 0, kNoEnd},
    {M::common_funding_military_budget, UnitKind::money, 0, kNoEnd},
    {M::common_funding_investment_budget, UnitKind::money, 0, kNoEnd},
}};

constexpr bool each_stands_in_its_place() {
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    if (static_cast<std::size_t>(kRules[i].measure) != i) return false;
  }
  return true;
}
static_assert(each_stands_in_its_place());

std::string_view kind_in_prose(UnitKind kind) {
  switch (kind) {
    case UnitKind::percent:
      return "PERCENT";
    case UnitKind::persons:
      return "PERSONS, THOUSAND or MILLION";
    case UnitKind::money:
      return "money, as in USD_MILLION";
    case UnitKind::index:
      break;
  }
  return "INDEX";
}

// "from -100 to 1000", "0 or more".
std::string range_in_prose(const FigureRule& rule) {
  const auto number = [](double value) { return with_thousands(value, 0); };
  if (rule.highest == kNoEnd) return number(rule.lowest) + " or more";
  return "from " + number(rule.lowest) + " to " + number(rule.highest);
}

}  // namespace

const FigureRule& figure_rule(MeasureId id) { return kRules.at(static_cast<std::size_t>(id)); }

std::optional<Error> fault_of_figure(MeasureId id, std::string_view area, Year year,
                                     const Decimal& value, const Unit& unit) {
  const FigureRule& rule = figure_rule(id);
  const auto figure = [&] {
    return std::string(measure(id).name) + " of " + std::string(area) + " in " + to_string(year);
  };
  if (unit.kind != rule.unit) {
    return Error{figure() + " is in " + to_string(unit), "",
                 "it is counted in " + std::string(kind_in_prose(rule.unit))};
  }
  const double single = value.to_double() * std::pow(10.0, unit.exponent);
  if (single >= rule.lowest && single <= rule.highest) return std::nullopt;
  return Error{figure() + " is " + value.to_string() + " " + to_string(unit), "",
               "it can be " + range_in_prose(rule)};
}

std::optional<Error> fault_of_year(Year year, ObsStatus status, Date published) {
  if (status == ObsStatus::estimate || published == kDistantPast || year <= year_of(published))
    return std::nullopt;
  return Error{"a figure of " + to_string(year) + " in what was published on " +
                   to_prose(published) + " is told as known",
               "", "of a year to come it is an estimate: E"};
}

std::optional<Error> fault_of_currency(std::span<const CurrencyPeriod> known, const Unit& unit) {
  if (unit.kind != UnitKind::money) return std::nullopt;
  if (std::ranges::find(known, unit.currency, &CurrencyPeriod::currency) != known.end())
    return std::nullopt;
  std::vector<std::string> codes;
  for (const CurrencyPeriod& period : known) codes.emplace_back(period.currency.text());
  std::ranges::sort(codes);
  codes.erase(std::ranges::unique(codes).begin(), codes.end());
  return Error{"no country has the currency " + std::string(unit.currency.text()), "",
               suggestion(unit.currency.text(), codes)};
}

std::optional<Error> fault_of_publication_day(Date published, Date today) {
  if (published <= today) return std::nullopt;
  return Error{"it can't have been published on " + to_prose(published), "",
               "today is " + to_prose(today)};
}

}  // namespace muster
