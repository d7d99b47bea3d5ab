// What the rules for changes have in common.
#pragma once

#include <optional>

#include "check/claims/rules.h"

namespace muster {

// A percentage or a sum of money that no rule has understood.
bool is_change_quantity(const Scene& scene, std::size_t i);

// Said of a year after the article's: a forecast. What is estimated for the current year is a
// change.
bool is_later(const Scene& scene, const ClaimYears& years);

// "over the past decade", "in ten years": for how many years a change is said to have gone on.
std::optional<int> years_spanned(const Scene& scene, int clause);

Year years_before(Year year, int years);

}  // namespace muster
