#include "check/claims/candidates.h"

#include <algorithm>

namespace muster {

bool is_first_person(const Parse& parse, std::size_t clause) {
  const auto& phrases = parse.clauses[clause].phrases;
  return std::ranges::any_of(
      phrases, [&](std::size_t i) { return parse.phrases[i].grammar.is(WordClass::first_person); });
}

std::vector<AreaId> candidate_areas(const Read& read, std::size_t figure) {
  std::vector<AreaId> areas;
  const auto add = [&](AreaId area) {
    if (std::ranges::find(areas, area) == areas.end()) areas.push_back(area);
  };
  const Who who = who_of(read.parse, figure);
  for (const AreaId area : who.areas) add(area);
  if (who.all_members) add(read.scene.nato());
  if (!who.areas.empty() && who.got == Got::said) return areas;
  // "we": the speaker's country; any that is named much, until a figure has shown which.
  const std::size_t clause = read.parse.clauses.of(figure);
  constexpr std::size_t kMost = 6;
  if (is_first_person(read.parse, clause)) {
    if (read.referents.speaker) return {*read.referents.speaker};
    for (const AreaId area : read.referents.main) add(area);
    if (areas.size() > kMost) areas.resize(kMost);
    return areas;
  }
  // Those of its clause, then of the sentence, the nearest before it first; then what was spoken
  // of.
  for (const bool same : {true, false}) {
    for (std::size_t i = figure; i-- > 0;) {
      if (read.parse.phrases[i].kind == PhraseKind::area &&
          (read.parse.clauses.of(i) == clause) == same)
        add(read.parse.phrases.mention(i)->area);
    }
  }
  for (const AreaId area : read.referents.areas) add(area);
  if (read.referents.speaker) add(*read.referents.speaker);
  if (!read.referents.main.empty()) add(read.referents.main.front());
  if (areas.size() > kMost) areas.resize(kMost);
  return areas;
}

ClaimYears candidate_years(const Read& read, std::size_t figure) {
  const Clause& clause = read.parse.clauses[read.parse.clauses.of(figure)];
  ClaimYears years;
  const auto add = [&](Year year) {
    if (std::ranges::find(years.candidates, year) == years.candidates.end())
      years.candidates.push_back(year);
  };
  const auto add_time = [&](std::size_t i) {
    const std::int32_t own = read.parse.phrases[i].mention;
    if (own < 0) return;
    if (const auto year = read.scene.year_at(static_cast<std::size_t>(own))) add(*year);
  };
  const WhenSaid when = when_of(read.parse, figure);
  for (const std::size_t i : when.times) add_time(i);
  years.named = when.beside && years.candidates.size() == 1;
  if (years.named) return years;
  for (std::size_t i = 0; i < read.parse.phrases.size(); ++i) {
    if (read.parse.phrases[i].kind == PhraseKind::time) add_time(i);
  }
  for (const Year year : read.scene.default_years(clause.present).candidates) add(year);
  for (const Year year : read.referents.years) add(year);
  return years;
}

std::vector<AreaId> candidate_subjects(const Read& read, std::size_t phrase,
                                       const std::vector<AreaId>& except) {
  constexpr std::size_t kMost = 4;
  std::vector<AreaId> areas;
  const auto add = [&](AreaId area) {
    const bool known = std::ranges::find(areas, area) != areas.end() ||
                       std::ranges::find(except, area) != except.end();
    if (!known && areas.size() < kMost) areas.push_back(area);
  };
  const std::size_t clause = read.parse.clauses.of(phrase);
  const Who who = subject_of(read.parse, clause);
  for (const AreaId area : who.areas) add(area);
  if (!areas.empty() && who.got == Got::said) return areas;
  if (is_first_person(read.parse, clause)) {
    if (read.referents.speaker) add(*read.referents.speaker);
    for (const AreaId area : read.referents.main) add(area);
    return areas;
  }
  for (std::size_t i = phrase; i-- > 0;) {
    if (read.parse.phrases[i].kind == PhraseKind::area) add(read.parse.phrases.mention(i)->area);
  }
  for (const AreaId area : read.referents.areas) add(area);
  if (read.referents.speaker) add(*read.referents.speaker);
  for (const AreaId area : read.referents.main) add(area);
  return areas;
}

std::vector<MeasureId> candidate_measures(const Read& read, std::size_t phrase) {
  using C = LexicalClass;
  const auto has = [&](ClassMask classes) { return read.parse.clause_has(phrase, classes); };
  if (has(C::per_head)) return {MeasureId::defence_per_capita};
  if (has({C::personnel, C::army})) return {MeasureId::military_personnel};
  if (has(C::equipment)) return {MeasureId::equipment_share};
  if (has(C::absolute)) return {MeasureId::defence_expenditure};
  std::vector<MeasureId> measures;
  const auto add = [&](MeasureId id) {
    if (std::ranges::find(measures, id) == measures.end()) measures.push_back(id);
  };
  if (has(C::gdp)) add(MeasureId::defence_share_of_gdp);
  for (const MeasureId id : read.referents.measures) add(id);
  add(MeasureId::defence_share_of_gdp);
  add(MeasureId::defence_expenditure);
  constexpr std::size_t kMost = 3;
  if (measures.size() > kMost) measures.resize(kMost);
  return measures;
}

Claim claim_over(const Read& read, ClaimKind kind, std::size_t first, std::size_t last) {
  const auto [low, high] = std::minmax(first, last);
  Claim claim;
  claim.kind = kind;
  claim.begin = read.scene.begin_of_word(read.parse.phrases[low].first);
  claim.end = read.scene.end_of_word(read.parse.phrases[high].end - 1);
  return claim;
}

bool is_told_as(const std::vector<Claim>& claims, const Claim& claim) {
  return std::ranges::any_of(claims, [&](const Claim& other) {
    return other.kind == claim.kind && other.begin < claim.end && claim.begin < other.end;
  });
}

bool settle(Claim& claim, const Fits& fits) {
  const auto year = fits(claim);
  if (!year) return false;
  const auto meant = std::ranges::find(claim.years.candidates, *year);
  if (meant != claim.years.candidates.end())
    std::rotate(claim.years.candidates.begin(), meant, meant + 1);
  return true;
}

bool is_told(const std::vector<Claim>& claims, const Mention& figure) {
  return std::ranges::any_of(claims, [&](const Claim& claim) {
    const bool of_another = claim.kind == ClaimKind::list_meeting_guideline ||
                            claim.kind == ClaimKind::comparison ||
                            claim.kind == ClaimKind::office || claim.kind == ClaimKind::event ||
                            claim.kind == ClaimKind::membership;
    return !of_another && claim.begin <= figure.begin_byte && figure.end_byte <= claim.end;
  });
}

}  // namespace muster
