// The World Bank's indicators as CSV: the wide layout of its downloads in any language (a preamble,
// then one row a country and one column a year), that of its DataBank, the long one of re-shaped
// copies, and what spreadsheets, R and pandas make of them (bank_layout.h). A copy may name neither
// indicator nor day.
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

bool is_world_bank_csv(std::string_view text, const Ledger& ledger, const SourceHints& hints);

// Fails on an indicator that the ledger has no measure for, a code that is not the country's, years
// out of order, text where a figure should be. Aggregates ("Arab World") are left out.
Result<SourceFile> read_world_bank_csv(std::string_view text, const Ledger& ledger,
                                       const SourceHints& hints);

}  // namespace muster
