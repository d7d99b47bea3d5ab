// What the language says of single words: parts of speech, what links say, frames of verbs. All of
// it is data (data/grammar/en/): words.csv for closed classes and common nouns, verbs.csv for verbs
// with their forms.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"

namespace muster {

enum class WordClass : std::uint8_t {
  determiner,
  link,          // prepositions, "than", "as"
  conjunction,   // and, or, but
  subordinator,  // while, because, if
  relative,      // which, who
  auxiliary,     // be, have, do
  modal,         // will, should
  pronoun,
  negation,
  adverb,
  noun,
  adjective,
  first_person,  // "we", "our"
  circle,        // "average", "median": a figure of many, not of one
  verb,
};

// What a link says of the phrase behind it.
enum class Link : std::uint8_t {
  none,
  of,
  in,
  at,
  by,
  from,
  to,
  than,
  since,
  with,
  for_,
  on,
  below,
  above,
  between,
  among,
  including,
  except,
  unlike,
  like,
  as,
  until,
  after,
  before,
  against,
  per,
  towards,
  about,
  despite,
  behind,
  ahead,
  given,
};

// What a verb says, as far as statements about spending ask.
enum class Frame : std::uint8_t {
  none,
  be,
  have,
  do_,
  level,  // spends
  give,   // puts, gives: a level with something given
  stand,  // stands at
  stay,   // remains at
  meet,   // reaches a mark
  miss,   // falls short of it
  rise,
  fall,
  rank,     // leads
  outdo,    // outspends
  account,  // accounts for a part
  say,
  want,
  plan,
  move,  // goes, brings: what of is said behind it
  join,
  become,
  other,  // known, and nothing of this
};

enum class VerbForm : std::uint8_t { base = 1, third = 2, past = 4, participle = 8, gerund = 16 };

enum class Modality : std::uint8_t {
  asserted,
  future,       // will
  planned,      // plans, pledges
  wished,       // should, wants
  possible,     // could, may
  conditional,  // would, if
  asked,        // a question
  believed,     // hopes, thinks
};

struct GrammarWord {
  std::uint16_t parts = 0;  // a bit for each WordClass
  Link link = Link::none;
  Frame frame = Frame::none;
  std::uint8_t forms = 0;  // a bit for each VerbForm
  Modality modality = Modality::asserted;
  bool negates = false;

  bool is(WordClass part) const { return (parts >> static_cast<unsigned>(part) & 1U) != 0; }
  bool has(VerbForm form) const { return (forms & static_cast<unsigned>(form)) != 0; }
};

// The tables compiled into the library: a row a word and part.
struct GrammarRow {
  std::string_view word;
  std::uint16_t parts;
  std::uint8_t link;
  std::uint8_t frame;
  std::uint8_t forms;
  std::uint8_t modality;
  bool negates;
};
std::span<const GrammarRow> embedded_grammar();

// From the files of data/grammar/en/; fails with file and line.
Result<std::map<std::string, GrammarWord>> read_grammar(
    const std::map<std::string, std::string>& files);

class Grammar {
 public:
  Grammar();
  // What is known of a word in lower case; a word without any part where nothing is.
  const GrammarWord& of(std::string_view word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? unknown_ : found->second;
  }

 private:
  std::unordered_map<std::string_view, GrammarWord> words_;
  GrammarWord unknown_;
};

}  // namespace muster
