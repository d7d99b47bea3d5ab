// What is to be reached, by whom and by when: "will get to 3% by 2030", "a fifth should go on
// equipment", "the 3.5% agreed for 2035". An ally's is looked for in the table of promises, the
// alliance's among the guidelines.
#pragma once

#include <vector>

#include "check/claims/candidates.h"

namespace muster {

void find_undertakings(const Read& read, std::vector<Claim>& claims);

}  // namespace muster
