// The European Central Bank's euro reference rates (eurofxref-hist.csv): a row a working day, a
// column a currency, units of it per euro; "N/A" where the Bank gave none.
#pragma once

#include "sources/source_file.h"

namespace muster {

bool is_ecb_rates(std::string_view text);

// The vintage is that of the newest day in the file. Beside the days it computes the years' means,
// as the Bank does. Fails on a column that is no currency, a day that stands twice, text where a
// rate should be.
Result<SourceFile> read_ecb_rates(std::string_view text);

// From the daily rates of a file, of which there must be some: the years' means, and which vintage
// it is.
void complete_rates(SourceFile& file);

}  // namespace muster
