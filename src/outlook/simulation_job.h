// What is to be simulated: allies' dynamics and assumed paths, groups of them, what is wanted.
#pragma once

#include <optional>
#include <vector>

#include "outlook/projection.h"
#include "outlook/quantity.h"

namespace muster {

struct SimulatedAlly {
  AllyDynamics moves;
  std::uint32_t stream = 0;
  std::vector<double> assumed;  // per cent: of today's year and each after it; empty: the trend
  double today = 0;
  bool costs = false;
};

struct SimulationJob {
  std::vector<SimulatedAlly> allies;
  std::vector<std::vector<std::size_t>> groups;  // members, as indices into allies
  std::size_t today = 0;                         // the row of the projection that is today's year
  std::size_t years = 0;                         // after it
  Mix mix;
  // Whose prices the groups' amounts at current prices are at; none: nobody's are known.
  std::optional<AllyDynamics> price_moves;
  std::uint32_t price_stream = 0;
  Quantities quantities = kAllQuantities;
  std::vector<bool> told_years;  // of which the allies' fans are wanted; the last one always is
  double line = 0;               // the share that meets the guideline
  std::size_t paths = 0;
  std::uint64_t seed = 0;
};

}  // namespace muster
