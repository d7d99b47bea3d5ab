// Tokens to sentences.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "check/tokens.h"

namespace muster {

struct SentenceRange {
  std::size_t first = 0;  // tokens
  std::size_t end = 0;
  std::size_t paragraph = 0;
};

// A sentence ends at . ! ? before a capital, a digit or a quotation mark, at an empty line, and at
// a line that begins a list item or a new line behind a finished or short one. Abbreviations don't
// end it.
std::vector<SentenceRange> split_sentences(std::string_view text, const std::vector<Token>& tokens);

}  // namespace muster
