// Occasions: summits by their place or day, the days on which figures were published, laws and
// speeches of a day; found where an event on record fits what is said.
#pragma once

#include <vector>

#include "check/claims/candidates.h"

namespace muster {

void find_occasions(const Read& read, std::vector<Claim>& claims);

}  // namespace muster
