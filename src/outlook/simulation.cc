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

// All paths at hand: an ally at a time, its quantiles from all its paths.
SimulationResult simulate_exactly(const SimulationJob& job, const Executor& executor,
                                  const Kernel& kernel) {
  const BlockMaker maker(job, kernel);
  SimulationResult result = empty_result(job);
  result.paths = job.paths;
  const std::size_t blocks = maker.blocks();
  std::vector<Workspace> spaces;
  std::vector<FanScratch> scratch(executor.workers);
  for (std::size_t worker = 0; worker < executor.workers; ++worker)
    spaces.push_back(maker.workspace());
  std::vector<Block> kept(blocks);  // until the last ally has been added
  executor.run(blocks, [&](std::size_t block, std::size_t worker) {
    maker.begin(block, kept[block], spaces[worker]);
  });

  std::vector<Rows> columns(kQuantityCount);  // [year][path], of the area at hand
  std::vector<Quantity> wanted;
  std::vector<std::size_t> told;  // years
  const auto choose = [&](std::size_t area) {
    wanted.clear();
    told = told_years(job, area);
    for (std::size_t q = 0; q < kQuantityCount; ++q) {
      if (!maker.has(area, static_cast<Quantity>(q))) continue;
      wanted.push_back(static_cast<Quantity>(q));
      columns[q].resize(job.years * job.paths);
      result.fans[area][q].resize(job.years);
    }
  };
  const auto keep = [&](const Derived& derived, const Block& block) {
    for (const Quantity q : wanted)
      for (const std::size_t year : told)
        std::memcpy(columns[static_cast<std::size_t>(q)].data() + year * job.paths + block.first,
                    derived.row(q, year), block.count * sizeof(double));
  };
  const auto tell = [&](std::size_t area) {
    executor.run(wanted.size() * told.size(), [&](std::size_t item, std::size_t worker) {
      const auto q = static_cast<std::size_t>(wanted[item / told.size()]);
      const std::size_t year = told[item % told.size()];
      result.fans[area][q][year] =
          exact_fan(std::span(columns[q]).subspan(year * job.paths, job.paths), scratch[worker]);
    });
  };
  // The last year's cumulative costs, of every ally and of the first group.
  std::vector<Rows> costs[2];
  for (auto& of : costs) of.resize(job.allies.size());
  const auto last_column = [&](Quantity q) {
    const auto& column = columns[static_cast<std::size_t>(q)];
    return std::span(column).subspan((job.years - 1) * job.paths, job.paths);
  };

  std::vector<std::vector<double>> met(blocks, std::vector<double>(job.years));
  for (std::size_t ally = 0; ally < job.allies.size(); ++ally) {
    choose(ally);
    executor.run(blocks, [&](std::size_t block, std::size_t worker) {
      Workspace& space = spaces[worker];
      std::ranges::fill(met[block], 0.0);
      maker.ally(ally, kept[block], space, met[block].data());
      keep(space.derived, kept[block]);
    });
    for (const auto& block : met)
      for (std::size_t year = 0; year < job.years; ++year) result.met[ally][year] += block[year];
    tell(ally);
    if (job.groups.empty() || !maker.is_member(0, ally)) continue;
    for (std::size_t i = 0; i < kDriven.size(); ++i)
      if (maker.has(ally, kDriven[i]))
        costs[i][ally].assign(last_column(kDriven[i]).begin(), last_column(kDriven[i]).end());
  }
  for (std::size_t g = 0; g < job.groups.size(); ++g) {
    const std::size_t area = job.allies.size() + g;
    choose(area);
    executor.run(blocks, [&](std::size_t block, std::size_t worker) {
      maker.group(g, kept[block], spaces[worker].derived);
      keep(spaces[worker].derived, kept[block]);
    });
    for (const Block& block : kept)
      count_meeting(block.meeting[g], job.years, block.count, result.counts[g]);
    tell(area);
    if (g > 0) continue;
    for (std::size_t i = 0; i < kDriven.size(); ++i) {
      if (!maker.has(area, kDriven[i])) continue;
      const auto total = last_column(kDriven[i]);
      add_driver(total.data(), total.data(), job.paths, result.total[i]);
      for (std::size_t ally = 0; ally < job.allies.size(); ++ally)
        if (!costs[i][ally].empty())
          add_driver(costs[i][ally].data(), total.data(), job.paths, result.drivers[i][ally]);
    }
  }
  finish(result);
  return result;
}

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
  if (job.paths <= kExactPaths) return simulate_exactly(job, executor, kernel);
  SimulationJob first = job;
  first.paths = kExactPaths / 2;
  const SimulationResult beginning = simulate_exactly(first, executor, kernel);
  return BinnedSimulation(job, kernel, beginning).run(executor);
}

}  // namespace muster
