#include "outlook/block.h"

#include <algorithm>
#include <cstring>

namespace muster {
namespace {

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

}  // namespace

BlockMaker::BlockMaker(const SimulationJob& job, const Kernel& kernel)
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

Workspace BlockMaker::workspace() const {
  Workspace space;
  for (Rows* rows : {&space.share, &space.gdp, &space.price}) rows->resize(rows_ * kBlock);
  space.own.resize((job_.years + 1) * kBlock);
  space.derived.resize(job_.years, with_sources(job_.quantities));
  space.unused.resize(kBlock);
  return space;
}

bool BlockMaker::has(std::size_t area, Quantity quantity) const {
  if (!wants(job_.quantities, quantity)) return false;
  if (area < job_.allies.size()) return quantity == Quantity::share || job_.allies[area].costs;
  const auto& members = job_.groups[area - job_.allies.size()];
  if (!wants_costs(job_.quantities) ||
      std::ranges::none_of(members, [&](std::size_t ally) { return job_.allies[ally].costs; }))
    return false;
  return !is_current(quantity) || group_prices();
}

bool BlockMaker::is_member(std::size_t group, std::size_t ally) const {
  return std::ranges::binary_search(job_.groups[group], ally);
}

void BlockMaker::begin(std::size_t number, Block& block, Workspace& space) const {
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

void BlockMaker::ally(std::size_t index, Block& block, Workspace& space, double* met) const {
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
      const double found =
          kernel_.count_at_least(share, count, job_.line, block.meeting[g].data() + year * kBlock);
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

void BlockMaker::group(std::size_t index, const Block& block, Derived& derived) const {
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

void BlockMaker::derive(const Amounts& amounts, const double* price, bool priced, std::size_t count,
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

void BlockMaker::run_up(const double* amount, std::size_t year, std::size_t count,
                        Quantity cumulative, Derived& derived) const {
  double* const sum = derived.own(cumulative, year);
  if (year == 0) {
    std::memcpy(sum, amount, count * sizeof(double));
  } else {
    std::memcpy(sum, derived.row(cumulative, year - 1), count * sizeof(double));
    kernel_.add(amount, count, sum);
  }
}

}  // namespace muster
