#include "outlook/outlook.h"

#include <algorithm>
#include <cmath>

#include "outlook/backtest.h"
#include "outlook/simulation.h"

namespace muster {
namespace {

// As far ahead as anything can be said by such a model.
constexpr int kFurthest = 40;

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
        id + " was due by " + to_string(ask.deadline) + ", and it is " + to_prose(ask.scope.as_of),
        "--deadline", "give a later one, as --deadline " + std::to_string(today.value + 10)};
  if (ask.horizon < ask.deadline)
    return Error{"the horizon " + to_string(ask.horizon) + " is before the deadline " +
                     to_string(ask.deadline),
                 "--to", "give the deadline or later"};
  if (ask.horizon.value > today.value + kFurthest)
    return Error{to_string(ask.horizon) + " is too far ahead", "--to",
                 "at most " + std::to_string(kFurthest) +
                     " years: " + std::to_string(today.value + kFurthest)};
  if (ask.paths < kFewestPaths || ask.paths > kMostPaths)
    return Error{std::to_string(ask.paths) + " paths are " +
                     (ask.paths < kFewestPaths ? "too few" : "too many"),
                 "--paths",
                 "between " + std::to_string(kFewestPaths) + " and 100 million; 10000 is usual"};
  return std::nullopt;
}

// What is known and believed on the day, before anything is drawn. All allies are read whoever is
// asked for: they tell what is usual.
Outlook begin_outlook(const Ledger& ledger, AreaId alliance, const OutlookAsk& ask) {
  Outlook outlook;
  outlook.ask = ask;
  outlook.ask.paths = (ask.paths + kPathsAtOnce - 1) / kPathsAtOnce * kPathsAtOnce;
  outlook.measured = ask.guideline->metric == measure(MeasureId::defence_share_of_gdp).name;
  outlook.panel = known_panel(ledger, alliance, ask.scope);
  outlook.beliefs = estimate(ledger, outlook.panel);
  if (!ask.without_chance) {
    const Calibration found = calibration(ledger, alliance, ask.scope);
    outlook.beliefs.calibration = found.factor;
    outlook.beliefs.calibration_cases = found.cases;
  }
  outlook.time = timeline(outlook.panel, ask.horizon);
  return outlook;
}

Error too_far(const Outlook& outlook) {
  return {to_string(outlook.ask.horizon) + " is too far from the last figures, of " +
              to_string(outlook.time.today),
          "--to", "import newer publications, or ask for an earlier year"};
}

// Whom the question is about.

bool asks_for_group(const Ledger& ledger, const OutlookAsk& ask) {
  return ledger.area(ask.area).is_group;
}

// The allies whose paths are wanted: the asked one, or the members of the asked group.
std::vector<AreaId> allies_asked_for(const Ledger& ledger, const OutlookAsk& ask) {
  if (!asks_for_group(ledger, ask)) return {ask.area};
  return members_on(ledger, ask.area, ask.scope.as_of);
}

// The groups that are told: the asked one, and of the alliance those without the United States too.
std::vector<AreaId> groups_asked_for(const Ledger& ledger, const OutlookAsk& ask) {
  if (!asks_for_group(ledger, ask)) return {};
  std::vector<AreaId> groups{ask.area};
  if (ledger.area(ask.area).code == "NATO")
    if (const auto others = area_coded(ledger, "NATO_EUR_CAN")) groups.push_back(*others);
  return groups;
}

// An ally of which nothing is drawn yet. `index` is its place in the panel; it has a share.
AreaOutlook begin_ally(const Outlook& outlook, std::size_t index) {
  const OutlookAsk& ask = outlook.ask;
  const AllyRecord& ally = outlook.panel.allies[index];
  const ShareBelief& share = *outlook.beliefs.allies[index].share;
  const double threshold = ask.guideline->threshold.to_double();
  AreaOutlook told;
  told.area = ally.area;
  told.index = index;
  told.today_year = share.last;
  told.has_costs = ally.gdp.has_value();
  if (outlook.measured) {
    const auto own = ask.overrides.find(ally.area);
    told.today = share.percent;
    told.assumed =
        assumed_shares({ask.path, threshold, ask.deadline, outlook.time.today, share.percent},
                       own == ask.overrides.end() ? nullptr : &own->second, outlook.years());
  } else {
    told.assumed.assign(outlook.years() + 1, threshold);
  }
  return told;
}

// Of the allies asked for those with a share, in the panel's order.
std::vector<AreaOutlook> begin_allies(const Ledger& ledger, const Outlook& outlook) {
  const std::vector<AreaId> asked = allies_asked_for(ledger, outlook.ask);
  std::vector<AreaOutlook> allies;
  for (std::size_t i = 0; i < outlook.panel.allies.size(); ++i) {
    const bool is_asked_for = std::ranges::find(asked, outlook.panel.allies[i].area) != asked.end();
    if (is_asked_for && outlook.beliefs.allies[i].share) allies.push_back(begin_ally(outlook, i));
  }
  return allies;
}

Error nobody_to_tell_of(const Ledger& ledger, const Outlook& outlook) {
  const OutlookAsk& ask = outlook.ask;
  const std::string who = with_article(ledger.area(ask.area));
  const std::string day = to_prose(ask.scope.as_of);
  const auto& known = outlook.panel.allies;
  if (!asks_for_group(ledger, ask) &&
      std::ranges::find(known, ask.area, &AllyRecord::area) == known.end())
    return {who + " was no ally with armed forces on " + day, "AREA",
            "ask for a member, or for NATO"};
  return {"no publication of " + std::string(ask.scope.publisher) + " up to " + day +
              " has a defence share of " + who,
          "AREA", "give a later --as-of, or import one"};
}

// The places of a group's members among the outlook's allies.
std::vector<std::size_t> members_told(const Ledger& ledger, const Outlook& outlook, AreaId group) {
  const auto in_group = members_on(ledger, group, outlook.ask.scope.as_of);
  std::vector<std::size_t> members;
  for (std::size_t i = 0; i < outlook.allies.size(); ++i)
    if (std::ranges::find(in_group, outlook.allies[i].area) != in_group.end()) members.push_back(i);
  return members;
}

// A group of which nothing is drawn yet, when its allies are known.
AreaOutlook begin_group(const Ledger& ledger, const Outlook& outlook, AreaId group) {
  AreaOutlook told;
  told.area = group;
  told.is_group = true;
  std::vector<AreaId> in_sums;
  for (const std::size_t member : members_told(ledger, outlook, group))
    if (outlook.allies[member].has_costs) in_sums.push_back(outlook.allies[member].area);
  told.has_costs = !in_sums.empty();
  if (!told.has_costs) return told;
  for (const AreaId member : members_on(ledger, group, outlook.ask.scope.as_of))
    if (ledger.area(member).has_armed_forces && std::ranges::find(in_sums, member) == in_sums.end())
      told.without.push_back(member);
  return told;
}

// What is simulated for it.

Quantities simulated_quantities(const Outlook& outlook) {
  const Quantities wanted = outlook.ask.quantities | kShareOnly;
  if (outlook.measured) return wanted;
  return wanted & (kShareOnly | bit(Quantity::spending) | bit(Quantity::current_spending));
}

// Rounded as published, a figure half a unit below the threshold still meets it.
double line_that_meets(const Guideline& guideline) {
  return guideline.threshold.to_double() -
         0.5 * std::pow(10.0, -static_cast<double>(guideline.rounding));
}

std::vector<bool> told_years_of_allies(const Ledger& ledger, const Outlook& outlook) {
  const OutlookAsk& ask = outlook.ask;
  const bool all = !ask.few_years_of_allies || !asks_for_group(ledger, ask);
  std::vector<bool> told(outlook.years(), all);
  told.front() = true;
  told[static_cast<std::size_t>(ask.deadline.value - outlook.time.today.value) - 1] = true;
  told.back() = true;  // from which the drivers are taken
  return told;
}

SimulationJob job_of(const Ledger& ledger, const Outlook& outlook) {
  const OutlookAsk& ask = outlook.ask;
  SimulationJob job;
  job.mix = mix_of(outlook.beliefs);
  job.today = outlook.time.index(outlook.time.today);
  job.years = outlook.years();
  job.quantities = simulated_quantities(outlook);
  job.line = line_that_meets(*ask.guideline);
  job.told_years = told_years_of_allies(ledger, outlook);
  job.paths = ask.paths;
  job.seed = ask.seed;
  const auto moves_of = [&](std::size_t index) {
    return dynamics_of(ledger, outlook.panel, outlook.beliefs, job.mix, index, outlook.time,
                       ask.without_chance);
  };
  for (const AreaOutlook& ally : outlook.allies)
    job.allies.push_back({moves_of(ally.index), stream_of(ledger.area(ally.area)), ally.assumed,
                          ally.today, ally.has_costs});
  for (const AreaOutlook& group : outlook.groups)
    job.groups.push_back(members_told(ledger, outlook, group.area));
  // Amounts in dollars at current prices are at the United States'.
  for (std::size_t i = 0; i < outlook.panel.allies.size(); ++i) {
    const AllyRecord& ally = outlook.panel.allies[i];
    if (!ally.gdp || ally.gdp->national != kUsd || !outlook.beliefs.allies[i].share) continue;
    job.price_moves = moves_of(i);
    job.price_stream = stream_of(ledger.area(ally.area));
  }
  return job;
}

// What is told of its paths.

// The parts of the allies, in the outlook's order, in the first group's cost.
std::vector<Driver> drivers_of(const std::vector<DriverSums>& sums, const DriverSums& total,
                               const std::vector<AreaOutlook>& allies, double paths) {
  std::vector<Driver> drivers;
  const double mean = total.cost / paths;
  const double variance = total.cost_by_total / paths - mean * mean;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    Driver driver{allies[i].area, 0, 0};
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

// Puts what the paths came to into the outlook's allies and groups, the job's order.
void tell(SimulationResult result, Outlook& outlook) {
  outlook.exact = outlook.ask.paths <= kExactPaths;
  if (!outlook.exact) outlook.bin_of_spread = coarsest_bin(result.fans);
  for (std::size_t i = 0; i < outlook.allies.size(); ++i) {
    outlook.allies[i].fans = std::move(result.fans[i]);
    outlook.allies[i].met = std::move(result.met[i]);
  }
  for (std::size_t g = 0; g < outlook.groups.size(); ++g) {
    outlook.groups[g].fans = std::move(result.fans[outlook.allies.size() + g]);
    outlook.groups[g].counts = std::move(result.counts[g]);
  }
  if (outlook.groups.empty() || !outlook.measured || !outlook.groups.front().has_costs) return;
  const auto paths = static_cast<double>(result.paths);
  outlook.drivers_above_trend =
      drivers_of(result.drivers[0], result.total[0], outlook.allies, paths);
  outlook.drivers_above_today =
      drivers_of(result.drivers[1], result.total[1], outlook.allies, paths);
}

}  // namespace

Result<Outlook> project(const Ledger& ledger, const OutlookAsk& ask, const Executor& executor) {
  if (auto error = refused(ask)) return *error;
  const auto alliance = area_coded(ledger, "NATO");
  if (!alliance) return Error{"the ledger has no group NATO", "", "use the embedded ledger"};
  Outlook outlook = begin_outlook(ledger, *alliance, ask);
  if (outlook.time.years() > kMostYears) return too_far(outlook);
  outlook.allies = begin_allies(ledger, outlook);
  if (outlook.allies.empty()) return nobody_to_tell_of(ledger, outlook);
  for (const AreaId group : groups_asked_for(ledger, ask))
    outlook.groups.push_back(begin_group(ledger, outlook, group));
  tell(simulate(job_of(ledger, outlook), executor), outlook);
  return outlook;
}

}  // namespace muster
