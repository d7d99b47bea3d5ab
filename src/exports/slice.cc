#include "exports/slice.h"

#include <algorithm>

namespace muster {
namespace {

// Are those among them? An empty list takes everything.
template <typename Value, typename List>
bool takes(const List& list, const Value& value) {
  return list.empty() || std::ranges::find(list, value) != list.end();
}

}  // namespace

std::vector<Observation> slice(const Ledger& ledger, const SliceOptions& options) {
  std::vector<bool> wanted(ledger.vintages.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const Vintage& vintage = ledger.vintages[i];
    wanted[i] = vintage.published <= options.as_of &&
                takes(options.publishers, vintage.publisher) &&
                takes(options.vintages, static_cast<VintageId>(i));
  }
  std::vector<Observation> found;
  for (std::size_t m = 0; m < kMeasureCount; ++m) {
    const auto measure = static_cast<MeasureId>(m);
    if (!takes(options.measures, measure)) continue;
    for (std::size_t a = 0; a < ledger.areas.size(); ++a) {
      const auto area = static_cast<AreaId>(a);
      if (!takes(options.areas, area)) continue;
      const RowRange rows = rows_of(ledger, measure, area);
      for (std::size_t row = rows.begin; row < rows.end; ++row) {
        const Observation o = ledger.observation(measure, area, row);
        if (!wanted[index_of(o.vintage)]) continue;
        if (options.from && o.year < *options.from) continue;
        if (options.to && *options.to < o.year) continue;
        found.push_back(o);
      }
    }
  }
  return found;
}

std::vector<VintageId> vintages_of(const std::vector<Observation>& observations) {
  std::vector<VintageId> found;
  found.reserve(observations.size());
  for (const Observation& o : observations) found.push_back(o.vintage);
  std::ranges::sort(found);
  const auto rest = std::ranges::unique(found);
  found.erase(rest.begin(), rest.end());
  return found;
}

}  // namespace muster
