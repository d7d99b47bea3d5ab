// What the sentences mention: areas, quantities, times, persons and cue words, in order, none
// overlapping.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "check/lexicon.h"
#include "check/stated.h"
#include "check/tokens.h"
#include "check/when.h"

namespace muster {

enum class MentionKind : std::uint8_t { word, area, quantity, time, person };

struct Mention {
  MentionKind kind = MentionKind::word;
  std::size_t first = 0;  // tokens, in the whole text
  std::size_t end = 0;
  std::uint32_t begin_byte = 0;
  std::uint32_t end_byte = 0;
  ClassMask classes;       // of the phrase; empty for quantities and times
  std::string_view value;  // the lexicon's value of a cue word, office or event; a person's name
  AreaId area{};           // kind area
  EntryFlags flags{};      // kind area
  StatedValue quantity{};  // kind quantity
  bool ordinal = false;    // kind quantity: "32nd"
  When when{};             // kind time

  bool is(LexicalClass c) const { return classes.has(c); }
  bool is(ClassMask any) const { return classes.has_any(any); }
};

// How many times "doubled", "half" and "three" are.
double multiple_of(const Mention& mention);

// One sentence: its tokens and mentions. A headline, a bullet and a caption are sentences too.
struct Sentence {
  std::size_t first = 0;  // tokens
  std::size_t end = 0;
  std::size_t paragraph = 0;
  std::vector<Mention> mentions;
};

struct Mentions {
  std::string_view text;
  Tokens tokens;
  std::vector<Sentence> sentences;

  std::string_view between(std::size_t first_token, std::size_t end_token) const;
};

// `text` is valid UTF-8 and outlives the result. Linear in its size.
Mentions find_mentions(const Lexicon& lexicon, const Ledger& ledger, std::string_view text);

}  // namespace muster
