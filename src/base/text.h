// Small things about UTF-8 text that have no better home.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

// The byte offset of the first ill-formed UTF-8 sequence, or nothing when all is well.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// The text with each byte that belongs to no well-formed sequence as U+FFFD.
std::string with_valid_utf8(std::string_view text);

// How many characters (code points) a terminal column count may assume; combining marks count too.
std::size_t character_count(std::string_view text);

// ASCII letters lowered, other bytes kept.
std::string ascii_lower(std::string_view text);

// Are they the same but for the case of ASCII letters?
bool same_ignoring_case(std::string_view a, std::string_view b);

// The text with its first letter as a capital, where that is one of ASCII.
std::string capitalised(std::string text);

// As text or attribute of a page: & < > " as entities.
std::string html_escaped(std::string_view text);

// Is `word` among `words`?
bool one_of(std::string_view word, std::initializer_list<std::string_view> words);

// Without spaces (those that forbid a break too), tabs and line ends at both ends.
std::string_view trimmed(std::string_view text);

// Pieces of `text` between `separator`s; nothing for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

// The candidates nearest to `wanted` by edit distance (case folded), best first, none that is far
// off.
std::vector<std::string> nearest_names(std::string_view wanted,
                                       const std::vector<std::string>& candidates,
                                       std::size_t most = 3);

// "did you mean A, B or C?", or "it is one of …" when nothing is near and the list is short.
std::string suggestion(std::string_view wanted, const std::vector<std::string>& candidates);

// "A", "A and B", "A, B and C".
std::string join_prose(const std::vector<std::string>& items, std::string_view last = "and");

}  // namespace muster
