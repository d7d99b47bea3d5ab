#include "measures/value.h"

#include <algorithm>
#include <set>

#include "measures/convert.h"
#include "measures/rates.h"
#include "measures/support.h"

namespace muster {
namespace {

std::string what_of(const Ledger& ledger, MeasureId id, AreaId area, Year year) {
  return std::string(measure(id).title) + " of " + with_article(ledger.area(area)) + " in " +
         std::to_string(year.value);
}

std::string scope_words(const Ledger& ledger, const Scope& scope) {
  if (scope.vintage) return std::string(ledger.vintage(*scope.vintage).id);
  std::string words(scope.publisher);
  if (scope.as_of != kDistantFuture) words += " as of " + to_prose(scope.as_of);
  return words;
}

// Which of a vintage's figures for one cell is wanted when basis or currency are left open: lower
// is better.
int preference(const Observation& observation, const ValueOptions& options) {
  int rank = 0;
  if (!options.basis && !observation.basis.is_current()) rank += 2;
  if (options.currency.none() && observation.unit.currency != kUsd) rank += 1;
  return rank;
}

Figure converted(const Figure& figure, const Conversion& conversion, Currency to) {
  Figure result = figure;
  result.working.push_back(money_prose(figure.value, figure.unit.currency) + " at " +
                           conversion.working + " is " + money_prose(conversion.amount, to));
  result.value = conversion.amount;
  result.unit.currency = to;
  result.published.reset();
  return result;
}

Result<Figure> convert_figure(const Ledger& ledger, const Figure& figure, Currency to, Year year) {
  if (figure.basis.year == PriceBasis::kOwnBase) {
    return Error{
        "constant prices of a country's own base year can't be converted to another currency", "",
        "ask for current prices"};
  }
  const Year rate_year = figure.basis.is_constant() ? Year{figure.basis.year} : year;
  auto conversion =
      convert_at_annual_rate(ledger, figure.value, figure.unit.currency, to, rate_year);
  if (!conversion) return conversion.error();
  return converted(figure, *conversion, to);
}

}  // namespace

bool has_real_terms(MeasureId id) {
  return id == MeasureId::defence_expenditure || id == MeasureId::gdp ||
         id == MeasureId::defence_per_capita || id == MeasureId::gdp_per_capita;
}

bool is_money(MeasureId id) {
  switch (id) {
    case MeasureId::support_to_ukraine:
    case MeasureId::military_support_to_ukraine:
    case MeasureId::financial_support_to_ukraine:
    case MeasureId::humanitarian_support_to_ukraine:
    case MeasureId::committed_support_to_ukraine:
    case MeasureId::common_funding_budget:
    case MeasureId::common_funding_civil_budget:
    case MeasureId::common_funding_military_budget:
    case MeasureId::common_funding_investment_budget:
      return true;
    default:
      return has_real_terms(id);
  }
}

std::optional<Observation> newest_observation(
    const Ledger& ledger, MeasureId measure, AreaId area, Year year, const Scope& scope,
    const std::function<bool(const Observation&)>& accept) {
  const VintageRange vintages = vintages_in(ledger, scope);
  RowRange rows = rows_of(ledger, measure, area, year);
  while (const auto row = newest_row(ledger, rows, vintages)) {
    const Observation observation = ledger.observation(measure, area, *row);
    if (accept(observation)) return observation;
    rows.end = *row;
  }
  return std::nullopt;
}

std::optional<Observation> published_observation(const Ledger& ledger, MeasureId id, AreaId area,
                                                 Year year, const ValueOptions& options) {
  RowRange rows = rows_of(ledger, id, area, year);
  if (rows.begin == rows.end) return std::nullopt;
  const VintageRange vintages = vintages_in(ledger, options.scope);
  std::optional<Observation> best;
  while (const auto row = newest_row(ledger, rows, vintages)) {
    rows.end = *row;
    const Observation observation = ledger.observation(id, area, *row);
    // Once a newer vintage has the cell, older ones are out of the question.
    if (best && best->vintage != observation.vintage) break;
    if (is_money(id)) {
      if (options.basis && observation.basis != *options.basis) continue;
      if (!options.currency.none() && observation.unit.currency != options.currency) continue;
    }
    if (!best || preference(observation, options) < preference(*best, options)) best = observation;
  }
  return best;
}

Result<Figure> published_value(const Ledger& ledger, MeasureId id, AreaId area, Year year,
                               const ValueOptions& options) {
  if (const auto found = published_observation(ledger, id, area, year, options))
    return figure_of(ledger, *found);
  return Error{"no figure for " + what_of(ledger, id, area, year) + " in " +
                   scope_words(ledger, options.scope),
               "",
               "see muster series " + std::string(ledger.area(area).code) + " " +
                   std::string(measure(id).name)};
}

Result<Figure> sum_of_members(const Ledger& ledger, MeasureId id, AreaId group, Year year,
                              const ValueOptions& options) {
  if (!measure(id).additive) {
    return Error{"the " + std::string(measure(id).title) + " of a group is no sum", "",
                 "ask for its parts"};
  }
  std::vector<AreaId> counted;
  for (const AreaId area : members(ledger, group, year)) {
    // Iceland has no armed forces and no defence expenditure; its GDP counts.
    const bool of_forces =
        id == MeasureId::defence_expenditure || id == MeasureId::military_personnel;
    if (!of_forces || ledger.area(area).has_armed_forces) counted.push_back(area);
  }
  if (counted.empty())
    return Error{"nobody was in " + std::string(ledger.area(group).name) + " in " +
                     std::to_string(year.value),
                 "", ""};

  // The newest vintage that covers everybody; a total never mixes vintages.
  Result<Figure> last_failure =
      Error{"no vintage covers " + what_of(ledger, id, group, year), "", ""};
  for (const VintageId vintage : vintages_with(ledger, id, counted.front(), year, options.scope)) {
    ValueOptions pinned = options;
    pinned.scope.vintage = vintage;
    Figure total;
    bool complete = true;
    for (const AreaId area : counted) {
      auto part = published_value(ledger, id, area, year, pinned);
      if (!part) {
        complete = false;
        last_failure = Error{"no vintage covers all of " + what_of(ledger, id, group, year), "",
                             part.error().what};
        break;
      }
      // The first member settles basis and currency for the others.
      if (area == counted.front()) {
        total = *part;
        total.cells.clear();
        total.value = 0;
        if (is_money(id)) {
          pinned.basis = part->basis;
          pinned.currency = part->unit.currency;
        }
      }
      total.value += part->value;
      if (part->status != ObsStatus::actual) total.status = part->status;
      total.extent = weaker(total.extent, part->extent);
      total.cells.insert(total.cells.end(), part->cells.begin(), part->cells.end());
    }
    if (!complete) continue;
    total.published.reset();
    total.working = {"sum of " + std::to_string(counted.size()) + " members in " +
                     std::string(ledger.vintage(vintage).id)};
    return total;
  }
  return last_failure;
}

Result<Figure> value_of(const Ledger& ledger, MeasureId id, AreaId area, Year year,
                        const ValueOptions& options) {
  auto direct = published_value(ledger, id, area, year, options);
  if (direct) return direct;
  if (id == MeasureId::support_to_ukraine_share_of_gdp)
    return support_share_of_gdp(ledger, area, year, options);
  if (id == MeasureId::exchange_rate) {
    if (auto rate = annual_rate_of(ledger, area, year, options.scope)) return *rate;
  }
  const bool group = ledger.area(area).is_group;
  if (group && measure(id).additive) {
    auto sum = sum_of_members(ledger, id, area, year, options);
    if (sum) return sum;
  }
  if (!is_money(id)) return direct;
  if (options.basis && !options.basis->is_current() && !has_real_terms(id)) {
    return Error{"the " + std::string(measure(id).title) + " is told at current prices only", "",
                 "leave --price-basis away"};
  }

  // Not printed in that currency: convert what is printed at those prices.
  if (!options.currency.none()) {
    ValueOptions any_currency = options;
    any_currency.currency = {};
    auto printed = published_value(ledger, id, area, year, any_currency);
    if (!printed && group) printed = sum_of_members(ledger, id, area, year, any_currency);
    if (printed) return convert_figure(ledger, *printed, options.currency, year);
  }
  if (options.basis) {
    ValueOptions any_basis = options;
    any_basis.basis.reset();
    any_basis.currency = {};
    auto printed = published_value(ledger, id, area, year, any_basis);
    if (printed && printed->basis != *options.basis) {
      return Error{"the " + what_of(ledger, id, area, year) + " is in " +
                       scope_words(ledger, options.scope) + " at " + to_prose(printed->basis) +
                       ", not at " + to_prose(*options.basis),
                   "",
                   "changing the price basis needs a deflator, which the ledger does not have for "
                   "this publisher"};
    }
  }
  return direct;
}

std::vector<bool> vintages_with_any(const Ledger& ledger, MeasureId measure, Year year) {
  std::vector<bool> present(ledger.vintages.size());
  for (std::size_t area = 0; area < ledger.areas.size(); ++area) {
    const RowRange rows = rows_of(ledger, measure, static_cast<AreaId>(area), year);
    for (std::size_t row = rows.begin; row < rows.end; ++row)
      present[ledger.observations.vintage[row]] = true;
  }
  return present;
}

bool has_measure(const Ledger& ledger, MeasureId measure, AreaId area, const Scope& scope) {
  const VintageRange vintages = vintages_in(ledger, scope);
  const auto has = [&](AreaId one) {
    return newest_row(ledger, rows_of(ledger, measure, one), vintages).has_value();
  };
  if (has(area) || has_support(ledger, measure, area, scope)) return true;
  if (measure == MeasureId::exchange_rate) return has_annual_rates(ledger, area, scope);
  return muster::measure(measure).additive &&
         std::ranges::any_of(ledger.memberships,
                             [&](const Membership& m) { return m.group == area && has(m.area); });
}

std::vector<VintageId> vintages_with(const Ledger& ledger, MeasureId measure, AreaId area,
                                     Year year, const Scope& scope) {
  std::vector<VintageId> found;
  RowRange rows = rows_of(ledger, measure, area, year);
  if (rows.begin == rows.end) return found;
  const VintageRange vintages = vintages_in(ledger, scope);
  while (const auto row = newest_row(ledger, rows, vintages)) {
    rows.end = *row;
    const auto vintage = static_cast<VintageId>(ledger.observations.vintage[*row]);
    if (found.empty() || found.back() != vintage) found.push_back(vintage);
  }
  return found;
}

std::optional<Year> latest_year(const Ledger& ledger, MeasureId measure, AreaId area,
                                const Scope& scope) {
  const auto row = newest_row(ledger, rows_of(ledger, measure, area), vintages_in(ledger, scope));
  if (!row) return std::nullopt;
  return Year{ledger.observations.year[*row]};
}

}  // namespace muster
