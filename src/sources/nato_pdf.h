// NATO's defence expenditure tables as they were printed: before 2019 the archive has them as PDF
// only. The text is what `pdftotext -layout` gives (layout_page.h); what the tables are, their
// headings say (nato_layout.h).
#pragma once

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

// Is there a title of one of its tables?
bool is_nato_pdf_text(std::string_view text);

// Every number of the tables becomes a figure, with the decimals that are printed, or is left out
// with its line and the reason: an unknown name, a heading that is not understood, a column that
// can't be told, one figure with two values. Charts are left out whole. Figures stand at
// "page 6, table 1, Albania, 2014". The days of publication and of cut-off are taken where the
// first page says them. Fails where no figure is left.
Result<SourceFile> read_nato_pdf_text(std::string_view text, const Ledger& ledger);

}  // namespace muster
