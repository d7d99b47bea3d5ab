// The World Bank's indicators as CSV: the wide layout of its downloads (a preamble, then one row a
// country and one column a year), and the long one of re-shaped copies (Country Name, Country Code,
// Year, Value), which names neither indicator nor day.
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

bool is_world_bank_csv(std::string_view text);

// Fails on another header, an indicator that the ledger has no measure for, a code that is not the
// country's, text where a figure should be. Aggregates ("Arab World") are left out.
Result<SourceFile> read_world_bank_csv(std::string_view text, const Ledger& ledger,
                                       const SourceHints& hints);

}  // namespace muster
