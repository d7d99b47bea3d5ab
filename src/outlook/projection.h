// From beliefs to what the kernel runs: the years of a projection, each ally's dynamics, and how
// the common factors are mixed.
#pragma once

#include <vector>

#include "outlook/beliefs.h"
#include "outlook/kernel.h"

namespace muster {

struct Timeline {
  Year first;  // of the projection: the year after the base year or the oldest last share
  Year today;  // the panel's: the newest one of which a share is known
  Year last;   // the horizon

  std::size_t years() const { return static_cast<std::size_t>(last.value - first.value) + 1; }
  std::size_t after_today() const { return static_cast<std::size_t>(last.value - today.value); }
  std::size_t index(Year year) const { return static_cast<std::size_t>(year.value - first.value); }
  Year at(std::size_t index) const {
    return Year{static_cast<std::int16_t>(first.value + static_cast<int>(index))};
  }
};
Timeline timeline(const Panel& panel, Year last);

// The lower triangle that correlates an ally's shocks, and the common factors.
struct Mix {
  double lower[kShocksAYear][kShocksAYear] = {};
};
Mix mix_of(const Beliefs& beliefs);

// Of the panel's ally `index`, which has a share. `without_chance`: every spread is zero.
AllyDynamics dynamics_of(const Ledger& ledger, const Panel& panel, const Beliefs& beliefs,
                         const Mix& mix, std::size_t index, const Timeline& time,
                         bool without_chance, const Prior& prior = kPrior);

// The ally's place among the streams of random numbers: by its code, so that it draws the same
// numbers in any company.
std::uint32_t stream_of(const Area& area);

}  // namespace muster
