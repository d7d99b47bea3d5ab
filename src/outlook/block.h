// A block of paths: some hundreds that are made together, ally by ally, so that their columns stay
// in the processor's second cache. Every quantity of an ally or group in a block is a matrix of
// years × paths.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "outlook/kernel.h"
#include "outlook/quantity.h"
#include "outlook/simulation_job.h"

namespace muster {

inline constexpr std::size_t kBlock = 256;

// A matrix of years × paths of one block.
using Rows = std::vector<double>;

// What is needed of an area to tell all its quantities: today's year and each after it.
struct Amounts {
  Rows gdp, spending, above_trend, above_today;

  void resize(std::size_t size) {
    for (Rows* rows : {&gdp, &spending, &above_trend, &above_today}) rows->assign(size, 0.0);
  }
};

// All quantities of an area in one block: where each is. What is computed stands here, the rest
// where it was made.
class Derived {
 public:
  void resize(std::size_t years, Quantities quantities) {
    for (std::size_t q = 0; q < kQuantityCount; ++q)
      if (wants(quantities, static_cast<Quantity>(q))) rows_[q].assign(years * kBlock, 0.0);
  }
  const double* row(Quantity quantity, std::size_t year) const {
    return at_[static_cast<std::size_t>(quantity)] + year * kBlock;
  }
  // Stands elsewhere, the first year's row first.
  void set(Quantity quantity, const double* rows) {
    at_[static_cast<std::size_t>(quantity)] = rows;
  }
  // To be computed here.
  double* own(Quantity quantity, std::size_t year) {
    const auto q = static_cast<std::size_t>(quantity);
    at_[q] = rows_[q].data();
    return rows_[q].data() + year * kBlock;
  }

 private:
  std::array<Rows, kQuantityCount> rows_;
  std::array<const double*, kQuantityCount> at_{};
};

// What all allies of a block share, or add to.
struct Block {
  std::size_t first = 0;  // its first path
  std::size_t count = 0;
  Rows factors, group_price;
  std::vector<Amounts> groups;
  std::vector<Rows> meeting;  // by group: how many allies meet the line, [year][path]
};

// What a worker needs to make one ally of a block; reused, so that nothing is allocated in between.
struct Workspace {
  Rows share, gdp, price;
  Rows unused;  // of who is in no group
  Amounts own;
  Derived derived;
};

// Makes blocks: the factors, then ally after ally, then the groups.
class BlockMaker {
 public:
  // Both must outlive it.
  BlockMaker(const SimulationJob& job, const Kernel& kernel);

  std::size_t areas() const { return job_.allies.size() + job_.groups.size(); }
  std::size_t blocks() const { return (job_.paths + kBlock - 1) / kBlock; }
  // Allies first, then groups: which quantities an area has at all.
  bool has(std::size_t area, Quantity quantity) const;
  bool is_member(std::size_t group, std::size_t ally) const;

  Workspace workspace() const;
  // The common factors of a block, and the prices that groups are told at; its sums at nothing.
  void begin(std::size_t number, Block& block, Workspace& space) const;
  // One ally's paths: its quantities in space.derived, its amounts added to its groups, whether it
  // meets the line counted; `met` takes how often, by year.
  void ally(std::size_t index, Block& block, Workspace& space, double* met) const;
  // A group's quantities from its members' sums.
  void group(std::size_t index, const Block& block, Derived& derived) const;

 private:
  bool group_prices() const { return prices_ && job_.price_moves.has_value(); }
  void add(const double* x, Rows& sum) const { kernel_.add(x, sum.size(), sum.data()); }
  void derive(const Amounts& amounts, const double* price, bool priced, std::size_t count,
              Derived& derived) const;
  void run_up(const double* amount, std::size_t year, std::size_t count, Quantity cumulative,
              Derived& derived) const;

  const SimulationJob& job_;
  const Kernel& kernel_;
  PhiloxKeys keys_;
  std::size_t rows_;
  bool prices_;
  Quantities wanted_;  // and what they are made of
  bool needs_trend_;
  bool needs_today_;
};

}  // namespace muster
