// What the rules for comparisons have in common.
#pragma once

#include "check/claims/rules.h"

namespace muster {

// Tokens back to the subject, with which a quotation of a comparison begins.
inline constexpr std::size_t kComparisonReach = 20;

// Of what mention i's clause compares: a share of GDP, money, money a head, persons, equipment.
MeasureId compared_measure(const Scene& scene, std::size_t i);

// Appends a comparison from mention `first` to `last`, of the year that mention `year_at` speaks
// of.
void push_comparison(Scene& scene, std::size_t first, std::size_t last,
                     const std::vector<AreaId>& subject, std::size_t year_at, Comparison comparison,
                     Claims& claims);

}  // namespace muster
