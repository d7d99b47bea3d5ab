// Runs the paths of a projection and gathers their quantiles: exactly where all paths fit, else in
// passes of a fixed size, so that memory does not grow with them.
//
// The result is the same to the byte for any number of workers: each path is made from its number
// alone, sums over paths are formed in lots that do not depend on who does them, counts are whole
// numbers.
#pragma once

#include <array>
#include <vector>

#include "outlook/kernel.h"
#include "outlook/outlook.h"

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
  // Whose prices the groups' amounts at current prices are at; null: nobody's are known.
  const AllyDynamics* price_moves = nullptr;
  std::uint32_t price_stream = 0;
  Quantities quantities = kAllQuantities;
  std::vector<bool> told_years;  // of which the allies' fans are wanted; the last one always is
  double line = 0;               // the share that meets the guideline
  std::size_t paths = 0;
  std::uint64_t seed = 0;
};

struct DriverSums {
  double cost = 0;
  double cost_by_total = 0;  // the sum of products with the group's
};

struct SimulationResult {
  std::size_t paths = 0;
  // By ally, then by group: [quantity][year].
  std::vector<std::vector<std::vector<Fan>>> fans;
  std::vector<std::vector<double>> met;                  // [ally][year]
  std::vector<std::vector<std::vector<double>>> counts;  // [group][year][number]
  // Of the first group: cumulative cost in the last year, above trend and above today's share.
  std::array<std::vector<DriverSums>, 2> drivers;  // by ally
  std::array<DriverSums, 2> total;                 // its own: the sum, and the sum of squares
};

// Quantiles are exact up to kExactPaths. The kernel is one of all_kernels().
SimulationResult simulate(const SimulationJob& job, const Executor& executor,
                          const Kernel& kernel = best_kernel());

}  // namespace muster
