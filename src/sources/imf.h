// The IMF's World Economic Outlook, as its query exports it and as the whole database is
// downloaded: tab separated text, whatever its name (or what a spreadsheet made of it, with commas
// or semicolons), with decimal points or decimal commas, "n/a" and "--" for no figure. Columns go
// by name, in any order: "Country" or "ISO", "Subject Descriptor", "WEO Subject Code" where there
// is one, "Units", "Scale", years, and "Estimates Start After" where the table has it.
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

bool is_weo_table(std::string_view text);

Result<SourceFile> read_weo_table(std::string_view text, const Ledger& ledger,
                                  const SourceHints& hints);

}  // namespace muster
