// "from 3.68% of GDP a decade ago to 3.19% in 2024", "rose 19.4% in real terms in 2024".

#include <algorithm>

#include "base/text.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

bool is_quantity(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  return m.kind == MentionKind::quantity && !m.ordinal && !scene.used(i) &&
         (m.quantity.unit == StatedUnit::percent || m.quantity.unit == StatedUnit::money);
}

// "jumped by nearly a fifth"
bool is_fraction_of_growth(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  return m.kind == MentionKind::quantity && !scene.used(i) &&
         m.quantity.unit == StatedUnit::fraction && scene.word_before(i) == "by" && i > 0 &&
         scene.mention(i - 1).is({C::up, C::down}) && scene.gap(i - 1, i) <= 1;
}

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

// Said of a year after the article's: a forecast. What is estimated for the current year is a
// change.
bool is_later(const Scene& scene, const ClaimYears& years) {
  return scene.facts().day && !years.candidates.empty() &&
         years.candidates.front() > year_of(*scene.facts().day);
}

// The time beside a quantity and before the next one.
std::optional<std::size_t> own_time(const Scene& scene, std::size_t i) {
  for (std::size_t j = i + 1; j < scene.size(); ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) break;
    if (scene.mention(j).kind == MentionKind::time)
      return scene.year_at(j) ? std::optional(j) : std::nullopt;
  }
  return std::nullopt;
}

// "over the past decade", "in ten years": for how many years a change is said to have gone on.
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
  constexpr double kLargestShare = 9;  // percent of GDP
  const bool seems_share =
      !measure_id && a.unit == StatedUnit::percent && a.value < kLargestShare &&
      b.value < kLargestShare && scene.word_behind(i) != "of" && scene.word_behind(j) != "of" &&
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
void find_growth(Scene& scene, std::size_t i, Claims& claims) {
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
        !scene.year_at(j))
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

// The year that a change is counted from: "since 2014", "than in 2014".
std::optional<std::size_t> base_behind(const Scene& scene, std::size_t i) {
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) return std::nullopt;
    if (scene.mention(j).kind != MentionKind::time || !scene.year_at(j)) continue;
    const bool base = scene.between(i, j, "since") || scene.between(i, j, "than") ||
                      scene.between(i, j, "from") || scene.word_before(j) == "on";
    if (base) return j;
  }
  for (std::size_t j = i; j-- > 0 && scene.clause(j) == scene.clause(i);) {
    if (scene.mention(j).kind == MentionKind::time && scene.word_before(j) == "since" &&
        scene.year_at(j))
      return j;
  }
  return std::nullopt;
}

// "has more than doubled since 2014", "lower this year than in 2014": without figures of its own.
void find_bare_change(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  const bool multiple = m.is(C::multiple);
  // "has dropped since 2014"
  const bool moved = m.is({C::up, C::down});
  if (!multiple && !moved && !m.is(C::less) && !m.is(C::more)) return;
  const int clause = scene.clause(i);
  const auto base = base_behind(scene, i);
  const auto span = multiple && !base ? years_spanned(scene, clause) : std::nullopt;
  if ((!base && !span) || scene.is_wish(i) || scene.is_negated(i) || scene.is_off_topic(i)) return;
  if (!multiple && !moved && (*base < i || !scene.between(i, *base, "than"))) return;
  if (moved && (!scene.between(i, *base, "since") && scene.word_before(*base) != "since")) return;
  // "which had shrunk for years, has grown since 2015": the nearest says it.
  for (std::size_t j = i + 1; moved && j < *base; ++j) {
    if (scene.mention(j).is({C::up, C::down})) return;
  }
  // "have increased it every year since 2014" says more than its ends.
  const std::size_t end = scene.end();
  if (moved && (scene.contains_word(scene.begin(), end, "every") ||
                scene.contains_word(scene.begin(), end, "each") ||
                scene.contains_word(scene.begin(), end, "all")))
    return;
  // "its share has tripled": of GDP.
  const bool share =
      scene.clause_has(clause, C::spender) &&
      (scene.clause_has(clause, C::gdp) || scene.contains_word(m.first, scene.end(), "share") ||
       scene.contains_word(scene.begin(), m.first, "share"));
  const bool spending = share || scene.clause_has(clause, {C::spend, C::outlay}) ||
                        (scene.clause_has(clause, C::defence) && multiple);
  if (!spending || scene.clause_has(clause, {C::equipment, C::personnel})) return;
  const std::vector<AreaId> subject = scene.subject_of(i);
  if (subject.size() != 1 || !scene.are_followed(subject)) return;
  // Figures beside it are another rule's.
  for (std::size_t j = 0; j < scene.size(); ++j) {
    const Mention& other = scene.mention(j);
    if (other.kind == MentionKind::quantity && scene.clause(j) == clause &&
        other.quantity.unit != StatedUnit::count)
      return;
  }
  ChangeStated change;
  change.measure = share || scene.clause_has(clause, C::gdp) ? MeasureId::defence_share_of_gdp
                                                             : MeasureId::defence_expenditure;
  change.real = scene.sentence_has(C::real);
  change.direction = m.is({C::less, C::down}) || m.value == "0.5" ? -1 : 1;
  std::size_t first = i;
  if (multiple) {
    StatedValue factor;
    factor.value = factor.high = multiple_of(m);
    factor.step = factor.coarse_step = factor.value * 0.2;  // "doubled" is no exact figure
    factor.unit = StatedUnit::fraction;
    if (i > 0 && scene.mention(i - 1).is(C::hedge) && scene.gap(i - 1, i) == 0) {
      if (const auto bound = bound_named(scene.mention(i - 1).value)) factor.bound = *bound;
      first = i - 1;
    }
    change.by = factor;
  }
  ClaimYears years = scene.default_years(true);
  if (base) {
    change.from_years = {*scene.year_at(*base)};
  } else {
    for (const Year year : years.candidates) change.from_years.push_back(years_before(year, *span));
    if (years.candidates.empty()) return;
  }
  for (std::size_t j = 0; base && j < std::max(i, *base); ++j) {
    if (scene.mention(j).kind == MentionKind::time && scene.year_at(j) && j != *base &&
        *scene.year_at(j) > change.from_years.front())
      years = {{*scene.year_at(j)}, true};
  }
  std::erase_if(years.candidates, [&](Year year) { return year <= change.from_years.front(); });
  if (years.candidates.empty()) return;
  Claim claim = scene.claim(ClaimKind::change_over_time, std::min(first, base.value_or(i)),
                            std::max(i, base.value_or(i)));
  claim.subject = subject;
  const bool level = multiple || change.measure == MeasureId::defence_share_of_gdp;
  claim.measure = level ? measure(change.measure).name : measure(MeasureId::real_change).name;
  claim.years = std::move(years);
  claim.future = scene.is_future(i);
  claim.other_source = !base;  // from which year to which is not said
  claim.detail = change;
  claims.push_back(std::move(claim));
}

// "Belgium, Italy and Greece lower their budgets": only which way, of each.
void find_moved_by(Scene& scene, const AreaList& list, Claims& claims) {
  const std::size_t verb = list.at.back() + 1;
  if (verb + 1 >= scene.size() || !scene.mention(verb).is({C::up, C::down}) ||
      scene.gap(list.at.back(), verb) > 1 || scene.clause(verb) != scene.clause(list.at.back()) ||
      !scene.can_be_subject(list.at.front()) || !scene.are_followed(list.areas) ||
      scene.is_wish(verb) || scene.is_negated(verb) || scene.is_future(verb))
    return;
  // What is moved, and nothing else said of it.
  std::size_t last = verb;
  bool outlay = false;
  for (std::size_t j = verb + 1; j < scene.size() && scene.gap(last, j) <= 1; ++j) {
    if (!scene.mention(j).is({C::pronoun, C::defence, C::outlay, C::spend})) break;
    outlay = outlay || scene.mention(j).is({C::outlay, C::spend});
    last = j;
  }
  if (!outlay || !scene.ends_at(scene.mention(last).end)) return;
  for (std::size_t j = last + 1; j < scene.size() && scene.clause(j) == scene.clause(verb); ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) return;
  }
  ChangeStated change;
  change.measure = MeasureId::defence_expenditure;
  change.direction = scene.mention(verb).is(C::up) ? 1 : -1;
  change.real = scene.sentence_has(C::real);
  for (std::size_t k = 0; k < list.areas.size(); ++k) {
    Claim claim = scene.claim(ClaimKind::change_over_time, list.at[k], last);
    claim.subject = {list.areas[k]};
    claim.measure = measure(MeasureId::real_change).name;
    claim.years = scene.years_of(verb);
    if (!claim.years.named && !scene.sentence_has(C::past)) claim.years = scene.default_years(true);
    claim.other_source = true;  // in money, in real terms or as a share is not said
    claim.detail = change;
    claims.push_back(std::move(claim));
  }
}

}  // namespace

void find_changes(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (is_fraction_of_growth(scene, i)) find_growth(scene, i, claims);
    if (!is_quantity(scene, i)) continue;
    for (std::size_t j = i + 1; j < scene.size(); ++j) {
      if (scene.mention(j).kind != MentionKind::quantity || scene.mention(j).ordinal) continue;
      if (is_quantity(scene, j)) find_from_to(scene, i, j, claims);
      break;
    }
    if (!scene.used(i)) find_extra(scene, i, claims);
    if (!scene.used(i)) find_direction(scene, i, claims);
    if (!scene.used(i)) find_growth(scene, i, claims);
  }
  for (std::size_t i = 0; i < scene.size(); ++i) find_bare_change(scene, i, claims);
  for (const AreaList& list : scene.area_lists()) {
    if (list.areas.size() > 1 && scene.facts().on_topic) find_moved_by(scene, list, claims);
  }
}

}  // namespace muster
