#include "outlook/outlook.h"

#include <algorithm>
#include <cmath>

#include "outlook/backtest.h"
#include "outlook/simulation.h"

namespace muster {
namespace {

// As far ahead as anything can be said by such a model.
constexpr int kFurthest = 40;

std::string year_text(Year year) { return std::to_string(year.value); }

std::optional<Error> refused(const OutlookAsk& ask) {
  const Guideline& guideline = *ask.guideline;
  const std::string id(guideline.id);
  if (!guideline.metric.ends_with("share_of_gdp"))
    return Error{
        "there is no projection for " + id + ", which is about " + std::string(guideline.metric),
        "--guideline", "core-3.5, share-2 and related-1.5 have one: shares of GDP"};
  const Year today = year_of(ask.scope.as_of);
  if (ask.deadline <= today)
    return Error{
        id + " was due by " + year_text(ask.deadline) + ", and it is " + to_prose(ask.scope.as_of),
        "--deadline", "give a later one, as --deadline " + std::to_string(today.value + 10)};
  if (ask.horizon < ask.deadline)
    return Error{"the horizon " + year_text(ask.horizon) + " is before the deadline " +
                     year_text(ask.deadline),
                 "--to", "give the deadline or later"};
  if (ask.horizon.value > today.value + kFurthest)
    return Error{year_text(ask.horizon) + " is too far ahead", "--to",
                 "at most " + std::to_string(kFurthest) +
                     " years: " + std::to_string(today.value + kFurthest)};
  if (ask.paths < kFewestPaths || ask.paths > kMostPaths)
    return Error{std::to_string(ask.paths) + " paths are " +
                     (ask.paths < kFewestPaths ? "too few" : "too many"),
                 "--paths",
                 "between " + std::to_string(kFewestPaths) + " and 100 million; 10000 is usual"};
  return std::nullopt;
}

// The groups that are told: the asked one, and of the alliance those without the United States too.
std::vector<AreaId> told_groups(const Ledger& ledger, AreaId asked) {
  std::vector<AreaId> groups;
  if (!ledger.area(asked).is_group) return groups;
  groups.push_back(asked);
  if (ledger.area(asked).code == "NATO")
    if (const auto others = area_coded(ledger, "NATO_EUR_CAN")) groups.push_back(*others);
  return groups;
}

std::vector<Driver> drivers_of(const std::vector<DriverSums>& sums, const DriverSums& total,
                               const std::vector<AreaId>& areas, double paths) {
  std::vector<Driver> drivers;
  const double mean = total.cost / paths;
  const double variance = total.cost_by_total / paths - mean * mean;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    Driver driver{areas[i], 0, 0};
    const double own = sums[i].cost / paths;
    if (mean != 0) driver.part = own / mean;
    if (variance > 1e-9 * mean * mean)
      driver.variance = (sums[i].cost_by_total / paths - own * mean) / variance;
    drivers.push_back(driver);
  }
  std::ranges::stable_sort(drivers, std::ranges::greater{}, &Driver::part);
  return drivers;
}

// In widths of the 90% band, the widest bin.
double coarsest_bin(const std::vector<std::vector<std::vector<Fan>>>& fans) {
  double coarsest = 0;
  for (const auto& area : fans)
    for (const auto& quantity : area)
      for (const Fan& fan : quantity) {
        const double band = fan.at.back() - fan.at.front();
        if (band > 0) coarsest = std::max(coarsest, Binned{fan.least, fan.most}.width() / band);
      }
  return coarsest;
}

}  // namespace

Result<Outlook> project(const Ledger& ledger, const OutlookAsk& ask, const Executor& executor) {
  if (auto error = refused(ask)) return *error;
  const auto alliance = area_coded(ledger, "NATO");
  if (!alliance) return Error{"the ledger has no group NATO", "", "use the embedded ledger"};
  Outlook outlook;
  outlook.ask = ask;
  outlook.ask.paths = (ask.paths + kPathsAtOnce - 1) / kPathsAtOnce * kPathsAtOnce;
  outlook.measured = ask.guideline->metric == measure(MeasureId::defence_share_of_gdp).name;
  // All allies are read whoever is asked for: they tell what is usual.
  outlook.panel = known_panel(ledger, *alliance, ask.scope);
  outlook.beliefs = estimate(ledger, outlook.panel);
  if (!ask.without_chance) {
    const Calibration found = calibration(ledger, *alliance, ask.scope);
    outlook.beliefs.calibration = found.factor;
    outlook.beliefs.calibration_cases = found.cases;
  }
  outlook.time = timeline(outlook.panel, ask.horizon);
  const Timeline& time = outlook.time;
  if (time.years() > kMostYears)
    return Error{
        year_text(ask.horizon) + " is too far from the last figures, of " + year_text(time.today),
        "--to", "import newer publications, or ask for an earlier year"};
  const std::size_t years = time.after_today();

  const std::vector<AreaId> groups = told_groups(ledger, ask.area);
  std::vector<AreaId> asked;
  if (groups.empty()) {
    asked.push_back(ask.area);
  } else {
    asked = members_on(ledger, ask.area, ask.scope.as_of);
  }
  SimulationJob job;
  std::vector<AreaId> areas;
  for (std::size_t i = 0; i < outlook.panel.allies.size(); ++i) {
    const AllyRecord& ally = outlook.panel.allies[i];
    if (std::ranges::find(asked, ally.area) == asked.end()) continue;
    if (!outlook.beliefs.allies[i].share) continue;
    const ShareBelief& share = *outlook.beliefs.allies[i].share;
    const auto own = ask.overrides.find(ally.area);
    AreaOutlook told;
    told.area = ally.area;
    told.index = i;
    told.today = share.percent;
    told.today_year = share.last;
    told.has_costs = ally.gdp.has_value();
    const double threshold = ask.guideline->threshold.to_double();
    if (outlook.measured) {
      told.assumed = assumed_shares({ask.path, threshold, ask.deadline, time.today, share.percent},
                                    own == ask.overrides.end() ? nullptr : &own->second, years);
    } else {
      told.today = 0;
      told.assumed.assign(years + 1, threshold);
    }
    areas.push_back(ally.area);
    outlook.allies.push_back(std::move(told));
  }
  if (outlook.allies.empty()) {
    const std::string who = with_article(ledger.area(ask.area));
    if (groups.empty() && std::ranges::find(outlook.panel.allies, ask.area, &AllyRecord::area) ==
                              outlook.panel.allies.end())
      return Error{who + " was no ally with armed forces on " + to_prose(ask.scope.as_of), "AREA",
                   "ask for a member, or for NATO"};
    return Error{"no publication of " + std::string(ask.scope.publisher) + " up to " +
                     to_prose(ask.scope.as_of) + " has a defence share of " + who,
                 "AREA", "give a later --as-of, or import one"};
  }

  job.mix = mix_of(outlook.beliefs);
  job.today = time.index(time.today);
  job.years = years;
  job.quantities = ask.quantities | kShareOnly;
  if (!outlook.measured)
    job.quantities &= kShareOnly | bit(Quantity::spending) | bit(Quantity::current_spending);
  // Rounded as published, a figure half a unit below the threshold still meets it.
  job.line = ask.guideline->threshold.to_double() -
             0.5 * std::pow(10.0, -static_cast<double>(ask.guideline->rounding));
  job.told_years.assign(years, !ask.few_years_of_allies || groups.empty());
  job.told_years.front() = true;
  job.told_years[static_cast<std::size_t>(ask.deadline.value - time.today.value) - 1] = true;
  job.told_years.back() = true;  // from which the drivers are taken
  job.paths = ask.paths;
  job.seed = ask.seed;
  const auto moves_of = [&](std::size_t index) {
    return dynamics_of(ledger, outlook.panel, outlook.beliefs, job.mix, index, time,
                       ask.without_chance);
  };
  for (const AreaOutlook& told : outlook.allies)
    job.allies.push_back({moves_of(told.index), stream_of(ledger.area(told.area)), told.assumed,
                          told.today, told.has_costs});
  // Amounts in dollars at current prices are at the United States'.
  AllyDynamics dollars;
  for (std::size_t i = 0; i < outlook.panel.allies.size(); ++i) {
    const AllyRecord& ally = outlook.panel.allies[i];
    if (!ally.gdp || ally.gdp->national != kUsd || !outlook.beliefs.allies[i].share) continue;
    dollars = moves_of(i);
    job.price_moves = &dollars;
    job.price_stream = stream_of(ledger.area(ally.area));
  }
  for (const AreaId group : groups) {
    AreaOutlook told;
    told.area = group;
    told.is_group = true;
    const auto in_group = members_on(ledger, group, ask.scope.as_of);
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < areas.size(); ++i) {
      if (std::ranges::find(in_group, areas[i]) == in_group.end()) continue;
      members.push_back(i);
      told.has_costs = told.has_costs || outlook.allies[i].has_costs;
    }
    for (const AreaId member : in_group) {
      const auto at = std::ranges::find(outlook.allies, member, &AreaOutlook::area);
      if (told.has_costs && ledger.area(member).has_armed_forces &&
          (at == outlook.allies.end() || !at->has_costs))
        told.without.push_back(member);
    }
    job.groups.push_back(std::move(members));
    outlook.groups.push_back(std::move(told));
  }

  SimulationResult result = simulate(job, executor);
  outlook.exact = ask.paths <= kExactPaths;
  if (!outlook.exact) outlook.bin_of_spread = coarsest_bin(result.fans);
  for (std::size_t i = 0; i < outlook.allies.size(); ++i) {
    outlook.allies[i].fans = std::move(result.fans[i]);
    outlook.allies[i].met = std::move(result.met[i]);
  }
  for (std::size_t g = 0; g < outlook.groups.size(); ++g) {
    outlook.groups[g].fans = std::move(result.fans[outlook.allies.size() + g]);
    outlook.groups[g].counts = std::move(result.counts[g]);
  }
  const auto paths = static_cast<double>(result.paths);
  if (!groups.empty() && outlook.measured && outlook.groups.front().has_costs) {
    outlook.drivers_above_trend = drivers_of(result.drivers[0], result.total[0], areas, paths);
    outlook.drivers_above_today = drivers_of(result.drivers[1], result.total[1], areas, paths);
  }
  return outlook;
}

}  // namespace muster
