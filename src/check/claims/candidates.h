// What may be meant where the grammar does not say it: areas and years that were said or spoken of,
// the likeliest first, for patterns that ask the ledger which of them was.
#pragma once

#include <functional>
#include <optional>

#include "check/referents.h"
#include "check/scene.h"
#include "check/statements.h"

namespace muster {

// In which of its years the claim holds by what was known on the article's day; none where in none.
using Fits = std::function<std::optional<Year>(const Claim&)>;

// A sentence as it was read so far.
struct Read {
  const Scene& scene;
  const Parse& parse;
  const Referents& referents;
};

// Does the clause speak of "us"?
bool is_first_person(const Parse& parse, std::size_t clause);

// Whose a figure may be; only those that the grammar says, where it does.
std::vector<AreaId> candidate_areas(const Read& read, std::size_t figure);

// Of which year; `named` where a time stands right behind it.
ClaimYears candidate_years(const Read& read, std::size_t figure);

// Whom the clause of a phrase may be about, the likeliest first: its subject, then those before it
// in the sentence, then those who were spoken of. None of `except`.
std::vector<AreaId> candidate_subjects(const Read& read, std::size_t phrase,
                                       const std::vector<AreaId>& except);

// What is compared, ranked or changed where no figure says it: by the clause's cues, else what was
// spoken of.
std::vector<MeasureId> candidate_measures(const Read& read, std::size_t phrase);

// A claim over the phrases from `first` to `last`, in any order.
Claim claim_over(const Read& read, ClaimKind kind, std::size_t first, std::size_t last);

// Is something of that kind told of these words already?
bool is_told_as(const std::vector<Claim>& claims, const Claim& claim);

// Does the claim fit in one of its years? That year becomes the likeliest.
bool settle(Claim& claim, const Fits& fits);

// Is the figure part of a statement that was found already? Lists and comparisons tell who; what
// each of them spends is a statement of its own.
bool is_told(const std::vector<Claim>& claims, const Mention& figure);

}  // namespace muster
