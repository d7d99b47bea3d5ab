#include "measures/revisions.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "measures/change.h"
#include "measures/compliance.h"
#include "measures/definition.h"

namespace muster {
namespace {

// To how many decimals a figure is known. One of a printed table is wholly: a workbook's 2 is
// 2.000000; not one that was read off a page.
std::uint8_t known_places(const Observation& observation) {
  constexpr std::uint8_t kMost = 18;
  const bool in_full = observation.extent == Extent::printed && !is_as_printed(observation.cell);
  return in_full ? kMost : observation.value.places;
}

// The figure in units of 10^exponent, which are no smaller than its own.
Observation in_units_of(const Observation& o, std::int8_t exponent) {
  Observation moved = o;
  moved.value.places = static_cast<std::uint8_t>(o.value.places + exponent - o.unit.exponent);
  moved.unit.exponent = exponent;
  return moved;
}

bool is_same(const Observation& a, const Observation& b) {
  const std::int8_t exponent = std::max(a.unit.exponent, b.unit.exponent);
  const Observation from = in_units_of(a, exponent);
  const Observation to = in_units_of(b, exponent);
  if (from.value == to.value) return true;
  const std::uint8_t places = std::min(known_places(from), known_places(to));
  return from.value.rounded(places) == to.value.rounded(places);
}

}  // namespace

double revision_size(const Observation& from, const Observation& to) {
  if (is_same(from, to)) return 0;
  const double early = from.value.to_double() * scale_of(from.unit);
  const double difference = to.value.to_double() * scale_of(to.unit) - early;
  if (from.unit.kind == UnitKind::percent) return difference;
  const double base = std::fabs(early);
  return base > 0 ? difference / base * 100 : 0;
}

Revisions revisions_of(const Ledger& ledger, MeasureId measure, VintageId from, VintageId to) {
  Revisions result{from, to, {}, 0, 0, 0};
  double sum = 0;
  for (std::size_t a = 0; a < ledger.areas.size(); ++a) {
    const auto area = static_cast<AreaId>(a);
    const RowRange rows = rows_of(ledger, measure, area);
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      const Observation early = ledger.observation(measure, area, i);
      if (early.vintage != from) continue;
      bool told = false;  // in whatever unit, at whatever prices
      std::optional<Observation> late;
      const RowRange year = rows_of(ledger, measure, area, early.year);
      for (std::size_t j = year.begin; j < year.end && !late; ++j) {
        const Observation other = ledger.observation(measure, area, j);
        if (other.vintage != to) continue;
        told = true;
        if (are_comparable(early, other)) late = other;
      }
      if (!late) {
        result.not_comparable += told ? 1 : 0;
        continue;
      }
      ++result.compared;
      if (is_same(early, *late)) continue;
      result.changed.push_back({area, early.year, early, *late, revision_size(early, *late)});
      sum += std::fabs(result.changed.back().size);
    }
  }
  if (result.compared > 0) result.mean_absolute = sum / static_cast<double>(result.compared);
  std::ranges::stable_sort(result.changed, std::greater{},
                           [](const Revision& r) { return std::fabs(r.size); });
  return result;
}

std::vector<Crossing> crossings(const Ledger& ledger, MeasureId id, const Revisions& revisions) {
  std::vector<Crossing> found;
  for (const Guideline& guideline : ledger.guidelines) {
    if (guideline.metric != measure(id).name) continue;
    for (const Revision& revision : revisions.changed) {
      if (ledger.area(revision.area).is_group || revision.year < guideline.applies_from) continue;
      const bool before = meets_guideline(guideline, revision.from.value);
      const bool now = meets_guideline(guideline, revision.to.value);
      if (before != now) found.push_back({&revision, &guideline, now});
    }
  }
  return found;
}

Result<std::pair<VintageId, VintageId>> newest_two(const Ledger& ledger, MeasureId id,
                                                   const Scope& scope) {
  // The years that each vintage has, by position.
  std::vector<std::set<std::pair<AreaId, Year>>> cells(ledger.vintages.size());
  for (std::size_t a = 0; a < ledger.areas.size(); ++a) {
    const auto area = static_cast<AreaId>(a);
    const RowRange rows = rows_of(ledger, id, area);
    for (std::size_t row = rows.begin; row < rows.end; ++row)
      cells[ledger.observations.vintage[row]].emplace(area, Year{ledger.observations.year[row]});
  }
  const std::vector<FigureCount> figures = figures_by_vintage(ledger);
  for (const bool whole : {true, false}) {
    std::optional<std::size_t> later;
    for (std::size_t i = ledger.vintages.size(); i > 0; --i) {
      const Vintage& vintage = ledger.vintages[i - 1];
      const bool fits = vintage.publisher == scope.publisher && vintage.published <= scope.as_of &&
                        !cells[i - 1].empty() && (figures[i - 1].printed > 0 || !whole);
      // What counts another thing is not revised by it.
      const auto here = static_cast<VintageId>(i - 1);
      if (!fits || (later && !same_definition(ledger, id, here, static_cast<VintageId>(*later))))
        continue;
      if (!later) {
        later = i - 1;
        continue;
      }
      const bool common = std::ranges::any_of(
          cells[i - 1], [&](const auto& cell) { return cells[*later].contains(cell); });
      if (common) return std::pair(static_cast<VintageId>(i - 1), static_cast<VintageId>(*later));
    }
  }
  return Error{"there are no two publications of " + std::string(scope.publisher) + " with " +
                   std::string(measure(id).title) + " of the same years",
               "", "see muster vintages for what there is"};
}

}  // namespace muster
