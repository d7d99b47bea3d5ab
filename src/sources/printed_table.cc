#include "sources/printed_table.h"

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "sources/nato_layout.h"

namespace muster {
namespace {

// "*", "(a)", "|" for a break in the series: they belong to the cell before them.
bool is_attachment(std::string_view word) {
  if (word.find_first_not_of('*') == std::string_view::npos || word == "|") return true;
  return word.size() == 3 && word[0] == '(' && word[1] >= 'a' && word[1] <= 'z' && word[2] == ')';
}

// A number without what is attached to it.
struct Bare {
  std::string_view text;
  bool estimate = false;
};

Bare bare(std::string_view word) {
  Bare result{word, false};
  while (!result.text.empty()) {
    if (result.text.ends_with('*')) {
      result.text.remove_suffix(1);
    } else if (result.text.size() > 3 &&
               is_attachment(result.text.substr(result.text.size() - 3))) {
      result.text.remove_suffix(3);
    } else if (!result.estimate && result.text.size() > 1 && result.text.ends_with('e')) {
      result.text.remove_suffix(1);
      result.estimate = true;
    } else if (result.text.size() > 1 && result.text.starts_with('|')) {
      result.text.remove_prefix(1);
    } else {
      break;
    }
  }
  return result;
}

bool is_number_word(std::string_view word) { return looks_like_printed_number(bare(word).text); }

// A number in brackets: "(1)" above a column, "(0)" for nothing.
bool is_in_brackets(std::string_view word) {
  return word.size() > 2 && word.starts_with('(') && word.ends_with(')') &&
         looks_like_printed_number(word.substr(1, word.size() - 2));
}

bool is_cell_word(std::string_view word) {
  return is_number_word(word) || is_nato_gap(word) || is_attachment(word) || word == "e" ||
         is_in_brackets(word);
}

// Where the cells of a row begin: behind its last word.
std::size_t begin_of_cells(std::span<const LayoutWord> words) {
  std::size_t begin = words.size();
  while (begin > 0 && is_cell_word(words[begin - 1].text)) --begin;
  while (begin < words.size() && is_attachment(words[begin].text)) ++begin;
  return begin;
}

PrintedCell cell_of(std::span<const LayoutWord> words) {
  const LayoutWord whole = joined(words);
  const Bare number = bare(whole.text);
  return {number.text, whole.at, number.estimate, words.size()};
}

// The cells of one piece, either with what may be one number as one, or each word by itself.
void add_cells(std::span<const LayoutWord> words, bool join, std::vector<PrintedCell>& cells) {
  constexpr std::size_t kMostGroups = 6;
  for (std::size_t at = 0; at < words.size();) {
    const std::string_view word = words[at].text;
    if (is_attachment(word) || word == "e") {
      if (word == "e" && !cells.empty()) cells.back().estimate = true;
      ++at;
      continue;
    }
    std::size_t count = 1;
    const std::size_t most = join ? std::min(kMostGroups, words.size() - at) : 1;
    for (std::size_t more = 2; more <= most; ++more) {
      if (is_grouped_by_blanks(bare(joined(words.subspan(at, more)).text).text)) count = more;
    }
    cells.push_back(cell_of(words.subspan(at, count)));
    at += count;
  }
}

std::vector<LayoutSpan> spans_of(const std::vector<PrintedCell>& cells) {
  std::vector<LayoutSpan> spans;
  spans.reserve(cells.size());
  for (const PrintedCell& cell : cells) spans.push_back(cell.at);
  return spans;
}

PlacedRow unplaced(const PrintedRow& row, std::string_view fault) {
  return {row.joined, std::vector<std::optional<std::size_t>>(row.joined.size()), fault};
}

PlacedRow in_order(const std::vector<PrintedCell>& cells) {
  PlacedRow placed{cells, {}, {}};
  for (std::size_t i = 0; i < cells.size(); ++i) placed.columns.emplace_back(i);
  return placed;
}

// What might be thousands parted by a blank is figures of two columns only where each of them
// stands below its own.
bool each_below_its_own(const std::vector<PrintedCell>& cells,
                        std::span<const LayoutSpan> columns) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto column = column_at(cells[i].at, columns);
    if (!column || *column != i) return false;
  }
  return true;
}

// A layout's lines may be shifted against their heading, but not by a column.
bool stand_near(std::span<const LayoutSpan> shown, std::span<const LayoutSpan> headings) {
  const auto middle = [](LayoutSpan span) { return (span.begin + span.end) / 2; };
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const int next = i + 1 < headings.size() ? middle(headings[i + 1]) - middle(headings[i])
                     : i > 0                 ? middle(headings[i]) - middle(headings[i - 1])
                                             : 20;
    if (std::abs(middle(shown[i]) - middle(headings[i])) >= next) return false;
  }
  return true;
}

// A row that does not fill all columns.
PlacedRow place_by_position(const PrintedRow& row, std::span<const LayoutSpan> columns) {
  PlacedRow placed{row.joined, {}, {}};
  std::optional<std::size_t> last;
  for (const PrintedCell& cell : placed.cells) {
    auto column = column_at(cell.at, columns);
    if (column && last && *column <= *last) {
      return unplaced(row, "two of its figures stand below one year");
    }
    if (column) last = column;
    placed.columns.push_back(column);
  }
  return placed;
}

}  // namespace

bool PrintedRow::has_numbers() const {
  return std::ranges::any_of(
      apart, [](const PrintedCell& cell) { return looks_like_printed_number(cell.text); });
}

std::optional<PrintedRow> printed_row(std::span<const LayoutWord> words) {
  const std::size_t begin = begin_of_cells(words);
  if (begin == words.size()) return std::nullopt;
  PrintedRow row;
  const auto label = words.first(begin);
  const auto label_pieces = layout_pieces(label);
  if (!label_pieces.empty()) {
    row.label = joined(label.first(label_pieces.front().count)).text;
    if (label_pieces.size() > 1) row.currency = joined(label.subspan(label_pieces[1].first)).text;
  }
  const auto cells = words.subspan(begin);
  for (const LayoutPiece& piece : layout_pieces(cells)) {
    add_cells(cells.subspan(piece.first, piece.count), true, row.joined);
    add_cells(cells.subspan(piece.first, piece.count), false, row.apart);
  }
  // A sentence that ends with a number.
  const bool sentence =
      begin > 0 && row.joined.size() == 1 && cells.front().at.begin - label.back().at.end == 1;
  return row.has_numbers() && !sentence ? std::optional(std::move(row)) : std::nullopt;
}

std::vector<std::string_view> numbers_in(std::span<const LayoutWord> words) {
  std::vector<std::string_view> numbers;
  for (const LayoutWord& word : words)
    if (is_number_word(word.text)) numbers.push_back(word.text);
  return numbers;
}

std::vector<PlacedRow> place_rows(std::span<const PrintedRow> rows,
                                  std::span<const LayoutSpan> headings) {
  std::vector<std::vector<LayoutSpan>> full;
  for (const PrintedRow& row : rows) {
    if (row.joined.size() == headings.size()) full.push_back(spans_of(row.joined));
  }
  const std::vector<LayoutSpan> shown = middle_spans(full);
  const bool below_years = stand_near(shown, headings);
  const std::span<const LayoutSpan> columns = shown.empty() ? headings : std::span(shown);
  std::vector<PlacedRow> placed;
  for (const PrintedRow& row : rows) {
    if (!shown.empty() && !below_years)
      placed.push_back(unplaced(row, "the figures don't stand below the years"));
    else if (row.joined.size() == headings.size())
      placed.push_back(stands_below(spans_of(row.joined), columns)
                           ? in_order(row.joined)
                           : unplaced(row, "its figures don't stand below the others"));
    else if (row.joined.size() > headings.size())
      placed.push_back(unplaced(row, "there are more figures than years above them"));
    else if (row.apart.size() == headings.size() && each_below_its_own(row.apart, columns))
      placed.push_back(in_order(row.apart));
    else
      placed.push_back(place_by_position(row, columns));
  }
  return placed;
}

}  // namespace muster
