#include "check/sentences.h"

namespace muster {
namespace {

bool is_terminal(const Token& token) {
  return token.word == "." || token.word == "!" || token.word == "?";
}

bool is_closing(const Token& token) {
  return !token.space_before && (token.word == "\"" || token.word == ")" || token.word == "'" ||
                                 token.word == "\xE2\x80\x9D" || token.word == "\xE2\x80\x99");
}

bool is_bullet(const Token& token) {
  return token.word == "-" || token.word == "*" || token.word == "\xE2\x80\xA2" ||
         token.word == "\xE2\x80\x93" || token.word == "#";
}

// Words that a full stop shortens and does not end a sentence.
bool is_abbreviation(std::string_view word) {
  for (const std::string_view known :
       {"mr",  "mrs", "ms",  "dr",     "gen",  "adm", "col", "lt",  "sen", "rep",
        "gov", "st",  "no",  "approx", "ca",   "vs",  "jan", "feb", "mar", "apr",
        "jun", "jul", "aug", "sep",    "sept", "oct", "nov", "dec", "e.g", "i.e"}) {
    if (word == known) return true;
  }
  return word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
}

}  // namespace

std::vector<SentenceRange> split_sentences(std::string_view text,
                                           const std::vector<Token>& tokens) {
  std::vector<SentenceRange> sentences;
  std::size_t first = 0;
  std::size_t paragraph = 0;
  const auto close = [&](std::size_t end) {
    if (end > first) sentences.push_back({first, end, paragraph});
    first = end;
  };
  const auto capital_or_digit = [&](const Token& token) {
    const char c = text[token.begin];
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80 || c == '"' || c == '$' || c == '\'' || c == '(';
  };
  std::uint32_t line_begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (i > first && token.newlines_before > 0) {
      const Token& before = tokens[i - 1];
      const std::uint32_t line_length = before.end - line_begin;
      constexpr std::uint32_t kShortLine = 60;  // bytes; a wrapped line of prose is longer
      const bool ends = token.newlines_before > 1 || is_bullet(token) || is_terminal(before) ||
                        is_closing(before) || (line_length < kShortLine && capital_or_digit(token));
      if (ends) close(i);
      if (token.newlines_before > 1) ++paragraph;
    }
    // No sentence is longer; what is (a table, a list of everything) is read in pieces, so that the
    // work grows with the text and no faster.
    constexpr std::size_t kLongest = 400;  // tokens
    if (i >= first + kLongest) close(i);
    if (i == 0 || token.newlines_before > 0) line_begin = token.begin;
    if (!is_terminal(token)) continue;
    if (token.word == "." && i > first && !token.space_before &&
        is_abbreviation(tokens[i - 1].word) && tokens[i - 1].kind == TokenKind::word)
      continue;
    std::size_t next = i + 1;
    while (next < tokens.size() && is_closing(tokens[next])) ++next;
    if (next < tokens.size() && tokens[next].space_before && capital_or_digit(tokens[next]))
      close(next);
  }
  close(tokens.size());
  return sentences;
}

}  // namespace muster
