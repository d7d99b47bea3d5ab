#include "check/claims/meeting.h"

#include <algorithm>

#include "base/text.h"

namespace muster {
namespace {

using C = LexicalClass;

bool is_percent(const Mention& m) {
  return m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::percent;
}

bool is_fraction(const Mention& m) {
  return m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::fraction;
}

bool lies_below(Bound bound) {
  return bound == Bound::less_than || bound == Bound::just_under || bound == Bound::nearly ||
         bound == Bound::at_most;
}

// The preposition that places somebody at a threshold: "at NATO's 2%", "above the target", "for
// 2%".
bool placed_at(const Scene& scene, std::size_t i, std::size_t not_before) {
  for (std::size_t token = scene.mention(i).first; token-- > not_before;) {
    const std::string_view word = scene.word(token);
    if (one_of(word, {"at", "above", "over", "beyond", "for", "below", "under", "beneath", "past"}))
      return true;
    if (!one_of(word, {"the", "a", "nato", "'s", "\xE2\x80\x99s", "its", "their", "this", "that"}))
      return false;
  }
  return false;
}

// "20% of their budgets on equipment": what a percentage is spent on, in its clause and before the
// next one.
bool is_of_equipment(const Scene& scene, std::size_t i) {
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) break;
    if (scene.mention(j).is(C::equipment)) return true;
  }
  for (std::size_t j = i; j-- > 0 && scene.clause(j) == scene.clause(i);) {
    if (scene.mention(j).kind == MentionKind::quantity) break;
    if (scene.mention(j).is(C::equipment)) return true;
  }
  return false;
}

// "20% of their defence budgets": no share of GDP.
bool is_of_budget(const Scene& scene, std::size_t i) {
  if (scene.word_behind(i) != "of") return false;
  for (std::size_t j = i + 1; j < scene.size() && scene.gap(j - 1, j) <= 2; ++j) {
    if (scene.mention(j).is(C::gdp)) return false;
    if (scene.mention(j).is({C::outlay, C::spend})) return true;
  }
  return false;
}

// Takes the threshold from the percentages and guideline words among mentions [from, to).
bool take_threshold(const Scene& scene, std::size_t from, std::size_t to, Meeting& meeting) {
  bool noun = false;
  for (std::size_t j = from; j < to; ++j) {
    const Mention& m = scene.mention(j);
    // "met the target in 2014, which compares with 1.37%": no threshold of it.
    if (noun && scene.between(meeting.last, j, ",") && scene.gap(meeting.last, j) > 1) break;
    const bool fraction = is_fraction(m);
    if (is_percent(m) || fraction) {
      const bool equipment = is_of_equipment(scene, j);
      if (is_of_budget(scene, j) && !equipment) continue;
      if (fraction && !equipment) continue;
      // "more than a fifth of their budgets on equipment" is 20%.
      const StatedValue threshold = as_percent(m.quantity);
      meeting.guideline = scene.guideline_of_threshold(threshold, equipment);
      // "Between 2% and 2.2%" and "about 2%" are no thresholds.
      if (threshold.is_range()) return false;
      if (m.quantity.bound == Bound::about || m.quantity.bound == Bound::just_over) return false;
      // A guideline of whose metric no publisher gives figures is a mere number here.
      if (meeting.guideline != nullptr && !measure_named(meeting.guideline->metric))
        meeting.guideline = nullptr;
      if (meeting.guideline == nullptr || m.quantity.bound == Bound::more_than)
        meeting.threshold = threshold;
      if (lies_below(m.quantity.bound)) meeting.missing = !meeting.missing;
      if (meeting.threshold && lies_below(meeting.threshold->bound))
        meeting.threshold->bound = Bound::at_least;
      meeting.last = scene.gdp_behind(j).value_or(j);
      for (std::size_t k = j + 1;
           k < scene.size() && scene.clause(k) == scene.clause(j) && scene.gap(j, k) <= 4; ++k) {
        if (scene.mention(k).is(C::guideline_noun)) meeting.last = std::max(meeting.last, k);
      }
      meeting.percent = j;
      return true;
    }
    if (m.is(C::guideline_noun)) {
      noun = true;
      meeting.last = j;
    }
  }
  if (!noun) return false;
  meeting.guideline = scene.guideline_near(meeting.last);
  return meeting.guideline != nullptr;
}

// How a stretch of mentions behind a subject speaks of a threshold.
struct Predicate {
  bool verb = false;     // meets, spends
  bool missed = false;   // fell short
  bool negated = false;  // did not
  bool it = false;       // "made it": the guideline that was spoken of
  std::size_t last = 0;
};

}  // namespace

std::optional<Meeting> meeting_behind(const Scene& scene, std::size_t subject) {
  Predicate predicate;
  predicate.last = subject;
  std::size_t j = subject + 1;
  const auto in_clause = [&](std::size_t i) {
    return i < scene.size() && scene.clause(i) == scene.clause(subject);
  };
  // "five of the 28 - the US, Britain and Greece - hit the target"
  while (j < scene.size() && scene.is_inserted(j) && !scene.is_inserted(subject)) ++j;
  const std::size_t resumes = j;
  bool multiplied = false;  // "spends twice the guideline": more than meeting it
  for (; in_clause(j); ++j) {
    const Mention& m = scene.mention(j);
    if (j > resumes && scene.gap(j - 1, j) > 9) return std::nullopt;
    if (scene.in_parentheses(j)) continue;  // "Portugal (1.46%) was short of it"
    if (m.is(C::wish) && !scene.is_expectation(j)) return std::nullopt;
    // "…, and members are asked to spend 2%"
    if (j > subject + 1 && m.is(C::member_noun) && scene.between(subject, j, ",") &&
        (scene.between(subject, j, "and") || scene.between(subject, j, "after")))
      return std::nullopt;
    multiplied = multiplied || m.is(C::multiple) || scene.word_behind(j) == "times";
    if (m.is(C::agree)) return std::nullopt;  // who signed up to it is not who meets it
    if (is_percent(m) || is_fraction(m) || (m.is(C::guideline_noun) && !m.is(C::meet))) break;
    if (m.is(C::negation) && !predicate.verb) {
      predicate.negated = true;
    } else if (m.is(C::meet_it)) {
      predicate.verb = predicate.it = true;
    } else if (m.is(C::miss)) {
      predicate.missed = predicate.verb = true;
    } else if (m.is(C::meet) || m.is(C::spend)) {
      predicate.verb = true;
    } else if (m.kind == MentionKind::area) {
      // Another subject begins; NATO only owns the threshold ("missed NATO's 2%").
      const bool owner =
          m.area == scene.nato() || scene.word_before(j) == "in" || scene.word_before(j) == "of";
      if (!owner) break;
      continue;
    } else if (m.kind == MentionKind::quantity || m.kind == MentionKind::person ||
               m.is(C::clause)) {
      break;
    } else {
      continue;
    }
    predicate.last = j;
  }
  Meeting meeting;
  meeting.last = predicate.last;
  meeting.missing =
      (predicate.missed || predicate.negated) && predicate.missed != predicate.negated;
  const bool reaches =
      in_clause(j) && (is_percent(scene.mention(j)) || is_fraction(scene.mention(j)) ||
                       scene.mention(j).is(C::guideline_noun));
  if (reaches && multiplied) return std::nullopt;
  // "is what Denmark spends, and the 2% guideline was agreed": of another clause.
  const auto parts = [&](std::string_view word) { return scene.between(predicate.last, j, word); };
  if (reaches && parts(",") && (parts("and") || parts("which") || parts("since") || parts("after")))
    return std::nullopt;
  // "makes it, with 2.06% of GDP": a figure of its own, no threshold.
  const bool own_figure =
      predicate.it && reaches && is_percent(scene.mention(j)) &&
      !one_of(scene.word_before(j), {"to", "past", "over", "above", "at", "of"});
  if (reaches && !own_figure) {
    const bool placed = placed_at(scene, j, scene.mention(predicate.last).end);
    const bool bounded = is_percent(scene.mention(j)) &&
                         scene.mention(j).quantity.bound != Bound::exact &&
                         scene.gap(predicate.last, j) <= 4;
    if (predicate.verb || placed || bounded) {
      std::size_t end = j;
      while (in_clause(end) && end <= j + 3) ++end;
      meeting.is_placed = !predicate.verb && placed;
      // "nine countries below the line"; before a percentage the word is its bound.
      const std::size_t behind_verb = scene.mention(predicate.last).end;
      const bool no_bound =
          scene.mention(j).is(C::guideline_noun) || scene.mention(j).quantity.bound == Bound::exact;
      const bool below = placed && no_bound && !predicate.missed &&
                         (scene.contains_word(behind_verb, scene.mention(j).first, "below") ||
                          scene.contains_word(behind_verb, scene.mention(j).first, "under") ||
                          scene.contains_word(behind_verb, scene.mention(j).first, "beneath"));
      // "France, long below the line, reaches 2.06%": no longer.
      if (below && scene.contains_word(behind_verb, scene.mention(j).first, "long"))
        return std::nullopt;
      if (below) meeting.missing = !meeting.missing;
      if (take_threshold(scene, j, end, meeting)) return meeting;
    }
    if (is_percent(scene.mention(j)) || is_fraction(scene.mention(j))) return std::nullopt;
  }
  // "Only A and B do": nothing but the auxiliary.
  const std::size_t auxiliary = scene.mention(subject).end;
  const std::string_view word = scene.word_behind(subject);
  const bool affirmed = predicate.last == subject && one_of(word, {"do", "did", "will"}) &&
                        scene.ends_at(auxiliary + 1);
  // "did not", "missed it", "made it": the guideline is the one that was spoken of.
  const std::string_view behind = scene.word_behind(predicate.last);
  const bool ends = behind.empty() || one_of(behind, {".", ",", ";", ")", "do", ":", "\xE2\x80\x94",
                                                      "-", "in", "last", "this", "and", "while"});
  const bool bare = predicate.negated && !predicate.verb && ends && behind != "in";
  const std::size_t next = predicate.last + 1;
  const bool met =
      scene.mention(predicate.last).is(C::meet) || scene.mention(predicate.last).is(C::miss);
  const bool pronoun = predicate.verb && !predicate.it && in_clause(next) &&
                       scene.mention(next).is(C::pronoun) && scene.gap(predicate.last, next) == 0 &&
                       met;
  // "should meet or beat that in 2024"
  const std::size_t that = scene.mention(predicate.last).end;
  const bool that_one =
      predicate.verb && !predicate.it && met && behind == "that" &&
      (scene.ends_at(that + 1) || one_of(scene.word(that + 1), {"in", "this", "last"}));
  const bool misses = predicate.missed && ends && !scene.mention(predicate.last).is(C::meet);
  if (!bare && !pronoun && !that_one && !misses && !predicate.it && !affirmed) return std::nullopt;
  if (pronoun) meeting.last = next;
  meeting.guideline = scene.discourse().guideline;
  meeting.elliptical = true;
  if (meeting.guideline == nullptr) return std::nullopt;
  return meeting;
}

std::optional<Meeting> meeting_before(const Scene& scene, std::size_t subject, std::size_t& first) {
  // "… below the line are X", "… that missed the target: X", "met by X", "2% was reached by seven".
  Meeting meeting;
  bool cue = false;
  bool negated = false;
  bool percent = false;
  bool it = false;  // "were on target: …"
  std::size_t from = subject;
  for (std::size_t j = subject; j-- > 0 && subject - j <= 7;) {
    const Mention& m = scene.mention(j);
    if ((m.is(C::wish) && !scene.is_expectation(j)) || m.is(C::clause)) break;
    if (m.kind == MentionKind::area && m.area != scene.nato()) break;
    if (m.is(C::negation)) negated = true;
    // "countries far from the mark such as Spain"
    if (m.is(C::negation) && scene.word(m.first) == "far" &&
        scene.mention(j + 1).is(C::guideline_noun))
      cue = true;
    if (m.is(C::miss) || (m.is(C::hedge) && m.value == "less_than")) {
      meeting.missing = true;
      cue = true;
    }
    if (m.is(C::meet) || (m.is(C::hedge) && m.value == "more_than")) cue = true;
    if (is_percent(m)) {
      percent = true;
      cue = cue || m.quantity.bound != Bound::exact || placed_at(scene, j, 0);
    }
    if (m.is(C::spend) && percent) cue = true;
    if (m.is(C::meet_it)) it = cue = true;
    const bool part =
        m.kind == MentionKind::quantity
            ? !m.ordinal
            : m.is({C::miss, C::meet, C::meet_it, C::negation, C::spend, C::guideline_noun, C::gdp,
                    C::member_noun, C::only, C::all, C::hedge});
    if (part) from = j;
  }
  const std::size_t begins = scene.mention(subject).first;
  std::string_view link = scene.word_before(subject);
  if ((link == "the" || link == "a" || link == "about") && begins >= 2)
    link = scene.word(begins - 2);
  const bool including = subject > 0 && scene.mention(subject - 1).is(C::including) &&
                         scene.gap(subject - 1, subject) <= 1;
  const bool linked = including || one_of(link, {"are", "were", ":", "by", "is", "was",
                                                 "\xE2\x80\x94", "-", "\xE2\x80\x93", "far"});
  if (!cue || !linked || from == subject) return std::nullopt;
  if (negated) meeting.missing = !meeting.missing;
  if (!take_threshold(scene, from, subject, meeting)) {
    if (!it || scene.discourse().guideline == nullptr) return std::nullopt;
    meeting.guideline = scene.discourse().guideline;
    meeting.elliptical = true;
  }
  first = from;
  meeting.last = subject;
  return meeting;
}

}  // namespace muster
