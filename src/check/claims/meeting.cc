#include "check/claims/meeting.h"

#include <algorithm>

namespace muster {
namespace {

using C = LexicalClass;

bool is_percent(const Mention& m) {
  return m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::percent;
}

bool lies_below(Bound bound) {
  return bound == Bound::less_than || bound == Bound::just_under || bound == Bound::nearly ||
         bound == Bound::at_most;
}

// Takes the threshold from the percentages and guideline words among mentions [from, to).
bool take_threshold(const Scene& scene, std::size_t from, std::size_t to, Meeting& meeting) {
  bool noun = false;
  for (std::size_t j = from; j < to; ++j) {
    const Mention& m = scene.mention(j);
    if (is_percent(m)) {
      bool equipment = false;
      for (std::size_t k = from; k < to; ++k)
        equipment = equipment || scene.mention(k).is(C::equipment);
      meeting.guideline = scene.guideline_of_threshold(m.quantity, equipment);
      const bool round = m.quantity.bound == Bound::exact || m.quantity.bound == Bound::at_least ||
                         lies_below(m.quantity.bound) || m.quantity.bound == Bound::more_than;
      if (!round) return false;  // "about 2%" is no threshold
      // A guideline of whose metric no publisher gives figures is a mere number here.
      if (meeting.guideline != nullptr && !measure_named(meeting.guideline->metric))
        meeting.guideline = nullptr;
      if (meeting.guideline == nullptr || m.quantity.bound == Bound::more_than)
        meeting.threshold = m.quantity;
      if (lies_below(m.quantity.bound)) meeting.missing = !meeting.missing;
      if (meeting.threshold && lies_below(meeting.threshold->bound))
        meeting.threshold->bound = Bound::at_least;
      meeting.last = scene.gdp_behind(j).value_or(j);
      for (std::size_t k = j + 1;
           k < scene.size() && scene.clause(k) == scene.clause(j) && scene.gap(j, k) <= 4; ++k) {
        if (scene.mention(k).is(C::guideline_noun)) meeting.last = std::max(meeting.last, k);
      }
      return true;
    }
    if (m.is(C::guideline_noun)) {
      noun = true;
      meeting.last = j;
    }
  }
  if (noun) {
    meeting.guideline = scene.guideline_near(meeting.last);
    return meeting.guideline != nullptr;
  }
  return false;
}

}  // namespace

std::optional<Meeting> meeting_behind(const Scene& scene, std::size_t subject) {
  Meeting meeting;
  meeting.last = subject;
  bool verb = false;
  bool negated = false;
  bool missed = false;
  std::size_t j = subject + 1;
  for (; j < scene.size() && scene.clause(j) == scene.clause(subject); ++j) {
    const Mention& m = scene.mention(j);
    if (m.kind == MentionKind::area && !verb && !negated && scene.can_be_subject(j) &&
        scene.between(subject, j, ","))
      return std::nullopt;
    if (m.is(C::wish)) return std::nullopt;
    if (m.is(C::negation) && !verb) {
      negated = true;
      meeting.last = j;
      continue;
    }
    if (m.is(C::miss)) {
      missed = true;
      verb = true;
      meeting.last = j;
      // "failed to meet", "fell short": one miss, whatever verb follows.
      continue;
    }
    if (m.is(C::meet) || m.is(C::spend)) {
      verb = true;
      meeting.last = j;
      continue;
    }
    if (is_percent(m) || m.is(C::guideline_noun)) break;
    // "nine allies and", "Spain said": another statement begins.
    if (m.kind == MentionKind::quantity ||
        (m.kind == MentionKind::area && verb && m.area != scene.nato()))
      break;
  }
  const bool linked =
      verb || (j < scene.size() && scene.clause(j) == scene.clause(subject) &&
               is_percent(scene.mention(j)) && scene.gap(subject, j) <= 6 &&
               (scene.between(subject, j, "at") || scene.between(subject, j, "are") ||
                scene.between(subject, j, "were") || scene.between(subject, j, "above")));
  if (!linked && !negated) return std::nullopt;
  meeting.missing = missed != negated && (missed || negated);
  std::size_t end = j;
  while (end < scene.size() && scene.clause(end) == scene.clause(subject) && end <= j + 3) ++end;
  if ((verb || linked) && take_threshold(scene, j, end, meeting)) return meeting;
  // "did not", "were not", "missed it": the guideline is the one that was spoken of.
  const bool bare = negated && !verb;
  const bool pronoun =
      verb && meeting.last + 1 < scene.size() && scene.mention(meeting.last + 1).is(C::pronoun) &&
      scene.gap(meeting.last, meeting.last + 1) == 0 &&
      (scene.mention(meeting.last).is(C::meet) || scene.mention(meeting.last).is(C::miss));
  const bool ends = bare && (meeting.last + 1 >= scene.size() ||
                             scene.clause(meeting.last + 1) != scene.clause(subject) ||
                             scene.gap(meeting.last, meeting.last + 1) > 0);
  const bool misses =
      verb && missed && !scene.sentence_has(C::defence) && meeting.last + 1 >= scene.size();
  if (!pronoun && !ends && !misses) return std::nullopt;
  if (bare) {
    const std::string_view behind = scene.word_behind(meeting.last);
    if (!(behind == "." || behind == "," || behind == ";" || behind.empty() || behind == "do" ||
          behind == ")"))
      return std::nullopt;
  }
  meeting.guideline = scene.discourse().guideline;
  meeting.elliptical = true;
  if (meeting.guideline == nullptr) return std::nullopt;
  return meeting;
}

std::optional<Meeting> meeting_before(const Scene& scene, std::size_t subject, std::size_t& first) {
  // "… below the line are X", "… that missed the target: X", "met by X".
  Meeting meeting;
  bool cue = false;
  bool negated = false;
  bool percent = false;
  std::size_t from = subject;
  for (std::size_t j = subject; j-- > 0 && subject - j <= 7;) {
    const Mention& m = scene.mention(j);
    if (m.is(C::wish) || m.is(C::clause)) break;
    if (m.kind == MentionKind::area && m.area != scene.nato()) break;
    if (m.is(C::negation)) negated = true;
    if (m.is(C::miss)) {
      meeting.missing = true;
      cue = true;
    }
    if (m.is(C::meet)) cue = true;
    if (m.is(C::hedge) && (m.value == "less_than")) {
      meeting.missing = true;
      cue = true;
    }
    if (m.is(C::hedge) && m.value == "more_than") cue = true;
    if (is_percent(m)) {
      percent = true;
      cue = cue || m.quantity.bound != Bound::exact;
    }
    if (m.is(C::spend) && percent) cue = true;
    from = j;
  }
  const std::size_t before_list = scene.mention(subject).first;
  const std::string_view link = scene.word_before(subject) == "the" && before_list >= 2
                                    ? scene.word(before_list - 2)
                                    : scene.word_before(subject);
  const bool linked = link == "are" || link == "were" || link == ":" || link == "by" ||
                      link == "is" || link == "was" || link == "\xE2\x80\x94" || link == "-" ||
                      link == "\xE2\x80\x93" ||
                      (subject > 0 && scene.mention(subject - 1).is(C::including) &&
                       scene.gap(subject - 1, subject) <= 1);
  if (!cue || !linked || from == subject) return std::nullopt;
  if (negated) meeting.missing = !meeting.missing;
  if (!take_threshold(scene, from, subject, meeting)) return std::nullopt;
  first = from;
  meeting.last = subject;
  return meeting;
}

}  // namespace muster
