// "22 of NATO's 32 members met the target", "nine did not", "two thirds of allies spend 2% or
// more".

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/claims/meeting.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

// "70% of NATO's members": a percentage of allies.
bool is_percent_of_members(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  if (m.kind != MentionKind::quantity || m.quantity.unit != StatedUnit::percent ||
      m.quantity.value < 10 || scene.word_behind(i) != "of")
    return false;
  for (std::size_t j = i + 1; j < scene.size() && j <= i + 3 && scene.gap(j - 1, j) <= 2; ++j) {
    const Mention& next = scene.mention(j);
    if (next.is(C::member_noun)) return true;
    const bool passes = next.is({C::all, C::pronoun}) ||
                        (next.kind == MentionKind::area && next.area == scene.nato());
    if (!passes) return false;
  }
  return false;
}

bool is_count(const Mention& m) {
  // "no ally", read as none of them
  if (m.kind == MentionKind::word && m.is(C::negation) && m.value == "none") return true;
  return m.kind == MentionKind::quantity && !m.ordinal && m.quantity.value <= kMostMembers &&
         (m.quantity.unit == StatedUnit::count || m.quantity.unit == StatedUnit::fraction);
}

// "six of the then 28 members": the whole that is counted in, not the count.
bool is_total(const Scene& scene, std::size_t i) {
  std::size_t token = scene.mention(i).first;
  for (int steps = 0; token > 0 && steps < 4; ++steps) {
    const std::string_view word = scene.word(--token);
    if (word == "of") return true;
    if (!one_of(word, {"the", "then", "its", "nato", "'s", "\xE2\x80\x99s", "alliance", "bloc"}))
      return false;
  }
  return false;
}

// The subject of a count: how far it reaches, of how many, and whether it is turned round ("all but
// nine").
struct CountedSubject {
  std::size_t last;
  std::optional<int> of;
  bool all_but = false;
};

std::optional<CountedSubject> counted_subject(const Scene& scene, std::size_t i) {
  CountedSubject subject{i, std::nullopt, false};
  subject.all_but = scene.word_before(i) == "but" && scene.mention(i).first >= 2 &&
                    scene.word(scene.mention(i).first - 2) == "all";
  // "23 of them", where the allies were spoken of.
  const std::size_t behind = scene.mention(i).end;
  const bool of_them = behind + 1 < scene.end() && scene.word(behind) == "of" &&
                       one_of(scene.word(behind + 1), {"them", "these", "those"}) &&
                       (scene.discourse().members || scene.sentence_has(C::member_noun));
  // "The UK was one of them", "is one of the 32 members": nobody is counted.
  const bool one = scene.mention(i).kind == MentionKind::quantity &&
                   scene.mention(i).quantity.value == 1 && scene.word_behind(i) == "of";
  if ((of_them || one) && one_of(scene.word_before(i),
                                 {"is", "was", "are", "were", "as", "being", "remains", "became"}))
    return std::nullopt;
  bool noun = of_them;
  for (std::size_t j = i + 1; !of_them && j < scene.size() && j <= i + 4; ++j) {
    const Mention& m = scene.mention(j);
    const bool near = scene.gap(subject.last, j) <= 3;
    if (!near || (scene.clause(j) != scene.clause(i) && !scene.is_inserted(j))) break;
    const bool out_of =
        m.kind == MentionKind::quantity && noun && scene.between(subject.last, j, "out");
    if (is_count(m) && (out_of || scene.between(subject.last, j, "of"))) {
      subject.of = static_cast<int>(m.quantity.value);
      subject.last = j;
      noun = noun || (m.quantity.value >= scene.facts().alliance.founders &&
                      m.quantity.value <= kMostAllies);  // "22 of the 32"
    } else if (is_count(m) && j > i + 1 && scene.mention(subject.last).kind == MentionKind::area &&
               (subject.last == j - 1 ||
                (subject.last == j - 2 && scene.mention(j - 1).is({C::same_time, C::former})))) {
      subject.of = static_cast<int>(m.quantity.value);  // "22 of NATO's 32"
      subject.last = j;
      noun = true;
    } else if (m.kind == MentionKind::area &&
               (m.area == scene.nato() || scene.word_behind(j) == "allies")) {
      subject.last = j;
    } else if (m.is(C::member_noun)) {
      // "three Baltic members", "five southern allies": some of some.
      for (std::size_t token = scene.mention(subject.last).end; token < m.first; ++token) {
        if (!one_of(scene.word(token),
                    {"of",         "the",   "its",           "their", "our",
                     "nato",       "'s",    "\xE2\x80\x99s", "then",  "now",
                     "current",    "all",   "other",         "more",  "further",
                     "additional", "these", "those",         "-",     "alliance"}))
          return std::nullopt;
      }
      subject.last = j;
      noun = true;
    } else if (m.is(C::other) || m.is(C::all) || m.is(C::pronoun) || m.is(C::same_time) ||
               m.is(C::former) || (noun && scene.is_word(j, "out"))) {
      continue;
    } else {
      break;
    }
  }
  const Mention& m = scene.mention(i);
  if (m.quantity.unit == StatedUnit::fraction && !noun) return std::nullopt;
  // "Ireland, no member, spends 0.2%"
  if (m.kind == MentionKind::word && scene.word_before(i) == "," &&
      scene.word_behind(subject.last) == ",")
    return std::nullopt;
  // "Of the 28 allies, only five spend 2%"
  const std::size_t whole = i > 0 && scene.mention(i - 1).is(C::only) ? i - 1 : i;
  const bool of_named = whole >= 2 && scene.mention(whole - 1).is(C::member_noun) &&
                        is_count(scene.mention(whole - 2)) && is_total(scene, whole - 2) &&
                        scene.word_before(whole) == "," && scene.gap(whole - 1, whole) == 1;
  if (of_named && !subject.of)
    subject.of = static_cast<int>(scene.mention(whole - 2).quantity.value);
  if (!noun && !of_named) {
    // A bare number: "nine did not", "only three were". The verb must follow at once.
    const bool did = one_of(scene.word_behind(i), {"did", "do"}) && scene.ends_at(m.end + 1);
    if (did && m.quantity.value <= kMostAllies) return subject;  // "when only three did"
    if (i + 1 >= scene.size() || scene.gap(i, i + 1) > 0 || m.quantity.value > kMostAllies)
      return std::nullopt;
    const Mention& verb = scene.mention(i + 1);
    const bool will =
        verb.is(C::future) &&
        (scene.ends_at(verb.end) ||
         (i + 2 < scene.size() && scene.mention(i + 2).is({C::meet, C::meet_it, C::spend})));
    const bool says =
        verb.is({C::negation, C::miss, C::meet, C::meet_it}) || scene.is_expectation(i + 1) || will;
    if (!says) return std::nullopt;
  }
  return subject;
}

// The statement that a counted subject belongs to: behind it, or before it ("2% was reached by
// seven").
std::optional<Meeting> meeting_of(const Scene& scene, std::size_t i, std::size_t last,
                                  std::size_t& first) {
  if (auto meeting = meeting_behind(scene, last)) return meeting;
  if (scene.word_before(i) != "by") return std::nullopt;
  auto meeting = meeting_before(scene, i, first);
  if (meeting) meeting->last = last;
  return meeting;
}

void push(Scene& scene, std::size_t first, std::size_t last, const Meeting& meeting,
          const Count& count, ClaimYears years, Claims& claims) {
  Claim claim = scene.claim(ClaimKind::count_meeting_guideline, first, last);
  // "5% is met by no ally": no guideline's number, and nobody is counted.
  if (meeting.guideline == nullptr && count.count.value == 0 && !count.all)
    claim.kind = ClaimKind::comparison;
  claim.subject = {scene.nato()};
  claim.measure = meeting.guideline != nullptr ? meeting.guideline->metric
                                               : measure(MeasureId::defence_share_of_gdp).name;
  claim.guideline = meeting.guideline;
  claim.years = std::move(years);
  claim.future = scene.is_future(last) || scene.sentence_has(C::future);
  claim.detail = count;
  if (meeting.guideline != nullptr) scene.discourse().guideline = meeting.guideline;
  claims.push_back(std::move(claim));
}

// "five of the 28 - the US, Britain, Estonia, Greece and Poland - hit the target": one statement,
// of those who are named.
void name_counted(const Scene& scene, std::size_t area, Claim& claim) {
  if (area >= scene.size() || !scene.is_inserted(area) ||
      scene.mention(area).kind != MentionKind::area)
    return;
  const AreaList list = scene.list_of(area);
  const Count count = std::get<Count>(claim.detail);
  const bool all_named = count.count.unit == StatedUnit::count &&
                         count.count.value == static_cast<double>(list.areas.size());
  if (!all_named || !scene.are_followed(list.areas)) return;
  claim.kind = ClaimKind::list_meeting_guideline;
  claim.subject = list.areas;
  claim.detail = List{count.missing, true, count.threshold};
}

// "all its members will spend at least 2%", "every one of the 32 allies is at 2%": nobody is left.
void find_all(Scene& scene, std::size_t i, Claims& claims) {
  if (!scene.mention(i).is(C::all) || scene.word_before(i) == "not" || scene.is_wish(i)) return;
  std::optional<std::size_t> noun;
  std::optional<std::size_t> number;
  for (std::size_t j = i + 1; j < scene.size() && j <= i + 4 && scene.gap(j - 1, j) <= 2; ++j) {
    const Mention& m = scene.mention(j);
    if (m.is(C::member_noun)) {
      noun = j;
      break;
    }
    const bool passes =
        m.is(C::pronoun) || is_count(m) || (m.kind == MentionKind::area && m.area == scene.nato());
    if (!passes || scene.is_excepted(j)) return;
    if (is_count(m)) number = j;
  }
  if (!noun || (number && (scene.used(*number) || scene.mention(*number).quantity.value <
                                                      scene.facts().alliance.founders)))
    return;
  if (*noun + 1 < scene.size() && scene.gap(*noun, *noun + 1) <= 2 && scene.is_excepted(*noun + 1))
    return;
  const auto meeting = meeting_behind(scene, *noun);
  if (!meeting || meeting->elliptical || meeting->missing) return;
  Count count;
  count.all = true;
  if (number) count.count = scene.mention(*number).quantity;
  count.count.step = 0;
  count.threshold = meeting->threshold;
  const std::size_t last = scene.with_time(meeting->last);
  push(scene, i, last, *meeting, count, scene.years_of(meeting->last), claims);
  for (std::size_t j = number.value_or(*noun); j <= last; ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) scene.use(j);
  }
}

// "20 this year": a small number right before a time.
bool is_dated_count(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  return is_count(m) && !scene.used(i) && m.kind == MentionKind::quantity &&
         m.quantity.unit == StatedUnit::count && m.quantity.value <= kMostAllies &&
         i + 1 < scene.size() && scene.mention(i + 1).kind == MentionKind::time &&
         scene.gap(i, i + 1) == 0;
}

// The year of a time; none where the text has no date to count it from.
ClaimYears years_named_by(const Scene& scene, std::size_t time) {
  const auto year = scene.year_at(time);
  return year ? ClaimYears{{*year}, true} : ClaimYears{};
}

// "… against six in 2021", "… when there were only three": the count before, of another year.
void find_elliptical_count(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  if (!is_count(m) || scene.used(i) || m.quantity.value > kMostAllies ||
      m.quantity.unit != StatedUnit::count)
    return;
  const Claim* before = nullptr;
  for (const Claim& claim : claims) {
    const bool counts = claim.kind == ClaimKind::count_meeting_guideline ||
                        (claim.kind == ClaimKind::change_over_time && claim.guideline != nullptr);
    const bool nearer = before == nullptr || claim.begin > before->begin;
    if (counts && claim.begin < scene.mention(i).begin_byte && nearer) before = &claim;
  }
  const Guideline* guideline =
      before != nullptr ? before->guideline
                        : (scene.discourse().counts ? scene.discourse().guideline : nullptr);
  if (guideline == nullptr) return;
  // "fewer than 10 five years ago and more than 20 this year"
  const bool paired = is_dated_count(scene, i) && [&] {
    for (std::size_t j = 0; j < scene.size(); ++j) {
      if (j != i && is_dated_count(scene, j) &&
          scene.contains_word(scene.mention(std::min(i, j)).end,
                              scene.mention(std::max(i, j)).first, "and"))
        return true;
    }
    return false;
  }();
  std::string_view lead = scene.word_before(i);
  std::size_t first = i;
  if (i > 0 && scene.mention(i - 1).is(C::only) && scene.gap(i - 1, i) == 0) {
    first = i - 1;
    lead = scene.word_before(first);
  }
  if (lead == "the" && scene.mention(first).first >= 2)
    lead = scene.word(scene.mention(first).first - 2);
  const std::string_view before_lead = scene.mention(first).first >= 2
                                           ? scene.word(scene.mention(first).first - 2)
                                           : std::string_view{};
  const bool compared =
      (lead == "with" || lead == "to") && one_of(before_lead, {"compared", "compares"});
  // "… with just 10 last year and three a decade ago"
  const bool goes_on = lead == "and" && before != nullptr && first > 0 &&
                       scene.mention(first - 1).kind == MentionKind::time &&
                       before->end == scene.mention(first - 1).end_byte;
  const bool contrast = compared || lead == "against" || lead == "from" || lead == "than" ||
                        lead == "versus" || lead == "times";
  const bool now = lead == "are" && before_lead == "there";  // "a decade later there are 23"
  const bool existed = lead == "were" || lead == "was" || lead == "been" || now;
  if (!contrast && !existed && !goes_on && !paired) return;
  // Its year: behind it ("six in 2021"), or before it in the clause ("in 2014 there were only
  // three").
  std::optional<std::size_t> time;
  const std::size_t next = i + 1;
  if (next < scene.size() && scene.mention(next).kind == MentionKind::time &&
      scene.gap(i, next) <= 1 && (scene.year_at(next) || (paired && !scene.facts().day)))
    time = next;
  if (!time && existed) {
    for (std::size_t j = first; j-- > 0 && !time;) {
      if (scene.mention(j).kind == MentionKind::time && scene.year_at(j) &&
          scene.gap(j, first) <= 3)
        time = j;
    }
  }
  const bool ends = one_of(scene.word_behind(i), {"", ".", ",", ";"});
  if (!time && !(now && ends)) return;
  Meeting meeting;
  meeting.guideline = guideline;
  Count count;
  count.count = m.quantity;
  count.count.step = 0;
  push(scene, std::min(first, time.value_or(first)), std::max(i, time.value_or(i)), meeting, count,
       time ? years_named_by(scene, *time) : scene.default_years(true), claims);
  scene.use(i);
}

}  // namespace

void find_counts(Scene& scene, Claims& claims) {
  // "Of the EU's 27 members 23 are in NATO and 16 of these at 2%": of another circle.
  for (const Mention& m : scene.mentions()) {
    const bool other_circle =
        m.kind == MentionKind::area && scene.ledger().area(m.area).code == "EU";
    if (other_circle || m.is(C::bloc)) return;
  }
  for (std::size_t i = 0; i < scene.size(); ++i) find_all(scene, i, claims);
  for (std::size_t i = 0; i < scene.size(); ++i) {
    const Mention& m = scene.mention(i);
    const bool percent = is_percent_of_members(scene, i);
    if ((!is_count(m) && !percent) || scene.used(i) || scene.is_wish(i) || is_total(scene, i))
      continue;
    if (scene.clause_has(scene.clause(i), C::combined)) continue;  // "32 members spend together"
    const auto subject = counted_subject(scene, i);
    if (!subject) continue;
    // "18 of the 23 allies at 2%": some of some.
    if (subject->of && *subject->of < scene.facts().alliance.fewest) continue;
    std::size_t first = i;
    auto meeting = meeting_of(scene, i, subject->last, first);
    // "18 of the 31 allies this year": the whole alliance is named and the guideline was spoken of.
    const std::string_view behind = scene.word_behind(subject->last);
    const bool stands_alone = behind.empty() || behind == "." || behind == "," ||
                              behind == "this" || behind == "last" || behind == "in";
    if (!meeting && subject->of && stands_alone && scene.discourse().speaks_of_shares &&
        scene.discourse().guideline != nullptr) {
      meeting.emplace();
      meeting->guideline = scene.discourse().guideline;
      meeting->last = subject->last;
    }
    if (!meeting) continue;
    // "NATO, which has 29 members, put the 2% goal on its agenda"
    if (scene.word_before(i) == "has" && scene.word_behind(subject->last) == ",") continue;
    // "Twelve countries founded the alliance"
    if (one_of(scene.word_behind(subject->last), {"founded", "established", "created", "signed"}))
      continue;
    // "30 members in Europe, most of them at 2%": said of most.
    const bool of_some = std::ranges::any_of(
        std::array<std::string_view, 5>{"most", "some", "many", "half", "few"}, [&](auto word) {
          return scene.contains_word(scene.mention(subject->last).end,
                                     scene.mention(meeting->last).first, word);
        });
    if (of_some) continue;
    if (i > 0 && scene.mention(i - 1).is(C::only) && scene.gap(i - 1, i) == 0)
      first = std::min(first, i - 1);
    const std::size_t last = scene.with_time(std::max(meeting->last, subject->last));
    Count count;
    count.count = m.quantity;
    if (count.count.unit == StatedUnit::count) count.count.step = 0;
    if (percent) count.count = as_fraction(count.count);
    count.of = subject->of;
    count.missing = meeting->missing != subject->all_but;
    count.threshold = meeting->threshold;
    push(scene, first, last, *meeting, count,
         scene.years_of(std::max(meeting->last, subject->last)), claims);
    if (subject->all_but) claims.back().begin = scene.begin_of_word(m.first - 2);
    name_counted(scene, subject->last + 1, claims.back());
    scene.use(i);
    for (std::size_t j = first; j <= last; ++j) {
      if (scene.mention(j).kind == MentionKind::quantity) scene.use(j);
    }
  }
}

void find_elliptical_counts(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) find_elliptical_count(scene, i, claims);
}

}  // namespace muster
