// What one publication says of the past that an earlier one said otherwise: revisions, cell by
// cell.
#pragma once

#include <optional>
#include <vector>

#include "measures/figure.h"

namespace muster {

struct Revision {
  AreaId area;
  Year year;
  Observation from;
  Observation to;
  // Percentage points for percent, else per cent of the earlier figure.
  double size = 0;
};

// How far the second figure is from the first: percentage points for percent, else per cent of the
// first. Nothing where one was only quoted and is the other rounded.
double revision_size(const Observation& from, const Observation& to);

struct Revisions {
  VintageId from, to;
  std::vector<Revision> changed;   // the largest first; equal ones by area and year
  std::size_t compared = 0;        // cells that both have
  std::size_t not_comparable = 0;  // that both have at other prices or in other units
  double mean_absolute = 0;        // over those compared, in the measure of `size`
};

// The figures of `measure` that both vintages have, for all areas and years. Percentages that were
// printed beside constant prices of different base years are compared all the same; money is not.
// A figure that was only quoted equals the one that it was rounded from.
Revisions revisions_of(const Ledger& ledger, MeasureId measure, VintageId from, VintageId to);

// A guideline whose standing a revision changes.
struct Crossing {
  const Revision* revision;
  const Guideline* guideline;
  bool met_now;
};
// Those of countries, in the order of the revisions. Guidelines bind from the year in which they
// apply.
std::vector<Crossing> crossings(const Ledger& ledger, MeasureId measure,
                                const Revisions& revisions);

// The two newest vintages in scope that have the measure and a year in common, the later one
// second; whole tables before quoted ones. Fails when there are no two.
Result<std::pair<VintageId, VintageId>> newest_two(const Ledger& ledger, MeasureId measure,
                                                   const Scope& scope);

}  // namespace muster
