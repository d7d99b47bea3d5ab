#include "sources/nato_front_page.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "base/text.h"
#include "sources/layout_page.h"
#include "sources/nato_layout.h"

namespace muster {
namespace {

constexpr std::size_t kMostFrontWords = 2000;

// 1 for "January", "jan.", "janvier"; 0 for none.
int month_of(std::string_view word) {
  std::string lower = ascii_lower(word);
  while (lower.ends_with('.') || lower.ends_with(',')) lower.pop_back();
  constexpr std::array<std::array<std::string_view, 3>, 12> kMonthNames = {
      {{"january", "janvier", "jan"},
       {"february", "février", "feb"},
       {"march", "mars", "mar"},
       {"april", "avril", "apr"},
       {"may", "mai", "may"},
       {"june", "juin", "jun"},
       {"july", "juillet", "jul"},
       {"august", "août", "aug"},
       {"september", "septembre", "sep"},
       {"october", "octobre", "oct"},
       {"november", "novembre", "nov"},
       {"december", "décembre", "dec"}}};
  for (std::size_t month = 0; month < kMonthNames.size(); ++month)
    if (std::ranges::find(kMonthNames[month], lower) != kMonthNames[month].end())
      return static_cast<int>(month) + 1;
  return 0;
}

std::optional<int> whole_number(std::string_view text) {
  while (text.ends_with(',') || text.ends_with('.')) text.remove_suffix(1);
  if (text.ends_with("th") || text.ends_with("er")) text.remove_suffix(2);
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && !text.empty() ? std::optional(value) : std::nullopt;
}

// The day that three words are: "24 June 2019", "June 24, 2019".
std::optional<Date> day_in(std::span<const std::string_view> words) {
  if (words.size() < 3) return std::nullopt;
  const bool month_first = month_of(words[0]) > 0;
  const int month = month_of(words[month_first ? 0 : 1]);
  const auto day = whole_number(words[month_first ? 1 : 0]);
  const auto year = whole_number(words[2]);
  if (month == 0 || !day || !year || *year < 1949 || *year > 2199) return std::nullopt;
  if (!is_calendar_day(*year, month, *day)) return std::nullopt;
  return make_date(*year, month, *day);
}

std::vector<std::string_view> texts_of(std::span<const LayoutWord> words) {
  std::vector<std::string_view> texts;
  for (const LayoutWord& word : words) texts.push_back(word.text);
  return texts;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// A day that stands by itself, or behind what says that it is the publication's. One within a
// sentence is of something else.
std::optional<Date> day_of_publication(std::span<const LayoutWord> piece) {
  if (piece.size() < 3 || piece.size() > 10) return std::nullopt;
  const auto words = texts_of(piece);
  const std::string lower = ascii_lower(joined(piece).text);
  for (const bool at_end : {true, false}) {
    const auto day = day_in(std::span(words).subspan(at_end ? words.size() - 3 : 0, 3));
    if (!day) continue;
    const bool alone = words.size() == 3;
    const bool said = has_any(lower, {"press release", "communiqu", "published", "issued",
                                      "brussels", "bruxelles", "date:", "publié"});
    if ((alone || said) && !has_any(lower, {"cut-off", "embargo", "meeting"})) return day;
  }
  return std::nullopt;
}

// "The cut-off date for information used in this report was 7 February 2023."
Date cut_off_in(std::span<const std::string_view> words) {
  constexpr std::size_t kSentence = 20;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string lower = ascii_lower(words[i]);
    const bool english = lower == "cut-off";
    const bool french = lower == "limite" && i > 0 && ascii_lower(words[i - 1]) == "date";
    if (!english && !french) continue;
    for (std::size_t at = i + 1; at < std::min(words.size(), i + kSentence); ++at)
      if (const auto day = day_in(words.subspan(at))) return *day;
  }
  return kDistantPast;
}

std::string number_in(std::string_view text) {
  constexpr std::string_view kMark = "PR/CP(";
  const auto at = text.find(kMark);
  if (at == std::string_view::npos) return "";
  auto end = text.find(')', at);
  if (end == std::string_view::npos || end - at > 12) return "";
  ++end;
  while (end < text.size() && end - at < 20 && text[end] >= '0' && text[end] <= '9') ++end;
  return std::string(text.substr(at, end - at));
}

bool is_title_of_publication(std::string_view text) {
  return text.size() < 120 && text.find('(') != std::string_view::npos && text.ends_with(')') &&
         nato_wording(text).starts_with("defence expenditure of nato countries");
}

}  // namespace

NatoFrontPage read_nato_front_page(std::string_view text) {
  NatoFrontPage page;
  std::vector<std::string_view> all;
  bool two_days = false;
  for (const LayoutLine& line : layout_lines(text.substr(0, 1U << 16U))) {
    const auto words = layout_words(line.text);
    const std::string start = words.empty() ? "" : ascii_lower(words.front().text);
    const bool chart = words.size() > 1 && has_any(start, {"graph"});
    if (line.page > 2 || chart || nato_title(line.text) || all.size() > kMostFrontWords) break;
    for (const LayoutPiece& piece : layout_pieces(words)) {
      const auto in_piece = std::span(words).subspan(piece.first, piece.count);
      const std::string_view here = joined(in_piece).text;
      if (page.title.empty() && is_title_of_publication(here)) page.title = here;
      if (page.number.empty()) page.number = number_in(here);
      const auto day = day_of_publication(in_piece);
      if (!day) continue;
      two_days = two_days || (page.published != kDistantPast && page.published != *day);
      page.published = *day;
    }
    for (const LayoutWord& word : words) all.push_back(word.text);
  }
  page.cut_off = cut_off_in(all);
  if (two_days) page.published = kDistantPast;
  return page;
}

}  // namespace muster
