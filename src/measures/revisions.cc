#include "measures/revisions.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "measures/change.h"
#include "measures/compliance.h"

namespace muster {
namespace {

// To how many decimals a figure is known. Those of workbooks are: a workbook's 2 is 2.000000.
std::uint8_t known_places(const Ledger& ledger, const Observation& observation) {
  constexpr std::uint8_t kMost = 18;
  const bool in_full =
      ledger.vintage(observation.vintage).complete && !is_as_printed(observation.cell);
  return in_full ? kMost : observation.value.places;
}

bool is_same(const Ledger& ledger, const Observation& from, const Observation& to) {
  if (from.value == to.value) return true;
  const std::uint8_t places = std::min(known_places(ledger, from), known_places(ledger, to));
  return from.value.rounded(places) == to.value.rounded(places);
}

// Are both the same figure of one publication, one as it is printed and one in full?
bool is_printed_form_of(const Observation& printed, const Observation& full) {
  return is_as_printed(printed.cell) && !is_as_printed(full.cell) &&
         printed.vintage == full.vintage && printed.unit == full.unit &&
         printed.basis == full.basis;
}

}  // namespace

double revision_size(const Ledger& ledger, const Observation& from, const Observation& to) {
  if (is_same(ledger, from, to)) return 0;
  const double difference = to.value.to_double() - from.value.to_double();
  if (from.unit.kind == UnitKind::percent) return difference;
  const double base = std::fabs(from.value.to_double());
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
      bool again = false;  // with more decimals: this one was printed
      for (std::size_t j = year.begin; j < year.end; ++j) {
        const Observation other = ledger.observation(measure, area, j);
        again = again || (j != i && is_printed_form_of(early, other));
        if (other.vintage != to) continue;
        told = true;
        if (are_comparable(early, other) && (!late || is_printed_form_of(*late, other)))
          late = other;
      }
      if (again) continue;
      if (!late) {
        result.not_comparable += told ? 1 : 0;
        continue;
      }
      ++result.compared;
      if (is_same(ledger, early, *late)) continue;
      result.changed.push_back(
          {area, early.year, early, *late, revision_size(ledger, early, *late)});
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
  for (const bool whole : {true, false}) {
    std::optional<std::size_t> later;
    for (std::size_t i = ledger.vintages.size(); i > 0; --i) {
      const Vintage& vintage = ledger.vintages[i - 1];
      const bool fits = vintage.publisher == scope.publisher && vintage.published <= scope.as_of &&
                        !cells[i - 1].empty() && (vintage.complete || !whole);
      if (!fits) continue;
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
