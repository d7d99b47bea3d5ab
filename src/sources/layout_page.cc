#include "sources/layout_page.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace muster {
namespace {

// How many bytes a blank at `at` has; 0 where none stands there.
std::size_t layout_blank(std::string_view line, std::size_t at) {
  if (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') return 1;
  // No-break, narrow no-break and thin space.
  for (const std::string_view blank : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"})
    if (line.substr(at, blank.size()) == blank) return blank.size();
  return 0;
}

bool continues_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Figures stand flush right, flush left or in the middle: the least of the three distances counts.
int distance(LayoutSpan a, LayoutSpan b) {
  const int ends = std::abs(a.end - b.end);
  const int begins = std::abs(a.begin - b.begin);
  const int middles = std::abs(a.begin + a.end - b.begin - b.end) / 2;
  return std::min({ends, begins, middles});
}

int distance_of_middles(LayoutSpan a, LayoutSpan b) {
  return std::abs(a.begin + a.end - b.begin - b.end);
}

bool overlap(LayoutSpan a, LayoutSpan b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

std::vector<LayoutLine> layout_lines(std::string_view text) {
  std::vector<LayoutLine> lines;
  int page = 1;
  int line = 1;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\n\f"), text.size());
    lines.push_back({text.substr(0, end), page, line++});
    if (end == text.size()) break;
    if (text[end] == '\f') ++page, line = 1;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<LayoutWord> layout_words(std::string_view line) {
  std::vector<LayoutWord> words;
  int column = 0;
  bool in_word = false;
  std::size_t begin = 0;
  const auto end_word = [&](std::size_t at) {
    if (!in_word) return;
    words.back().text = line.substr(begin, at - begin);
    words.back().at.end = column;
    in_word = false;
  };
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t blank = layout_blank(line, at);
    if (blank > 0) {
      end_word(at);
      at += blank;
      ++column;
      continue;
    }
    if (!in_word) {
      words.push_back({{}, {column, column}});
      begin = at;
      in_word = true;
    }
    ++column;
    do ++at;
    while (at < line.size() && continues_a_character(line[at]) && layout_blank(line, at) == 0);
  }
  end_word(line.size());
  return words;
}

std::vector<LayoutPiece> layout_pieces(std::span<const LayoutWord> words) {
  std::vector<LayoutPiece> pieces;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && words[i].at.begin - words[i - 1].at.end == 1)
      ++pieces.back().count;
    else
      pieces.push_back({i, 1});
  }
  return pieces;
}

LayoutWord joined(std::span<const LayoutWord> words) {
  if (words.empty()) return {};
  const char* const begin = words.front().text.data();
  const char* const end = words.back().text.data() + words.back().text.size();
  return {std::string_view(begin, static_cast<std::size_t>(end - begin)),
          {words.front().at.begin, words.back().at.end}};
}

std::optional<std::size_t> column_at(LayoutSpan span, std::span<const LayoutSpan> columns) {
  int nearest = std::numeric_limits<int>::max();
  int second = nearest;
  std::optional<std::size_t> found;
  std::size_t touched = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    touched += overlap(span, columns[i]) ? 1U : 0U;
    const int here = distance(span, columns[i]);
    if (here < nearest) {
      second = nearest;
      nearest = here;
      found = i;
    } else {
      second = std::min(second, here);
    }
  }
  if (!found || touched > 1) return std::nullopt;
  constexpr int kStray = 3;  // how far a figure may stand from where the others do
  const bool near = nearest <= kStray && overlap(span, columns[*found]);
  const bool sure = columns.size() == 1 || second > 2 * nearest + 1;
  return near && sure ? found : std::nullopt;
}

std::vector<LayoutSpan> middle_spans(std::span<const std::vector<LayoutSpan>> rows) {
  std::vector<LayoutSpan> columns;
  if (rows.empty()) return columns;
  std::vector<int> begins(rows.size());
  std::vector<int> ends(rows.size());
  const auto middle = [](std::vector<int>& values) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, at);
    return *at;
  };
  for (std::size_t column = 0; column < rows.front().size(); ++column) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      begins[row] = rows[row][column].begin;
      ends[row] = rows[row][column].end;
    }
    const int begin = middle(begins);
    columns.push_back({begin, std::max(begin + 1, middle(ends))});
  }
  return columns;
}

bool stands_below(std::span<const LayoutSpan> row, std::span<const LayoutSpan> columns) {
  for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) {
    const int own = distance_of_middles(row[i], columns[i]);
    if (i > 0 && distance_of_middles(row[i], columns[i - 1]) <= own) return false;
    if (i + 1 < columns.size() && distance_of_middles(row[i], columns[i + 1]) <= own) return false;
  }
  return true;
}

}  // namespace muster
