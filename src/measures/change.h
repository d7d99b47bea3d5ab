// What moved: changes between two years of one vintage, shares of a group's total, and how far
// figures have been revised from one vintage to another.
#pragma once

#include <optional>

#include "measures/value.h"

namespace muster {

// Both ends come from one vintage, so that no revision is mistaken for a change.
struct Change {
  Figure from;
  Figure to;
  double absolute = 0;            // in the measure's unit; percentage points for shares
  std::optional<double> percent;  // none where the first figure is zero
};

// The newest vintage in scope that has both years. For money, prices as in `options`; a change in
// real terms is one at the vintage's constant prices.
Result<Change> change_of(const Ledger& ledger, MeasureId measure, AreaId area, Year from, Year to,
                         const ValueOptions& options);

// The constant prices that the newest vintage in scope uses for the measure of that area and year.
std::optional<PriceBasis> constant_basis(const Ledger& ledger, MeasureId measure, AreaId area,
                                         Year year, const Scope& scope);

// `area`'s percentage of the group's total, both from one vintage.
Result<Figure> share_of_total(const Ledger& ledger, MeasureId measure, AreaId area, AreaId group,
                              Year year, const ValueOptions& options);

// May two vintages' figures of one cell be compared? In one currency (millions or billions) and at
// the same prices; percentages at any: shares were printed beside constant prices of different base
// years and are comparable all the same.
bool are_comparable(const Observation& a, const Observation& b);

// The largest absolute difference that the ledger has seen between a vintage's figure for a year
// and any later vintage's of the same publisher, over all areas of the measure in current or
// constant prices alike; relative (a fraction) for money and persons, in percentage points for
// percent. `age` is the year of publication minus the year of the figure; beyond kOldestAge all are
// taken together.
constexpr int kOldestAge = 2;
double largest_revision(const Ledger& ledger, MeasureId measure, std::string_view publisher,
                        int age);

}  // namespace muster
