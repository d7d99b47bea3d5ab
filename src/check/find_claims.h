// Mentions to claims: reads the sentences in order and runs the rules of claims/ on each.
#pragma once

#include <vector>

#include "check/claims.h"
#include "check/scene.h"

namespace muster {

// Is the text about what the ledger knows: defence spending in the alliance?
bool is_on_topic(const Ledger& ledger, const Mentions& mentions);

// In the order of the text. A sentence that is repeated to the letter is read once.
std::vector<Claim> find_claims(const Ledger& ledger, const Mentions& mentions,
                               const DocumentFacts& facts);

}  // namespace muster
