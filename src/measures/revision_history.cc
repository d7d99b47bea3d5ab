#include "measures/revision_history.h"

#include <algorithm>
#include <cmath>

#include "measures/change.h"
#include "measures/definition.h"

namespace muster {
namespace {

// One cell's figures that may be compared, oldest publication first, one a publication.
using Telling = std::vector<Observation>;

// Hands over every country's cell of the measure, once for each kind of figure (unit, prices,
// definition) in which it is told.
template <typename Take>
void each_telling(const Ledger& ledger, MeasureId measure, const Scope& scope, Take take) {
  const VintageRange known = vintages_known(ledger, scope.publisher, scope.as_of);
  const auto fits = [&](const Observation& a, const Observation& b) {
    return are_comparable(a, b) && same_definition(ledger, measure, a.vintage, b.vintage);
  };
  for (std::size_t a = 0; a < ledger.areas.size(); ++a) {
    if (ledger.areas[a].is_group) continue;
    const auto area = static_cast<AreaId>(a);
    const RowRange rows = rows_of(ledger, measure, area);
    for (std::size_t begin = rows.begin; begin < rows.end;) {
      std::size_t end = begin;
      std::vector<Telling> kinds;
      const std::int16_t year = ledger.observations.year[begin];
      for (; end < rows.end && ledger.observations.year[end] == year; ++end) {
        if (!known.contains(ledger.observations.vintage[end])) continue;
        const Observation o = ledger.observation(measure, area, end);
        auto kind = std::ranges::find_if(kinds, [&](const Telling& telling) {
          return std::ranges::all_of(telling, [&](const Observation& t) { return fits(t, o); });
        });
        if (kind == kinds.end()) kind = kinds.insert(kinds.end(), Telling{});
        // A reprint within one publication is no second figure.
        if (kind->empty() || kind->back().vintage != o.vintage) kind->push_back(o);
      }
      for (const Telling& kind : kinds) take(kind);
      begin = end;
    }
  }
}

Spread spread_of(std::vector<Revision> revisions) {
  Spread spread;
  spread.cases = revisions.size();
  if (revisions.empty()) return spread;
  const auto count = static_cast<double>(revisions.size());
  for (const Revision& revision : revisions) {
    spread.mean += revision.size / count;
    spread.mean_absolute += std::fabs(revision.size) / count;
  }
  double squares = 0;
  for (const Revision& revision : revisions) squares += std::pow(revision.size - spread.mean, 2);
  if (revisions.size() > 1) spread.deviation = std::sqrt(squares / (count - 1));
  spread.largest = *std::ranges::max_element(
      revisions, {}, [](const Revision& revision) { return std::fabs(revision.size); });
  return spread;
}

}  // namespace

int age_of(const Ledger& ledger, VintageId vintage, Year year) {
  return std::clamp(year_of(ledger.vintage(vintage).published).value - year.value, 0, kOldestAge);
}

std::vector<HorizonSpread> revision_horizons(const Ledger& ledger, MeasureId measure,
                                             const Scope& scope) {
  std::vector<Revision> running;
  std::vector<Revision> year_after;
  std::vector<Revision> actual;
  std::vector<Revision> whole;
  each_telling(ledger, measure, scope, [&](const Telling& told) {
    const auto is_actual = [](const Observation& o) { return o.status == ObsStatus::actual; };
    const auto first_actual = std::ranges::find_if(told, is_actual);
    const auto add = [&](std::vector<Revision>& to, const Observation& early,
                         const Observation& late) {
      to.push_back({early.area, early.year, early, late, revision_size(early, late)});
    };
    const auto estimate_at = [&](int age) {
      return std::find_if(told.begin(), first_actual, [&](const Observation& o) {
        return age_of(ledger, o.vintage, o.year) == age;
      });
    };
    if (first_actual != told.end()) {
      if (const auto at = estimate_at(0); at != first_actual) add(running, *at, *first_actual);
      if (const auto at = estimate_at(1); at != first_actual) add(year_after, *at, *first_actual);
      if (first_actual + 1 != told.end()) add(actual, *first_actual, told.back());
    }
    if (told.size() > 1) add(whole, told.front(), told.back());
  });
  return {{"estimate in the year itself", "first actual figure", spread_of(std::move(running))},
          {"estimate a year later", "first actual figure", spread_of(std::move(year_after))},
          {"first actual figure", "latest", spread_of(std::move(actual))},
          {"first figure in the ledger", "latest", spread_of(std::move(whole))}};
}

std::vector<double> revisions_at_age(const Ledger& ledger, MeasureId measure, const Scope& scope,
                                     int age) {
  std::vector<double> sizes;
  each_telling(ledger, measure, scope, [&](const Telling& told) {
    for (std::size_t i = 0; i + 1 < told.size(); ++i) {
      if (age_of(ledger, told[i].vintage, told[i].year) == age)
        sizes.push_back(revision_size(told[i], told.back()));
    }
  });
  return sizes;
}

}  // namespace muster
