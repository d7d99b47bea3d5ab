#include "outlook/panel.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "measures/convert.h"
#include "measures/revision_history.h"
#include "measures/value.h"

namespace muster {
namespace {

constexpr int kFirstYear = 2000;   // growth and prices before are another world
constexpr int kForecastYears = 6;  // publishers' forecasts reach no further

// The newest row of a cell, of any publisher, that was published by the day and is accepted.
std::optional<Observation> newest_of_any(const Ledger& ledger, MeasureId measure, AreaId area,
                                         Year year, Date as_of,
                                         const std::function<bool(const Observation&)>& accept) {
  const RowRange rows = rows_of(ledger, measure, area, year);
  std::optional<Observation> newest;
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    const Observation o = ledger.observation(measure, area, row);
    const Date published = ledger.vintage(o.vintage).published;
    if (published > as_of || (newest && published < ledger.vintage(newest->vintage).published))
      continue;
    if (accept(o)) newest = o;
  }
  return newest;
}

// The same publication's figure for another year or basis, in the same unit.
std::optional<Observation> beside(const Ledger& ledger, const Observation& o, Year year,
                                  PriceBasis basis) {
  const RowRange rows = rows_of(ledger, o.measure, o.area, year);
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    const Observation other = ledger.observation(o.measure, o.area, row);
    if (other.vintage == o.vintage && other.unit == o.unit && other.basis == basis) return other;
  }
  return std::nullopt;
}

Date published(const Ledger& ledger, VintageId vintage) {
  return ledger.vintage(vintage).published;
}

Known known_as(const Observation& o, double value) { return {o.year, value, o.vintage, o.status}; }

// Of two that say the same thing, the one that was published later.
std::optional<Known> later(const Ledger& ledger, std::optional<Known> a, std::optional<Known> b) {
  if (!a || !b) return a ? a : b;
  return published(ledger, b->vintage) > published(ledger, a->vintage) ? b : a;
}

// Real growth of a year, as published or from GDP at constant prices in two years.
std::optional<Known> growth_of(const Ledger& ledger, AreaId area, Year year, Date as_of) {
  std::optional<Known> told;
  if (const auto o = newest_of_any(ledger, MeasureId::gdp_growth, area, year, as_of,
                                   [](const Observation&) { return true; }))
    told = known_as(*o, figure_of(ledger, *o).value / 100);
  const Year before{static_cast<std::int16_t>(year.value - 1)};
  std::optional<Known> computed;
  if (const auto o =
          newest_of_any(ledger, MeasureId::gdp, area, year, as_of, [&](const Observation& at) {
            return at.basis.is_constant() && at.value.units > 0 &&
                   beside(ledger, at, before, at.basis);
          })) {
    const double first = beside(ledger, *o, before, o->basis)->value.to_double();
    if (first > 0) computed = known_as(*o, o->value.to_double() / first - 1);
  }
  return later(ledger, told, computed);
}

// Current over constant prices in national currency: a deflator, up to a constant.
std::optional<double> implied_deflator(const Ledger& ledger, const Observation& constant) {
  const auto current = beside(ledger, constant, constant.year, PriceBasis::current());
  if (!current || constant.value.units <= 0) return std::nullopt;
  return current->value.to_double() / constant.value.to_double();
}

std::optional<Known> implied_inflation(const Ledger& ledger, MeasureId measure, AreaId area,
                                       Year year, Date as_of) {
  const Year before{static_cast<std::int16_t>(year.value - 1)};
  const bool dollars = currency_of(ledger, area, year) == kUsd;
  std::optional<double> ratio;
  const auto o = newest_of_any(ledger, measure, area, year, as_of, [&](const Observation& at) {
    // In another country's money exchange rates would be in it.
    if (!at.basis.is_constant() || (at.unit.currency == kUsd && !dollars)) return false;
    const auto first = beside(ledger, at, before, at.basis);
    const auto now = implied_deflator(ledger, at);
    const auto then = first ? implied_deflator(ledger, *first) : std::nullopt;
    if (!now || !then || *then <= 0) return false;
    ratio = *now / *then - 1;
    return true;
  });
  return o ? std::optional(known_as(*o, *ratio)) : std::nullopt;
}

std::optional<Known> inflation_of(const Ledger& ledger, AreaId area, Year year, Date as_of) {
  const Year before{static_cast<std::int16_t>(year.value - 1)};
  std::optional<Known> told;
  if (const auto o = newest_of_any(ledger, MeasureId::gdp_deflator, area, year, as_of,
                                   [&](const Observation& at) {
                                     return beside(ledger, at, before, at.basis).has_value();
                                   })) {
    const double first = beside(ledger, *o, before, o->basis)->value.to_double();
    if (first > 0) told = known_as(*o, o->value.to_double() / first - 1);
  }
  told = later(ledger, told, implied_inflation(ledger, MeasureId::gdp, area, year, as_of));
  // NATO deflates expenditure by the deflators of GDP; where nobody tells these, they are in it.
  if (!told) told = implied_inflation(ledger, MeasureId::defence_expenditure, area, year, as_of);
  return told;
}

// GDP of a year in dollars: from national currency at the year's mean rate, else as published.
std::optional<GdpLevel> gdp_in(const Ledger& ledger, AreaId area, Year year, Date as_of) {
  GdpLevel level;
  level.national = currency_of(ledger, area, year);
  if (level.national.none()) return std::nullopt;
  const auto rate = convert_at_annual_rate(ledger, 1.0, kUsd, level.national, year);
  if (!rate) return std::nullopt;
  level.national_per_usd = rate->amount;
  const auto in = [&](Currency currency) {
    return newest_of_any(ledger, MeasureId::gdp, area, year, as_of, [&](const Observation& o) {
      return o.basis.is_current() && o.unit.currency == currency && o.value.units > 0;
    });
  };
  auto found = in(level.national);
  const bool own = found.has_value();
  if (!own) found = in(kUsd);
  if (!found) return std::nullopt;
  level.usd = figure_of(ledger, *found).value / (own ? level.national_per_usd : 1.0);
  level.vintage = found->vintage;
  return level;
}

std::optional<Known> population_of(const Ledger& ledger, AreaId area, Date as_of) {
  const int now = year_of(as_of).value;
  for (int y = now; y > now - 8; --y) {
    const Year year{static_cast<std::int16_t>(y)};
    if (const auto o = newest_of_any(ledger, MeasureId::population, area, year, as_of,
                                     [](const Observation&) { return true; }))
      return known_as(*o, figure_of(ledger, *o).value);
    // What a publication's GDP and GDP per head come to.
    const auto head = newest_of_any(ledger, MeasureId::gdp_per_capita, area, year, as_of,
                                    [](const Observation& o) { return o.value.units > 0; });
    if (!head) continue;
    const auto whole =
        newest_of_any(ledger, MeasureId::gdp, area, year, as_of, [&](const Observation& o) {
          return o.vintage == head->vintage && o.basis == head->basis &&
                 o.unit.currency == head->unit.currency;
        });
    if (whole)
      return known_as(*whole, figure_of(ledger, *whole).value / figure_of(ledger, *head).value);
  }
  return std::nullopt;
}

// Which of the publisher's vintages count alike: those that name the measure as the newest one does
// that has it for at least half of the members.
struct Definition {
  std::string_view name;
  std::vector<VintageId> others;  // known on the day, and left out
};

// What does not name its measure is not taken for another.
bool is_of_another(const Vintage& vintage, std::string_view name) {
  return !vintage.measure_name.empty() && !name.empty() && vintage.measure_name != name;
}

Definition definition_in(const Ledger& ledger, const std::vector<AreaId>& allies,
                         const Scope& scope) {
  std::map<std::uint16_t, std::vector<bool>> has;
  const VintageRange known = vintages_in(ledger, scope);
  for (std::size_t a = 0; a < allies.size(); ++a) {
    const RowRange rows = rows_of(ledger, MeasureId::defence_share_of_gdp, allies[a]);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const std::uint16_t vintage = ledger.observations.vintage[row];
      if (!known.contains(vintage)) continue;
      auto& seen = has[vintage];
      seen.resize(allies.size());
      seen[a] = true;
    }
  }
  Definition found;
  for (const auto& [vintage, seen] : has) {  // oldest first: vintages stand by day
    const bool named = !ledger.vintages[vintage].measure_name.empty();
    if (named && 2 * std::ranges::count(seen, true) >= std::ssize(allies))
      found.name = ledger.vintages[vintage].measure_name;
  }
  for (const auto& [vintage, seen] : has) {
    if (is_of_another(ledger.vintages[vintage], found.name))
      found.others.push_back(static_cast<VintageId>(vintage));
  }
  return found;
}

// "NATO-2026-07-10 counts core defence expenditure, not defence expenditure, and is left out"; of
// several the first and the last are named.
std::optional<std::string> left_out_for_definition(const Ledger& ledger,
                                                   const Definition& definition) {
  if (definition.others.empty()) return std::nullopt;
  const Vintage& first = ledger.vintage(definition.others.front());
  const Vintage& last = ledger.vintage(definition.others.back());
  const std::size_t count = definition.others.size();
  return (count == 1 ? std::string(first.id) + " counts "
                     : std::to_string(count) + " publications from " + std::string(first.id) +
                           " to " + std::string(last.id) + " count ") +
         std::string(first.measure_name) + ", not " + std::string(definition.name) +
         (count == 1 ? ", and is left out" : ", and are left out");
}

void read_shares(const Ledger& ledger, const Scope& scope, const Definition& definition,
                 AllyRecord& ally, Panel& panel) {
  const VintageRange known = vintages_in(ledger, scope);
  const RowRange rows = rows_of(ledger, MeasureId::defence_share_of_gdp, ally.area);
  std::vector<Observation> cell;  // one year's, oldest publication first
  const auto close = [&] {
    if (cell.empty()) return;
    const Observation& latest = cell.back();
    ally.share.push_back(known_as(latest, latest.value.to_double()));
    panel.vintages.push_back(latest.vintage);
    for (const Observation& early : cell) {
      if (early.vintage == latest.vintage) continue;
      const int age = age_of(ledger, early.vintage, early.year);
      auto& record = panel.revisions[static_cast<std::size_t>(std::min(age, 2))];
      ++record.cases;
      record.squares +=
          std::pow(to_scale(latest.value.to_double()) - to_scale(early.value.to_double()), 2);
    }
    cell.clear();
  };
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    if (!known.contains(ledger.observations.vintage[row])) continue;
    const Observation o = ledger.observation(MeasureId::defence_share_of_gdp, ally.area, row);
    if (o.value.units <= 0 || is_of_another(ledger.vintage(o.vintage), definition.name)) continue;
    if (!cell.empty() && cell.back().year != o.year) close();
    cell.push_back(o);
  }
  close();
}

}  // namespace

double to_scale(double percent) {
  const double share = std::clamp(percent, 1e-3, 0.98 * kShareCeiling);
  return std::log(share / (kShareCeiling - share));
}

double from_scale(double x) { return kShareCeiling / (1 + std::exp(-x)); }

bool is_forecast(const Ledger& ledger, const Known& known) {
  return known.year > year_of(published(ledger, known.vintage));
}

Panel known_shares(const Ledger& ledger, AreaId group, const Scope& scope) {
  Panel panel;
  panel.as_of = scope.as_of;
  std::vector<AreaId> areas;
  for (const AreaId area : members_on(ledger, group, scope.as_of))
    if (ledger.area(area).has_armed_forces) areas.push_back(area);
  const Definition definition = definition_in(ledger, areas, scope);
  if (auto remark = left_out_for_definition(ledger, definition)) panel.remarks.push_back(*remark);
  for (const AreaId area : areas) {
    AllyRecord ally{area, {}, {}, {}, {}, {}};
    read_shares(ledger, scope, definition, ally, panel);
    panel.allies.push_back(std::move(ally));
  }
  for (const AllyRecord& ally : panel.allies)
    if (ally.last_share()) panel.today = std::max(panel.today, *ally.last_share());
  if (panel.today.value == 0) panel.today = year_of(scope.as_of);
  std::ranges::sort(panel.vintages);
  const auto repeated = std::ranges::unique(panel.vintages);
  panel.vintages.erase(repeated.begin(), repeated.end());
  return panel;
}

Panel known_panel(const Ledger& ledger, AreaId group, const Scope& scope) {
  Panel panel = known_shares(ledger, group, scope);
  const int now = year_of(scope.as_of).value;
  for (AllyRecord& ally : panel.allies) {
    for (int y = kFirstYear + 1; y <= now + kForecastYears; ++y) {
      const Year year{static_cast<std::int16_t>(y)};
      if (const auto growth = growth_of(ledger, ally.area, year, scope.as_of))
        ally.growth.push_back(*growth);
      if (const auto inflation = inflation_of(ledger, ally.area, year, scope.as_of))
        ally.inflation.push_back(*inflation);
    }
    ally.population = population_of(ledger, ally.area, scope.as_of);
  }
  // The newest year that has passed and whose GDP is known of as many allies as that of any, no
  // later than the newest share: from there on GDP is projected.
  std::size_t most = 0;
  const int newest = std::min<int>(now - 1, panel.today.value);
  for (int y = newest; y > newest - 5; --y) {
    const Year year{static_cast<std::int16_t>(y)};
    std::vector<std::optional<GdpLevel>> levels;
    levels.reserve(panel.allies.size());
    for (const AllyRecord& ally : panel.allies)
      levels.push_back(gdp_in(ledger, ally.area, year, scope.as_of));
    const auto count = static_cast<std::size_t>(
        std::ranges::count_if(levels, [](const auto& level) { return level.has_value(); }));
    if (count <= most) continue;
    most = count;
    panel.base = year;
    for (std::size_t i = 0; i < levels.size(); ++i) panel.allies[i].gdp = levels[i];
  }
  return panel;
}

}  // namespace muster
