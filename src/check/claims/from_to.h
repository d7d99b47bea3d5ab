// "from 51.5% to 29.5%", "climbs from EUR 53.6 billion in 2023 to EUR 69.3 billion": both ends as
// the ledger has them, in two years that were said or spoken of.
#pragma once

#include "check/claims/candidates.h"

namespace muster {

void find_from_to(const Read& read, const Fits& fits, std::vector<Claim>& claims);

}  // namespace muster
