// A page of a PDF as `pdftotext -layout` gives it: what stood beside each other on paper stands
// beside each other in a line of text, parted by blanks. Here it is cut into words and pieces, each
// with the columns of characters in which it stands, and figures are put below their headings.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

// Where something stands in a line, in characters: half open.
struct LayoutSpan {
  int begin = 0;
  int end = 0;
};

struct LayoutWord {
  std::string_view text;
  LayoutSpan at;
};

struct LayoutLine {
  std::string_view text;
  int page = 1;
  int line = 1;  // of its page
};

// All lines of a text; a form feed ends a page.
std::vector<LayoutLine> layout_lines(std::string_view text);

// The words of a line. Blanks that forbid a break part words too: they stand between thousands.
std::vector<LayoutWord> layout_words(std::string_view line);
// Words with one blank between them, as one piece: the first is words[first].
struct LayoutPiece {
  std::size_t first = 0;
  std::size_t count = 0;
};
std::vector<LayoutPiece> layout_pieces(std::span<const LayoutWord> words);
// From the first of these words to the end of the last, blanks within included.
LayoutWord joined(std::span<const LayoutWord> words);

// Puts what stands in a line below one of the columns, by where it stands; never on a guess: none
// where two columns are about as near. `columns` are in order.
std::optional<std::size_t> column_at(LayoutSpan span, std::span<const LayoutSpan> columns);
// Where the columns of a table stand, from the rows that fill all of them: the middle one of each
// column's spans. `rows` has rows of one span a column.
std::vector<LayoutSpan> middle_spans(std::span<const std::vector<LayoutSpan>> rows);
// Does each of a full row's spans stand nearer to its own column than to another one?
bool stands_below(std::span<const LayoutSpan> row, std::span<const LayoutSpan> columns);

}  // namespace muster
