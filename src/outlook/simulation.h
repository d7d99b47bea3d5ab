// Runs the paths of a projection and gathers their quantiles: exactly where all paths fit, else in
// passes of a fixed size, so that memory does not grow with them.
//
// The result is the same to the byte for any number of workers: each path is made from its number
// alone, sums over paths are formed in lots that do not depend on who does them, counts are whole
// numbers.
#pragma once

#include <array>
#include <vector>

#include "outlook/executor.h"
#include "outlook/kernel.h"
#include "outlook/quantiles.h"
#include "outlook/simulation_job.h"

namespace muster {

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

// Up to so many paths quantiles are exact.
inline constexpr std::size_t kExactPaths = 16384;

// Quantiles are exact up to kExactPaths. The kernel is one of all_kernels().
SimulationResult simulate(const SimulationJob& job, const Executor& executor,
                          const Kernel& kernel = best_kernel());

}  // namespace muster
