// The lines of a printed publication of NATO's (layout_page.h) as blocks of rows, each row with
// what stands above it: which lines are titles, headings, years, rows, notes, charts. What the
// figures in the rows are is settled after that (nato_pdf.h).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sources/figures.h"
#include "sources/layout_page.h"
#include "sources/nato_layout.h"
#include "sources/printed_table.h"

namespace muster {

struct PdfColumn {
  LayoutSpan at;
  std::optional<NatoYear> year;  // else headed by words
  std::string heading;
};

// What stands above rows and says what they are.
struct PdfHeading {
  NatoTopic topic;
  std::string unknown;  // the heading that is not understood, where the last one is not
};

struct PdfRow {
  LayoutLine line;
  PrintedRow printed;
  PdfHeading heading;
  NatoLabel label;
  std::optional<AreaId> area;
};

// Rows below one line of years, on one page.
struct PdfBlock {
  std::string table;  // its number
  bool repetition = false;
  bool french = false;
  std::vector<PdfColumn> columns;
  std::vector<PdfRow> rows;
};

struct PdfTables {
  std::vector<PdfBlock> blocks;
  std::set<Year> estimates;
  bool core = false;  // a title says "core defence expenditure"
};

// Charts, the years of headings and rows that stand in no table are left out by `account`.
PdfTables read_pdf_tables(std::string_view text, const Ledger& ledger, FigureList& account);

// "page 6, line 12".
std::string place_in(const LayoutLine& line);
// Tells of every number of a line that it is left out.
void leave_out_numbers(FigureList& account, const LayoutLine& line, const std::string& reason);

}  // namespace muster
