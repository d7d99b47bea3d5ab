// Countries as publishers name them, with their code beside the name.
#pragma once

#include <string_view>

#include "ledger/ledger.h"

namespace muster {

// The country of that code, if the name is one of its names. The error says which of the two is
// wrong: a name that the ledger does not know (the nearest are offered), or another country's code.
Result<AreaId> country_named(const Ledger& ledger, std::string_view name, std::string_view code);

}  // namespace muster
