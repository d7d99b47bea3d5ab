// Movements: from what to what, by how much, since when; where the ledger bears it out of somebody
// who may be meant.
#pragma once

#include <vector>

#include "check/claims/candidates.h"

namespace muster {

void find_movements(const Read& read, const Fits& fits, std::vector<Claim>& claims);

}  // namespace muster
