// "members agreed to spend at least 2% of GDP", "the 2% target set in Wales in 2014".

#include <algorithm>

#include "base/text.h"
#include "check/claims/guideline.h"

namespace muster {
namespace {

using C = LexicalClass;

bool is_percent(const Scene& scene, std::size_t i) {
  return scene.mention(i).kind == MentionKind::quantity &&
         scene.mention(i).quantity.unit == StatedUnit::percent;
}

// When and where it is said to have been agreed: times, summits' places and events of the sentence.
void add_circumstances(const Scene& scene, std::size_t verb, std::size_t threshold,
                       GuidelineStated& stated, std::size_t& first, std::size_t& last) {
  // Of another clause: "…, after members agreed", "… agreed, and leaders met in Washington".
  const auto elsewhere = [&](std::size_t j) {
    if (scene.clause(j) != scene.clause(verb)) return true;
    if (j < verb)
      return scene.between(j, verb, ",") &&
             (scene.between(j, verb, "after") || scene.between(j, verb, "since") ||
              scene.between(j, verb, "and"));
    for (std::size_t k = verb + 1; k < j; ++k) {
      if (scene.mention(k).kind == MentionKind::person || scene.mention(k).is({C::meet, C::office}))
        return scene.between(verb, j, ",");
    }
    // "… agreed to move towards 2%, and in Vilnius in 2023 they agreed on at least 2%"
    for (std::size_t token = scene.mention(verb).end; token + 1 < scene.mention(j).first; ++token) {
      if (scene.word(token) == "," && scene.word(token + 1) == "and") return true;
    }
    return scene.between(verb, j, "after");
  };
  for (std::size_t j = 0; j < scene.size(); ++j) {
    const Mention& m = scene.mention(j);
    const std::string_view before = scene.word_before(j);
    if (m.kind == MentionKind::area && elsewhere(j)) continue;
    if (m.kind == MentionKind::time) {
      const auto period = scene.period_at(j);
      const bool of_event = j > 0 && scene.mention(j - 1).is(C::event) && scene.gap(j - 1, j) <= 2;
      if (!period || of_event || m.when.kind == WhenKind::report_day) continue;
      // What is still to come is no day of agreeing, it is the deadline.
      if (scene.facts().day && period->from > *scene.facts().day) {
        if (elsewhere(j)) continue;
        // "by 2035, with a review in 2029": the first.
        if (stated.deadline) continue;
        stated.deadline = year_of(period->to);
        last = std::max(last, j);
        continue;
      }
      if (before == "by" || before == "from" || before == "until" || before == "for") {
        if (before == "for" || (before == "by" && j > threshold)) {
          stated.deadline = year_of(period->to);
          last = std::max(last, j);
        }
        continue;
      }
      // A time belongs to the agreeing if it stands in its clause, and not behind the deadline.
      if (stated.deadline && j > threshold) continue;
      if (elsewhere(j) || stated.agreed) continue;
      const bool close = j < verb ? scene.gap(j, verb) <= 8
                                  : scene.mention(j).first - scene.mention(verb).end <= 16;
      if (!close || before == "since") continue;
      stated.agreed = period;
      first = std::min(first, j);
      last = std::max(last, j);
    }
    if (m.kind == MentionKind::area && (m.flags.place || m.flags.capital_city) &&
        stated.place.empty()) {
      const bool at_place =
          before == "in" || before == "at" ||
          (before == "the" && j + 1 < scene.size() && scene.mention(j + 1).is(C::summit));
      if (at_place) {
        stated.place = scene.last_word_of(j);
        first = std::min(first, j);
        last = std::max(last, j);
      }
    }
    if (m.is(C::event) && j < verb) {
      const bool follows =
          scene.contains_word(scene.mention(0).first >= 1 ? scene.mention(0).first - 1 : 0, m.first,
                              "following") ||
          scene.contains_word(scene.mention(0).first >= 1 ? scene.mention(0).first - 1 : 0, m.first,
                              "after");
      for (const Event& event : scene.ledger().events) {
        if (follows && m.value.starts_with(event.id)) stated.after = event.period.from;
      }
    }
  }
}

// "the 2014 commitment to 2% by 2024", "2% of GDP, set in 2014", "NATO's threshold is 2%": a noun
// and a number, with a time or a copula that makes a statement of it.
void find_named_guideline(Scene& scene, std::size_t i, Claims& claims) {
  if (!is_percent(scene, i) || scene.used(i) || scene.is_wish(i)) return;
  const Mention& m = scene.mention(i);
  if (m.quantity.bound != Bound::exact && m.quantity.bound != Bound::at_least) return;
  const bool equipment = scene.clause_has(scene.clause(i), C::equipment);
  const Guideline* guideline = scene.guideline_of_threshold(m.quantity, equipment);
  std::optional<std::size_t> noun;
  for (const std::size_t j : {i - 1, i - 2, i + 1, i + 2}) {
    if (j >= scene.size() || !scene.mention(j).is(C::guideline_noun) ||
        scene.clause(j) != scene.clause(i))
      continue;
    const std::size_t distance = j < i ? scene.gap(j, i) : scene.gap(i, j);
    if (distance <= 4 && !(j < i ? scene.between(j, i, ",") : scene.between(i, j, ","))) noun = j;
    if (noun) break;
  }
  // "NATO's guideline for defence spending is 2%"
  for (std::size_t j = i; !noun && j-- > 0 && scene.clause(j) == scene.clause(i);) {
    if (scene.mention(j).is(C::guideline_noun) && scene.gap(j, i) <= 6) noun = j;
    const bool inserted =
        scene.mention(j).kind == MentionKind::time || scene.mention(j).is(C::agree);
    if (!inserted &&
        !scene.mention(j).is({C::defence, C::outlay, C::spend, C::present, C::spender}))
      break;
  }
  GuidelineStated stated;
  stated.threshold = m.quantity;
  std::size_t first = noun ? std::min(i, *noun) : i;
  std::size_t last = scene.gdp_behind(i).value_or(noun ? std::max(i, *noun) : i);
  bool says = false;
  // "threshold is 2%"
  if (noun && *noun < i) {
    const std::string_view link = scene.word_before(i);
    says = scene.gap(*noun, i) <= (one_of(link, {"is", "was"}) ? 8U : 2U) &&
           (link == "is" || link == "was" || link == "to" || scene.between(*noun, i, "adds") ||
            scene.between(*noun, i, "stands"));
    if (link == "to" && scene.word_behind(*noun) != "adds") says = false;
    // "NATO has a target of 2% of GDP"
    const std::size_t owner = *noun >= 2 && scene.mention(*noun - 1).is(C::present) ? *noun - 2 : i;
    says = says ||
           (link == "of" && scene.gap(*noun, i) == 1 && owner < i &&
            scene.word_behind(owner) == "has" && scene.mention(owner).kind == MentionKind::area &&
            scene.mention(owner).area == scene.nato());
  }
  // "the present 2% target"
  if (noun && *noun > i && guideline != nullptr)
    says = one_of(scene.word_before(i), {"present", "current", "existing"});
  // The year of agreeing just before the noun, or behind "set in", "agreed in"; the deadline behind
  // "by".
  for (std::size_t j = 0; j < scene.size(); ++j) {
    if (scene.mention(j).kind != MentionKind::time || scene.clause(j) != scene.clause(i)) continue;
    const auto period = scene.period_at(j);
    if (!period || !scene.mention(j).when.whole_years()) continue;
    const std::string_view lead = scene.word_before(j);
    const bool before_noun = noun && j < *noun && scene.gap(j, *noun) == 0;
    const bool behind = j > i && scene.gap(i, j) <= 8;
    const std::string_view lead_verb =
        scene.mention(j).first >= 2 ? scene.word(scene.mention(j).first - 2) : std::string_view{};
    const bool inserted = noun && *noun < j && j < i;  // "the goal, set in 2023, is 2%"
    const bool set_then = (behind || inserted) && lead == "in" &&
                          (lead_verb == "set" || lead_verb == "agreed" || lead_verb == "adopted" ||
                           lead_verb == "fixed" || lead_verb == "made");
    const bool dates_from = behind && ((lead == "from" && lead_verb == "dates") ||
                                       (lead == "to" && lead_verb == "back"));
    if (before_noun || set_then || dates_from) {
      stated.agreed = *period;
      says = true;
      first = std::min(first, j);
      last = std::max(last, j);
    } else if (behind && lead == "by" && (noun || guideline != nullptr) &&
               said_of_alliance(scene, i)) {
      stated.deadline = year_of(period->to);
      says = says || stated.agreed.has_value() ||
             (noun.has_value() && scene.subject_of(i) == std::vector{scene.nato()});
      last = std::max(last, j);
    }
  }
  if (!says || !said_of_alliance(scene, i)) return;
  if (guideline == nullptr && !stated.agreed) return;
  claims.push_back(guideline_claim(scene, guideline, stated, first, last));
  scene.use(i);
}

// "a ministers' agreement in 2006", "the 2014 pledge": the guideline that was spoken of.
void find_dated_agreement(Scene& scene, std::size_t i, Claims& claims) {
  const Guideline* guideline = scene.discourse().guideline;
  if (!scene.mention(i).is(C::agreement) || guideline == nullptr || scene.is_wish(i)) return;
  for (const Claim& claim : claims) {
    if (claim.kind == ClaimKind::guideline) return;
  }
  std::optional<std::size_t> time;
  if (i > 0 && scene.mention(i - 1).kind == MentionKind::time && scene.gap(i - 1, i) == 0)
    time = i - 1;
  if (i + 1 < scene.size() && scene.mention(i + 1).kind == MentionKind::time &&
      scene.gap(i, i + 1) == 1 &&
      (scene.word_behind(i) == "in" || scene.word_behind(i) == "of" ||
       scene.word_behind(i) == "from"))
    time = i + 1;
  if (!time || !scene.year_at(*time)) return;
  // "the 2014 pledge of 2%" has been read by the rules above.
  for (std::size_t j = 0; j < scene.size(); ++j) {
    if (is_percent(scene, j) && scene.gap(std::min(i, j), std::max(i, j)) <= 6) return;
  }
  GuidelineStated stated;
  stated.threshold = threshold_of(*guideline);
  stated.agreed = scene.period_at(*time);
  stated.implied = true;
  if (scene.facts().day && stated.agreed->from > *scene.facts().day) return;
  claims.push_back(
      guideline_claim(scene, guideline, stated, std::min(i, *time), std::max(i, *time)));
}

// "each member ought to give at least 2% of GDP": the guideline's own sentence, where it is said of
// the alliance and by nobody who merely wants it.
void find_duty(Scene& scene, std::size_t i, Claims& claims) {
  const Guideline* guideline = guideline_at(scene, i);
  if (guideline == nullptr) return;
  auto duty = scene.left(i, C::duty);
  // "members are also expected to devote a fifth of their budgets to equipment"
  const auto expected = scene.left(i, C::future);
  const bool of_equipment = guideline->metric == measure(MeasureId::equipment_share).name;
  if (!duty && expected && of_equipment && scene.word(scene.mention(*expected).end - 1) == "to")
    duty = expected;
  if (!duty || scene.gap(*duty, i) > 8) return;
  const bool of_each = *duty > 0 && one_of(scene.word_before(*duty - 1), {"each", "every"});
  if (scene.is_expectation(*duty) && !of_each) return;
  const bool spends = scene.mention(*duty + 1).is({C::spend, C::meet});
  bool alliance = false;
  int counts = 0;
  for (std::size_t j = *duty; j-- > 0 && scene.clause(j) == scene.clause(i);) {
    const Mention& m = scene.mention(j);
    if (m.is(C::member_noun) || (m.kind == MentionKind::area && m.area == scene.nato()))
      alliance = true;
    // "18 of 31 members": said of some. "Each of the 28 members" is all of them.
    if (m.kind == MentionKind::quantity) ++counts;
    if (m.kind == MentionKind::quantity &&
        (m.quantity.value < scene.facts().alliance.fewest || counts > 1))
      return;
    // Somebody says so, or it is said of others.
    const bool said = m.kind == MentionKind::person || m.is(C::office) || m.is(C::wish) ||
                      m.is(C::other) || m.is(C::negation);
    if (said || (m.kind == MentionKind::area && m.area != scene.nato())) return;
  }
  if (!alliance || !spends) return;
  GuidelineStated stated;
  stated.threshold = *threshold_at(scene, i);
  std::size_t first = *duty;
  for (std::size_t j = *duty; j-- > 0 && scene.clause(j) == scene.clause(i);) {
    if (scene.mention(j).is(C::member_noun) || scene.mention(j).kind == MentionKind::area)
      first = j;
  }
  claims.push_back(
      guideline_claim(scene, guideline, stated, first, scene.gdp_behind(i).value_or(i)));
  scene.use(i);
}

void push_split(Scene& scene, std::size_t first, std::size_t second, Claims& claims) {
  GuidelineStated stated;
  stated.threshold = scene.mention(first).quantity;
  claims.push_back(guideline_claim(scene, scene.guideline_of_threshold(stated.threshold, false),
                                   stated, first, second));
  scene.use(first);
  scene.use(second);
}

bool is_threshold_of(const Scene& scene, std::size_t i, std::string_view guideline) {
  return std::ranges::any_of(scene.ledger().guidelines, [&](const Guideline& one) {
    return one.id == guideline && one.threshold.to_double() == scene.mention(i).quantity.value;
  });
}

// "3.5% for core defence and 1.5% for resilience": the two parts of The Hague's pledge, one
// statement.
void find_split(Scene& scene, Claims& claims) {
  std::optional<std::size_t> core;
  std::optional<std::size_t> related;
  std::optional<std::size_t> whole;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!is_percent(scene, i) || scene.used(i)) continue;
    if (is_threshold_of(scene, i, "core-3.5")) core = i;
    if (is_threshold_of(scene, i, "related-1.5")) related = i;
    if (is_threshold_of(scene, i, "total-5")) whole = i;
  }
  // "5%, of which 3.5% is core defence", "5 per cent, 3.5 per cent of it core military"
  if (core && !related && whole && *whole < *core && scene.gap(*whole, *core) <= 6 &&
      (scene.between(*whole, *core, "which") || scene.word_behind(*core) == "of"))
    return push_split(scene, *whole, *core, claims);
  if (!core || !related || scene.clause(*core) != scene.clause(*related)) return;
  if (scene.mention(*core).kind == MentionKind::quantity && !said_of_alliance(scene, *core)) return;
  push_split(scene, *core, *related, claims);
}

}  // namespace

bool said_of_alliance(const Scene& scene, std::size_t i) {
  for (std::size_t j = i; j-- > 0;) {
    const Mention& m = scene.mention(j);
    if (m.is(C::bloc)) return false;
    // "Keir Starmer has promised 2.5%": his country's plan.
    if (m.kind == MentionKind::person && scene.country_of_holder(j)) return false;
    if (m.is(C::member_noun) || m.is(C::leaders)) return true;
    if (m.kind == MentionKind::area && m.area == scene.nato()) return true;
    if (m.kind == MentionKind::area && scene.can_be_subject(j)) return false;
  }
  // "it was agreed", "leaders pledged": nobody in particular; "It has promised": whoever was spoken
  // of.
  const std::vector<AreaId>& before = scene.discourse().subject;
  return before.empty() || before == std::vector{scene.nato()} ||
         !one_of(scene.word(scene.begin()), {"it", "they", "she", "he"});
}

std::optional<StatedValue> threshold_at(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  if (m.kind != MentionKind::quantity || scene.used(i)) return std::nullopt;
  if (m.quantity.unit == StatedUnit::percent) return m.quantity;
  const bool fifth = m.quantity.unit == StatedUnit::fraction && scene.word_behind(i) == "of" &&
                     scene.clause_has(scene.clause(i), C::equipment);
  return fifth ? std::optional(as_percent(m.quantity)) : std::nullopt;
}

const Guideline* guideline_at(const Scene& scene, std::size_t i) {
  const auto threshold = threshold_at(scene, i);
  if (!threshold) return nullptr;
  return scene.guideline_of_threshold(*threshold, scene.clause_has(scene.clause(i), C::equipment));
}

Claim guideline_claim(const Scene& scene, const Guideline* guideline, GuidelineStated stated,
                      std::size_t first, std::size_t last) {
  Claim claim = scene.claim(ClaimKind::guideline, first, last);
  claim.subject = {scene.nato()};
  claim.measure = "guideline";
  claim.guideline = guideline;
  claim.detail = stated;
  return claim;
}

StatedValue threshold_of(const Guideline& guideline) {
  StatedValue threshold;
  threshold.value = threshold.high = guideline.threshold.to_double();
  threshold.unit = StatedUnit::percent;
  return threshold;
}

void find_guidelines(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  find_split(scene, claims);
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!is_percent(scene, i) || scene.used(i)) continue;
    const auto of_gdp = scene.gdp_behind(i);
    auto verb = scene.left(i, C::agree);
    // "leaders made 2% a floor"
    if (!verb && scene.word_before(i) == "made" && scene.word_behind(i) == "a" &&
        i + 1 < scene.size() && scene.mention(i + 1).is(C::guideline_noun))
      verb = scene.left(i, {C::leaders, C::member_noun});
    if (!verb || scene.is_wish(i) || scene.is_future(*verb) || !said_of_alliance(scene, *verb))
      continue;
    const bool equipment = scene.clause_has(scene.clause(i), C::equipment);
    const bool target = scene.clause_has(scene.clause(i), C::guideline_noun);
    const bool known =
        scene.guideline_of_threshold(scene.mention(i).quantity, equipment) != nullptr;
    if (!of_gdp && !equipment && !target && !known) continue;
    // "was agreed in Wales in 2014, he said, and Italy spent 1.50%"
    bool another = scene.in_parentheses(i) ||
                   (i > 0 && scene.mention(i - 1).kind == MentionKind::area &&
                    scene.gap(i - 1, i) <= 1 && scene.mention(i - 1).area != scene.nato());
    for (std::size_t j = *verb + 1; j < i; ++j) {
      another = another || (scene.can_be_subject(j) && scene.mention(j).area != scene.nato() &&
                            !scene.ledger().area(scene.mention(j).area).is_group);
    }
    // "…, and the 2% guideline was agreed in Wales": by a verb of its own.
    another = another ||
              (i + 1 < scene.size() && scene.mention(i + 1).is(C::guideline_noun) &&
               scene.gap(i, i + 1) <= 1 && one_of(scene.word_behind(i + 1), {"was", "is", "has"}));
    const std::size_t behind = of_gdp.value_or(i);  // "at 2.12% of GDP Germany is …"
    another =
        another ||
        scene.contains_word(scene.mention(behind).end,
                            std::min(scene.mention(behind).end + 2, scene.end()), "what") ||
        (one_of(scene.word_before(i), {"at", "with"}) && behind + 1 < scene.size() &&
         scene.mention(behind + 1).kind == MentionKind::area && scene.gap(behind, behind + 1) <= 1);
    if (another) continue;
    if (scene.mention(i).first - scene.mention(*verb).end > 24) continue;

    GuidelineStated stated;
    stated.threshold = scene.mention(i).quantity;
    std::size_t first = *verb;
    for (std::size_t j = *verb; j-- > 0 && scene.clause(j) == scene.clause(*verb);) {
      if (scene.mention(j).is(C::member_noun) || scene.mention(j).kind == MentionKind::area) {
        first = j;
        break;
      }
    }
    std::size_t last = of_gdp.value_or(i);
    std::size_t quoted_first = first;
    std::size_t quoted_last = last;
    add_circumstances(scene, *verb, i, stated, quoted_first, quoted_last);
    Claim claim =
        scene.claim(ClaimKind::guideline,
                    stated.agreed || !stated.place.empty() ? std::min(first, quoted_first) : first,
                    std::max(last, quoted_last));
    claim.subject = {scene.nato()};
    claim.measure = "guideline";
    claim.guideline = scene.guideline_of_threshold(stated.threshold, equipment);
    claim.future = scene.word_before(*verb) == "to";  // "meet to pledge 5%"
    claim.detail = stated;
    if (claim.guideline != nullptr) scene.discourse().guideline = claim.guideline;
    claims.push_back(std::move(claim));
    scene.use(i);
  }
  for (std::size_t i = 0; i < scene.size(); ++i) {
    find_duty(scene, i, claims);
    find_named_guideline(scene, i, claims);
    find_dated_agreement(scene, i, claims);
  }
  // A guideline that is merely spoken of is what "the target" will mean further on.
  for (std::size_t i = 0; i < scene.size(); ++i) {
    const bool equipment = scene.clause_has(scene.clause(i), C::equipment);
    const Guideline* guideline =
        is_percent(scene, i) ? scene.guideline_of_threshold(scene.mention(i).quantity, equipment)
                             : guideline_at(scene, i);
    const bool named =
        scene.clause_has(scene.clause(i), {C::guideline_noun, C::gdp, C::meet, C::agree}) ||
        equipment;
    if (guideline != nullptr && named && scene.facts().on_topic)
      scene.discourse().guideline = guideline;
  }
}

}  // namespace muster
