#include "outlook/simulation.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "outlook/block.h"

namespace muster {
namespace {

// Sums are formed by lots, which are then added in order.
constexpr std::size_t kLots = 64;

std::vector<std::size_t> told_years(const SimulationJob& job, std::size_t area) {
  std::vector<std::size_t> years;
  for (std::size_t year = 0; year < job.years; ++year)
    if (area >= job.allies.size() || job.told_years[year] || year + 1 == job.years)
      years.push_back(year);
  return years;
}

SimulationResult empty_result(const SimulationJob& job) {
  SimulationResult result;
  result.fans.assign(job.allies.size() + job.groups.size(),
                     std::vector<std::vector<Fan>>(kQuantityCount));
  result.met.assign(job.allies.size(), std::vector<double>(job.years, 0.0));
  for (const auto& members : job.groups)
    result.counts.emplace_back(job.years, std::vector<double>(members.size() + 1, 0.0));
  for (auto& drivers : result.drivers) drivers.resize(job.allies.size());
  return result;
}

void count_meeting(const Rows& meeting, std::size_t years, std::size_t count,
                   std::vector<std::vector<double>>& counts) {
  for (std::size_t year = 0; year < years; ++year)
    for (std::size_t p = 0; p < count; ++p)
      ++counts[year][static_cast<std::size_t>(meeting[year * kBlock + p])];
}

constexpr std::array<Quantity, 2> kDriven = {Quantity::cumulative_above_trend,
                                             Quantity::cumulative_above_today};

void add_driver(const double* cost, const double* total, std::size_t count, DriverSums& sums) {
  for (std::size_t p = 0; p < count; ++p) {
    sums.cost += cost[p];
    sums.cost_by_total += cost[p] * total[p];
  }
}

// Turns counts into probabilities.
void finish(SimulationResult& result) {
  const auto paths = static_cast<double>(result.paths);
  for (auto& years : result.met)
    for (double& met : years) met /= paths;
  for (auto& group : result.counts)
    for (auto& year : group)
      for (double& count : year) count /= paths;
}

// All paths at hand: an ally at a time, then a group at a time, its quantiles from all its paths.
class ExactSimulation {
 public:
  ExactSimulation(const SimulationJob& job, const Kernel& kernel, const Executor& executor)
      : job_(job),
        executor_(executor),
        maker_(job, kernel),
        scratch_(executor.workers),
        blocks_(maker_.blocks()),
        met_(maker_.blocks(), std::vector<double>(job.years)),
        result_(empty_result(job)) {
    for (std::size_t i = 0; i < executor.workers; ++i) spaces_.push_back(maker_.workspace());
    for (auto& costs : last_cost_) costs.resize(job.allies.size());
    result_.paths = job.paths;
  }

  SimulationResult run() {
    executor_.run(blocks_.size(), [&](std::size_t block, std::size_t worker) {
      maker_.begin(block, blocks_[block], spaces_[worker]);
    });
    for (std::size_t ally = 0; ally < job_.allies.size(); ++ally) run_ally(ally);
    for (std::size_t group = 0; group < job_.groups.size(); ++group) run_group(group);
    finish(result_);
    return std::move(result_);
  }

 private:
  void run_ally(std::size_t ally) {
    turn_to(ally);
    executor_.run(blocks_.size(), [&](std::size_t block, std::size_t worker) {
      std::ranges::fill(met_[block], 0.0);
      maker_.ally(ally, blocks_[block], spaces_[worker], met_[block].data());
      keep(spaces_[worker].derived, blocks_[block]);
    });
    for (const auto& block : met_)
      for (std::size_t year = 0; year < job_.years; ++year) result_.met[ally][year] += block[year];
    tell();
    if (job_.groups.empty() || !maker_.is_member(0, ally)) return;
    for (std::size_t i = 0; i < kDriven.size(); ++i) {
      if (!maker_.has(ally, kDriven[i])) continue;
      const auto cost = column(kDriven[i], job_.years - 1);
      last_cost_[i][ally].assign(cost.begin(), cost.end());
    }
  }

  void run_group(std::size_t group) {
    turn_to(job_.allies.size() + group);
    executor_.run(blocks_.size(), [&](std::size_t block, std::size_t worker) {
      maker_.group(group, blocks_[block], spaces_[worker].derived);
      keep(spaces_[worker].derived, blocks_[block]);
    });
    for (const Block& block : blocks_)
      count_meeting(block.meeting[group], job_.years, block.count, result_.counts[group]);
    tell();
    if (group == 0) drive();
  }

  // Makes room for an area's columns.
  void turn_to(std::size_t area) {
    area_ = area;
    years_ = told_years(job_, area);
    quantities_.clear();
    for (std::size_t q = 0; q < kQuantityCount; ++q) {
      if (!maker_.has(area, static_cast<Quantity>(q))) continue;
      quantities_.push_back(static_cast<Quantity>(q));
      columns_[q].resize(job_.years * job_.paths);
      result_.fans[area][q].resize(job_.years);
    }
  }

  // A quantity in a year, of all paths.
  std::span<double> column(Quantity quantity, std::size_t year) {
    return std::span(columns_[static_cast<std::size_t>(quantity)])
        .subspan(year * job_.paths, job_.paths);
  }

  // Copies a block of the area into its columns.
  void keep(const Derived& derived, const Block& block) {
    for (const Quantity quantity : quantities_)
      for (const std::size_t year : years_)
        std::memcpy(column(quantity, year).data() + block.first, derived.row(quantity, year),
                    block.count * sizeof(double));
  }

  // The area's quantiles, once all its blocks are kept.
  void tell() {
    executor_.run(quantities_.size() * years_.size(), [&](std::size_t item, std::size_t worker) {
      const Quantity quantity = quantities_[item / years_.size()];
      const std::size_t year = years_[item % years_.size()];
      result_.fans[area_][static_cast<std::size_t>(quantity)][year] =
          exact_fan(column(quantity, year), scratch_[worker]);
    });
  }

  // What each ally brings to the cost of the first group, whose columns are at hand.
  void drive() {
    for (std::size_t i = 0; i < kDriven.size(); ++i) {
      if (!maker_.has(area_, kDriven[i])) continue;
      const auto total = column(kDriven[i], job_.years - 1);
      add_driver(total.data(), total.data(), job_.paths, result_.total[i]);
      for (std::size_t ally = 0; ally < job_.allies.size(); ++ally)
        if (const Rows& cost = last_cost_[i][ally]; !cost.empty())
          add_driver(cost.data(), total.data(), job_.paths, result_.drivers[i][ally]);
    }
  }

  const SimulationJob& job_;
  const Executor& executor_;
  BlockMaker maker_;
  std::vector<Workspace> spaces_;  // by worker
  std::vector<FanScratch> scratch_;
  std::vector<Block> blocks_;             // kept until the last ally has been added
  std::vector<std::vector<double>> met_;  // by block: how often, by year
  SimulationResult result_;
  // The area at hand.
  std::size_t area_ = 0;
  std::vector<Quantity> quantities_;
  std::vector<std::size_t> years_;
  std::array<Rows, kQuantityCount> columns_;  // [year][path]
  // As in kDriven, by ally of the first group: the cumulative cost in the last year.
  std::array<std::vector<Rows>, 2> last_cost_;
};

// What one lot of many paths comes to.
struct Lot {
  std::vector<double> sums;  // by series
  SimulationResult counted;
};

// Too many paths to keep: a block at a time, all its allies and groups, counted in bins.
class BinnedSimulation {
 public:
  BinnedSimulation(const SimulationJob& job, const Kernel& kernel, const SimulationResult& first)
      : job_(job), kernel_(kernel), maker_(job, kernel) {
    for (std::size_t area = 0; area < maker_.areas(); ++area) {
      for (std::size_t q = 0; q < kQuantityCount; ++q) {
        if (!maker_.has(area, static_cast<Quantity>(q))) continue;
        for (const std::size_t year : told_years(job, area)) {
          series_.push_back({area, static_cast<Quantity>(q), year});
          bins_.push_back(bins_around(first.fans[area][q][year]));
        }
      }
    }
  }

  SimulationResult run(const Executor& executor) {
    std::vector<Worker> workers;
    for (std::size_t i = 0; i < executor.workers; ++i) {
      Worker worker{
          maker_.workspace(), {}, std::vector<std::uint32_t>(bins_.size() * Binned::kBins, 0), {}};
      for (auto& costs : worker.last_cost)
        costs.assign(job_.allies.size(), Rows(kTogether * kBlock, 0.0));
      workers.push_back(std::move(worker));
    }
    std::vector<Lot> lots(kLots);
    const std::size_t blocks = maker_.blocks();
    executor.run(kLots, [&](std::size_t lot, std::size_t worker) {
      lots[lot].sums.assign(series_.size(), 0.0);
      lots[lot].counted = empty_result(job_);
      const std::size_t end = blocks * (lot + 1) / kLots;
      for (std::size_t block = blocks * lot / kLots; block < end; block += kTogether)
        make(block, std::min(block + kTogether, end), workers[worker], lots[lot]);
    });
    for (std::size_t i = 1; i < workers.size(); ++i)
      for (std::size_t bin = 0; bin < workers[0].counts.size(); ++bin)
        workers[0].counts[bin] += workers[i].counts[bin];
    return gathered(lots, workers[0].counts);
  }

 private:
  struct Series {
    std::size_t area;
    Quantity quantity;
    std::size_t year;
  };

  // Blocks that are made together: an ally's bins are then still near when its next block comes.
  static constexpr std::size_t kTogether = 16;
  struct Worker {
    Workspace space;
    std::array<Block, kTogether> blocks;
    std::vector<std::uint32_t> counts;
    std::array<std::vector<Rows>, 2> last_cost;  // by ally: the cumulative cost in the last year
  };

  void take(std::size_t area, std::size_t count, Worker& worker, Lot& lot) const {
    const auto first =
        std::ranges::lower_bound(series_, area, {}, [](const Series& s) { return s.area; });
    for (auto at = first; at != series_.end() && at->area == area; ++at) {
      const auto place = static_cast<std::size_t>(at - series_.begin());
      const double* const row = worker.space.derived.row(at->quantity, at->year);
      lot.sums[place] += kernel_.bin(row, count, bins_[place].low, bins_[place].scale(),
                                     worker.counts.data() + place * Binned::kBins, Binned::kBins);
    }
  }

  void make(std::size_t begin, std::size_t end, Worker& worker, Lot& lot) const {
    const auto blocks = std::span(worker.blocks).first(end - begin);
    for (std::size_t i = 0; i < blocks.size(); ++i)
      maker_.begin(begin + i, blocks[i], worker.space);
    for (std::size_t ally = 0; ally < job_.allies.size(); ++ally) {
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        maker_.ally(ally, blocks[b], worker.space, lot.counted.met[ally].data());
        take(ally, blocks[b].count, worker, lot);
        for (std::size_t i = 0; i < kDriven.size(); ++i)
          if (maker_.has(ally, kDriven[i]))
            std::memcpy(worker.last_cost[i][ally].data() + b * kBlock,
                        worker.space.derived.row(kDriven[i], job_.years - 1),
                        blocks[b].count * sizeof(double));
      }
    }
    for (std::size_t g = 0; g < job_.groups.size(); ++g) {
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        maker_.group(g, blocks[b], worker.space.derived);
        take(job_.allies.size() + g, blocks[b].count, worker, lot);
        count_meeting(blocks[b].meeting[g], job_.years, blocks[b].count, lot.counted.counts[g]);
        if (g == 0) drive(b, blocks[b].count, worker, lot);
      }
    }
  }

  void drive(std::size_t block, std::size_t count, Worker& worker, Lot& lot) const {
    for (std::size_t i = 0; i < kDriven.size(); ++i) {
      if (!maker_.has(job_.allies.size(), kDriven[i])) continue;
      const double* const total = worker.space.derived.row(kDriven[i], job_.years - 1);
      add_driver(total, total, count, lot.counted.total[i]);
      for (const std::size_t ally : job_.groups[0])
        if (maker_.has(ally, kDriven[i]))
          add_driver(worker.last_cost[i][ally].data() + block * kBlock, total, count,
                     lot.counted.drivers[i][ally]);
    }
  }

  SimulationResult gathered(const std::vector<Lot>& lots,
                            const std::vector<std::uint32_t>& counts) const {
    SimulationResult result = empty_result(job_);
    result.paths = job_.paths;
    for (std::size_t place = 0; place < series_.size(); ++place) {
      const auto [area, quantity, year] = series_[place];
      auto& fans = result.fans[area][static_cast<std::size_t>(quantity)];
      fans.resize(job_.years);
      double sum = 0;
      for (const Lot& lot : lots) sum += lot.sums[place];
      fans[year] =
          binned_fan(bins_[place], std::span(counts).subspan(place * Binned::kBins, Binned::kBins),
                     sum / static_cast<double>(job_.paths));
    }
    for (const Lot& lot : lots) {
      const SimulationResult& counted = lot.counted;
      for (std::size_t ally = 0; ally < job_.allies.size(); ++ally)
        for (std::size_t year = 0; year < job_.years; ++year)
          result.met[ally][year] += counted.met[ally][year];
      for (std::size_t g = 0; g < job_.groups.size(); ++g)
        for (std::size_t year = 0; year < job_.years; ++year)
          for (std::size_t n = 0; n < result.counts[g][year].size(); ++n)
            result.counts[g][year][n] += counted.counts[g][year][n];
      for (std::size_t i = 0; i < kDriven.size(); ++i) {
        result.total[i].cost += counted.total[i].cost;
        result.total[i].cost_by_total += counted.total[i].cost_by_total;
        for (std::size_t ally = 0; ally < job_.allies.size(); ++ally) {
          result.drivers[i][ally].cost += counted.drivers[i][ally].cost;
          result.drivers[i][ally].cost_by_total += counted.drivers[i][ally].cost_by_total;
        }
      }
    }
    finish(result);
    return result;
  }

  const SimulationJob& job_;
  const Kernel& kernel_;
  BlockMaker maker_;
  std::vector<Series> series_;  // by area
  std::vector<Binned> bins_;    // of each
};

}  // namespace

SimulationResult simulate(const SimulationJob& asked, const Executor& executor,
                          const Kernel& kernel) {
  SimulationJob job = asked;
  job.paths = (job.paths + kPathsAtOnce - 1) / kPathsAtOnce * kPathsAtOnce;
  for (auto& members : job.groups) std::ranges::sort(members);
  if (job.paths <= kExactPaths) return ExactSimulation(job, kernel, executor).run();
  SimulationJob first = job;
  first.paths = kExactPaths / 2;
  const SimulationResult beginning = ExactSimulation(first, kernel, executor).run();
  return BinnedSimulation(job, kernel, beginning).run(executor);
}

}  // namespace muster
