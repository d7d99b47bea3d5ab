// "rose 19.4% in real terms in 2024", "an extra $700 billion since 2014".

#include <algorithm>

#include "base/text.h"
#include "check/claims/change.h"

namespace muster {
namespace {

using C = LexicalClass;

// "jumped by nearly a fifth"
bool is_fraction_of_growth(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  return m.kind == MentionKind::quantity && !scene.used(i) &&
         m.quantity.unit == StatedUnit::fraction && scene.word_before(i) == "by" && i > 0 &&
         scene.mention(i - 1).is({C::up, C::down}) && scene.gap(i - 1, i) <= 1;
}

// "raised their defence spending 19.4%": the verb before what is raised.
std::optional<std::size_t> raised_before(const Scene& scene, std::size_t i) {
  std::size_t j = i;
  while (j > 0 && scene.gap(j - 1, j) <= 1 && scene.mention(j - 1).is({C::defence, C::outlay})) --j;
  if (j == i || j == 0 || scene.gap(j - 1, j) > 1 || scene.between(j - 1, i, "to") ||
      scene.between(j - 1, i, "from") || scene.between(j - 1, i, ","))
    return std::nullopt;
  return scene.mention(j - 1).is({C::up, C::down}) ? std::optional(j - 1) : std::nullopt;
}

// "rose 19.4%", "a 19.4% increase", "19.4% more than in 2023".
void find_growth_at(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  const bool fraction = m.quantity.unit == StatedUnit::fraction;
  if (m.quantity.unit != StatedUnit::percent && m.quantity.unit != StatedUnit::points && !fraction)
    return;
  int direction = 0;
  std::size_t first = i;
  std::size_t last = i;
  if (i > 0 && (scene.mention(i - 1).is(C::up) || scene.mention(i - 1).is(C::down)) &&
      scene.gap(i - 1, i) <= 2 && !scene.between(i - 1, i, "to") &&
      !scene.between(i - 1, i, "from")) {
    direction = scene.mention(i - 1).is(C::up) ? 1 : -1;
    first = i - 1;
  } else if (const auto raised = raised_before(scene, i)) {
    direction = scene.mention(*raised).is(C::up) ? 1 : -1;
    first = *raised;
  } else if (const auto verb = scene.left(i, {C::up, C::down});
             verb && (scene.word_before(i) == "by" || scene.word_before(i) == "roughly") &&
             scene.gap(*verb, i) <= 24) {
    direction = scene.mention(*verb).is(C::up) ? 1 : -1;
    first = *verb;
  } else if (i + 1 < scene.size() &&
             (scene.mention(i + 1).is(C::up) || scene.mention(i + 1).is(C::down)) &&
             scene.gap(i, i + 1) <= 2 && scene.word_behind(i) != "of") {
    direction = scene.mention(i + 1).is(C::up) ? 1 : -1;
    last = i + 1;
  } else if (i + 2 < scene.size() && scene.mention(i + 1).is(C::real) &&
             (scene.mention(i + 2).is(C::up) || scene.mention(i + 2).is(C::down)) &&
             scene.gap(i, i + 2) <= 6) {
    direction = scene.mention(i + 2).is(C::up) ? 1 : -1;
    last = i + 2;
  } else if (scene.word_behind(i) == "more" || scene.word_behind(i) == "higher" ||
             scene.word_behind(i) == "above" || scene.word_behind(i) == "extra") {
    direction = 1;
    if (i + 1 < scene.size() && scene.gap(i, i + 1) == 0) last = i + 1;
  } else {
    return;
  }
  if (scene.gdp_behind(i)) return;  // "raised 2% of GDP"
  const std::string_view behind = scene.word_behind(i);
  if (behind == "a" || behind == "per" || behind == "annually" || behind == "each")
    return;  // "0.5 percent a year": a rate over some years
  const bool about_defence =
      scene.sentence_has({C::defence, C::spend, C::outlay, C::real}) && scene.facts().on_topic;
  if (!about_defence || scene.is_wish(i) || scene.is_negated(i) || scene.is_off_topic(i)) return;
  // "Sweden's GDP grew by 2%"
  const auto noun = scene.left(first, {C::gdp, C::defence, C::outlay, C::spend, C::off_topic});
  if (noun && scene.mention(*noun).is(C::gdp) && scene.gap(*noun, first) <= 3) return;
  std::vector<AreaId> subject = scene.subject_of(first);
  if (subject.size() != 1 || !scene.are_followed(subject)) return;
  // "The alliance spent 18% more in Europe and Canada": there, not in all of it.
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    const bool part = scene.mention(j).kind == MentionKind::area && scene.word_before(j) == "in" &&
                      subject.front() == scene.nato() &&
                      scene.ledger().area(scene.mention(j).area).is_group &&
                      scene.are_followed({scene.mention(j).area});
    if (part) subject = {scene.mention(j).area};
  }
  ChangeStated change;
  change.measure = MeasureId::defence_expenditure;
  change.by = as_percent(m.quantity);
  change.direction = direction;
  change.real = scene.sentence_has(C::real);
  const bool future = scene.is_future(i);
  if (last + 1 < scene.size() && scene.mention(last + 1).is(C::real) &&
      scene.gap(last, last + 1) <= 1)
    ++last;
  ClaimYears years = scene.years_of(i);
  // "up 40% since 2021", "20% above 2023": the year that it is counted from.
  for (std::size_t j = last; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    if (scene.mention(j).kind != MentionKind::time || !scene.year_at(j)) continue;
    if (scene.between(last, j, ",")) break;  // "…, he said, and Mr Stoltenberg since 2014"
    const std::string_view lead = scene.word_before(j);
    const std::string_view before_lead =
        scene.mention(j).first >= 2 ? scene.word(scene.mention(j).first - 2) : std::string_view{};
    const bool than_in = lead == "in" && before_lead == "than";
    const bool from = than_in || lead == "since" || lead == "on" || lead == "above" ||
                      lead == "over" || lead == "than" || lead == "from" ||
                      scene.between(last, j, "since");
    if (!from) continue;
    // "19.4% from the previous year": before whichever year it is.
    const bool year_before =
        scene.mention(j).when.kind == WhenKind::year_offset && scene.mention(j).when.years == -1 &&
        one_of(scene.word(scene.mention(j).end - 1), {"year", "before", "earlier"}) &&
        scene.word(scene.mention(j).first) != "last";
    if (year_before) {
      last = j;
      break;
    }
    change.from_years = {*scene.year_at(j)};
    years = scene.default_years(false);
    std::erase_if(years.candidates, [&](Year year) { return year <= change.from_years.front(); });
    // "in 2024 than in 2014": the year just before.
    std::optional<Year> to;
    for (std::size_t k = 0; than_in && k < j; ++k) {
      if (scene.mention(k).kind == MentionKind::time && scene.year_at(k)) to = scene.year_at(k);
    }
    // "up 71.8% on 2014": since then, where that is long ago.
    const bool long_ago = scene.facts().day &&
                          change.from_years.front().value + 2 < year_of(*scene.facts().day).value;
    if (to)
      years = {{*to}, true};
    else if (!long_ago && !scene.between(last, j, "since") && lead != "since")
      years = {{Year{static_cast<std::int16_t>(change.from_years.front().value + 1)}}, false};
    last = j;
    break;
  }
  // "Since 2014, spending has risen by 72%"
  for (std::size_t j = i;
       change.from_years.empty() && j-- > 0 && scene.clause(j) == scene.clause(i);) {
    if (scene.mention(j).kind != MentionKind::time || scene.word_before(j) != "since" ||
        !scene.year_at(j) || scene.is_far_from(j, first))
      continue;
    change.from_years = {*scene.year_at(j)};
    years = scene.default_years(false);
    std::erase_if(years.candidates, [&](Year year) { return year <= change.from_years.front(); });
    first = j;
  }
  // "by more than a third in two years"
  for (std::size_t j = i + 1; change.from_years.empty() && j < scene.size() &&
                              scene.clause(j) == scene.clause(i) && scene.gap(i, j) <= 6;
       ++j) {
    const Mention& span = scene.mention(j);
    const bool years_long =
        span.kind == MentionKind::quantity && span.quantity.unit == StatedUnit::count &&
        scene.word_behind(j) == "years" && one_of(scene.word_before(j), {"in", "over", "within"});
    if (!years_long || years.candidates.empty()) continue;
    years.candidates.resize(1);
    change.from_years = {Year{static_cast<std::int16_t>(years.candidates.front().value -
                                                        static_cast<int>(span.quantity.value))}};
    last = j;
  }
  last = scene.with_time(last);
  Claim claim = scene.claim(
      is_later(scene, years) ? ClaimKind::forecast : ClaimKind::change_over_time, first, last);
  claim.subject = subject;
  claim.measure = measure(MeasureId::real_change).name;
  claim.years = years;
  claim.future = future;
  claim.detail = change;
  claims.push_back(std::move(claim));
  scene.use(i);
}

// "an extra $700 billion since 2014", "have added $130 billion since 2016".
void find_extra(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  if (m.quantity.unit != StatedUnit::money || scene.used(i)) return;
  const auto base = [&]() -> std::optional<std::size_t> {
    for (std::size_t j = 0; j < scene.size(); ++j) {
      if (scene.mention(j).kind == MentionKind::time && scene.year_at(j) &&
          scene.contains_word(scene.mention(j).first >= scene.begin() + 5
                                  ? scene.mention(j).first - 5
                                  : scene.begin(),
                              scene.mention(j).first, "since") &&
          scene.clause(j) == scene.clause(i))
        return j;
    }
    return std::nullopt;
  }();
  const std::string_view before = scene.word_before(i);
  const std::string_view behind = scene.word_behind(i);
  const auto verb = scene.left(i, C::up);
  // "over recent years they have found an extra $700 billion": since when is not said.
  const bool vaguely = scene.contains_word(scene.begin(), scene.end(), "years") &&
                       (before == "extra" || before == "additional") && !scene.is_future(i);
  const bool extra = before == "extra" || before == "additional" || before == "further" ||
                     behind == "more" || behind == "extra" ||
                     (verb && scene.gap(*verb, i) <= 2 && before != "to" && before != "at");
  if (!(base || vaguely) || !extra || scene.is_wish(i) || scene.is_negated(i) ||
      scene.is_off_topic(i) || scene.sentence_has(C::equipment))
    return;
  const std::vector<AreaId> subject = scene.subject_of(i);
  if (subject.size() != 1 || !scene.are_followed(subject)) return;
  ChangeStated change;
  change.measure = MeasureId::defence_expenditure;
  change.by = m.quantity;
  change.direction = 1;
  change.real = scene.sentence_has(C::real);
  ClaimYears years = scene.default_years(false);
  if (base) {
    change.from_years = {*scene.year_at(*base)};
    std::erase_if(years.candidates, [&](Year year) { return year <= change.from_years.front(); });
  }
  if (years.candidates.empty()) return;
  Claim claim = scene.claim(ClaimKind::change_over_time, std::min(i, base.value_or(i)),
                            std::max(i, base.value_or(i)));
  if (base && *base < i && scene.word_before(*base) == "since")
    claim.begin = scene.begin_of_word_before(*base);
  claim.subject = subject;
  claim.measure = measure(MeasureId::defence_expenditure).name;
  claim.years = std::move(years);
  claim.future = scene.is_future(i);
  claim.other_source = true;  // of which years it is the sum is never said
  claim.detail = change;
  claims.push_back(std::move(claim));
  scene.use(i);
}

}  // namespace

void find_growth(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (is_fraction_of_growth(scene, i)) find_growth_at(scene, i, claims);
    if (!is_change_quantity(scene, i)) continue;
    find_extra(scene, i, claims);
    if (!scene.used(i)) find_growth_at(scene, i, claims);
  }
}

}  // namespace muster
