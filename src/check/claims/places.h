// "occupies fifteenth place", "is now fourth", "the seventh highest in the Alliance": a place among
// the allies, by the measure and in the year that the ledger bears out.
#pragma once

#include "check/claims/candidates.h"

namespace muster {

void find_places(const Read& read, const Fits& fits, std::vector<Claim>& claims);

}  // namespace muster
