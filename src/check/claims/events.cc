// "the full-scale invasion of Ukraine in 2022", "a summit in the Netherlands", "the 2023 Vilnius
// summit".

#include "base/text.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

// The time that belongs to mention i: close behind it without a comma, or close before it.
std::optional<std::size_t> time_beside(const Scene& scene, std::size_t i) {
  std::size_t next = i + 1;
  // "The summit is on 8 and 9 July"
  if (next < scene.size() && scene.mention(next).is(C::present) && scene.gap(i, next) == 0) ++next;
  if (next < scene.size() && scene.mention(next).kind == MentionKind::time &&
      scene.gap(i, next) <= 3 && !scene.between(i, next, ",") && !scene.between(i, next, "since") &&
      !scene.between(i, next, "(") && !scene.between(i, next, "and")) {
    return next;
  }
  // "Russia's 2022 invasion", "in February 2022, Russia invaded Ukraine"
  for (std::size_t j = i; j-- > 0 && i - j <= 2;) {
    if (scene.mention(j).kind == MentionKind::time && scene.clause(j) == scene.clause(i)) {
      const std::string_view lead = scene.word_before(j);
      const bool dated =
          lead == "in" || lead == "on" || lead == "of" || lead == "when" || scene.gap(j, i) == 0;
      return dated && scene.mention(i).first - scene.mention(j).end <= 6 ? std::optional(j)
                                                                         : std::nullopt;
    }
    if (scene.mention(j).kind != MentionKind::area) break;
  }
  return std::nullopt;
}

void find_dated_event(Scene& scene, std::size_t i, Claims& claims) {
  const auto time = time_beside(scene, i);
  if (!time || scene.mention(*time).when.kind == WhenKind::report_day) return;
  const auto period = scene.period_at(*time);
  if (!period) return;
  std::size_t first = std::min(i, *time);
  if (first == i && i > 0 && scene.mention(i - 1).kind == MentionKind::area &&
      scene.gap(i - 1, i) <= 2)
    first = i - 1;
  Claim claim = scene.claim(ClaimKind::event, first, std::max(i, *time));
  EventStated stated;
  stated.events = split(scene.mention(i).value, '|');
  stated.when = *period;
  claim.measure = "event_date";
  // What else is dated in the sentence: "following the invasion in 2023, members agreed to spend
  // 2%".
  for (std::size_t j = 0; j < scene.size(); ++j) {
    if (scene.mention(j).kind == MentionKind::quantity && scene.left(j, C::agree))
      claim.guideline = scene.guideline_of_threshold(scene.mention(j).quantity, false);
  }
  for (const Event& event : scene.ledger().events) {
    if (event.id != stated.events.front()) continue;
    if (event.area) claim.subject = {*event.area};
    if (event.kind == "founding") claim.subject = {scene.nato()};
  }
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

// "On 14 March 2024 he published his annual report": the day of a publication.
void find_publication(Scene& scene, std::size_t i, Claims& claims) {
  if (!scene.sentence_has(C::publish)) return;
  std::optional<std::size_t> time;
  std::optional<int> report_year;
  for (std::size_t j = 0; j < scene.size(); ++j) {
    const Mention& m = scene.mention(j);
    if (m.kind != MentionKind::time) continue;
    const auto period = scene.period_at(j);
    if (!period) continue;
    const bool of_report = m.when.whole_years() &&
                           (scene.gap(std::min(i, j), std::max(i, j)) <= 1) && scene.year_at(j);
    if (of_report) report_year = scene.year_at(j)->value;
    const bool day = m.when.kind != WhenKind::report_day && period->from == period->to;
    if (day && !time) time = j;
  }
  if (!time) return;
  EventStated stated;
  const std::string prefix = std::string(scene.mention(i).value) + "-";
  for (const Event& event : scene.ledger().events) {
    const bool this_one = event.id.starts_with(prefix) &&
                          (!report_year || event.id == prefix + std::to_string(*report_year));
    if (this_one && event.kind == "publication") stated.events.push_back(event.id);
  }
  if (stated.events.empty()) return;
  stated.when = scene.period_at(*time);
  const bool near = scene.gap(std::min(i, *time), std::max(i, *time)) <= 8;
  Claim claim = scene.claim(ClaimKind::event, near ? std::min(i, *time) : *time,
                            near ? std::max(i, *time) : *time);
  claim.subject = {scene.nato()};
  claim.measure = "event_date";
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

// A day of which a publication's date is said.
void push_day(Scene& scene, std::size_t first, std::size_t last, std::size_t time,
              std::string_view measure, Claims& claims) {
  const auto period = scene.period_at(time);
  if (!period || period->to.days - period->from.days > 31) return;
  Claim claim = scene.claim(ClaimKind::event, first, last);
  claim.subject = {scene.nato()};
  claim.measure = measure;
  EventStated stated;
  stated.when = *period;
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

// "Information was cut off on 7 February 2024": up to when a publication's data reach.
void find_cut_off(Scene& scene, std::size_t i, Claims& claims) {
  const std::size_t time = i + 1;
  if (time >= scene.size() || scene.mention(time).kind != MentionKind::time ||
      scene.gap(i, time) > 2 || scene.mention(time).when.whole_years())
    return;
  push_day(scene, i, time, time, "data_cut_off", claims);
}

// "The figures were published on 17 June 2024"
void find_release(Scene& scene, std::size_t i, Claims& claims) {
  const std::size_t time = i + 1;
  const bool dated = time < scene.size() && scene.mention(time).kind == MentionKind::time &&
                     scene.word_before(time) == "on" && scene.gap(i, time) == 1 &&
                     scene.mention(time).when.kind == WhenKind::period;
  if (!dated || i == 0 || scene.sentence_has(C::report)) return;
  for (std::size_t j = i; j-- > 0 && scene.clause(j) == scene.clause(i) && scene.gap(j, i) <= 3;) {
    const bool data = one_of(scene.word(scene.mention(j).end - 1),
                             {"figures", "estimates", "data", "numbers", "tables", "statistics"});
    if (data) return push_day(scene, j, time, time, "data_release", claims);
  }
}

// Summits of others: "EU summit", "G7 summit", "peace summit".
bool is_alliance_summit(const Scene& scene, std::size_t i) {
  const std::size_t token = scene.mention(i).first;
  if (token > scene.begin() && scene.is_one_of(token - 1, WordSet::other_summit)) return false;
  if (i > 0 && scene.gap(i - 1, i) == 0 && scene.mention(i - 1).kind == MentionKind::area) {
    const Mention& owner = scene.mention(i - 1);
    const bool host = owner.flags.place || owner.flags.capital_city || owner.area == scene.nato();
    if (!host) return false;  // "Russian summit"
  }
  bool nato = false;
  bool other = false;
  for (const Mention& m : scene.mentions()) {
    if (m.kind != MentionKind::area) continue;
    if (m.area == scene.nato()) nato = true;
    if (scene.ledger().area(m.area).code == "EU") other = true;
  }
  return nato || (!other && scene.facts().on_topic);
}

void find_summit(Scene& scene, std::size_t i, Claims& claims) {
  if (!is_alliance_summit(scene, i)) return;
  EventStated stated;
  std::size_t first = i;
  std::size_t last = i;
  // "Vilnius summit"; "summit … in Vilnius".
  if (i > 0 && scene.gap(i - 1, i) == 0 && scene.mention(i - 1).kind == MentionKind::area &&
      (scene.mention(i - 1).flags.place || scene.mention(i - 1).flags.capital_city)) {
    const Mention& m = scene.mention(i - 1);
    stated.area = m.area;
    first = i - 1;
  } else {
    constexpr std::size_t kReach = 12;  // tokens
    for (std::size_t j = i + 1;
         j < scene.size() && scene.clause(j) == scene.clause(i) && scene.gap(i, j) <= kReach; ++j) {
      const Mention& m = scene.mention(j);
      if (m.kind != MentionKind::area) continue;
      const std::string_view before =
          scene.word_before(j) == "the" ? scene.word(m.first - 2) : scene.word_before(j);
      if (before != "in") continue;
      stated.area = m.area;
      last = j;
      break;
    }
  }
  for (const std::size_t anchor : {last, i, first}) {
    if (const auto time = time_beside(scene, anchor);
        time && scene.mention(*time).when.kind != WhenKind::report_day) {
      stated.when = scene.period_at(*time);
      if (scene.mention(*time).when.kind == WhenKind::month)
        stated.or_when = resolve(scene.mention(*time).when, scene.facts().day, true);
      if (stated.when) {
        first = std::min(first, *time);
        last = std::max(last, *time);
        break;
      }
    }
  }
  // "the Vilnius summit" by itself says nothing that could be wrong.
  const bool named_only = first < i && last == i && !stated.when;
  if ((!stated.area && !stated.when) || named_only) return;
  if (!stated.area && stated.when->to.days - stated.when->from.days > 40)
    return;  // "the 2023 summit": a year alone says little
  if (stated.area) {
    // The place as written, for towns: "The Hague" is more than "the Netherlands".
    for (std::size_t j = first; j <= last; ++j) {
      const Mention& m = scene.mention(j);
      if (m.kind == MentionKind::area && m.area == *stated.area &&
          (m.flags.place || m.flags.capital_city))
        stated.place = scene.last_word_of(j);
    }
  }
  // "At its summit NATO pledged to spend 2%": what is to come is the spending.
  bool ahead = scene.is_future(i);
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j)
    ahead = ahead || (scene.mention(j).is(C::future) && !scene.mention(j).is(C::agree));
  stated.future = ahead;
  Claim claim = scene.claim(ClaimKind::event, first, last);
  claim.subject = {scene.nato()};
  claim.measure = "event_date";
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

// "4 September 2014, Newport: heads of government …": a day and a place at the head of a sentence
// about what leaders did there.
void find_headed(Scene& scene, Claims& claims) {
  if (scene.size() < 3 || !scene.sentence_has(C::leaders)) return;
  const Mention& time = scene.mention(0);
  const Mention& place = scene.mention(1);
  const bool heads = time.kind == MentionKind::time && time.when.kind == WhenKind::period &&
                     !time.when.whole_years() && time.first == scene.begin() &&
                     place.kind == MentionKind::area &&
                     (place.flags.place || place.flags.capital_city) && scene.gap(0, 1) == 1 &&
                     scene.word_behind(1) == ":";
  if (!heads) return;
  EventStated stated;
  stated.area = place.area;
  stated.place = scene.last_word_of(1);
  stated.when = scene.period_at(0);
  Claim claim = scene.claim(ClaimKind::event, 0, 1);
  claim.subject = {scene.nato()};
  claim.measure = "event_date";
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

}  // namespace

void find_events(Scene& scene, Claims& claims) {
  find_headed(scene, claims);
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (scene.mention(i).is(C::event)) find_dated_event(scene, i, claims);
    const Mention& m = scene.mention(i);
    if (m.is(C::report)) find_publication(scene, i, claims);
    if (m.is(C::cut_off)) find_cut_off(scene, i, claims);
    if (m.is(C::publish)) find_release(scene, i, claims);
    // "Leaders meet June 24-25 in The Hague" is a summit too.
    const bool gather = m.is(C::leaders) && i + 1 < scene.size() &&
                        scene.mention(i + 1).is(C::meet) && scene.gap(i, i + 1) <= 1;
    if (m.is(C::summit) || gather) find_summit(scene, gather ? i + 1 : i, claims);
  }
}

}  // namespace muster
