// The lexicon's tables, data/lexicon/*.csv: phrases by class, with a value and flags. This file
// reads and validates them; lexicon.h makes them searchable.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace muster {

// What a phrase can be. One bit each in a ClassMask (at most 128): "Washington" is an area's
// metonym and a place.
enum class LexicalClass : std::uint8_t {
  area,            // value: code; flags: name, demonym, both, capital, place; ambiguous; exact
  group,           // value: code
  person,          // value: the name as in offices.csv; made from the ledger, not from a file
  hedge,           // value: a Bound's name; flags: after
  number,          // value: the number
  ordinal,         // value: the number
  fraction,        // value: the fraction
  scale,           // value: power of ten; flags: suffix (only glued to a number)
  currency,        // value: ISO 4217; flags: sign, before, after, exact
  percent,         //
  points,          // percentage points
  month,           // value: 1 to 12
  day_of_report,   // "Thursday", "today": the article's own days
  years_from_now,  // value: years to add to the article's year
  member_noun,     // "allies"
  guideline_noun,  // "target"
  meet,
  miss,
  negation,
  spend,
  outspend,
  agree,
  gdp,
  defence,
  outlay,
  equipment,
  real,
  up,
  down,
  all,
  only,
  other,
  combined,
  more,
  less,
  than,
  superlative_high,
  superlative_low,
  wish,
  future,
  including,
  clause,
  account,
  total,
  join,
  has,
  office,  // value: office names, separated by '|'
  predecessor,
  successor,
  former,
  incoming,
  event,  // value: event ids, separated by '|'
  summit,
  report,     // value: prefix of event ids
  tolerance,  // value: how far below and above a hedge reaches, as fractions of the value
  off_topic,  // what is measured in shares of GDP and is no defence
  pronoun,    // "it", "they": the subject of the sentence before
  per_head,
  personnel,
  absolute,  // "in absolute terms"
  spender,
  present,       // verbs and words of the present: "spends", "now"
  past,          // of the past: "spent", "was"
  leaders,       // who agrees for the alliance
  bloc,          // another circle than the alliance: "the Baltic states"
  meet_it,       // "made it": a guideline that was spoken of
  era,           // a time before any figures: "the Cold War"
  same_time,     // "that year": the time that was spoken of
  other_source,  // another publisher, whose figures are not NATO's
  first_time,    // "for the first time", "not since"
  rank_first,
  overtake,  // "overtook": now has more than who is named behind it
  rank_last,
  agreement,     // "agreement", "pledge": what a year may stand beside
  duty,          // "should", "ought to": of the alliance as a whole, a guideline
  publish,       // "published", "unveiled"
  cut_off,       // "cut off on": before a day
  multiple,      // value: how many times: "doubled"
  army,          // what is ranked by its personnel
  succeed,       // "succeeded": between two persons
  running,       // "year in a row": behind a number
  rank_next,     // "behind it stand", "followed by": who comes after
  rank_top,      // "the top spenders": the first few
  reporting,     // what a publisher does: "said", "figures"
  other_region,  // a comparison within some other circle than the alliance
  word,          // no cue by itself: what rules look for beside one; value: WordSets, by '|'
};

std::optional<LexicalClass> lexical_class_named(std::string_view name);

// Sets of single words that rules look for beside a cue.
enum class WordSet : std::uint8_t {
  object_of,      // "than", "told": an area behind it is the object of something
  excepting,      // "except": what follows is left out
  price,          // "contract": money near it is no yearly spending
  condition,      // "had", at the beginning of a sentence: "Had all allies spent 2%, …"
  unnamed_time,   // "previously": of a time that is not named
  rank_verb,      // "ranks": an ordinal behind it is a place
  bring,          // "will bring": what is behind it is brought to a mark
  other_summit,   // "peace": a summit that is not the alliance's
  asking,         // "asks", "call": what a guideline does to members
  adopted,        // "set", "introduced": what was done to a guideline
  begins_office,  // "became", "took": an office behind it is taken up
  moving,         // "edged", "went": "up to" behind it is no bound
  standing,       // "binding", "voluntary": of what force a guideline is
};
std::optional<WordSet> word_set_named(std::string_view name);

struct LexiconRow {
  LexicalClass lexical_class;
  std::string_view phrase;
  std::string_view value;
  std::string_view flags;  // words separated by spaces
};

// The tables compiled into the library.
std::span<const LexiconRow> embedded_lexicon();

// File name to content; returns the rows as text, validated: known class, a phrase, no phrase twice
// in a class, a number where the class needs one.
struct LexiconRowText {
  LexicalClass lexical_class;
  std::string phrase, value, flags;
};
Result<std::vector<LexiconRowText>> read_lexicon(const std::map<std::string, std::string>& files);

}  // namespace muster
