// What a sentence states: for each figure whose it is and of which year, and how that was got.
//
// A slot that was not said, inherited by grammar or carried from one clear antecedent was guessed;
// and nobody is accused on a guess.
#pragma once

#include <optional>
#include <vector>

#include "check/clauses.h"
#include "ledger/ledger.h"

namespace muster {

enum class Got : std::uint8_t {
  said,       // in the same clause
  inherited,  // handed down by grammar: "which", "and spends", "making it"
  carried,    // from what was spoken of before: "it", "the country"
  assumed,    // nothing says it
};

struct Parse {
  Parse(const Lexicon& lexicon, const Mentions& mentions, const Sentence& sentence)
      : phrases(lexicon, mentions, sentence),
        clauses(phrases),
        constructions(
            lexicon.constructions().find(mentions.tokens.list, sentence.first, sentence.end)) {}
  Parse(const Parse&) = delete;
  Parse& operator=(const Parse&) = delete;

  // Does the clause of that phrase have a cue of these classes?
  bool clause_has(std::size_t phrase, ClassMask classes) const;

  // Does the clause of that phrase make such a statement?
  bool clause_says(std::size_t phrase, Sense sense) const;
  bool says(Sense sense) const;
  // The phrase that a construction begins with, and that it ends with.
  std::size_t phrase_at(std::size_t token) const;

  Phrases phrases;
  Clauses clauses;
  std::vector<Construction> constructions;
};

struct Who {
  std::vector<AreaId> areas;
  Got got = Got::assumed;
  bool all_members = false;  // "the allies": the alliance as a whole
};

// The areas joined to phrase i: "Poland, Estonia and the United States", on both sides of it.
std::vector<AreaId> joined_areas(const Parse& parse, std::size_t i);

// Whom the clause is about: its own subject or the one that grammar hands down.
Who subject_of(const Parse& parse, std::size_t clause);

// Whose the figure is. Empty areas: nobody whom the ledger knows, or the grammar does not say.
Who who_of(const Parse& parse, std::size_t figure);

// The time phrases that the figure is of: those of its clause, else of the clauses around it. What
// it is compared with ("than in 2023", "since 2014", "by 2035") is none.
struct WhenSaid {
  std::vector<std::size_t> times;  // phrases
  Got got = Got::assumed;
  bool beside = false;  // right behind the figure: "2.85% of GDP in 2024"
};
WhenSaid when_of(const Parse& parse, std::size_t figure);

}  // namespace muster
