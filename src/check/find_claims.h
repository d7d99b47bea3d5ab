// Mentions to claims: reads the sentences in order and runs the rules of claims/ on each.
#pragma once

#include <vector>

#include "check/claims.h"
#include "check/claims/candidates.h"
#include "check/scene.h"

namespace muster {

// In the order of the text. `fits` asks the ledger which of several meanings was meant. A sentence
// that is repeated to the letter is read once.
std::vector<Claim> find_claims(const Ledger& ledger, const Lexicon& lexicon,
                               const Mentions& mentions, const DocumentFacts& facts,
                               const Fits& fits);

}  // namespace muster
