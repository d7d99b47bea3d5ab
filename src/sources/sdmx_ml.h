// SDMX-ML 2.1 data messages: generic (SeriesKey and ObsKey, of Values) and structure-specific
// (components are attributes of Series and Obs), by series or flat.
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

bool is_sdmx_ml(std::string_view text);

// Fails on what is no well-formed XML, an unknown dataflow, and as the dataflow's reader does
// (sdmx_figures.h). Header/Prepared is taken for the day of publication where the data name none.
Result<SourceFile> read_sdmx_ml(std::string_view text, const Ledger& ledger,
                                const SourceHints& hints);

}  // namespace muster
