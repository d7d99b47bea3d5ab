// The IMF's World Economic Outlook as its query exports it: tab separated text, whatever its name,
// with decimal points or decimal commas, "n/a" and "--" for no figure, and "Estimates Start After"
// where the export has that column.
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

bool is_weo_table(std::string_view text);

Result<SourceFile> read_weo_table(std::string_view text, const Ledger& ledger);

}  // namespace muster
