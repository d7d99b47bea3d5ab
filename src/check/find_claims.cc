#include "check/find_claims.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <string>

#include "base/text.h"
#include "check/claims/figures.h"
#include "check/claims/from_to.h"
#include "check/claims/holders.h"
#include "check/claims/movements.h"
#include "check/claims/occasions.h"
#include "check/claims/orders.h"
#include "check/claims/places.h"
#include "check/claims/promised.h"
#include "check/claims/rules.h"
#include "check/claims/undertakings.h"
#include "check/doubts.h"

namespace muster {
namespace {

using C = LexicalClass;

// What a sentence has of what rules look for, so that most rules need not look.
struct Holdings {
  ClassMask classes;
  bool quantity = false;
  bool person = false;
  bool area = false;
};

Holdings holdings_of(const Sentence& sentence) {
  Holdings holdings;
  for (const Mention& m : sentence.mentions) {
    holdings.classes.add(m.classes);
    holdings.quantity = holdings.quantity || m.kind == MentionKind::quantity;
    holdings.person = holdings.person || m.kind == MentionKind::person;
    holdings.area = holdings.area || m.kind == MentionKind::area;
  }
  return holdings;
}

// A rule and what a sentence must have one of for it to find anything.
struct Rule {
  std::string_view name;
  void (*find)(Scene&, Claims&);
  ClassMask classes;
  bool quantity = false;
  bool person = false;
  bool area = false;

  bool may_find(const Holdings& has) const {
    return (quantity && has.quantity) || (person && has.person) || (area && has.area) ||
           has.classes.has_any(classes);
  }
};

constexpr std::array kRules = {
    Rule{.name = "offices", .find = find_offices, .classes = {C::office}, .person = true},
    Rule{.name = "events",
         .find = find_events,
         .classes = {C::event, C::summit, C::leaders, C::report, C::cut_off, C::publish}},
    Rule{.name = "conversions", .find = find_conversions, .classes = {}, .quantity = true},
    Rule{
        .name = "guidelines", .find = find_guidelines, .classes = {C::agreement}, .quantity = true},
    Rule{.name = "guideline_terms",
         .find = find_guideline_terms,
         .classes = {C::guideline_noun, C::member_noun},
         .quantity = true},
    Rule{.name = "firsts", .find = find_firsts, .classes = {C::first_time}},
    Rule{.name = "counts", .find = find_counts, .classes = {C::negation, C::all}, .quantity = true},
    Rule{.name = "compared_counts",
         .find = find_compared_counts,
         .classes = {C::multiple},
         .quantity = true},
    Rule{.name = "elliptical_counts",
         .find = find_elliptical_counts,
         .classes = {},
         .quantity = true},
    Rule{.name = "plans", .find = find_plans, .classes = {C::future}},
    Rule{.name = "memberships",
         .find = find_memberships,
         .classes = {C::join, C::member_noun},
         .quantity = true},
    Rule{.name = "lists", .find = find_lists, .classes = {}, .area = true},
    Rule{.name = "streaks", .find = find_streaks, .classes = {C::running}},
    Rule{.name = "group_shares", .find = find_group_shares, .classes = {}, .quantity = true},
    Rule{.name = "changes", .find = find_changes, .classes = {}, .quantity = true},
    Rule{.name = "growth", .find = find_growth, .classes = {}, .quantity = true},
    Rule{.name = "bare_changes",
         .find = find_bare_changes,
         .classes = {C::multiple, C::less, C::more, C::up, C::down}},
    Rule{.name = "ranks",
         .find = find_ranks,
         .classes = {C::rank_first, C::rank_last, C::rank_next, C::rank_top, C::superlative_low},
         .quantity = true},
    Rule{.name = "comparisons",
         .find = find_comparisons,
         .classes = {C::outspend, C::overtake, C::more, C::less, C::hedge, C::multiple},
         .quantity = true},
    Rule{.name = "superlatives",
         .find = find_superlatives,
         .classes = {C::superlative_high, C::superlative_low}},
    Rule{.name = "levels", .find = find_levels, .classes = {C::multiple}, .quantity = true}};

// Whom a following sentence without a name goes on about: the subject of this one's last figure,
// else the first area in it that can spend.
std::vector<AreaId> subject_left_behind(const Scene& scene, const std::vector<Claim>& found) {
  for (auto claim = found.rbegin(); claim != found.rend(); ++claim) {
    const bool figure =
        claim->kind == ClaimKind::share_of_gdp || claim->kind == ClaimKind::amount ||
        claim->kind == ClaimKind::change_over_time || claim->kind == ClaimKind::comparison ||
        claim->kind == ClaimKind::forecast || claim->kind == ClaimKind::share_of_group_total;
    if (figure) return claim->subject;
  }
  // "Since 2014, when NATO set its goal, the Europeans have spent more": who does something.
  for (std::size_t i = 0; i + 1 < scene.size(); ++i) {
    if (!scene.can_be_subject(i)) continue;
    const AreaList list = scene.list_of(i);
    const std::size_t verb = list.at.back() + 1;
    const bool acts = verb < scene.size() && scene.gap(list.at.back(), verb) <= 1 &&
                      scene.mention(verb).is({C::spend, C::up, C::down, C::present, C::past,
                                              C::future, C::meet, C::miss});
    if (acts) return list.areas;
  }
  for (std::size_t i = 0; i < scene.size(); ++i) {
    // "near the bottom of the alliance" leaves nobody behind.
    const std::string_view lead = scene.word_before(i) == "the" && scene.mention(i).first >= 2
                                      ? scene.word(scene.mention(i).first - 2)
                                      : scene.word_before(i);
    const bool whole = scene.mention(i).kind == MentionKind::area &&
                       scene.mention(i).area == scene.nato() && (lead == "of" || lead == "in");
    if (scene.can_be_subject(i) && !whole) return scene.list_of(i).areas;
  }
  // "It …", "The country …": still the one before.
  const std::string_view opening = scene.word(scene.begin());
  const std::string_view second =
      scene.begin() + 1 < scene.end() ? scene.word(scene.begin() + 1) : std::string_view{};
  const bool goes_on = one_of(opening, {"it", "its", "they", "their", "she", "he"}) ||
                       (opening == "the" && one_of(second, {"country", "government", "nation"}));
  return goes_on ? scene.discourse().subject : std::vector<AreaId>{};
}

// "the target", where no figure has been told: the oldest one, 2%, until The Hague set 3.5% beside
// it; then it is not clear.
const Guideline* guideline_without_figure(const Ledger& ledger, std::optional<Date> day) {
  const std::vector<const Guideline*> guidelines = share_guidelines(ledger);
  if (guidelines.empty()) return nullptr;
  const bool alone =
      !day || std::ranges::none_of(guidelines | std::views::drop(1), [&](const Guideline* later) {
        return is_agreed(ledger, *later, day);
      });
  return alone ? guidelines.front() : nullptr;
}

bool speaks_of_later_year(const Scene& scene, const DocumentFacts& facts) {
  for (std::size_t i = 0; facts.day && i < scene.size(); ++i) {
    if (scene.mention(i).kind != MentionKind::time) continue;
    const auto year = scene.year_at(i);
    if (year && *year > year_of(*facts.day)) return true;
  }
  return false;
}

bool asks(const Scene& scene) {
  for (std::size_t token = scene.end(); token-- > scene.begin();) {
    const std::string_view word = scene.word(token);
    if (word == "?") return true;
    if (!one_of(word, {"\"", "'", "\xE2\x80\x9D", "\xE2\x80\x99", ")"})) return false;
  }
  return false;
}

// What the sentence as a whole says of how a claim may be judged.
void qualify(const Scene& scene, const DocumentFacts& facts, Claim& claim) {
  // "At that time": as it was seen then, by tables that the ledger may not have.
  if (scene.sentence_has(C::same_time)) claim.other_source = true;
  // "It was at 1.82% ten years ago. So was Britain, at 2.14%."
  if (scene.word(scene.begin()) == "so" && scene.begin() + 1 < scene.end() &&
      one_of(scene.word(scene.begin() + 1), {"was", "were", "did", "had", "is", "are", "does"}))
    claim.other_source = true;
  // "When he took office in 2017, five met it": as it was seen then, too.
  if (scene.word(scene.begin()) == "when") claim.other_source = true;
  // "Greece meets the guideline for equipment. Spain is below the target.": which one is not sure.
  if (claim.guideline != nullptr &&
      claim.guideline->metric == measure(MeasureId::equipment_share).name &&
      !scene.sentence_has(C::equipment))
    claim.other_source = true;
  // "By its own count Italy is at 1.54%"
  for (std::size_t token = scene.begin() + 1; token + 1 < scene.end(); ++token) {
    if (scene.word(token) == "own" &&
        one_of(scene.word(token + 1), {"count", "figures", "reckoning", "definition", "data",
                                       "numbers", "calculation", "calculations", "estimate"}))
      claim.other_source = true;
  }
  // "Before the war only six met it": of a time that is not named.
  for (std::size_t token = scene.begin(); !claim.years.named && token < scene.end(); ++token) {
    // "In Biden's first year six were at 2%"
    const bool of_somebody = token > scene.begin() + 1 && scene.word(token - 1) == "last" &&
                             one_of(scene.word(token - 2), {"his", "her", "their"});
    const bool of_term =
        scene.word(token) == "year" && token > scene.begin() &&
        (of_somebody || one_of(scene.word(token - 1), {"first", "final", "second", "third"}));
    if (of_term || scene.is_one_of(token, WordSet::unnamed_time)) claim.other_source = true;
  }
  // A year to come is named: nothing that is known yet can speak against it.
  const bool figure = !std::holds_alternative<GuidelineStated>(claim.detail) &&
                      !std::holds_alternative<EventStated>(claim.detail) &&
                      !std::holds_alternative<OfficeStated>(claim.detail);
  if (figure && speaks_of_later_year(scene, facts) &&
      (!claim.years.named || claim.years.candidates.front() > year_of(*facts.day)))
    claim.future = true;
}

// The year that grammar gives a figure, where the rule that found it saw none.
void date_by_grammar(const Scene& scene, const Parse& parse, Claim& claim) {
  if (claim.years.named || std::holds_alternative<FirstStated>(claim.detail)) return;
  const auto core = core_phrase(parse, claim);
  if (!core) return;
  const WhenSaid when = when_of(parse, *core);
  const bool of_list =
      claim.kind == ClaimKind::list_meeting_guideline && when.got == Got::said &&
      when.times.size() == 1 &&
      static_cast<std::int32_t>(when.times.front()) < parse.clauses[parse.clauses.of(*core)].verb;
  if (!when.beside && !of_list) return;
  const Phrase& time = parse.phrases[when.times.front()];
  const auto year = scene.year_at(static_cast<std::size_t>(time.mention));
  if (year) claim.years = {{*year}, true};
}

// "In 2014 … . Three countries met the guideline": the time that was spoken of goes on, and where
// the rule did not think of it, which year is meant is not sure.
bool may_be_of_earlier_year(const Scene& scene, const Parse& parse, const Claim& claim) {
  const auto& spoken_of = scene.discourse().period;
  const bool unnamed = !claim.years.named && !claim.years.candidates.empty();
  const auto core = core_phrase(parse, claim);
  if (!unnamed || !core || !spoken_of || !parse.clauses[parse.clauses.of(*core)].past) return false;
  return std::ranges::find(claim.years.candidates, year_of(spoken_of->from)) ==
         claim.years.candidates.end();
}

// What stands in the newest publication for the running year is a level, whatever else the sentence
// says of years to come.
void take_estimate_as_level(const DocumentFacts& facts, const Fits& fits, Claim& claim) {
  const auto* level = std::get_if<Level>(&claim.detail);
  if (claim.kind != ClaimKind::forecast || level == nullptr || !facts.day) return;
  if (claim.years.candidates.empty() || claim.years.candidates.front() > year_of(*facts.day))
    return;
  Claim estimate = claim;
  estimate.kind =
      level->value.unit == StatedUnit::money ? ClaimKind::amount : ClaimKind::share_of_gdp;
  std::erase_if(estimate.years.candidates, [&](Year year) { return year > year_of(*facts.day); });
  if (!estimate.years.candidates.empty() && fits(estimate)) {
    estimate.future = false;
    estimate.doubt = Doubt::year;
    claim = std::move(estimate);
  }
}

// "We spend 2.08%": the country whose figure that is speaks.
void note_speaker(const Parse& parse, const std::vector<Claim>& found, Referents& referents) {
  for (const Claim& claim : found) {
    if (claim.doubt == Doubt::none || claim.subject.size() != 1) continue;
    const auto core = core_phrase(parse, claim);
    if (core && is_first_person(parse, parse.clauses.of(*core)) && !referents.speaker)
      referents.speaker = claim.subject.front();
  }
}

// "Back in 2014 he had a point.": what follows may be of that year.
void note_time(const Scene& scene, Discourse& discourse) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (scene.mention(i).kind == MentionKind::time && scene.mention(i).when.whole_years()) {
      const auto period = scene.period_at(i);
      const auto today = scene.facts().day;
      if (period && today && period->from <= *today) discourse.period = *period;
    }
  }
}

// What the next sentence may refer to.
void leave_behind(const Scene& scene, const Holdings& has, const std::vector<Claim>& found,
                  Discourse& discourse) {
  discourse.subject = subject_left_behind(scene, found);
  discourse.members = has.classes.has(C::member_noun);
  discourse.counts = false;
  bool percent = false;
  for (const Mention& m : scene.mentions())
    percent =
        percent || (m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::percent);
  note_time(scene, discourse);
  for (const Claim& claim : found) {
    const auto* guideline = std::get_if<GuidelineStated>(&claim.detail);
    if (guideline != nullptr && guideline->agreed) discourse.period = *guideline->agreed;
    if (claim.years.named) discourse.period = period_of_year(claim.years.candidates.back().value);
    // Who meets 2% has been told: percentages that follow are of GDP.
    if (claim.guideline != nullptr &&
        claim.guideline->metric == measure(MeasureId::defence_share_of_gdp).name)
      discourse.speaks_of_shares = true;
    // "Just Greece and Poland are at 2%": as many as are named.
    const auto* list = std::get_if<List>(&claim.detail);
    if (list != nullptr && list->complete && !list->missing && !discourse.counts) {
      discourse.counts = true;
      discourse.count = static_cast<double>(claim.subject.size());
      discourse.count_years = claim.years;
    }
    const auto* count = std::get_if<Count>(&claim.detail);
    if (count == nullptr) continue;
    // "Seven met it in 2022, one down on 2021": the first is the one that is spoken of.
    if (discourse.counts) continue;
    discourse.counts = true;
    discourse.count =
        count->count.unit == StatedUnit::count && !count->missing ? count->count.value : 0;
    discourse.count_years = claim.years;
  }
  // "2% of GDP"; "Defence spending (% of GDP)", "share of GDP": the head of a table.
  const bool headed = has.classes.has(C::gdp) && has.classes.has_any({C::percent, C::spender});
  if ((percent && has.classes.has_any({C::gdp, C::guideline_noun})) || headed)
    discourse.speaks_of_shares = true;
}

}  // namespace

std::vector<Claim> find_claims(const Ledger& ledger, const Lexicon& lexicon,
                               const Mentions& mentions, const DocumentFacts& facts,
                               const Fits& fits) {
  std::vector<Claim> claims;
  if (!facts.on_topic) return claims;
  Discourse discourse;
  Referents referents;
  referents.main = main_areas(ledger, mentions);
  discourse.guideline = guideline_without_figure(ledger, facts.day);
  bool other_source = false;  // once another publisher is named, what follows may be its figures
  std::set<std::pair<ClaimKind, std::string_view>> quoted;
  for (const Sentence& sentence : mentions.sentences) {
    const Holdings has = holdings_of(sentence);
    other_source = other_source || has.classes.has(C::other_source);
    const bool something =
        has.area || std::ranges::any_of(kRules, [&](const Rule& r) { return r.may_find(has); });
    if (!something) {
      note_time(Scene(ledger, mentions, sentence, facts, discourse), discourse);
      discourse.subject.clear();
      discourse.counts = false;
      continue;
    }
    Scene scene(ledger, mentions, sentence, facts, discourse);
    std::vector<Claim> found;
    // A question states nothing.
    for (const Rule& rule : kRules) {
      if (asks(scene) || !rule.may_find(has)) continue;
      const std::size_t before = found.size();
      rule.find(scene, found);
      for (std::size_t i = before; i < found.size(); ++i) found[i].pattern = rule.name;
    }
    std::ranges::stable_sort(found, {}, [](const Claim& c) { return std::pair(c.begin, c.end); });
    for (Claim& claim : found) {
      claim.other_source = claim.other_source || other_source;
      qualify(scene, facts, claim);
    }
    if (!found.empty() || ((has.quantity || has.area || has.person) && !asks(scene))) {
      const Parse parse(lexicon, mentions, sentence);
      for (Claim& claim : found) {
        date_by_grammar(scene, parse, claim);
        claim.doubt = doubt_of(ledger, parse, claim);
        if (claim.doubt == Doubt::none && may_be_of_earlier_year(scene, parse, claim))
          claim.doubt = Doubt::year;
        take_estimate_as_level(facts, fits, claim);
      }
      const Read read{scene, parse, referents};
      if (!asks(scene)) {
        find_from_to(read, fits, found);
        find_movements(read, fits, found);
        find_figures(read, fits, found);
        find_places(read, fits, found);
        find_orders(read, fits, found);
        find_promised(read, found);
        find_undertakings(read, found);
        find_holders(read, found);
        find_occasions(read, found);
      }
      std::ranges::stable_sort(found, {}, [](const Claim& c) { return std::pair(c.begin, c.end); });
      referents.note(parse);
      for (const Claim& claim : found) referents.note(claim);
      note_speaker(parse, found, referents);
    }
    leave_behind(scene, has, found, discourse);
    for (Claim& claim : found) {
      const std::string_view quote = mentions.text.substr(claim.begin, claim.end - claim.begin);
      const bool repeated = (claim.kind == ClaimKind::office || claim.kind == ClaimKind::event) &&
                            !quoted.emplace(claim.kind, quote).second;
      if (!repeated) claims.push_back(std::move(claim));
    }
  }
  return claims;
}

}  // namespace muster
