// Counts told by another count, and counts of what is no guideline: "one fewer than in 2021", "six
// times as many as in 2014", "22 allies raised their spending".

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "check/claims/meeting.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

bool is_small_count(const Mention& m) {
  return m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::count && !m.ordinal &&
         m.quantity.value >= 1 && m.quantity.value <= kMostAllies;
}

// The count that another is told by: the last one before it, in this sentence or the one before.
struct Base {
  double value = 0;
  const Guideline* guideline = nullptr;
  ClaimYears years;
};

std::optional<Base> base_of(const Scene& scene, std::size_t i, const Claims& claims) {
  const Claim* nearest = nullptr;
  for (const Claim& claim : claims) {
    const auto* count = std::get_if<Count>(&claim.detail);
    if (count == nullptr || claim.guideline == nullptr || count->missing ||
        count->count.unit != StatedUnit::count || claim.begin > scene.mention(i).begin_byte)
      continue;
    if (nearest == nullptr || claim.begin > nearest->begin) nearest = &claim;
  }
  if (nearest != nullptr)
    return Base{std::get<Count>(nearest->detail).count.value, nearest->guideline, nearest->years};
  const Discourse& discourse = scene.discourse();
  if (!discourse.counts || discourse.guideline == nullptr || discourse.count <= 0)
    return std::nullopt;
  return Base{discourse.count, discourse.guideline, discourse.count_years};
}

// The time close behind mention i, past "than in", "on" and "as many as".
std::optional<std::size_t> time_behind(const Scene& scene, std::size_t i) {
  for (std::size_t j = i + 1; j < scene.size() && scene.gap(i, j) <= 7; ++j) {
    if (scene.mention(j).kind == MentionKind::time) return j;
    if (scene.mention(j).kind != MentionKind::word) return std::nullopt;
  }
  return std::nullopt;
}

// The year of that time: "a year earlier" is counted from the other count's year.
std::optional<Year> year_behind(const Scene& scene, std::size_t time, const Base& base) {
  const When& when = scene.mention(time).when;
  if (when.kind == WhenKind::year_offset && !base.years.candidates.empty())
    return Year{static_cast<std::int16_t>(base.years.candidates.front().value + when.years)};
  return scene.year_at(time);
}

// "In 2014 three met it; this year there will be six times as many": counted from that one.
// Or "six times as many as in 2014": the one counted is of now, the time that of the other.
void find_times_as_many(Scene& scene, std::size_t i, const Base& base,
                        std::optional<std::size_t> time, Claims& claims) {
  const std::size_t behind = scene.mention(i).end;
  const std::size_t as = scene.word_behind(i) == "times" ? behind + 1 : behind;
  const bool says = as + 1 < scene.end() && scene.word(as) == "as" &&
                    scene.word(as + 1) == "many" &&
                    (time ? as + 2 < scene.end() && scene.word(as + 2) == "as"
                          : scene.ends_at(as + 2) && base.years.named);
  const auto year = time ? year_behind(scene, *time, base) : std::nullopt;
  if (!says || (time && !year) || scene.is_wish(i) || scene.is_negated(i)) return;
  ChangeStated change;
  change.by = scene.factor_at(i);
  change.direction = 1;
  change.from_years = year ? std::vector{*year} : base.years.candidates;
  Claim claim = scene.claim(ClaimKind::change_over_time, i, time.value_or(i));
  if (!time) claim.end = scene.end_of_word(as + 1);
  claim.subject = {scene.nato()};
  claim.measure = base.guideline->metric;
  claim.guideline = base.guideline;
  claim.years = time ? base.years : scene.default_years(true);
  if (!time && scene.is_future(i) && scene.facts().day) {
    const Year current = year_of(*scene.facts().day);
    std::erase(claim.years.candidates, current);
    claim.years.candidates.insert(claim.years.candidates.begin(), current);
  }
  std::erase_if(claim.years.candidates, [&](Year to) { return to <= change.from_years.front(); });
  if (claim.years.candidates.empty()) return;
  claim.future = scene.is_future(i);
  claim.detail = change;
  claims.push_back(std::move(claim));
  scene.use(i);
}

void find_compared(Scene& scene, std::size_t i, Claims& claims) {
  if (scene.used(i)) return;
  const auto base = base_of(scene, i, claims);
  const auto time = time_behind(scene, i);
  if (!base) return;
  const bool multiple = scene.mention(i).is(C::multiple) || scene.word_behind(i) == "times";
  if (!time || multiple) return find_times_as_many(scene, i, *base, time, claims);
  const auto has = [&](std::string_view word) {
    return scene.contains_word(scene.mention(i).end, scene.mention(*time).first, word);
  };
  const double n = scene.mention(i).quantity.value;
  double value = 0;
  if (has("than") || has("on") || has("from")) {
    const bool more = has("more") || has("up");
    const bool fewer = has("fewer") || has("less") || has("down");
    if (more == fewer) return;
    value = base->value + (more ? -n : n);
  } else {
    return;
  }
  const auto year = year_behind(scene, *time, *base);
  if (!year || value < 0) return;
  Claim claim = scene.claim(ClaimKind::count_meeting_guideline, i, *time);
  claim.subject = {scene.nato()};
  claim.measure = base->guideline->metric;
  claim.guideline = base->guideline;
  claim.years = {{*year}, true};
  Count count;
  count.count = scene.mention(i).quantity;
  count.count.value = count.count.high = value;
  count.count.step = count.count.coarse_step = 0;
  claim.detail = count;
  claims.push_back(std::move(claim));
  scene.use(i);
}

// "expects 19 more countries to get to 2%", "had been expecting two more": with those who were
// counted.
void find_more_expected(Scene& scene, std::size_t i, Claims& claims) {
  if (scene.used(i) || scene.word_behind(i) != "more") return;
  bool expects = false;
  const std::size_t first = scene.mention(i).first;
  std::size_t begin = i;
  for (std::size_t token = first; token-- > scene.begin() && first - token <= 3;)
    expects = expects || one_of(scene.word(token), {"expects", "expect", "expected", "expecting",
                                                    "predicts", "predicted", "forecast"});
  if (!expects) return;
  for (std::size_t j = i; j-- > 0 && scene.gap(j, i) <= 3;) begin = j;
  const auto base = base_of(scene, i, claims);
  std::size_t last = i + 1;  // "more"
  bool meets = scene.ends_at(scene.mention(i).end + 1);
  for (std::size_t j = last; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    meets = meets || scene.mention(j).is({C::meet, C::meet_it});
    if (scene.mention(j).kind == MentionKind::quantity || scene.mention(j).is(C::gdp)) last = j;
  }
  if (!base || !meets || last >= scene.size()) return;
  Claim claim = scene.claim(ClaimKind::forecast, begin, last);
  claim.subject = {scene.nato()};
  claim.measure = base->guideline->metric;
  claim.guideline = base->guideline;
  claim.years = base->years;
  if (const auto year = scene.years_of(last); year.named) claim.years = year;
  claim.future = true;
  Count count;
  count.count = scene.mention(i).quantity;
  count.count.step = count.count.coarse_step = 0;
  count.beyond = static_cast<int>(base->value);
  claim.detail = count;
  claims.push_back(std::move(claim));
  for (std::size_t j = i; j <= last; ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) scene.use(j);
  }
}

// "22 allies raised their defence spending", "in 18 countries spending should go up", "real growth
// in 22 allies".
void find_growing(Scene& scene, std::size_t i, Claims& claims) {
  if (scene.used(i) || i + 1 >= scene.size() || scene.word_before(i) == "all") return;
  std::size_t noun = i + 1;
  if (scene.mention(noun).is(C::other) && noun + 1 < scene.size()) ++noun;
  if (!scene.mention(noun).is(C::member_noun) || scene.gap(i, noun) > 2) return;
  // The verb behind, or the noun before.
  std::optional<std::size_t> move;
  bool outlay = false;
  for (std::size_t j = noun + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    if (scene.gap(j - 1, j) > 6 || scene.mention(j).kind == MentionKind::quantity) break;
    if (scene.mention(j).is({C::up, C::down}) && !move) move = j;
    outlay = outlay || scene.mention(j).is({C::outlay, C::spend, C::defence});
  }
  std::size_t first = i;
  if (!move && scene.word_before(i) == "in") {
    for (std::size_t j = i; j-- > 0 && scene.clause(j) == scene.clause(i) && i - j <= 3;) {
      if (scene.mention(j).kind == MentionKind::quantity) break;
      if (!scene.mention(j).is({C::up, C::down})) continue;
      move = first = j;
      outlay = scene.sentence_has({C::outlay, C::spend, C::defence, C::real});
      break;
    }
  }
  if (!move || !outlay || scene.is_wish(*move) || scene.is_negated(*move)) return;
  // "raised spending by 5%", "raised it to 2%": another statement.
  const std::size_t last = std::max(*move, noun);
  for (std::size_t j = last + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    const bool figure = scene.mention(j).kind == MentionKind::quantity &&
                        scene.mention(j).quantity.unit != StatedUnit::count;
    if (figure) return;
  }
  std::size_t end = last;
  while (end + 1 < scene.size() && scene.clause(end + 1) == scene.clause(i) &&
         scene.gap(end, end + 1) <= 2 &&
         scene.mention(end + 1).is({C::outlay, C::spend, C::defence, C::real, C::pronoun}))
    ++end;
  Claim claim = scene.claim(ClaimKind::count_meeting_guideline, first, scene.with_time(end));
  claim.subject = {scene.nato()};
  claim.measure = measure(MeasureId::real_change).name;
  claim.years = scene.years_of(end);
  claim.future = scene.is_future(*move);
  // In money, in real terms or as a share: where it is not said, the one that is known may only
  // support it.
  claim.other_source = !scene.sentence_has(C::real);
  Count count;
  count.count = scene.mention(i).quantity;
  count.count.step = 0;
  count.missing = scene.mention(*move).is(C::down);
  StatedValue zero;
  zero.unit = StatedUnit::percent;
  zero.bound = Bound::more_than;
  count.threshold = zero;
  claim.detail = count;
  claims.push_back(std::move(claim));
  scene.use(i);
}

// "The number of allies at 2% has more than doubled since 2021": a change of the count.
void find_multiplied(Scene& scene, std::size_t noun, const Meeting& meeting, Claims& claims) {
  for (std::size_t i = noun + 1; i < scene.size() && scene.clause(i) == scene.clause(noun); ++i) {
    const Mention& m = scene.mention(i);
    if (!m.is(C::multiple) || scene.word_behind(i) == "as") continue;
    ChangeStated change;
    change.by = scene.factor_at(i);
    change.direction = change.by->value < 1 ? -1 : 1;
    std::size_t last = i;
    for (std::size_t j = i + 1; j < scene.size() && scene.gap(i, j) <= 6; ++j) {
      if (scene.mention(j).kind != MentionKind::time || !scene.year_at(j)) continue;
      const bool base = one_of(scene.word_before(j), {"since", "from", "on"});
      if (!base && !scene.between(i, j, "than")) continue;
      change.from_years = {*scene.year_at(j)};
      last = j;
      break;
    }
    Claim claim = scene.claim(ClaimKind::change_over_time, noun, last);
    claim.subject = {scene.nato()};
    claim.measure = meeting.guideline->metric;
    claim.guideline = meeting.guideline;
    claim.years = scene.default_years(true);
    if (!change.from_years.empty())
      std::erase_if(claim.years.candidates,
                    [&](Year year) { return year <= change.from_years.front(); });
    // "In his term it has doubled": since a year that is not named.
    claim.other_source = change.from_years.empty();
    claim.future = scene.is_future(i);
    claim.detail = change;
    claims.push_back(std::move(claim));
    return;
  }
}

// "The number of allies at 2% rose from three in 2014 to 23": a count of each year.
void find_number_of(Scene& scene, std::size_t noun, Claims& claims) {
  const std::size_t token = scene.mention(noun).first;
  bool number = false;
  for (std::size_t t = token >= 4 ? token - 4 : 0; t < token; ++t)
    number = number || one_of(scene.word(t), {"number", "tally"});
  if (!number || scene.is_wish(noun)) return;
  const auto meeting = meeting_behind(scene, noun);
  if (!meeting || meeting->guideline == nullptr || meeting->threshold) return;
  std::vector<Year> span;  // "between 2014 and 2024"
  for (std::size_t j = 0; j < noun; ++j) {
    if (scene.mention(j).kind == MentionKind::time && scene.year_at(j))
      span.push_back(*scene.year_at(j));
  }
  find_multiplied(scene, noun, *meeting, claims);
  for (std::size_t i = meeting->last + 1; i < scene.size(); ++i) {
    if (!is_small_count(scene.mention(i)) || scene.used(i) || scene.clause(i) != scene.clause(noun))
      continue;
    std::string_view lead = scene.word_before(i);
    if (lead == "just" || lead == "only") lead = scene.word(scene.mention(i).first - 2);
    if (lead != "to" && lead != "from" && lead != "at") continue;
    const auto time = time_behind(scene, i);
    std::optional<Year> year;
    if (time && scene.gap(i, *time) <= 1) year = scene.year_at(*time);
    if (!year && span.size() == 2) year = lead == "from" ? span.front() : span.back();
    if (!year && lead == "from") continue;
    Claim claim = scene.claim(ClaimKind::count_meeting_guideline, i,
                              time && scene.gap(i, *time) <= 1 ? *time : i);
    claim.subject = {scene.nato()};
    claim.measure = meeting->guideline->metric;
    claim.guideline = meeting->guideline;
    claim.years = year ? ClaimYears{{*year}, true} : scene.default_years(true);
    // "During his term it rose to nine": of a year that is not named.
    claim.other_source = !year && !scene.sentence_has(C::present);
    Count count;
    count.count = scene.mention(i).quantity;
    count.count.step = 0;
    count.missing = meeting->missing;
    claim.detail = count;
    claims.push_back(std::move(claim));
    scene.use(i);
  }
  if (meeting->percent) scene.use(*meeting->percent);
}

}  // namespace

void find_compared_counts(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (scene.mention(i).is(C::member_noun)) find_number_of(scene, i, claims);
    if (scene.mention(i).is(C::multiple) && scene.word_behind(i) == "as")
      find_compared(scene, i, claims);
    if (!is_small_count(scene.mention(i))) continue;
    find_more_expected(scene, i, claims);
    find_compared(scene, i, claims);
    find_growing(scene, i, claims);
  }
}

}  // namespace muster
