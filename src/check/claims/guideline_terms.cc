// What a guideline asks, by when, when it was adopted and what standing it has: "NATO asks its
// members to spend 2% of GDP", "they have until 2024", "it was set in 2006", "it is not binding".

#include <algorithm>

#include "base/text.h"
#include "check/claims/guideline.h"

namespace muster {
namespace {

using C = LexicalClass;

// A smaller number of allies than all of them, a single country, or somebody who merely says so
// stands before mention i in its clause.
bool is_of_some(const Scene& scene, std::size_t i) {
  for (std::size_t j = i; j-- > 0 && scene.clause(j) == scene.clause(i);) {
    const Mention& m = scene.mention(j);
    const bool some = m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::count &&
                      m.quantity.value < scene.facts().alliance.fewest && !m.ordinal;
    const bool single = m.kind == MentionKind::area && m.area != scene.nato() && !m.flags.place &&
                        !m.flags.capital_city;
    if (some || single || m.kind == MentionKind::person || m.is({C::office, C::other}) ||
        (m.is(C::negation) && m.value == "none"))
      return true;
  }
  return false;
}

// "NATO asks its members to spend 2%", "the guideline calls on allies to devote 20% to equipment".
void find_asked(Scene& scene, std::size_t i, Claims& claims) {
  const Guideline* guideline = guideline_at(scene, i);
  if (guideline == nullptr || is_of_some(scene, i)) return;
  const auto verb = scene.left(i, C::spend);
  if (!verb || scene.gap(*verb, i) > 3 || scene.word_before(*verb) != "to") return;
  const auto noun = scene.left(*verb, C::member_noun);
  if (!noun || scene.gap(*noun, *verb) > 2) return;
  // "NATO", "its guideline", "the rules": who asks stands first and nobody else does.
  std::optional<std::size_t> asks;
  for (std::size_t token = scene.mention(*noun).first; token-- > scene.begin();) {
    if (scene.is_one_of(token, WordSet::asking)) asks = token;
    if (asks || scene.mention(*noun).first - token > 4) break;
  }
  if (!asks) return;
  std::optional<std::size_t> who;
  for (std::size_t j = *noun; j-- > 0 && !who;) {
    const bool alliance =
        scene.mention(j).kind == MentionKind::area && scene.mention(j).area == scene.nato();
    if (alliance || scene.mention(j).is(C::guideline_noun)) who = j;
  }
  if (!who || scene.mention(*who).end > *asks || *asks - scene.mention(*who).end > 3) return;
  const std::size_t first = *who > 0 && scene.mention(*who - 1).kind == MentionKind::area &&
                                    scene.gap(*who - 1, *who) <= 1
                                ? *who - 1
                                : *who;
  GuidelineStated stated;
  stated.threshold = *threshold_at(scene, i);
  claims.push_back(
      guideline_claim(scene, guideline, stated, first, scene.gdp_behind(i).value_or(i)));
  scene.use(i);
}

// The guideline that a time is the deadline of, and the mention that names it: a threshold in the
// clause, else "the target", "that level", "there" for the one spoken of.
struct Named {
  const Guideline* guideline;
  std::optional<std::size_t> threshold;
  std::size_t at;
};

std::optional<Named> named_beside(const Scene& scene, std::size_t time) {
  for (std::size_t j = 0; j < scene.size(); ++j) {
    if (scene.clause(j) != scene.clause(time)) continue;
    if (const Guideline* guideline = guideline_at(scene, j)) return Named{guideline, j, j};
    // Another number than a guideline's: it is that number which is spoken of.
    const Mention& m = scene.mention(j);
    if (m.kind == MentionKind::quantity && m.quantity.unit != StatedUnit::count)
      return std::nullopt;
  }
  if (scene.discourse().guideline == nullptr) return std::nullopt;
  for (std::size_t j = 0; j < scene.size(); ++j) {
    if (scene.clause(j) == scene.clause(time) &&
        scene.mention(j).is({C::guideline_noun, C::meet_it, C::agreement}))
      return Named{scene.discourse().guideline, std::nullopt, j};
  }
  // "NATO wants members there by 2024"
  if (time > 0 && scene.gap(time - 1, time) == 2 &&
      scene.word(scene.mention(time).first - 2) == "there")
    return Named{scene.discourse().guideline, std::nullopt, time - 1};
  return std::nullopt;
}

// "allies have until 2024 to get to 2%", "the deadline for the target is 2024", "they pledged to
// reach that level by 2024".
void find_deadline(Scene& scene, std::size_t time, Claims& claims) {
  const Mention& m = scene.mention(time);
  if (m.kind != MentionKind::time || !m.when.whole_years()) return;
  const auto year = scene.year_at(time);
  const std::string_view lead = scene.word_before(time);
  const std::size_t begin = scene.begin();
  const bool titled =
      scene.contains_word(begin, m.first, "deadline") && one_of(lead, {"is", "was"});
  const bool until =
      lead == "until" &&
      (scene.contains_word(begin, m.first, "have") || scene.contains_word(begin, m.first, "has") ||
       scene.contains_word(begin, m.first, "had") || scene.contains_word(begin, m.first, "runs"));
  // "The summit fixed goals for 2032"
  const bool set_for = lead == "for" && time > 0 && scene.mention(time - 1).is(C::guideline_noun) &&
                       scene.gap(time - 1, time) == 1 && scene.left(time, C::agree).has_value();
  if (!year || !(titled || until || set_for || lead == "by")) return;
  for (const Claim& claim : claims) {
    if (claim.kind == ClaimKind::guideline) return;  // read with its deadline
  }
  const auto named = named_beside(scene, time);
  if (!named || is_of_some(scene, std::max(named->at, time))) return;
  std::optional<std::size_t> duty;
  bool wanted = false;  // by the alliance, which may never have been agreed
  for (std::size_t j = 0; j < time; ++j) {
    if (scene.clause(j) != scene.clause(time)) continue;
    const std::string_view word = scene.word(scene.mention(j).first);
    if (scene.mention(j).is({C::duty, C::agree}) || one_of(word, {"aim", "aims", "due"})) duty = j;
    if (one_of(word, {"wants", "want", "wanted"})) {
      duty = j;
      wanted = true;
    }
  }
  // "allies will invest 5% of GDP annually by 2035"
  if (!duty && named->threshold && scene.is_future(*named->threshold)) {
    for (const Agreement& agreement : scene.ledger().agreements) {
      if (agreement.guideline == named->guideline->id &&
          agreement.deadline == std::to_string(year->value))
        duty = named->threshold;
    }
  }
  const bool alliance =
      titled || (set_for && scene.sentence_has(C::summit)) || said_of_alliance(scene, time);
  if (!(titled || until || duty) || !alliance) return;
  if (duty && !wanted && scene.is_wish(*duty) && !scene.mention(*duty).is(C::duty)) return;
  GuidelineStated stated;
  stated.threshold =
      named->threshold ? *threshold_at(scene, *named->threshold) : threshold_of(*named->guideline);
  stated.deadline = *year;
  stated.implied = wanted || !named->threshold;
  claims.push_back(guideline_claim(scene, named->guideline, stated,
                                   std::min({named->at, time, duty.value_or(time)}),
                                   std::max(named->at, time)));
  if (named->threshold) scene.use(*named->threshold);
}

// "The 2% guideline was set in 2006 and renewed in Wales in 2014", "it dates back to 2006".
void find_adopted(Scene& scene, std::size_t i, Claims& claims) {
  if (!scene.mention(i).is(C::guideline_noun)) return;
  const int clause = scene.clause(i);
  std::optional<std::size_t> threshold;
  if (i > 0 && guideline_at(scene, i - 1) != nullptr && scene.gap(i - 1, i) <= 4) threshold = i - 1;
  for (std::size_t j = i + 1; j < scene.size() && !threshold && scene.gap(i, j) <= 6; ++j) {
    if (guideline_at(scene, j) != nullptr && scene.between(i, j, "of") && scene.clause(j) == clause)
      threshold = j;
  }
  // "a target of 3%, agreed in 2023": no guideline that is known.
  for (std::size_t j = i > 0 ? i - 1 : 0; !threshold && j < scene.size() && j <= i + 1; ++j) {
    if (threshold_at(scene, j) && scene.gap(std::min(i, j), std::max(i, j)) <= 4) return;
  }
  const Guideline* guideline =
      threshold ? guideline_at(scene, *threshold) : scene.discourse().guideline;
  if (guideline == nullptr || scene.is_wish(i) || is_of_some(scene, i)) return;
  // Read once: the first of two verbs uses the number up.
  const auto level = threshold ? threshold_at(scene, *threshold) : threshold_of(*guideline);
  for (std::size_t token = scene.mention(i).end; token < scene.end(); ++token) {
    if (!scene.is_one_of(token, WordSet::adopted)) continue;
    const std::string_view lead = scene.word(token - 1);
    const bool passive =
        one_of(lead, {"was", "were", "been", "first", "and", ",", "originally", "formally", "is"});
    const bool by_alliance = std::ranges::any_of(scene.mentions(), [&](const Mention& m) {
      return m.first > token && m.first <= token + 5 && m.is({C::leaders, C::member_noun});
    });
    if (!passive || (scene.word(token + 1) == "by" && !by_alliance)) continue;
    // What stands behind the verb: when and where.
    GuidelineStated stated;
    stated.threshold = *level;
    stated.implied = true;
    std::size_t last = i;
    constexpr std::size_t kReach = 9;  // tokens
    for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == clause; ++j) {
      const Mention& m = scene.mention(j);
      if (m.first <= token) continue;
      if (m.first - token > kReach || scene.contains_word(token, m.first, "and")) break;
      const std::string_view before = scene.word_before(j);
      if (m.kind == MentionKind::time && !stated.agreed && before != "by" && before != "until" &&
          m.when.kind != WhenKind::report_day) {
        stated.agreed = scene.period_at(j);
        last = j;
      }
      const bool place = m.kind == MentionKind::area && (m.flags.place || m.flags.capital_city) &&
                         (one_of(before, {"in", "at"}) ||
                          (j + 1 < scene.size() && scene.mention(j + 1).is(C::summit)));
      if (place && stated.place.empty()) {
        stated.place = scene.last_word_of(j);
        last = j;
      }
    }
    const bool ahead =
        stated.agreed && scene.facts().day && stated.agreed->from > *scene.facts().day;
    const bool read = std::ranges::any_of(claims, [&](const Claim& claim) {
      const auto* other = std::get_if<GuidelineStated>(&claim.detail);
      return other != nullptr && other->agreed && stated.agreed &&
             other->agreed->overlaps(*stated.agreed);
    });
    if (last == i || ahead || read) continue;
    claims.push_back(
        guideline_claim(scene, guideline, stated, threshold ? std::min(*threshold, i) : i, last));
    if (threshold) scene.use(*threshold);
  }
}

// "The 2% figure is a guideline, not a legal obligation": its standing, of which the ledger has
// nothing; and what follows may be no statement of anybody's spending.
void find_standing(Scene& scene, std::size_t i, Claims& claims) {
  const Guideline* guideline = guideline_at(scene, i);
  const bool noun = scene.mention(i).is({C::guideline_noun, C::pronoun});
  if (guideline == nullptr && noun) guideline = scene.discourse().guideline;
  if (guideline == nullptr || is_of_some(scene, i)) return;
  const auto push = [&](std::size_t first, std::size_t last_token) {
    for (const Claim& claim : claims) {
      if (claim.kind == ClaimKind::guideline) return;
    }
    GuidelineStated stated;
    stated.threshold = threshold_of(*guideline);
    stated.standing = true;
    Claim claim = guideline_claim(scene, guideline, stated, first, i);
    claim.end = scene.end_of_word(last_token);
    claims.push_back(std::move(claim));
    if (scene.mention(i).kind == MentionKind::quantity) scene.use(i);
  };
  // "this had only been an informal guideline"
  const std::size_t begin = scene.mention(i).first;
  if (scene.mention(i).is(C::guideline_noun) && i > 0 && begin > scene.begin() + 2 &&
      scene.is_one_of(begin - 1, WordSet::standing) &&
      one_of(scene.word(begin - 3), {"is", "was", "been", "only", "just", "merely"}))
    return push(i - 1, scene.mention(i).end - 1);
  for (std::size_t token = scene.mention(i).end; token < scene.end(); ++token) {
    if (!scene.is_one_of(token, WordSet::standing)) continue;
    const bool copula = scene.contains_word(scene.mention(i).end, token, "is") ||
                        scene.contains_word(scene.mention(i).end, token, "was") ||
                        scene.contains_word(scene.mention(i).end, token, "been");
    constexpr std::size_t kReach = 14;
    if (!copula || token - scene.mention(i).end > kReach) return;
    push(i, token);
    return;
  }
}

}  // namespace

void find_guideline_terms(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  for (std::size_t i = 0; i < scene.size(); ++i) find_asked(scene, i, claims);
  for (std::size_t i = 0; i < scene.size(); ++i) find_adopted(scene, i, claims);
  for (std::size_t i = 0; i < scene.size(); ++i) find_deadline(scene, i, claims);
  for (std::size_t i = 0; i < scene.size(); ++i) find_standing(scene, i, claims);
}

}  // namespace muster
