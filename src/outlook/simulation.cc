#include "outlook/simulation.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace muster {
namespace {

// Paths that are made together: their columns fit a processor's second cache.
constexpr std::size_t kBlock = 256;
// Sums are formed by lots, which are then added in order.
constexpr std::size_t kLots = 64;

constexpr bool wants(Quantities quantities, Quantity quantity) {
  return (quantities & bit(quantity)) != 0;
}
bool wants_prices(Quantities quantities) {
  for (std::size_t q = 0; q < kQuantityCount; ++q)
    if (wants(quantities, static_cast<Quantity>(q)) && is_current(static_cast<Quantity>(q)))
      return true;
  return false;
}
bool wants_costs(Quantities quantities) { return (quantities & ~kShareOnly) != 0; }

// With those that the wanted ones are made of.
Quantities with_sources(Quantities quantities) {
  const auto add = [&](Quantity made, Quantity source) {
    if (wants(quantities, made)) quantities |= bit(source);
  };
  add(Quantity::growth, Quantity::increase);
  add(Quantity::current_cumulative_above_trend, Quantity::current_above_trend);
  add(Quantity::current_cumulative_above_today, Quantity::current_above_today);
  add(Quantity::current_above_trend, Quantity::above_trend);
  add(Quantity::current_above_today, Quantity::above_today);
  add(Quantity::cumulative_above_trend, Quantity::above_trend);
  add(Quantity::cumulative_above_today, Quantity::above_today);
  return quantities | kShareOnly;
}

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

class Simulation {
 public:
  Simulation(const SimulationJob& job, const Kernel& kernel)
      : job_(job),
        kernel_(kernel),
        keys_(job.seed),
        rows_(job.today + 1 + job.years),
        prices_(wants_prices(job.quantities)),
        wanted_(with_sources(job.quantities)),
        // Where nobody assumes a path, spending is the trend's, and nothing is above it.
        needs_trend_(
            wants(wanted_, Quantity::above_trend) ||
            std::ranges::any_of(job.allies,
                                [](const SimulatedAlly& ally) { return !ally.assumed.empty(); })),
        needs_today_(wants(wanted_, Quantity::above_today)) {}

  Workspace workspace() const {
    Workspace space;
    for (Rows* rows : {&space.share, &space.gdp, &space.price}) rows->resize(rows_ * kBlock);
    space.own.resize((job_.years + 1) * kBlock);
    space.derived.resize(job_.years, with_sources(job_.quantities));
    space.unused.resize(kBlock);
    return space;
  }

  std::size_t areas() const { return job_.allies.size() + job_.groups.size(); }
  bool group_prices() const { return prices_ && job_.price_moves != nullptr; }

  std::size_t blocks() const { return (job_.paths + kBlock - 1) / kBlock; }
  // The common factors of a block, and the prices that groups are told at; its sums at nothing.
  void begin(std::size_t number, Block& block, Workspace& space) const {
    block.first = number * kBlock;
    block.count = std::min(kBlock, job_.paths - block.first);
    block.factors.resize(3 * rows_ * kBlock);
    block.groups.resize(job_.groups.size());
    for (Amounts& group : block.groups) group.resize((job_.years + 1) * kBlock);
    block.meeting.resize(job_.groups.size());
    for (Rows& meeting : block.meeting) meeting.assign(job_.years * kBlock, 0.0);
    const auto first = static_cast<std::uint32_t>(block.first);
    kernel_.factors(keys_, first, job_.mix.lower, rows_, prices_, block.count, block.factors.data(),
                    kBlock);
    if (!group_prices()) return;
    block.group_price.resize(rows_ * kBlock);
    kernel_.paths(keys_, {job_.price_stream, first}, *job_.price_moves, block.factors.data(),
                  block.count, {space.share.data(), space.gdp.data(), block.group_price.data()},
                  kBlock);
  }

  // One ally's paths: its quantities in space.derived, its amounts added to its groups, whether it
  // meets the line counted; `met` takes how often, by year.
  void ally(std::size_t index, Block& block, Workspace& space, double* met) const {
    const SimulatedAlly& ally = job_.allies[index];
    const std::size_t count = block.count;
    std::vector<Amounts>& groups = block.groups;
    kernel_.paths(keys_, {ally.stream, static_cast<std::uint32_t>(block.first)}, ally.moves,
                  block.factors.data(), count,
                  {space.share.data(), space.gdp.data(), prices_ ? space.price.data() : nullptr},
                  kBlock);
    const std::size_t today = job_.today * kBlock;
    for (std::size_t year = 0; year < job_.years; ++year) {
      const double* const share = space.share.data() + today + (year + 1) * kBlock;
      bool first_group = true;
      for (std::size_t g = 0; g < job_.groups.size(); ++g) {
        if (!is_member(g, index)) continue;
        const double found = kernel_.count_at_least(share, count, job_.line,
                                                    block.meeting[g].data() + year * kBlock);
        if (first_group) met[year] += found;
        first_group = false;
      }
      if (first_group)
        met[year] += kernel_.count_at_least(share, count, job_.line, space.unused.data());
    }
    space.derived.set(Quantity::share, space.share.data() + today + kBlock);
    if (!ally.costs || !wants_costs(job_.quantities)) return;
    kernel_.costs({job_.years + 1, ally.assumed.data(), ally.assumed.empty(), ally.today,
                   space.share.data() + today, space.gdp.data() + today, kBlock},
                  count,
                  {space.own.spending.data(), needs_trend_ ? space.own.above_trend.data() : nullptr,
                   needs_today_ ? space.own.above_today.data() : nullptr});
    for (std::size_t g = 0; g < job_.groups.size(); ++g) {
      if (!is_member(g, index)) continue;
      add(space.gdp.data() + today, groups[g].gdp);
      add(space.own.spending.data(), groups[g].spending);
      if (needs_trend_) add(space.own.above_trend.data(), groups[g].above_trend);
      if (needs_today_) add(space.own.above_today.data(), groups[g].above_today);
    }
    derive(space.own, space.price.data() + today, prices_, count, space.derived);
  }

  // A group's quantities from its members' sums.
  void group(std::size_t index, const Block& block, Derived& derived) const {
    const Amounts& sums = block.groups[index];
    const std::size_t count = block.count;
    if (!wants_costs(job_.quantities)) return;
    for (std::size_t year = 0; year < job_.years; ++year) {
      // Its share without new policy: what is spent then, of its GDP.
      double* const share = derived.own(Quantity::share, year);
      const std::size_t at = (year + 1) * kBlock;
      const double* trend = sums.spending.data() + at;
      if (needs_trend_) {
        kernel_.subtract(trend, sums.above_trend.data() + at, count, share);
        trend = share;
      }
      kernel_.divide(trend, sums.gdp.data() + at, 100, count, share);
    }
    derive(sums, group_prices() ? block.group_price.data() + job_.today * kBlock : nullptr,
           group_prices(), count, derived);
  }

  bool is_member(std::size_t group, std::size_t ally) const {
    return std::ranges::binary_search(job_.groups[group], ally);
  }

 private:
  void add(const double* x, Rows& sum) const { kernel_.add(x, sum.size(), sum.data()); }

  void derive(const Amounts& amounts, const double* price, bool priced, std::size_t count,
              Derived& derived) const {
    struct Line {
      const Rows* amounts;
      Quantity constant;
      Quantity current;
      Quantity cumulative;          // share: none
      Quantity current_cumulative;  // share: none
    };
    const std::array<Line, 3> lines = {{
        {&amounts.spending, Quantity::spending, Quantity::current_spending, Quantity::share,
         Quantity::share},
        {&amounts.above_trend, Quantity::above_trend, Quantity::current_above_trend,
         Quantity::cumulative_above_trend, Quantity::current_cumulative_above_trend},
        {&amounts.above_today, Quantity::above_today, Quantity::current_above_today,
         Quantity::cumulative_above_today, Quantity::current_cumulative_above_today},
    }};
    const auto sums = [&](Quantity q) { return q != Quantity::share && wants(wanted_, q); };
    for (const Line& line : lines) {
      const double* const first = line.amounts->data() + kBlock;
      derived.set(line.constant, first);
      for (std::size_t year = 0; year < job_.years; ++year) {
        const double* const amount = first + year * kBlock;
        if (sums(line.cumulative)) run_up(amount, year, count, line.cumulative, derived);
        if (!priced || !wants(wanted_, line.current)) continue;
        double* const current = derived.own(line.current, year);
        kernel_.multiply(amount, price + (year + 1) * kBlock, count, current);
        if (sums(line.current_cumulative))
          run_up(current, year, count, line.current_cumulative, derived);
      }
    }
    if (!wants(wanted_, Quantity::increase)) return;
    for (std::size_t year = 0; year < job_.years; ++year) {
      const double* const before = amounts.spending.data() + year * kBlock;
      double* const increase = derived.own(Quantity::increase, year);
      kernel_.subtract(before + kBlock, before, count, increase);
      if (wants(wanted_, Quantity::growth))
        kernel_.divide(increase, before, 100, count, derived.own(Quantity::growth, year));
    }
  }

  void run_up(const double* amount, std::size_t year, std::size_t count, Quantity cumulative,
              Derived& derived) const {
    double* const sum = derived.own(cumulative, year);
    if (year == 0) {
      std::memcpy(sum, amount, count * sizeof(double));
    } else {
      std::memcpy(sum, derived.row(cumulative, year - 1), count * sizeof(double));
      kernel_.add(amount, count, sum);
    }
  }

  const SimulationJob& job_;
  const Kernel& kernel_;
  PhiloxKeys keys_;
  std::size_t rows_;
  bool prices_;
  Quantities wanted_;  // and what they are made of
  bool needs_trend_;
  bool needs_today_;
};

// Which quantities an area has at all.
bool has(const SimulationJob& job, const Simulation& simulation, std::size_t area, Quantity q) {
  if (!wants(job.quantities, q)) return false;
  if (area < job.allies.size()) return q == Quantity::share || job.allies[area].costs;
  const auto& members = job.groups[area - job.allies.size()];
  if (!wants_costs(job.quantities) ||
      std::ranges::none_of(members, [&](std::size_t ally) { return job.allies[ally].costs; }))
    return false;
  return !is_current(q) || simulation.group_prices();
}

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

// Lets go of counts and turns them into probabilities.
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
  const Simulation simulation(job, kernel);
  SimulationResult result = empty_result(job);
  result.paths = job.paths;
  const std::size_t blocks = simulation.blocks();
  std::vector<Workspace> spaces;
  std::vector<FanScratch> scratch(executor.workers);
  for (std::size_t worker = 0; worker < executor.workers; ++worker)
    spaces.push_back(simulation.workspace());
  std::vector<Block> kept(blocks);  // until the last ally has been added
  executor.run(blocks, [&](std::size_t block, std::size_t worker) {
    simulation.begin(block, kept[block], spaces[worker]);
  });

  std::vector<Rows> columns(kQuantityCount);  // [year][path], of the area at hand
  std::vector<Quantity> wanted;
  std::vector<std::size_t> told;  // years
  const auto choose = [&](std::size_t area) {
    wanted.clear();
    told = told_years(job, area);
    for (std::size_t q = 0; q < kQuantityCount; ++q) {
      if (!has(job, simulation, area, static_cast<Quantity>(q))) continue;
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
      simulation.ally(ally, kept[block], space, met[block].data());
      keep(space.derived, kept[block]);
    });
    for (const auto& block : met)
      for (std::size_t year = 0; year < job.years; ++year) result.met[ally][year] += block[year];
    tell(ally);
    if (job.groups.empty() || !simulation.is_member(0, ally)) continue;
    for (std::size_t i = 0; i < kDriven.size(); ++i)
      if (has(job, simulation, ally, kDriven[i]))
        costs[i][ally].assign(last_column(kDriven[i]).begin(), last_column(kDriven[i]).end());
  }
  for (std::size_t g = 0; g < job.groups.size(); ++g) {
    const std::size_t area = job.allies.size() + g;
    choose(area);
    executor.run(blocks, [&](std::size_t block, std::size_t worker) {
      simulation.group(g, kept[block], spaces[worker].derived);
      keep(spaces[worker].derived, kept[block]);
    });
    for (const Block& block : kept)
      count_meeting(block.meeting[g], job.years, block.count, result.counts[g]);
    tell(area);
    if (g > 0) continue;
    for (std::size_t i = 0; i < kDriven.size(); ++i) {
      if (!has(job, simulation, area, kDriven[i])) continue;
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
      : job_(job), kernel_(kernel), simulation_(job, kernel) {
    for (std::size_t area = 0; area < simulation_.areas(); ++area) {
      for (std::size_t q = 0; q < kQuantityCount; ++q) {
        if (!has(job, simulation_, area, static_cast<Quantity>(q))) continue;
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
      Worker worker{simulation_.workspace(),
                    {},
                    std::vector<std::uint32_t>(bins_.size() * Binned::kBins, 0),
                    {}};
      for (auto& costs : worker.last_cost)
        costs.assign(job_.allies.size(), Rows(kTogether * kBlock, 0.0));
      workers.push_back(std::move(worker));
    }
    std::vector<Lot> lots(kLots);
    const std::size_t blocks = simulation_.blocks();
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
      simulation_.begin(begin + i, blocks[i], worker.space);
    for (std::size_t ally = 0; ally < job_.allies.size(); ++ally) {
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        simulation_.ally(ally, blocks[b], worker.space, lot.counted.met[ally].data());
        take(ally, blocks[b].count, worker, lot);
        for (std::size_t i = 0; i < kDriven.size(); ++i)
          if (has(job_, simulation_, ally, kDriven[i]))
            std::memcpy(worker.last_cost[i][ally].data() + b * kBlock,
                        worker.space.derived.row(kDriven[i], job_.years - 1),
                        blocks[b].count * sizeof(double));
      }
    }
    for (std::size_t g = 0; g < job_.groups.size(); ++g) {
      for (std::size_t b = 0; b < blocks.size(); ++b) {
        simulation_.group(g, blocks[b], worker.space.derived);
        take(job_.allies.size() + g, blocks[b].count, worker, lot);
        count_meeting(blocks[b].meeting[g], job_.years, blocks[b].count, lot.counted.counts[g]);
        if (g == 0) drive(b, blocks[b].count, worker, lot);
      }
    }
  }

  void drive(std::size_t block, std::size_t count, Worker& worker, Lot& lot) const {
    for (std::size_t i = 0; i < kDriven.size(); ++i) {
      if (!has(job_, simulation_, job_.allies.size(), kDriven[i])) continue;
      const double* const total = worker.space.derived.row(kDriven[i], job_.years - 1);
      add_driver(total, total, count, lot.counted.total[i]);
      for (const std::size_t ally : job_.groups[0])
        if (has(job_, simulation_, ally, kDriven[i]))
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
  Simulation simulation_;
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
