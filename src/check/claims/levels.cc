// "Poland spent 4.12% of GDP", "NATO's military spending was about $1.3 trillion", "27% of it on
// equipment".

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

// Which measure a quantity gives, as far as its clause says.
// "US: $968 billion": a line of a list.
bool is_line_of_table(const Scene& scene, std::size_t i) {
  constexpr std::size_t kLongest = 14;  // tokens
  return scene.end() - scene.begin() <= kLongest && scene.gap(i - 1, i) == 1 &&
         scene.word_before(i) == ":";
}

// "put the cost at €10.5 billion", "a contract of $4 billion": money that is no yearly spending.
bool is_price(const Scene& scene, std::size_t i) {
  constexpr std::size_t kReach = 8;  // tokens
  const std::size_t first = scene.mention(i).first;
  for (std::size_t token = first; token-- > scene.begin() && first - token <= kReach;) {
    if (scene.is_one_of(token, WordSet::price)) return true;
  }
  return false;
}

// "half of Polish spending": an ally's own.
bool is_of_own_budget(const Scene& scene, std::size_t i) {
  std::size_t j = i + 2;
  if (j < scene.size() && scene.mention(j).is(C::defence)) ++j;
  return j < scene.size() && scene.mention(i + 1).kind == MentionKind::area &&
         scene.mention(j).is({C::outlay, C::spend}) && scene.gap(i + 1, j) <= 2;
}

std::optional<MeasureId> measure_of(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  const int clause = scene.clause(i);
  if (scene.is_off_topic(i) || scene.clause_has(clause, C::era)) return std::nullopt;
  // "More than half of it goes on equipment"
  if (m.quantity.unit == StatedUnit::fraction) {
    const bool equipment = scene.clause_has(clause, C::equipment) && i + 1 < scene.size() &&
                           (scene.mention(i + 1).is({C::defence, C::outlay, C::pronoun}) ||
                            is_of_own_budget(scene, i));
    return equipment && scene.word_behind(i) == "of" ? std::optional(MeasureId::equipment_share)
                                                     : std::nullopt;
  }
  if (m.quantity.unit == StatedUnit::percent) {
    if (scene.gdp_behind(i)) return MeasureId::defence_share_of_gdp;
    const bool equipment = scene.clause_has(clause, C::equipment);
    const bool of_budget =
        scene.word_behind(i) == "of" && i + 1 < scene.size() &&
        (scene.mention(i + 1).is(C::defence) || scene.mention(i + 1).is(C::outlay) ||
         scene.mention(i + 1).is(C::pronoun) || is_of_own_budget(scene, i));
    if (equipment && (of_budget || !scene.sentence_has(C::gdp))) return MeasureId::equipment_share;
    if (scene.word_behind(i) == "of") return std::nullopt;
    // "its share of the total is 6.6%"
    const auto spender = scene.left(i, C::spender);
    if (spender && !scene.sentence_has(C::gdp) && scene.word_behind(*spender) == "of" &&
        scene.clause_has(clause, C::total))
      return std::nullopt;
    // "Poland (4.12%), Estonia (3.43%)": another figure of the sentence or the text says of what.
    if (scene.continues_share(i)) return MeasureId::defence_share_of_gdp;
    if (scene.sentence_has(C::gdp) && !scene.sentence_has({C::real, C::account}) &&
        m.quantity.value < kLargestShareOfGdp)
      return MeasureId::defence_share_of_gdp;
    return std::nullopt;
  }
  if (m.quantity.unit == StatedUnit::money) {
    // "US GDP was $27 trillion"
    const auto noun = scene.left(i, {C::gdp, C::defence, C::outlay, C::spend, C::equipment});
    // "2.12% of GDP, some 90.6 billion euros": of which GDP is only the whole.
    const bool whole = noun && *noun > 0 &&
                       scene.mention(*noun - 1).kind == MentionKind::quantity &&
                       scene.gdp_behind(*noun - 1) == noun;
    // "US GDP, by the World Bank's numbers, is $19.4 trillion": whose it is stands at its head.
    const bool heads = noun && *noun > 0 && scene.word_behind(*noun) == "," &&
                       scene.mention(*noun - 1).kind == MentionKind::area &&
                       scene.gap(*noun - 1, *noun) <= 1 &&
                       (scene.mention(*noun - 1).first == scene.begin() ||
                        (scene.mention(*noun - 1).first == scene.begin() + 1 &&
                         scene.word_before(*noun - 1) == "the"));
    const bool named = noun && !whole && (heads || !scene.between(*noun, i, ",")) &&
                       one_of(scene.word(scene.mention(*noun).first), {"gdp", "gross"});
    if (named && scene.gap(*noun, i) <= 6 && m.quantity.value >= 1e9) return MeasureId::gdp;
    // "Poland's economy lost $3 billion": unless it is "on defence", it is none.
    const bool on_defence = i + 1 < scene.size() && scene.gap(i, i + 1) <= 2 &&
                            scene.mention(i + 1).is({C::defence, C::outlay});
    if (noun && !whole && scene.mention(*noun).is(C::gdp) && !on_defence) return std::nullopt;
    // "raised it …, 46 billion dollars in all" is a change, and money for equipment is a part.
    if (is_price(scene, i)) return std::nullopt;
    auto moves = scene.left(i, {C::up, C::down});
    // "with $98 billion it has risen to second place", "Britain ($82 billion)"
    if (scene.in_parentheses(i) || scene.word_before(i) == "with") moves.reset();
    // "increased by 19.4% to a total of $485 billion"
    const bool in_all = scene.word_before(i) == "of" && i > 0 && scene.mention(i - 1).is(C::total);
    const bool part =
        moves && !in_all && scene.word_before(i) != "to" && scene.word_before(i) != "at";
    if (part || scene.clause_has(clause, C::equipment)) return std::nullopt;
    const bool defence =
        scene.clause_has(clause, C::defence) ||
        (scene.sentence_has(C::defence) && scene.sentence_has({C::spend, C::outlay}));
    const bool spending = scene.clause_has(clause, {C::outlay, C::spend, C::spender, C::account});
    // "the United States ($968 billion)", in a text about defence spending.
    const bool listed =
        i > 0 && scene.mention(i - 1).kind == MentionKind::area &&
        (scene.gap(i - 1, i) <= (scene.in_parentheses(i) ? 1U : 0U) || is_line_of_table(scene, i) ||
         (scene.word_before(i) == "with" && scene.gap(i - 1, i) <= 2 &&
          scene.mention(i - 1).area != scene.nato()));
    // "is at 2% of GDP on defence: 166.8 billion korunas"
    const bool spelt_out =
        scene.word_before(i) == ":" && scene.sentence_has(C::defence) && scene.sentence_has(C::gdp);
    if (!defence && !spending && !listed && !spelt_out) return std::nullopt;
    // "Americans spend $2,400 a head, Canadians some $600"
    constexpr double kMostPerHead = 1e5;
    if (m.quantity.value < kMostPerHead)
      return scene.sentence_has(C::per_head) ? std::optional(MeasureId::defence_per_capita)
                                             : std::nullopt;
    return MeasureId::defence_expenditure;
  }
  return std::nullopt;
}

// "from 0.94% to 3.15%": where a change began, and no change was understood.
bool is_begin_of_pair(const Scene& scene, std::size_t i) {
  if (scene.word_before(i) != "from") return false;
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    if (scene.mention(j).kind != MentionKind::quantity) continue;
    return scene.word_before(j) == "to" &&
           scene.mention(j).quantity.unit == scene.mention(i).quantity.unit &&
           scene.subject_of(i) == scene.subject_of(j);
  }
  return false;
}

// "falls short of 5% of GDP", "has yet to reach 3%": below it; "trails with 1.28%": at it.
bool is_missed(const Scene& scene, std::size_t i) {
  const auto miss = scene.left(i, C::miss);
  if (!miss || scene.gap(*miss, i) > 2) return false;
  if (scene.word_before(i) != "of" && scene.gap(i - 1, i) > 0) return false;
  for (std::size_t j = *miss + 1; j < i; ++j) {
    if (!scene.mention(j).is({C::meet, C::spend})) return false;
  }
  return true;
}

// "does not even reach 1.5%": below it.
bool is_not_reached(const Scene& scene, std::size_t i) {
  if (i < 2 || !scene.mention(i - 1).is({C::meet, C::spend}) || scene.gap(i - 1, i) > 0)
    return false;
  const Mention& denial = scene.mention(i - 2);
  return denial.is(C::negation) && denial.value != "none" && scene.gap(i - 2, i - 1) <= 1 &&
         scene.mention(i).quantity.bound == Bound::exact &&
         scene.mention(i).quantity.unit == StatedUnit::percent;
}

// "says 2.1% is enough": what somebody thinks of a number.
bool is_opinion(const Scene& scene, std::size_t i) {
  std::size_t token = scene.mention(scene.gdp_behind(i).value_or(i)).end;
  constexpr std::size_t kReach = 5;  // tokens: "is simply not enough"
  if (token >= scene.end() || !one_of(scene.word(token), {"is", "was", "will", "would", "are"}))
    return false;
  for (const std::size_t end = token + kReach; ++token < std::min(end, scene.end());) {
    if (one_of(scene.word(token),
               {"enough", "sufficient", "insufficient", "too", "needed", "plenty", "unrealistic",
                "impossible", "necessary", "fair", "reasonable", "required"}))
      return true;
  }
  return false;
}

// "$686 billion of $957 billion": the second is what all spend.
bool is_whole_of(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  return i > 0 && m.quantity.unit == StatedUnit::money && scene.word_before(i) == "of" &&
         scene.mention(i - 1).kind == MentionKind::quantity &&
         scene.mention(i - 1).quantity.unit == StatedUnit::money && scene.gap(i - 1, i) <= 3;
}

// A percentage that is a threshold and not a level: "the 2% target", "meet 2%".
bool is_threshold(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  if (m.quantity.unit != StatedUnit::percent) return false;
  // "Britain's 2.33% is above the target", "clears the bar with 2.12%": figures of their own.
  const bool known = scene.guideline_of_threshold(m.quantity, false) != nullptr;
  const auto noun = scene.right(i, C::guideline_noun);
  if (noun && scene.gap(i, *noun) <= 4 && !scene.between(i, *noun, ",")) {
    const bool set_against = std::ranges::any_of(
        std::array<std::string_view, 5>{"is", "was", "above", "below", "beyond"},
        [&](auto word) { return scene.between(i, *noun, word); });
    if (known || !set_against) return true;
  }
  const auto before = scene.left(i, C::guideline_noun);
  // "well short of the two per cent that members agreed to"
  const std::size_t behind = scene.mention(scene.gdp_behind(i).value_or(i)).end;
  const bool agreed =
      known && scene.word_before(i) == "the" && behind < scene.end() &&
      one_of(scene.word(behind), {"that", "which", "agreed", "demanded", "required", "set",
                                  "promised", "pledged", "expected", "NATO"});
  if (agreed) return true;
  if (before && scene.gap(*before, i) <= 2)
    return known || !one_of(scene.word_before(i), {"with", "at"});
  return scene.is_natos(i);
}

// "The United States has 1.3 million military personnel"
void find_personnel(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  constexpr double kFewest = 5000;  // persons; less is a unit, not an ally's forces
  const bool number = m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::count &&
                      m.quantity.value >= kFewest && !scene.used(i);
  if (!number || scene.is_wish(i) || scene.is_negated(i) || scene.is_future(i)) return;
  // "With 481,000 personnel its army is the second-largest": read with its place.
  for (const Claim& claim : claims) {
    if (claim.measure == measure(MeasureId::military_personnel).name) return;
  }
  const bool noun =
      i + 1 < scene.size() && scene.mention(i + 1).is(C::personnel) && scene.gap(i, i + 1) <= 2;
  const std::string_view lead = scene.word_before(i);
  const bool has = one_of(lead, {"has", "have", "had", "with", "fields", "maintains", "numbers"});
  const auto army = scene.left(i, C::army);
  const bool of_army = army && lead == "of" && scene.gap(*army, i) == 1;
  if (!(noun && has) && !of_army) return;
  const std::vector<AreaId> subject = scene.subject_of(i);
  if (subject.size() != 1 || !scene.are_followed(subject)) return;
  const std::size_t first = scene.back_to(subject.front(), i, 8);
  Claim claim = scene.claim(ClaimKind::amount, first, noun ? i + 1 : i);
  claim.subject = subject;
  claim.measure = measure(MeasureId::military_personnel).name;
  claim.years = scene.years_of(i);
  claim.other_source = true;  // with or without reserves and gendarmes is seldom said
  claim.detail = Level{MeasureId::military_personnel, m.quantity};
  claims.push_back(std::move(claim));
  scene.use(i);
}

// "Poland spends more than double the 2% target": a level told by the guideline.
void find_multiple_of_guideline(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  const bool times = m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::count &&
                     scene.word_behind(i) == "times" && !scene.used(i);
  if (!times && !m.is(C::multiple)) return;
  const std::size_t behind = times ? m.end + 1 : m.end;
  // Only the guideline follows: "the NATO guideline", "the 2% target", "NATO's 2%".
  const Guideline* guideline = nullptr;
  std::size_t last = i;
  for (std::size_t j = i + 1; j < scene.size() && scene.mention(j).first - behind <= 5; ++j) {
    const Mention& next = scene.mention(j);
    if (next.kind == MentionKind::quantity)
      guideline = scene.guideline_of_threshold(next.quantity, false);
    if (next.is(C::guideline_noun) && guideline == nullptr) guideline = scene.discourse().guideline;
    const bool names = next.kind == MentionKind::quantity || next.is(C::guideline_noun) ||
                       (next.kind == MentionKind::area && next.area == scene.nato());
    if (!names || scene.between(last, j, "as") || scene.between(last, j, ",")) break;
    last = j;
  }
  if (guideline == nullptr || last == i || scene.is_wish(i) || scene.is_negated(i) ||
      scene.is_off_topic(i) || guideline->metric != measure(MeasureId::defence_share_of_gdp).name)
    return;
  const bool states = scene.clause_has(scene.clause(i), {C::spend, C::present, C::past});
  const std::vector<AreaId> subject = scene.subject_of(i);
  if (!states || subject.size() != 1 || !scene.are_followed(subject)) return;
  StatedValue value = scene.factor_at(i);
  value.unit = StatedUnit::percent;
  for (double* part : {&value.value, &value.high, &value.step, &value.coarse_step})
    *part *= guideline->threshold.to_double();
  Claim claim = scene.claim(ClaimKind::share_of_gdp, scene.back_to(subject.front(), i, 12), last);
  claim.subject = subject;
  claim.measure = measure(MeasureId::defence_share_of_gdp).name;
  claim.years = scene.years_of(i);
  claim.future = scene.is_future(i);
  claim.detail = Level{MeasureId::defence_share_of_gdp, value};
  claims.push_back(std::move(claim));
  for (std::size_t j = i; j <= last; ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) scene.use(j);
  }
}

}  // namespace

void find_levels(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; scene.facts().on_topic && i < scene.size(); ++i)
    find_multiple_of_guideline(scene, i, claims);
  for (std::size_t i = 0; scene.facts().on_topic && i < scene.size(); ++i)
    find_personnel(scene, i, claims);
  const auto eligible = [&](std::size_t i) {
    const Mention& m = scene.mention(i);
    if (m.kind != MentionKind::quantity || m.ordinal || scene.used(i)) return false;
    if (scene.is_bare_share(i)) return true;
    return (m.quantity.unit == StatedUnit::percent || m.quantity.unit == StatedUnit::money ||
            m.quantity.unit == StatedUnit::fraction) &&
           !is_threshold(scene, i);
  };
  // "Poland and Estonia spent 4.12% and 3.43%": as many figures as areas.
  const auto paired = [&](std::size_t i,
                          const std::vector<AreaId>& subject) -> std::optional<AreaId> {
    // The figures that stand together with this one, no area between.
    std::vector<std::size_t> row = {i};
    const auto alike = [&](std::size_t j) {
      return eligible(j) && scene.clause(j) == scene.clause(i) &&
             scene.mention(j).quantity.unit == scene.mention(i).quantity.unit;
    };
    for (std::size_t j = i; j-- > 0 && scene.mention(j).kind != MentionKind::area;) {
      if (alike(j)) row.insert(row.begin(), j);
    }
    for (std::size_t j = i + 1; j < scene.size() && scene.mention(j).kind != MentionKind::area;
         ++j) {
      if (alike(j)) row.push_back(j);
    }
    if (row.size() != subject.size() || row.size() < 2) return std::nullopt;
    for (std::size_t j = row.front(); j < row.back(); ++j) {
      if (scene.mention(j).kind == MentionKind::area) return std::nullopt;
    }
    return subject[static_cast<std::size_t>(std::ranges::find(row, i) - row.begin())];
  };
  std::vector<std::pair<std::size_t, std::vector<AreaId>>> found;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!eligible(i) || scene.is_wish(i) || !scene.facts().on_topic || scene.is_off_topic(i))
      continue;
    if (scene.is_negated(i) && !is_not_reached(scene, i)) continue;
    // "US $2,239, Norway $1,727": a country or a currency.
    const Mention& money = scene.mention(i);
    if (money.quantity.unit == StatedUnit::money && money.end > money.first + 1 &&
        scene.word(money.first) == "us" && scene.has_space_before(money.first + 1))
      continue;
    // "asked for 2%, the new one for 5%"
    const bool asked_for = scene.word_before(i) == "for" &&
                           !scene.left(i, {C::account, C::spend}) &&
                           scene.mention(i).quantity.unit == StatedUnit::percent &&
                           !(i > 0 && scene.gap(i - 1, i) == 0);  // "heading for 3%"
    // "allies have until 2024 to reach 2%"
    const bool given_until = i > 0 && scene.mention(i - 1).is(C::meet) && i > 1 &&
                             scene.mention(i - 2).kind == MentionKind::time &&
                             scene.word_before(i - 2) == "until" &&
                             scene.word_behind(i - 2) == "to";
    if (is_opinion(scene, i) || asked_for || given_until) continue;
    std::vector<AreaId> subject =
        is_whole_of(scene, i) ? std::vector{scene.nato()} : scene.subject_of(i);
    if (subject.size() > 1) {
      if (const auto own = paired(i, subject)) subject = {*own};
    }
    // "each spent more than 3%" is said of all; a single exact figure of several countries is not
    // clear.
    if (subject.size() > 1 && scene.mention(i).quantity.bound == Bound::exact) continue;
    if (!scene.are_followed(subject)) continue;
    // "because they did not spend 2%": some of them, not all together.
    if (scene.is_negated(i) && !subject.empty() && scene.ledger().area(subject.front()).is_group)
      continue;
    // A guideline's number and nobody named in the sentence: it is the guideline that is spoken of.
    if (subject.empty()) continue;
    const bool named = std::ranges::any_of(scene.mentions(), [&](const Mention& m) {
      return m.kind == MentionKind::area && m.area == subject.front();
    });
    if (!named && !scene.clause_has(scene.clause(i), {C::combined, C::total}) &&
        scene.guideline_of_threshold(scene.mention(i).quantity, false) != nullptr)
      continue;
    if (!subject.empty()) found.emplace_back(i, std::move(subject));
  }
  for (const auto& [i, subject] : found) {
    const Mention& m = scene.mention(i);
    const bool bare = scene.is_bare_share(i);
    const auto measure_id =
        bare ? std::optional(MeasureId::defence_share_of_gdp) : measure_of(scene, i);
    if (!measure_id) continue;
    // More money than before is a change, and a part of it is no level.
    if (scene.word_behind(i) == "more" || scene.word_behind(i) == "extra" ||
        scene.word_before(i) == "extra" || scene.word_before(i) == "additional" ||
        is_begin_of_pair(scene, i) ||
        (scene.word_before(i) == "by" && i > 0 && scene.mention(i - 1).is({C::up, C::down})) ||
        scene.word_behind(i) == "increase" || scene.word_before(i) == "worth")
      continue;
    const ClaimYears years = scene.years_of(i);
    const bool future = scene.is_future(i);
    ClaimKind kind =
        m.quantity.unit == StatedUnit::money ? ClaimKind::amount : ClaimKind::share_of_gdp;
    // What a publisher estimates for the current year is a level; a later year, or a plan, is a
    // forecast.
    bool later = false;
    for (std::size_t j = 0; j < scene.size() && scene.facts().day; ++j) {
      const auto period =
          scene.mention(j).kind == MentionKind::time && scene.clause(j) == scene.clause(i)
              ? scene.period_at(j)
              : std::nullopt;
      bool own = j > i && scene.gap(i, j) <= 10;
      for (std::size_t k = i + 1; k < j; ++k)
        own = own && scene.mention(k).kind != MentionKind::quantity;
      later = later || (own && period && year_of(period->from) > year_of(*scene.facts().day));
    }
    // "will go to 5%, but after 2030"
    for (std::size_t j = 0; j < scene.size() && scene.facts().day && future; ++j) {
      const auto period =
          scene.mention(j).kind == MentionKind::time ? scene.period_at(j) : std::nullopt;
      bool another = false;  // figure between them: its time
      for (std::size_t k = j + 1; k < i; ++k)
        another = another || scene.mention(k).kind == MentionKind::quantity;
      later = later || (!another && period && year_of(period->from) > year_of(*scene.facts().day));
    }
    later = later || (scene.facts().day && !years.candidates.empty() &&
                      years.candidates.front() > year_of(*scene.facts().day));
    if (later || (future && scene.is_plan(i))) kind = ClaimKind::forecast;
    std::size_t first = i;
    for (std::size_t j = i; j-- > 0;) {
      if (scene.mention(j).kind == MentionKind::area && scene.mention(j).area == subject.front()) {
        bool other_figure = false;
        for (std::size_t k = j + 1; k < i; ++k)
          other_figure = other_figure || scene.mention(k).kind == MentionKind::quantity;
        if (scene.gap(j, i) <= 12 && scene.clause(j) == scene.clause(i) && !other_figure) first = j;
        break;
      }
    }
    const std::size_t last = scene.with_time(scene.gdp_behind(i).value_or(i));
    Claim claim = scene.claim(kind, first, last);
    claim.subject = subject;
    claim.measure = measure(*measure_id).name;
    claim.years = years;
    claim.future = future;
    Level level{*measure_id, as_percent(scene.share_or_money(i))};
    if (level.value.bound == Bound::exact && (is_missed(scene, i) || is_not_reached(scene, i)))
      level.value.bound = Bound::less_than;
    // "the figures are 2.02% and 1.43%": of which years is not said.
    const auto joined_to = [&](std::size_t a, std::size_t b) {
      return b < scene.size() && scene.mention(a).kind == MentionKind::quantity &&
             scene.mention(b).kind == MentionKind::quantity &&
             scene.mention(a).quantity.unit == scene.mention(b).quantity.unit &&
             scene.gap(a, b) == 1 && scene.between(a, b, "and");
    };
    const bool pair = !years.named && (joined_to(i, i + 1) || (i > 0 && joined_to(i - 1, i)));
    const std::size_t other = joined_to(i, i + 1) ? i + 1 : (i > 0 ? i - 1 : i);
    if (pair && scene.subject_of(other) == subject) claim.other_source = true;
    claim.detail = level;
    claims.push_back(std::move(claim));
    scene.use(i);
  }
}

}  // namespace muster
