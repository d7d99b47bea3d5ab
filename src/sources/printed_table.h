// A printed table as rows of marks below headed columns, before anybody asks what its figures mean:
// the middle step between a page's lines (layout_page.h) and a publisher's figures (nato_pdf.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/layout_page.h"
#include "sources/printed_number.h"

namespace muster {

// A number or a mark for none, as it stands in a row.
struct PrintedCell {
  std::string_view text;
  LayoutSpan at;
  bool estimate = false;  // "1.57e", "1.57 e"
  std::size_t words = 1;  // more where thousands are parted by blanks
};

// A row: its name and what follows it to the end of the line. Thousands may be parted by blanks, or
// figures of two columns may stand as near as that: both readings are kept until the columns are
// known.
struct PrintedRow {
  std::string_view label;     // "Slovak Republic (Euros)"
  std::string_view currency;  // a second piece before the figures: "Euros (a)"
  std::vector<PrintedCell> joined;
  std::vector<PrintedCell> apart;

  bool has_numbers() const;
};

// None where the line ends with words, or has only one number at the end of a sentence.
std::optional<PrintedRow> printed_row(std::span<const LayoutWord> words);

// All words of a line that hold a number, for the account of what is left out.
std::vector<std::string_view> numbers_in(std::span<const LayoutWord> words);

// Where each cell belongs: below which column. Cells that can't be told have none.
struct PlacedRow {
  std::vector<PrintedCell> cells;
  std::vector<std::optional<std::size_t>> columns;
  std::string_view fault;  // why none of them can be told
};

// Rows that fill all columns are taken in order and show where the columns stand; the others are
// put below them by where they stand. `headings` are the spans of what heads the columns.
std::vector<PlacedRow> place_rows(std::span<const PrintedRow> rows,
                                  std::span<const LayoutSpan> headings);

}  // namespace muster
