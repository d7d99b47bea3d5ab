// "Spain will be at 2% by 2029": what an ally promised, where the table of promises has that number
// for that year from before the article's day. What it does not have stays unread.
#pragma once

#include "check/claims/candidates.h"

namespace muster {

void find_promised(const Read& read, std::vector<Claim>& claims);

}  // namespace muster
