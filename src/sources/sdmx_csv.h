// SDMX-CSV 1.0 (DATAFLOW first) and 2.0 (STRUCTURE, STRUCTURE_ID, ACTION first); also the ECB's
// dialect, which has KEY first. Fields may carry their label: "M: Monthly" below "FREQ:Frequency".
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

bool is_sdmx_csv(std::string_view text);

// Fails on an unknown dataflow, a row of another width, an action that deletes, and as the
// dataflow's reader does (sdmx_figures.h).
Result<SourceFile> read_sdmx_csv(std::string_view text, const Ledger& ledger,
                                 const SourceHints& hints);

}  // namespace muster
