// Text to tokens: words, numbers, symbols. Offsets are bytes of the text.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

enum class TokenKind : std::uint8_t {
  word,        // letters; "U.S." is one word, "didn't" too
  number,      // digits with thousands commas and a decimal point: 1,303 or 3.19
  symbol,      // one character: punctuation, a currency sign, %
  possessive,  // the 's or ' after a word
};

// Of a word that stands in some phrase of the lexicon.
using WordNumber = std::uint16_t;
constexpr WordNumber kNoWord = 0;

struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::symbol;
  bool space_before = false;   // white space before it
  bool hyphen_before = false;  // joined to the token before by a hyphen or a dash between numbers
  std::uint8_t newlines_before = 0;
  WordNumber number = kNoWord;  // given by the lexicon
  std::uint16_t sets = 0;       // a bit for each WordSet of the lexicon that has it
  std::string_view word;        // lower case (ASCII), typographic apostrophes made plain
};

// The tokens of a text with the lower-cased copy that their words point into. The text itself must
// outlive it only for byte offsets to mean something.
struct Tokens {
  // On the heap, so that the words stay where they are when this is moved.
  std::unique_ptr<std::string> lower = std::make_unique<std::string>();
  std::deque<std::string> rewritten;  // words that differ from `lower` in length
  std::vector<Token> list;
};

// `text` must be valid UTF-8. Linear in its size.
Tokens tokenize(std::string_view text);

}  // namespace muster
