// The World Bank's API as JSON: an array of two, a page's particulars and its figures
// (api.worldbank.org/v2/country/all/indicator/NY.GDP.MKTP.CD?format=json).
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

bool is_world_bank_json(std::string_view text);

// Fails as the CSV's reader does, and on JSON that is none or of another shape. A page of several
// is read for itself: the others are imported after it.
Result<SourceFile> read_world_bank_json(std::string_view text, const Ledger& ledger,
                                        const SourceHints& hints);

}  // namespace muster
