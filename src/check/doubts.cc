#include "check/doubts.h"

#include <algorithm>
#include <cmath>

namespace muster {
namespace {

using C = LexicalClass;

// The phrases that the claim's words cover.
struct Covered {
  std::size_t first = 0;
  std::size_t end = 0;
  bool empty() const { return first >= end; }
};

Covered covered_by(const Parse& parse, const Claim& claim) {
  Covered covered;
  bool any = false;
  for (std::size_t i = 0; i < parse.phrases.size(); ++i) {
    const Mention* m = parse.phrases.mention(i);
    if (m == nullptr || m->end_byte <= claim.begin || m->begin_byte >= claim.end) continue;
    if (!any) covered.first = i;
    any = true;
    covered.end = i + 1;
  }
  return covered;
}

const StatedValue* figure_of(const Claim& claim) {
  if (const auto* level = std::get_if<Level>(&claim.detail)) return &level->value;
  if (const auto* count = std::get_if<Count>(&claim.detail)) return &count->count;
  if (const auto* share = std::get_if<GroupShare>(&claim.detail)) return &share->share;
  if (const auto* change = std::get_if<ChangeStated>(&claim.detail)) {
    if (change->to) return &*change->to;
    if (change->by) return &*change->by;
  }
  return nullptr;
}

// The phrase with the claim's figure; the last phrase covered where it has none.
std::size_t core_of(const Parse& parse, const Claim& claim, const Covered& covered) {
  if (const StatedValue* figure = figure_of(claim)) {
    for (std::size_t i = covered.first; i < covered.end; ++i) {
      const Mention* m = parse.phrases.mention(i);
      if (m != nullptr && m->kind == MentionKind::quantity &&
          std::fabs(m->quantity.value - figure->value) <= 1e-9 * std::fabs(figure->value))
        return i;
    }
  }
  return covered.end - 1;
}

// Whose statement it is stands on the page: asked, wished and planned is not stated.
Doubt doubt_of_clauses(const Parse& parse, std::size_t core, bool fact) {
  std::size_t at = parse.clauses.of(core);
  if (fact) return parse.clauses[at].asks ? Doubt::asserted : Doubt::none;
  for (int depth = 0; depth < 8; ++depth) {
    const Clause& clause = parse.clauses[at];
    if (clause.asks ||
        (clause.modality != Modality::asserted && clause.modality != Modality::future))
      return Doubt::asserted;
    if (clause.frame == Frame::want || clause.frame == Frame::plan) return Doubt::asserted;
    const bool hands_down = clause.join == Join::participle || clause.join == Join::bracket ||
                            clause.join == Join::apposition || clause.elided;
    if (clause.parent < 0 || !hands_down) break;
    at = static_cast<std::size_t>(clause.parent);
  }
  return Doubt::none;
}

// What is said of guidelines, summits, offices and membership: that somebody agreed or pledged is
// what it states.
bool is_fact(const Claim& claim) {
  switch (claim.kind) {
    case ClaimKind::guideline:
    case ClaimKind::membership:
    case ClaimKind::event:
    case ClaimKind::office:
    case ClaimKind::currency_conversion:
      return true;
    default:
      return false;
  }
}

// Words that leave somebody out, turn the sense round, or open a circle of their own.
bool turns(const Phrases& phrases, std::size_t i) {
  const Phrase& phrase = phrases[i];
  const GrammarWord& word = phrase.grammar;
  if (word.negates || phrases.is(i, {C::negation, C::bloc, C::other_region})) return true;
  if (phrase.kind != PhraseKind::word && phrase.kind != PhraseKind::cue) return false;
  return word.is(WordClass::link) &&
         (word.link == Link::except || word.link == Link::unlike || word.link == Link::behind);
}

bool is_counted(const Claim& claim) {
  return claim.kind == ClaimKind::count_meeting_guideline ||
         claim.kind == ClaimKind::list_meeting_guideline;
}

Doubt doubt_of_words(const Parse& parse, const Claim& claim, std::size_t core,
                     const Covered& covered) {
  const Phrases& phrases = parse.phrases;
  const std::size_t clause = parse.clauses.of(core);
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (parse.clauses.of(i) != clause) continue;
    const bool within = covered.first <= i && i < covered.end;
    const bool before = static_cast<std::int32_t>(i) <= parse.clauses[clause].verb || within;
    if (!is_counted(claim) && turns(phrases, i)) return Doubt::denied;
    const auto* comparison = std::get_if<Comparison>(&claim.detail);
    const bool combined = comparison != nullptr && comparison->others_combined;
    if (phrases.is(i, C::other) && !combined) return Doubt::denied;
    if (phrases[i].kind == PhraseKind::unknown && before) return Doubt::words;
    if (phrases[i].kind == PhraseKind::name && before) return Doubt::words;
  }
  return Doubt::none;
}

// A statement of two clauses of which none is part of the other is two statements taken for one.
bool spans_clauses(const Parse& parse, const Covered& covered) {
  std::size_t verbs = 0;
  for (std::size_t c = 0; c < parse.clauses.size(); ++c) {
    const Clause& clause = parse.clauses[c];
    const bool apart = clause.join == Join::main || clause.join == Join::coordinate ||
                       clause.join == Join::subordinate;
    const auto verb = static_cast<std::size_t>(clause.verb);
    if (apart && !clause.elided && clause.verb >= 0 && covered.first <= verb && verb < covered.end)
      ++verbs;
  }
  const std::size_t last = parse.clauses.of(covered.end - 1);
  const bool crosses = parse.clauses.of(covered.first) != last &&
                       parse.clauses[last].join == Join::coordinate && !parse.clauses[last].elided;
  return verbs > 1 || crosses;
}

bool has_circle_word(const Parse& parse, std::size_t core) {
  const std::size_t clause = parse.clauses.of(core);
  for (std::size_t i = 0; i < parse.phrases.size(); ++i) {
    if (parse.clauses.of(i) == clause && parse.phrases.is(i, WordClass::circle)) return true;
  }
  return false;
}

bool same_areas(std::vector<AreaId> a, std::vector<AreaId> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

// Does the sentence say of what a percentage is?
bool says_measure(const Parse& parse, const Claim& claim, std::size_t core) {
  const auto* level = std::get_if<Level>(&claim.detail);
  if (level == nullptr || level->value.unit != StatedUnit::percent) return true;
  const bool of_gdp = level->measure == MeasureId::defence_share_of_gdp;
  const Clause& clause = parse.clauses[parse.clauses.of(core)];
  for (std::size_t i = 0; i < parse.phrases.size(); ++i) {
    const bool near = of_gdp || std::ranges::find(clause.phrases, i) != clause.phrases.end();
    if (near && parse.phrases.is(i, of_gdp ? C::gdp : C::equipment)) return true;
  }
  return false;
}

Doubt doubt_of_level(const Ledger& ledger, const Parse& parse, const Claim& claim,
                     std::size_t core) {
  if (has_circle_word(parse, core)) return Doubt::denied;
  // "have lately been at about 2.8%": said of several in the rough.
  const StatedValue* figure = figure_of(claim);
  const bool rough =
      figure != nullptr && (figure->bound == Bound::about || figure->bound == Bound::nearly);
  if (claim.subject.size() > 1 && rough) return Doubt::subject;
  Who who = who_of(parse, core);
  if (who.all_members && area_coded(ledger, "NATO")) who.areas = {*area_coded(ledger, "NATO")};
  if (who.got == Got::assumed) return Doubt::subject;
  // "NATO has 1.28%", "NATO puts it at": what it publishes of somebody.
  const Frame frame = parse.clauses[parse.clauses.of(core)].frame;
  const bool publishes = frame == Frame::have || frame == Frame::give || frame == Frame::say;
  if (publishes && claim.subject.size() == 1 && ledger.area(claim.subject.front()).is_group)
    return Doubt::subject;
  // Whoever is meant by "it" was spoken of before, and others with them.
  if (who.got == Got::carried || !same_areas(who.areas, claim.subject)) return Doubt::subject;
  if (!says_measure(parse, claim, core)) return Doubt::predicate;
  if (const auto* level = std::get_if<Level>(&claim.detail)) {
    // "bore 70% of the combined expenditure of $1.18 trillion": of another whole.
    const bool money = level->value.unit == StatedUnit::money;
    if (money && parse.phrases[core].link == Link::of) return Doubt::predicate;
    // "Norway's gross domestic product (GDP) is put at $412 billion"
    const bool spending = claim.measure == measure(MeasureId::defence_expenditure).name;
    if (money && spending && parse.clause_has(core, C::gdp)) return Doubt::predicate;
  }
  // "an increase of 24%": at which prices is half of the statement.
  const auto* change = std::get_if<ChangeStated>(&claim.detail);
  if (change != nullptr && change->by && !change->to && !change->real &&
      change->by->unit == StatedUnit::percent)
    return Doubt::predicate;
  return Doubt::none;
}

Doubt doubt_of_year(const Parse& parse, const Claim& claim, std::size_t core) {
  // "from 1.75% last year": both ends have their years, and which is whose must be plain.
  const auto* change = std::get_if<ChangeStated>(&claim.detail);
  if (change != nullptr && change->from && change->to) {
    for (std::size_t i = 0; i < core; ++i) {
      const bool begins =
          parse.phrases[i].kind == PhraseKind::figure && parse.phrases[i].link == Link::from;
      if (begins) return Doubt::none;
    }
    return Doubt::year;
  }
  const WhenSaid when = when_of(parse, core);
  std::size_t times = 0;
  for (std::size_t i = 0; i < parse.phrases.size(); ++i)
    times += parse.phrases[i].kind == PhraseKind::time ? 1 : 0;
  // "a real increase of 24%": from which year to which is half of it.
  const bool growth =
      change != nullptr && change->by && !change->to && change->by->unit == StatedUnit::percent;
  if (growth && (!claim.years.named || !when.beside) && times > 0) return Doubt::year;
  if (growth && !claim.years.named) return Doubt::year;
  if (claim.years.named) {
    // One time in its clause, or the only one of the sentence.
    return when.times.size() == 1 || times == 1 ? Doubt::none : Doubt::year;
  }
  // "Second: Lithuania at 4.00": no verb says of when.
  if (parse.clauses[parse.clauses.of(core)].verb < 0 && claim.kind == ClaimKind::share_of_gdp)
    return Doubt::year;
  return times == 0 || when.times.empty() ? Doubt::none : Doubt::year;
}

bool says_standing(const Clause& clause) {
  constexpr Frame kSays[] = {Frame::meet, Frame::miss,  Frame::level, Frame::give,
                             Frame::be,   Frame::stand, Frame::stay};
  return std::ranges::find(kSays, clause.frame) != std::end(kSays);
}

// Who is counted is the subject, and the verb says that they are at a mark or not.
Doubt doubt_of_count(const Parse& parse, const Claim& claim, std::size_t core) {
  const Clause& clause = parse.clauses[parse.clauses.of(core)];
  const bool subject = std::ranges::find(clause.subject, core) != clause.subject.end();
  if (!subject || parse.phrases[core].link != Link::none) return Doubt::subject;
  const bool moved = clause.frame == Frame::rise || clause.frame == Frame::fall;
  if (!says_standing(clause) && !moved) return Doubt::predicate;
  for (std::size_t i = 0; i < parse.phrases.size(); ++i) {
    const GrammarWord& word = parse.phrases[i].grammar;
    if (parse.clauses.of(i) == parse.clauses.of(core) && word.is(WordClass::link) &&
        word.link == Link::except)
      return Doubt::denied;
  }
  const bool of_mark = claim.guideline != nullptr || std::get<Count>(claim.detail).threshold;
  return of_mark || moved ? Doubt::none : Doubt::predicate;
}

// The areas stand before a verb that says it of them, or behind "are" with the mark before it.
Doubt doubt_of_list(const Parse& parse, const Claim& claim) {
  for (std::size_t c = 0; c < parse.clauses.size(); ++c) {
    const Clause& clause = parse.clauses[c];
    if (clause.verb < 0 || !says_standing(clause) || clause.passive) continue;
    std::size_t before = 0;
    std::size_t behind = 0;
    bool only = false;
    bool all = false;  // "All but Norway were at it"
    for (const std::size_t i : clause.phrases) {
      all = all || parse.phrases.is(i, C::all);
      only = only || parse.phrases.is(i, C::only);
      if (parse.phrases[i].kind != PhraseKind::area || parse.phrases[i].link != Link::none)
        continue;
      const AreaId area = parse.phrases.mention(i)->area;
      if (std::ranges::find(claim.subject, area) == claim.subject.end()) continue;
      ++(static_cast<std::int32_t>(i) < clause.verb ? before : behind);
    }
    if ((clause.negated && only) || all) continue;
    const bool said = before == claim.subject.size() ||
                      (behind == claim.subject.size() && clause.frame == Frame::be);
    if (said) return Doubt::none;
  }
  return Doubt::predicate;
}

// "about C$26 billion, or roughly $720 for each Canadian": no two names of one sum.
bool is_of_one_sum(const Claim& claim) {
  constexpr double kFar = 1e5;
  const auto* conversion = std::get_if<ConversionStated>(&claim.detail);
  if (conversion == nullptr || conversion->from.value <= 0) return true;
  const double ratio = conversion->to.value / conversion->from.value;
  return ratio < kFar && ratio > 1 / kFar;
}

// By what they are compared: spending money is not the share of it, and a place may be by either.
bool says_measure_compared(const Parse& parse, const Claim& claim) {
  const auto* comparison = std::get_if<Comparison>(&claim.detail);
  if (comparison == nullptr) return true;
  const auto has = [&](const auto& what) {
    for (std::size_t i = 0; i < parse.phrases.size(); ++i) {
      if (what(i)) return true;
    }
    return false;
  };
  const bool percent = has([&](std::size_t i) {
    const Mention* m = parse.phrases.mention(i);
    return m != nullptr && m->kind == MentionKind::quantity &&
           m->quantity.unit == StatedUnit::percent;
  });
  const bool first_person =
      has([&](std::size_t i) { return parse.phrases[i].grammar.is(WordClass::first_person); });
  if (first_person) return false;
  if (comparison->measure == MeasureId::defence_expenditure)
    return !percent && has([&](std::size_t i) {
      const Mention* m = parse.phrases.mention(i);
      const bool money =
          m != nullptr && m->kind == MentionKind::quantity && m->quantity.unit == StatedUnit::money;
      return money ||
             parse.phrases.is(i, {C::absolute, C::outspend, C::combined, C::spend, C::spender});
    });
  return percent || has([&](std::size_t i) {
           return parse.phrases.is(i, {C::gdp, C::spender});
         }) ||
         comparison->measure != MeasureId::defence_share_of_gdp;
}

// Of whom it is said that they spend most is the subject, and the verb says so.
Doubt doubt_of_comparison(const Parse& parse, const Claim& claim, std::size_t first) {
  const Clause& clause = parse.clauses[parse.clauses.of(first)];
  if (!says_measure_compared(parse, claim)) return Doubt::predicate;
  constexpr Frame kSays[] = {Frame::be,    Frame::have, Frame::level, Frame::give,
                             Frame::stand, Frame::rank, Frame::outdo};
  if (std::ranges::find(kSays, clause.frame) == std::end(kSays) || clause.passive)
    return Doubt::predicate;
  for (const std::size_t i : clause.subject) {
    if (parse.phrases[i].kind == PhraseKind::area && !claim.subject.empty() &&
        parse.phrases[i].link == Link::none && !parse.phrases[i].possessive)
      return parse.phrases.mention(i)->area == claim.subject.front() ? Doubt::none : Doubt::subject;
  }
  return Doubt::subject;
}

Doubt first_of(std::initializer_list<Doubt> doubts) {
  for (const Doubt doubt : doubts) {
    if (doubt != Doubt::none) return doubt;
  }
  return Doubt::none;
}

// The number and what says that it was agreed stand in one clause: "In 2014, when the goal was
// agreed, the country was at 1.31%" states no goal of 1.31%.
Doubt doubt_of_guideline(const Ledger& ledger, const Parse& parse, const Claim& claim) {
  const auto* stated = std::get_if<GuidelineStated>(&claim.detail);
  if (stated == nullptr) return Doubt::none;
  if (stated->threshold.is_range()) return Doubt::predicate;
  for (std::size_t i = 0; i < parse.phrases.size(); ++i) {
    const Mention* m = parse.phrases.mention(i);
    const bool number = m != nullptr && m->kind == MentionKind::quantity &&
                        m->quantity.unit == StatedUnit::percent &&
                        m->quantity.value == stated->threshold.value;
    if (!number) continue;
    // "5 to 6% of GDP"
    const Mention* behind = i + 2 < parse.phrases.size() ? parse.phrases.mention(i + 2) : nullptr;
    if (behind != nullptr && behind->kind == MentionKind::quantity &&
        parse.phrases[i + 2].link == Link::to)
      return Doubt::predicate;
    const bool agreed =
        parse.clause_has(i, {C::agree, C::agreement, C::guideline_noun, C::summit, C::duty});
    // What one country decided is not the alliance's.
    const Who who = who_of(parse, i);
    const bool of_one =
        std::ranges::any_of(who.areas, [&](AreaId area) { return !ledger.area(area).is_group; });
    if (of_one) return Doubt::subject;
    if (agreed) return Doubt::none;
  }
  return Doubt::predicate;
}

// "on 3 and 4 December": of which year is worked out, and perhaps wrongly.
Doubt doubt_of_event(const Parse& parse, const Covered& covered) {
  for (std::size_t i = covered.first; i < covered.end; ++i) {
    const Mention* m = parse.phrases.mention(i);
    if (m != nullptr && m->kind == MentionKind::time && m->when.kind == WhenKind::month &&
        m->when.first_day > 0)
      return Doubt::year;
  }
  return Doubt::none;
}

// "European allies and Canada (2.53%)": a share of a total is one where the total is named.
bool names_total(const Parse& parse, std::size_t core) {
  return parse.clause_has(core, {C::account, C::total, C::combined});
}

}  // namespace

std::optional<std::size_t> core_phrase(const Parse& parse, const Claim& claim) {
  const Covered covered = covered_by(parse, claim);
  if (covered.empty() || is_fact(claim)) return std::nullopt;
  return core_of(parse, claim, covered);
}

Doubt doubt_of(const Ledger& ledger, const Parse& parse, const Claim& claim) {
  const Covered covered = covered_by(parse, claim);
  if (covered.empty()) return Doubt::words;
  const std::size_t core = core_of(parse, claim, covered);
  const bool fact = is_fact(claim);
  const Doubt common = first_of({doubt_of_clauses(parse, core, fact),
                                 fact ? Doubt::none : doubt_of_words(parse, claim, core, covered)});
  if (common == Doubt::none && claim.kind == ClaimKind::guideline)
    return doubt_of_guideline(ledger, parse, claim);
  if (!is_of_one_sum(claim)) return Doubt::predicate;
  if (common == Doubt::none && claim.kind == ClaimKind::event)
    return doubt_of_event(parse, covered);
  if (claim.kind == ClaimKind::share_of_group_total &&
      parse.clauses[parse.clauses.of(core)].join == Join::bracket && !names_total(parse, core))
    return Doubt::predicate;
  if (common != Doubt::none || fact) return common;
  if (spans_clauses(parse, covered)) return Doubt::predicate;
  switch (claim.kind) {
    case ClaimKind::count_meeting_guideline:
      if (!std::holds_alternative<Count>(claim.detail)) return Doubt::predicate;
      return first_of({doubt_of_count(parse, claim, core), doubt_of_year(parse, claim, core)});
    case ClaimKind::list_meeting_guideline:
      return first_of({doubt_of_list(parse, claim), doubt_of_year(parse, claim, core)});
    case ClaimKind::comparison:
      return first_of(
          {doubt_of_comparison(parse, claim, covered.first), doubt_of_year(parse, claim, core)});
    default:
      return first_of(
          {doubt_of_level(ledger, parse, claim, core), doubt_of_year(parse, claim, core)});
  }
}

}  // namespace muster
