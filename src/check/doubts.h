// A contradiction is earned: by a statement that was understood whole. What keeps a claim from that
// is its doubt.
#pragma once

#include "check/claims.h"
#include "check/statements.h"

namespace muster {

// The phrase with the claim's figure, or the last that it covers; none for claims about facts.
std::optional<std::size_t> core_phrase(const Parse& parse, const Claim& claim);

Doubt doubt_of(const Ledger& ledger, const Parse& parse, const Claim& claim);

}  // namespace muster
