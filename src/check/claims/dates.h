// A day that the text names, and what the ledger knows of that day: a summit where its place, the
// summit or the leaders are named beside it; a publication where figures, a report or a table are.
#pragma once

#include "check/claims/candidates.h"

namespace muster {

void find_dates(const Read& read, std::vector<Claim>& claims);

}  // namespace muster
