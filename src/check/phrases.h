// Phrases: a sentence as a row of what it names and says, each token in exactly one phrase; each
// with the word that links it to what stands before ("in", "than", "of").
//
// They know mentions (what the lexicon found) and the grammar's words; what is neither is a name
// where it has a capital letter, else unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "check/mentions.h"

namespace muster {

enum class PhraseKind : std::uint8_t {
  area,     // Poland, NATO, the Baltic states
  figure,   // 4.12%, $1.3 trillion, three
  time,     // 2024, last year
  person,   // Mark Rutte
  cue,      // what else the lexicon knows: "allies", "the target", "defence"
  word,     // what the grammar knows
  name,     // an unknown word with a capital letter, or several
  unknown,  // an unknown word
  mark,     // punctuation
};

struct Phrase {
  PhraseKind kind = PhraseKind::unknown;
  std::uint32_t first = 0;  // tokens
  std::uint32_t end = 0;
  std::int32_t mention = -1;  // its place among the sentence's mentions; -1 for none
  GrammarWord grammar;        // of its first token
  Link link = Link::none;     // what governs it; of joined phrases that of the first
  std::uint8_t depth = 0;     // brackets around it
  bool possessive = false;    // "Poland's"
};

class Phrases {
 public:
  Phrases(const Lexicon& lexicon, const Mentions& mentions, const Sentence& sentence);

  std::size_t size() const { return list_.size(); }
  const Phrase& operator[](std::size_t i) const { return list_[i]; }
  const std::vector<Phrase>& list() const { return list_; }
  // The phrase that a mention of the sentence became.
  std::size_t of_mention(std::size_t mention) const { return of_mention_[mention]; }

  const Mention* mention(std::size_t i) const {
    return list_[i].mention < 0 ? nullptr
                                : &sentence_.mentions[static_cast<std::size_t>(list_[i].mention)];
  }
  bool is(std::size_t i, LexicalClass c) const {
    const Mention* m = mention(i);
    return m != nullptr && m->is(c);
  }
  bool is(std::size_t i, ClassMask any) const {
    const Mention* m = mention(i);
    return m != nullptr && m->is(any);
  }
  bool is(std::size_t i, WordClass part) const { return list_[i].grammar.is(part); }
  // Its first token, in lower case.
  std::string_view word(std::size_t i) const { return tokens_[list_[i].first].word; }
  bool is_mark(std::size_t i, std::string_view mark) const {
    return list_[i].kind == PhraseKind::mark && word(i) == mark;
  }
  bool is_dash(std::size_t i) const;

  // May a verb's subject or object be: an area, a count, a person, a noun, a pronoun?
  bool is_nominal(std::size_t i) const;

 private:
  void cut();
  void add_token(std::size_t token);
  void find_links();

  const Lexicon& lexicon_;
  const Mentions& mentions_;
  const Sentence& sentence_;
  const std::vector<Token>& tokens_;
  std::vector<Phrase> list_;
  std::vector<std::size_t> of_mention_;
};

}  // namespace muster
