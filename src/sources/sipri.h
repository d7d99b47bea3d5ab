// SIPRI's military expenditure workbook: a sheet a way of counting, one row a country below
// headings of regions, one column a year. Blue figures are SIPRI's estimates, red ones are highly
// uncertain: both are estimates here. "..." is no figure, "xxx" no country yet. Editions differ in
// how they write years (1949, 1949.0), gaps, sheets and countries; sheets may be missing.
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"
#include "sources/xlsx.h"

namespace muster {

bool is_sipri_workbook(const Workbook& workbook);

// Fails on an unknown country, on text where a figure should be, on a sheet without years. The day
// of publication is not in the file: it is left open.
Result<SourceFile> read_sipri_workbook(const Workbook& workbook, const Ledger& ledger);

}  // namespace muster
