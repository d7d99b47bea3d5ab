// "Ursula von der Leyen, our defence minister", "the secretary general, Jens Stoltenberg": a person
// and an office close together, where the ledger has that person in that office on the article's
// day.
#pragma once

#include "check/claims/candidates.h"

namespace muster {

void find_holders(const Read& read, std::vector<Claim>& claims);

}  // namespace muster
