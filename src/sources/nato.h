// NATO's defence expenditure workbooks ("Defence Expenditure of NATO Countries (2014-2024)").
//
// A sheet is a table: a title ("Table 3 : …"), lines that give its unit, a row of years ("2023e" is
// an estimate), then sections ("Current prices", "Equipment (a)") of one row an ally. The layout
// moves from year to year, so nothing is taken from a fixed cell.
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"
#include "sources/xlsx.h"

namespace muster {

// Does one of its sheets begin with such a title?
bool is_nato_workbook(const Workbook& workbook);

// Fails on a country that the ledger does not know, on a row of figures without a country, on text
// where a figure should be, on one figure given twice with two values. The day of publication is
// not in these files: it is left open.
Result<SourceFile> read_nato_workbook(const Workbook& workbook, const Ledger& ledger);

}  // namespace muster
