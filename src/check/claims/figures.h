// Figures that no rule of the language explains and the ledger does: "Denmark reached 2.00%",
// "(44.0% in 2025)", "the forces number 24,800".
//
// A figure of three digits seldom fits by chance. Whose it is, of what and of which year is tried
// among what was said and spoken of, the likeliest first, and the filling that the ledger bears out
// by what was known on the day is what was meant. None accuses anybody.
#pragma once

#include "check/claims/candidates.h"

namespace muster {

void find_figures(const Read& read, const Fits& fits, std::vector<Claim>& claims);

}  // namespace muster
