// "from 3.68% of GDP a decade ago to 3.19% in 2024", "2.02%, up from 1.43% in 2014".

#include <algorithm>

#include "base/text.h"
#include "check/claims/change.h"

namespace muster {

using C = LexicalClass;
bool is_change_quantity(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  return m.kind == MentionKind::quantity && !m.ordinal && !scene.used(i) &&
         (m.quantity.unit == StatedUnit::percent || m.quantity.unit == StatedUnit::money);
}

bool is_later(const Scene& scene, const ClaimYears& years) {
  return scene.facts().day && !years.candidates.empty() &&
         years.candidates.front() > year_of(*scene.facts().day);
}

std::optional<int> years_spanned(const Scene& scene, int clause) {
  const auto within = [&](std::size_t token) {
    for (std::size_t back = 1; back <= 4 && token >= scene.begin() + back; ++back) {
      const std::string_view word = scene.word(token - back);
      if (one_of(word, {"over", "in", "within", "during"})) return true;
      if (!one_of(word, {"the", "a", "past", "last", "just", "only", "about", "less", "than"}))
        return false;
    }
    return false;
  };
  for (std::size_t j = 0; j < scene.size(); ++j) {
    const Mention& m = scene.mention(j);
    const bool number = m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::count &&
                        m.quantity.value >= 2 && m.quantity.value <= 30 &&
                        scene.word_behind(j) == "years" && scene.clause(j) == clause;
    if (number && within(m.first)) return static_cast<int>(m.quantity.value);
  }
  for (std::size_t token = scene.begin(); token < scene.end(); ++token) {
    if (scene.word(token) == "decade" && within(token)) return 10;
  }
  return std::nullopt;
}

Year years_before(Year year, int years) {
  return Year{static_cast<std::int16_t>(year.value - years)};
}

namespace {

std::optional<MeasureId> measure_of(const Scene& scene, std::size_t i) {
  const StatedValue& value = scene.mention(i).quantity;
  if (value.unit == StatedUnit::money) {
    if (!scene.sentence_has({C::defence, C::outlay, C::spend}) && !scene.facts().on_topic)
      return std::nullopt;
    return MeasureId::defence_expenditure;
  }
  if (scene.sentence_has(C::gdp)) return MeasureId::defence_share_of_gdp;
  if (scene.sentence_has(C::equipment)) return MeasureId::equipment_share;
  if (scene.continues_share(i)) return MeasureId::defence_share_of_gdp;
  return std::nullopt;
}

// The time beside a quantity and before the next one.
std::optional<std::size_t> own_time(const Scene& scene, std::size_t i) {
  for (std::size_t j = i + 1; j < scene.size(); ++j) {
    if (scene.mention(j).kind == MentionKind::quantity || scene.clause(j) != scene.clause(i)) break;
    // "to 2.05%, but Finland, a member since 2023"
    if (scene.can_be_subject(j) && scene.between(i, j, ",")) break;
    if (scene.mention(j).kind == MentionKind::time)
      return scene.year_at(j) ? std::optional(j) : std::nullopt;
  }
  return std::nullopt;
}

// "from A … to B", "A …, up from B", "A in 2024, against B in 2014".
void find_from_to(Scene& scene, std::size_t i, std::size_t j, Claims& claims) {
  const std::string_view before_first = scene.word_before(i);
  const std::string_view before_second = scene.word_before(j);
  const auto follows = [&](std::string_view word) {
    return before_second == word ||
           scene.contains_word(scene.mention(i).end, scene.mention(j).first, word);
  };
  bool forward = before_first == "from" && before_second == "to";
  const bool backward =
      !forward &&
      (before_second == "from" || before_second == "against" || before_second == "with") &&
      (follows("up") || follows("down") || follows("against") || follows("compared"));
  // "edged up to A this year from B last year"
  const auto verb = scene.left(i, {C::up, C::down});
  const bool turned = !forward && !backward && before_first == "to" && before_second == "from" &&
                      verb && scene.gap(*verb, i) <= 5;
  if (!forward && !backward && !turned) return;
  // "over double the 2% guideline and up from 3.92%": the threshold is no end of the change.
  if (i + 1 < scene.size() && scene.mention(i + 1).is(C::guideline_noun) &&
      scene.gap(i, i + 1) <= 1)
    return;
  const StatedValue& a = scene.mention(i).quantity;
  const StatedValue& b = scene.mention(j).quantity;
  if (a.unit != b.unit || a.currency != b.currency) return;
  auto measure_id = measure_of(scene, i);
  // "Hungary's spending went from 0.86% to 2.11%": of GDP, as it seems.
  const bool seems_share =
      !measure_id && a.unit == StatedUnit::percent && a.value < kLargestShareOfGdp &&
      b.value < kLargestShareOfGdp && scene.word_behind(i) != "of" &&
      scene.word_behind(j) != "of" &&
      scene.clause_has(scene.clause(i), {C::spender, C::spend, C::outlay}) &&
      !scene.sentence_has({C::account, C::personnel, C::real, C::off_topic, C::total});
  if (seems_share) measure_id = MeasureId::defence_share_of_gdp;
  if (!measure_id || scene.is_wish(i) || scene.is_negated(i) || scene.is_off_topic(i)) return;
  std::vector<AreaId> subject = scene.subject_of(i);
  // "From 2.1% in 2014 British spending has gone to 2.33%"
  for (std::size_t k = i + 1; forward && k < j; ++k) {
    if (scene.can_be_subject(k)) subject = scene.list_of(k).areas;
  }
  if (subject.size() != 1 || !scene.are_followed(subject)) return;

  const std::size_t from = forward ? i : j;
  const std::size_t to = forward ? j : i;
  auto from_time = own_time(scene, from);
  const auto to_time = own_time(scene, to);
  // "has tripled since 2014, from 0.94% to 3.15%"
  for (std::size_t k = i; !from_time && k-- > 0 && scene.clause(k) == scene.clause(i);) {
    if (scene.mention(k).kind == MentionKind::time && scene.word_before(k) == "since" &&
        scene.year_at(k))
      from_time = k;
  }
  const auto span = years_spanned(scene, scene.clause(i));
  if (!from_time && !span) return;
  ChangeStated change;
  change.measure = *measure_id;
  change.from = scene.mention(from).quantity;
  change.to = scene.mention(to).quantity;
  const ClaimYears to_years =
      to_time ? ClaimYears{{*scene.year_at(*to_time)}, true} : scene.default_years(false);
  if (from_time) {
    change.from_years = {*scene.year_at(*from_time)};
  } else if (!to_years.candidates.empty()) {
    for (const Year to_year : to_years.candidates)
      change.from_years.push_back(years_before(to_year, *span));
  } else {
    return;
  }
  // "a decade ago": counted from the other figure's year, or from the article's.
  const When when = from_time ? scene.mention(*from_time).when : When{};
  if (when.kind == WhenKind::year_offset && !to_years.candidates.empty()) {
    const Year counted{static_cast<std::int16_t>(to_years.candidates.front().value + when.years)};
    if (counted != change.from_years.front() && when.years < -1)
      change.from_years.insert(change.from_years.begin(), counted);
  }
  const bool future = scene.is_future(i);
  std::size_t last = scene.gdp_behind(j).value_or(j);
  last = scene.with_time(last);
  Claim claim = scene.claim(
      is_later(scene, to_years) ? ClaimKind::forecast : ClaimKind::change_over_time, i, last);
  claim.subject = subject;
  claim.measure = measure(*measure_id).name;
  claim.years = to_years;
  claim.future = future;
  claim.other_source = seems_share || !from_time;
  claim.detail = change;
  claims.push_back(std::move(claim));
  scene.use(i);
  scene.use(j);
}

// "1.79% in 2016, slightly down from 2015": a figure and the direction from a year without its
// figure.
void find_direction(Scene& scene, std::size_t i, Claims& claims) {
  if (scene.mention(i).quantity.unit != StatedUnit::percent) return;
  const auto move = scene.right(i, {C::up, C::down});
  if (!move || scene.gap(i, *move) > 8 || *move + 1 >= scene.size()) return;
  const std::size_t time = *move + 1;
  const std::string_view lead = scene.word_before(time);
  if (scene.mention(time).kind != MentionKind::time || !scene.year_at(time) ||
      (lead != "from" && lead != "on"))
    return;
  for (std::size_t j = i + 1; j < *move; ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) return;
  }
  const auto measure_id = measure_of(scene, i);
  const std::vector<AreaId> subject = scene.subject_of(i);
  if (!measure_id || subject.size() != 1 || !scene.are_followed(subject) || scene.is_wish(i) ||
      scene.is_negated(i) || scene.is_off_topic(i))
    return;
  ChangeStated change;
  change.measure = *measure_id;
  change.to = scene.mention(i).quantity;
  change.direction = scene.mention(*move).is(C::up) ? 1 : -1;
  change.from_years = {*scene.year_at(time)};
  Claim claim = scene.claim(ClaimKind::change_over_time, i, time);
  claim.subject = subject;
  claim.measure = measure(*measure_id).name;
  claim.years = scene.years_of(i);
  claim.future = scene.is_future(i);
  claim.detail = change;
  claims.push_back(std::move(claim));
  scene.use(i);
}

}  // namespace

void find_changes(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!is_change_quantity(scene, i)) continue;
    for (std::size_t j = i + 1; j < scene.size(); ++j) {
      if (scene.mention(j).kind != MentionKind::quantity || scene.mention(j).ordinal) continue;
      if (is_change_quantity(scene, j)) find_from_to(scene, i, j, claims);
      break;
    }
    if (!scene.used(i)) find_direction(scene, i, claims);
  }
}

}  // namespace muster
