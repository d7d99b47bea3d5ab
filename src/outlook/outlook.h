// What a guideline costs, and how likely it is to be met: the projection of a group of allies, and
// what its paths come to.
//
// Belief and arithmetic are kept apart. What is believed (the share without new policy, growth,
// prices) is drawn, and has fans and probabilities. What is assumed (how the share comes to the
// guideline) is a path, and its costs are the difference to what is drawn, path by path. A group's
// amounts are the sums of its members' in each path.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "outlook/beliefs.h"
#include "outlook/executor.h"
#include "outlook/projection.h"
#include "outlook/quantiles.h"
#include "outlook/quantity.h"
#include "outlook/scenario.h"

namespace muster {

struct OutlookAsk {
  AreaId area{};  // an ally or a group
  const Guideline* guideline = nullptr;
  PathKind path = PathKind::linear;
  std::map<AreaId, PathOverride> overrides;
  Year deadline;  // the guideline's, or another
  Year horizon;   // the last year that is answered, at least the deadline
  std::size_t paths = 10000;
  std::uint64_t seed = 1;
  bool without_chance = false;  // every spread zero: what is left is arithmetic
  Quantities quantities = kAllQuantities;
  // Of allies only the first year and the deadline's are told where they belong to a group; else
  // all.
  bool few_years_of_allies = false;
  Scope scope;
};
inline constexpr std::size_t kFewestPaths = 100;
inline constexpr std::size_t kMostPaths = 100'000'000;

// One ally or group; vectors by year, the one after today's first.
struct AreaOutlook {
  AreaId area{};
  bool is_group = false;
  std::size_t index = 0;               // in the panel, for an ally
  double today = 0;                    // per cent of GDP: the last known share
  std::vector<double> assumed;         // per cent, by year; empty for the trend and for groups
  std::vector<std::vector<Fan>> fans;  // by quantity, by year; empty or zero where not wanted
  std::vector<double> met;             // probability, by year, without new policy; allies only
  bool has_costs = false;              // GDP is known
  // The last known share's, for an ally.
  Year today_year;
  // Groups: how the number of allies that meet it is distributed, by year: [year][number].
  std::vector<std::vector<double>> counts;
  std::vector<AreaId> without;  // groups: members that are not in the sums

  const Fan& fan(Quantity quantity, std::size_t year) const {
    return fans[static_cast<std::size_t>(quantity)][year];
  }
};

// Whose costs make up the total's, over all years.
struct Driver {
  AreaId area{};
  double part = 0;      // of the mean of the group's cumulative cost
  double variance = 0;  // of its variance: the covariance with the total over the total's variance
};

struct Outlook {
  OutlookAsk ask;  // the paths rounded up to a multiple of eight
  // False where nobody publishes what the guideline measures: then its amounts are those of the
  // threshold itself, from the first year on, and there is no chance and no trend.
  bool measured = true;
  Panel panel;
  Beliefs beliefs;
  Timeline time;
  std::vector<AreaOutlook> groups;  // the asked one first; none for an ally
  std::vector<AreaOutlook> allies;
  std::vector<Driver> drivers_above_trend;  // the largest part first
  std::vector<Driver> drivers_above_today;
  bool exact = true;         // quantiles
  double bin_of_spread = 0;  // else: the width of a bin, in widths of the 90% band, at most

  std::size_t years() const { return time.after_today(); }
  Year year(std::size_t index) const {
    return Year{static_cast<std::int16_t>(time.today.value + 1 + static_cast<int>(index))};
  }
};

// Fails for an area that is no member, an ally without a figure, a guideline that is no share of
// GDP, a deadline or horizon that has passed or is too far, too few or too many paths.
Result<Outlook> project(const Ledger& ledger, const OutlookAsk& ask,
                        const Executor& executor = serial());

}  // namespace muster
