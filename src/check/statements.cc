#include "check/statements.h"

#include <algorithm>

namespace muster {
namespace {

using C = LexicalClass;

// Nouns whose owner spends: "spending by", "the budget of", "Poland's share".
constexpr ClassMask kMeasureNouns = {C::outlay, C::spend, C::spender, C::defence, C::gdp};

bool is_area(const Phrases& phrases, std::size_t i) { return phrases[i].kind == PhraseKind::area; }

}  // namespace

std::vector<AreaId> joined_areas(const Parse& parse, std::size_t i) {
  const Phrases& phrases = parse.phrases;
  const auto joins = [&](std::size_t j) {
    return phrases.is_mark(j, ",") || phrases[j].grammar.is(WordClass::conjunction) ||
           phrases[j].grammar.is(WordClass::determiner) || phrases[j].depth != phrases[i].depth ||
           phrases.is_mark(j, "(") || phrases.is_mark(j, ")");
  };
  std::size_t first = i;
  for (std::size_t j = i; j-- > 0;) {
    if (is_area(phrases, j) && phrases[j].depth == phrases[i].depth && !phrases[j].possessive) {
      first = j;
    } else if (!joins(j)) {
      break;
    }
  }
  std::vector<AreaId> areas;
  for (std::size_t j = first; j < phrases.size(); ++j) {
    if (is_area(phrases, j) && phrases[j].depth == phrases[i].depth) {
      areas.push_back(phrases.mention(j)->area);
    } else if (!joins(j)) {
      break;
    }
  }
  return areas;
}

namespace {

// An area right before the figure, with at most "with", "at", a comma or a dash between.
std::optional<std::size_t> area_right_before(const Parse& parse, std::size_t figure) {
  const Phrases& phrases = parse.phrases;
  for (std::size_t j = figure; j-- > 0 && figure - j <= 3;) {
    if (is_area(phrases, j)) return j;
    const GrammarWord& word = phrases[j].grammar;
    const bool passes =
        (word.is(WordClass::link) && (word.link == Link::with || word.link == Link::at)) ||
        phrases.is_mark(j, ",") || phrases.is_mark(j, ":") || phrases.is_dash(j) ||
        (word.is(WordClass::adverb) && !word.is(WordClass::verb));
    if (!passes) return std::nullopt;
  }
  return std::nullopt;
}

// "4.12% in Poland", "1.28% of GDP for Spain".
std::optional<std::size_t> area_right_behind(const Parse& parse, std::size_t figure) {
  const Phrases& phrases = parse.phrases;
  for (std::size_t j = figure + 1; j < phrases.size() && j - figure <= 5; ++j) {
    if (is_area(phrases, j)) {
      const Link link = phrases[j].link;
      return link == Link::in || link == Link::for_ ? std::optional(j) : std::nullopt;
    }
    const GrammarWord& word = phrases[j].grammar;
    const bool passes = phrases.is(j, {C::gdp, C::defence, C::outlay}) ||
                        word.is(WordClass::link) || word.is(WordClass::determiner);
    if (!passes) return std::nullopt;
  }
  return std::nullopt;
}

// "Poland's defence budget": is what the area owns what it spends?
bool owns_measure(const Phrases& phrases, std::size_t area) {
  for (std::size_t j = area + 1; j < phrases.size() && j - area <= 4; ++j) {
    if (phrases.is(j, kMeasureNouns)) return true;
    if (phrases[j].kind == PhraseKind::mark || phrases[j].kind == PhraseKind::figure) return false;
    if (phrases[j].grammar.is(WordClass::verb) && !phrases[j].grammar.is(WordClass::noun) &&
        !phrases[j].grammar.is(WordClass::adjective))
      return false;
  }
  return false;
}

// The alliance as a whole: "allies", "NATO members", without a number that makes some of them.
bool is_everybody(const Phrases& phrases, const Clause& clause) {
  for (const std::size_t i : clause.subject) {
    if (phrases[i].kind == PhraseKind::figure || phrases.is(i, C::other)) return false;
    if (phrases.is(i, C::member_noun) && phrases[i].link == Link::none) return true;
  }
  return false;
}

// Of the phrases before the verb those that say who: an area by itself, else the owner of what is
// spent.
std::optional<std::size_t> area_of_subject(const Parse& parse, const Clause& clause) {
  const Phrases& phrases = parse.phrases;
  std::optional<std::size_t> owner;
  for (const std::size_t i : clause.subject) {
    if (!is_area(phrases, i)) continue;
    // "NATO's latest paper has it below": what it owns is the subject, and no spending.
    const bool owns_else =
        phrases[i].possessive && i + 1 < phrases.size() && !owns_measure(phrases, i);
    if (phrases[i].link == Link::none && owns_else) continue;
    if (phrases[i].link == Link::none) return i;
    const bool owns = phrases[i].link == Link::of || phrases[i].link == Link::by ||
                      phrases[i].link == Link::in || phrases[i].link == Link::for_;
    const bool of_measure = std::ranges::any_of(clause.subject, [&](std::size_t j) {
      return j < i && phrases.is(j, kMeasureNouns) && phrases[j].link == Link::none;
    });
    if (owns && of_measure && !owner) owner = i;
  }
  return owner;
}

bool is_spoken_of(const Parse& parse, const Clause& clause) {
  return std::ranges::any_of(clause.subject, [&](std::size_t i) {
    return parse.phrases[i].grammar.is(WordClass::pronoun);
  });
}

Who who_of_clause(const Parse& parse, std::size_t at, int depth);

Who inherited(const Parse& parse, std::size_t at, int depth) {
  Who who = who_of_clause(parse, at, depth + 1);
  if (who.got == Got::said) who.got = Got::inherited;
  return who;
}

Who who_of_clause(const Parse& parse, std::size_t at, int depth) {
  constexpr int kDeepest = 8;
  const Clause& clause = parse.clauses[at];
  if (const auto area = area_of_subject(parse, clause))
    return {joined_areas(parse, *area), Got::said};
  if (clause.passive) {
    for (const std::size_t i : clause.phrases) {
      if (is_area(parse.phrases, i) && parse.phrases[i].link == Link::by)
        return {joined_areas(parse, i), Got::said};
    }
  }
  if (is_everybody(parse.phrases, clause)) return {{}, Got::said, true};
  if (is_spoken_of(parse, clause)) return {{}, Got::carried};
  const bool own_subject = !clause.subject.empty() && clause.join != Join::relative;
  if (own_subject || clause.parent < 0 || depth > kDeepest) return {};
  const auto parent = static_cast<std::size_t>(clause.parent);
  switch (clause.join) {
    case Join::relative:
      if (clause.antecedent >= 0 &&
          is_area(parse.phrases, static_cast<std::size_t>(clause.antecedent)))
        return {{parse.phrases.mention(static_cast<std::size_t>(clause.antecedent))->area},
                Got::inherited};
      return {};
    case Join::participle:
    case Join::apposition:
      return inherited(parse, parent, depth);
    case Join::coordinate:
      return clause.elided || clause.verb < 0 ? inherited(parse, parent, depth) : Who{};
    case Join::bracket:
      if (clause.antecedent < 0) return {};
      return inherited(parse, parent, depth);
    default:
      return {};
  }
}

// "The UK and France spent 2.33% and 2.06%": as many figures as areas, one each, in their order.
std::optional<AreaId> in_parallel(const Parse& parse, const Clause& clause, std::size_t figure) {
  const Phrases& phrases = parse.phrases;
  const auto area = area_of_subject(parse, clause);
  if (!area) return std::nullopt;
  const std::vector<AreaId> areas = joined_areas(parse, *area);
  if (areas.size() < 2) return std::nullopt;
  std::optional<std::size_t> place;
  std::size_t figures = 0;
  for (const std::size_t i : clause.phrases) {
    const Mention* m = phrases.mention(i);
    if (static_cast<std::int32_t>(i) < clause.verb || m == nullptr ||
        m->kind != MentionKind::quantity ||
        m->quantity.unit != phrases.mention(figure)->quantity.unit)
      continue;
    if (i == figure) place = figures;
    ++figures;
  }
  return place && figures == areas.size() ? std::optional(areas[*place]) : std::nullopt;
}

}  // namespace

std::size_t Parse::phrase_at(std::size_t token) const {
  const auto behind =
      std::ranges::find_if(phrases.list(), [&](const Phrase& p) { return token < p.end; });
  return behind == phrases.list().end() ? phrases.size() - 1
                                        : static_cast<std::size_t>(behind - phrases.list().begin());
}

bool Parse::says(Sense sense) const {
  return std::ranges::any_of(constructions,
                             [&](const Construction& c) { return c.sense == sense; });
}

bool Parse::clause_says(std::size_t phrase, Sense sense) const {
  return std::ranges::any_of(constructions, [&](const Construction& c) {
    return c.sense == sense && clauses.of(phrase_at(c.first)) == clauses.of(phrase);
  });
}

bool Parse::clause_has(std::size_t phrase, ClassMask classes) const {
  return std::ranges::any_of(clauses[clauses.of(phrase)].phrases,
                             [&](std::size_t i) { return phrases.is(i, classes); });
}

Who subject_of(const Parse& parse, std::size_t clause) { return who_of_clause(parse, clause, 0); }

Who who_of(const Parse& parse, std::size_t figure) {
  const Phrases& phrases = parse.phrases;
  const std::size_t at = parse.clauses.of(figure);
  const Clause& clause = parse.clauses[at];
  if (const auto pair = in_parallel(parse, clause, figure)) return {{*pair}, Got::said};
  if (clause.join == Join::bracket && clause.antecedent >= 0) {
    const auto before = static_cast<std::size_t>(clause.antecedent);
    const bool first = !clause.phrases.empty() && clause.phrases.front() <= figure;
    if (is_area(phrases, before) && first) return {{phrases.mention(before)->area}, Got::said};
  }
  if (const auto before = area_right_before(parse, figure)) {
    const bool member_of = phrases[*before].link == Link::of || phrases[*before].link == Link::in;
    if (!member_of) return {{phrases.mention(*before)->area}, Got::said};
  }
  if (const auto behind = area_right_behind(parse, figure)) {
    const Who subject = who_of_clause(parse, at, 0);
    if (subject.areas.empty()) return {joined_areas(parse, *behind), Got::said};
    // "… in Europe": a place, or another owner; not certain.
    return {subject.areas, Got::assumed};
  }
  return who_of_clause(parse, at, 0);
}

namespace {

bool is_time_of(const Phrases& phrases, std::size_t i) {
  if (phrases[i].kind != PhraseKind::time) return false;
  // "the 2014 target", "NATO's 2014 pledge": when that was made.
  const bool attributive =
      phrases[i].link == Link::none && i > 0 && i + 1 < phrases.size() &&
      (phrases[i - 1].grammar.is(WordClass::determiner) || phrases[i - 1].possessive) &&
      phrases.is(i + 1, {C::guideline_noun, C::agreement, C::summit, C::report});
  const bool of_noun =
      i + 1 < phrases.size() && phrases.is(i + 1, {C::guideline_noun, C::agreement});
  if (attributive || of_noun) return false;
  switch (phrases[i].link) {
    case Link::than:
    case Link::since:
    case Link::until:
    case Link::by:
    case Link::before:
    case Link::after:
    case Link::from:
    case Link::against:
    case Link::as:
      return false;
    default:
      return true;
  }
}

// "2.33% and 2.06% of GDP in 2024": the time behind the last is that of all.
bool joins_alike(const Phrases& phrases, std::size_t figure, std::size_t j) {
  if (phrases[j].grammar.is(WordClass::conjunction) || phrases.is_mark(j, ",")) return true;
  const Mention* a = phrases.mention(figure);
  const Mention* b = phrases.mention(j);
  return a != nullptr && b != nullptr && a->kind == MentionKind::quantity &&
         b->kind == MentionKind::quantity && a->quantity.unit == b->quantity.unit &&
         a->quantity.unit == StatedUnit::percent && phrases[j].link == phrases[figure].link;
}

}  // namespace

WhenSaid when_of(const Parse& parse, std::size_t figure) {
  const Phrases& phrases = parse.phrases;
  // Right behind it: "2.85% of GDP in 2024".
  for (std::size_t j = figure + 1; j < phrases.size() && j - figure <= 8; ++j) {
    if (parse.clauses.of(j) != parse.clauses.of(figure)) break;
    if (phrases[j].kind == PhraseKind::time) {
      // "in his last year as prime minister" is somebody's.
      if (phrases[j - 1].grammar.is(WordClass::determiner)) break;
      if (phrases[j].link != Link::in && phrases[j].link != Link::none) break;
      return {{j}, Got::said, true};
    }
    const bool passes =
        phrases.is(j, {C::gdp, C::defence, C::outlay}) || phrases[j].grammar.is(WordClass::link) ||
        phrases[j].grammar.is(WordClass::determiner) || joins_alike(phrases, figure, j);
    if (!passes) break;
  }
  std::size_t at = parse.clauses.of(figure);
  Got got = Got::said;
  for (int depth = 0; depth < 8; ++depth) {
    const Clause& clause = parse.clauses[at];
    WhenSaid said;
    said.got = got;
    for (const std::size_t i : clause.phrases) {
      if (is_time_of(phrases, i)) said.times.push_back(i);
    }
    if (!said.times.empty()) return said;
    if (clause.parent < 0 || clause.join == Join::relative || clause.join == Join::subordinate ||
        clause.join == Join::comparative)
      break;
    at = static_cast<std::size_t>(clause.parent);
    got = Got::inherited;
  }
  return {};
}

}  // namespace muster
