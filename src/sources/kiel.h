// The Kiel Institute's Ukraine Support Tracker, as the files behind its page: aid by donor and
// month, by donor over the whole period, by way of procurement, weapons by category; and the note
// that says which release they are of.
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

bool is_kiel_table(std::string_view text);

// Fails on an unknown country, on text where a figure should be, on one figure given twice. Only
// release_info.csv says the day of publication: in the others it is left open.
Result<SourceFile> read_kiel_table(std::string_view text, const Ledger& ledger);

}  // namespace muster
