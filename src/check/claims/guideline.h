// What the rules for guidelines have in common.
#pragma once

#include "check/claims/rules.h"

namespace muster {

// NATO, its members or leaders as a whole stand to the left of mention i, nearer than any single
// country.
bool said_of_alliance(const Scene& scene, std::size_t i);

// What mention i may give as a guideline's threshold: a percentage that no rule has understood; of
// equipment also "a fifth of their budgets".
std::optional<StatedValue> threshold_at(const Scene& scene, std::size_t i);
const Guideline* guideline_at(const Scene& scene, std::size_t i);

// A claim of a guideline, which may be none that the ledger has, from mention `first` to `last`.
Claim guideline_claim(const Scene& scene, const Guideline* guideline, GuidelineStated stated,
                      std::size_t first, std::size_t last);

// The threshold that a guideline has, as if it had been written.
StatedValue threshold_of(const Guideline& guideline);

}  // namespace muster
