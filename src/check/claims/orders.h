// Who stands before whom, in other words than a figure: "behind Greece and Estonia", "twice what
// Canada does", "only Luxembourg is lower", "closes the list".
#pragma once

#include <vector>

#include "check/claims/candidates.h"

namespace muster {

void find_orders(const Read& read, const Fits& fits, std::vector<Claim>& claims);

}  // namespace muster
