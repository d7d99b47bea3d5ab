// "the highest share of GDP", "the second-largest spender", "the largest army".

#include <algorithm>

#include "base/text.h"
#include "check/claims/comparison.h"

namespace muster {

using C = LexicalClass;

bool is_restricted(const Scene& scene, std::size_t superlative) {
  constexpr std::size_t kReach = 7;  // tokens
  const std::size_t behind = scene.mention(superlative).end;
  for (std::size_t token = behind; token < scene.end() && token < behind + kReach; ++token) {
    const std::string_view word = scene.word(token);
    if (one_of(word, {",", ";", ":", "."})) return false;
    if (one_of(word,
               {"those", "that", "who", "laggards", "without", "outside", "missing", "still"}))
      return true;
  }
  return false;
}

namespace {

// What a superlative is of: the noun close behind it, or the army that the clause speaks of
// ("its army is NATO's second-largest").
struct Ranked {
  MeasureId measure = MeasureId::defence_expenditure;
  std::size_t last = 0;
};

std::optional<Ranked> ranked_at(const Scene& scene, std::size_t i) {
  const std::size_t next = i + 1;
  const bool names_budget = next + 1 < scene.size() && scene.gap(next, next + 1) == 0 &&
                            scene.mention(next + 1).is({C::outlay, C::spender, C::spend});
  if (next < scene.size() && scene.gap(i, next) == 0 && scene.mention(next).is(C::army) &&
      !names_budget)
    return Ranked{MeasureId::military_personnel, next};
  // "Poland's share was the highest", "the highest rate": of GDP; the largest share may be one of
  // the burden.
  const bool highest = one_of(scene.word(scene.mention(i).first), {"highest", "lowest"});
  const auto is_share = [&](std::size_t j) {
    return one_of(scene.word(scene.mention(j).first),
                  {"share", "rate", "level", "percentage", "proportion", "ratio"});
  };
  const auto share = scene.left(i, C::spender);
  if (highest && share && is_share(*share) && scene.gap(*share, i) == 2 &&
      scene.word_before(i) == "the" &&
      one_of(scene.word_behind(i), {",", ".", "in", "among", "of", ";"}))
    return Ranked{MeasureId::defence_share_of_gdp, i};
  auto noun = scene.right(i, {C::spender, C::outlay, C::spend, C::gdp});
  // "the highest level among NATO members"
  if (highest && next < scene.size() && scene.is_word(next, "level") && scene.gap(i, next) == 0)
    noun = next;
  // "Europe's largest economy": no spending.
  if (next < scene.size() && scene.gap(i, next) == 0 && scene.mention(next).is(C::gdp))
    return std::nullopt;
  const bool verb = noun && scene.word_before(*noun) == "and";  // "the largest army and spends"
  if (noun && !verb && scene.gap(i, *noun) <= 3 && !scene.between(i, *noun, ",")) {
    const MeasureId of = compared_measure(scene, i);
    // "the lowest share of all allies"
    const std::size_t of_token = scene.mention(*noun).end;
    const bool of_something = scene.word_behind(*noun) == "of" &&
                              !one_of(scene.word(of_token + 1), {"all", "any", "the"});
    const bool of_gdp =
        highest && is_share(*noun) && !of_something && of == MeasureId::defence_expenditure;
    return Ranked{of_gdp ? MeasureId::defence_share_of_gdp : of, *noun};
  }
  if (scene.clause_has(scene.clause(i), C::army) &&
      (scene.left(i, C::army) || scene.left(i, C::personnel)))
    return Ranked{MeasureId::military_personnel, i};
  return std::nullopt;
}

// "the highest share of GDP", "the second-largest spender", "the largest army".
void find_superlative(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  const auto of = ranked_at(scene, i);
  if (!of || !scene.facts().on_topic || scene.is_wish(i) || scene.is_negated(i)) return;
  if (is_restricted(scene, i)) return;
  if (scene.sentence_has(C::other_region)) return;  // "the highest in western Europe"
  Comparison comparison;
  comparison.relation = m.is(C::superlative_high) ? Relation::highest : Relation::lowest;
  comparison.measure = of->measure;
  // "the biggest spender": of money, as it seems; it may be of GDP in a text about that.
  const bool says_which = scene.sentence_has({C::gdp, C::absolute, C::per_head, C::total}) ||
                          scene.mention(of->last).is(C::outlay);
  if (of->measure == MeasureId::defence_expenditure && !says_which)
    comparison.or_measure = MeasureId::defence_share_of_gdp;
  std::size_t first = i;
  if (i > 0 && scene.mention(i - 1).ordinal && scene.gap(i - 1, i) == 0) {
    comparison.place = static_cast<int>(scene.mention(i - 1).quantity.value);
    first = i - 1;
  }
  const std::vector<AreaId> subject = scene.subject_of(first);
  if (subject.size() != 1 || scene.ledger().area(subject.front()).is_group) return;
  const bool ranked = std::ranges::any_of(claims, [&](const Claim& other) {
    return other.kind == ClaimKind::comparison && other.subject.front() == subject.front() &&
           other.measure == measure(of->measure).name && other.begin <= m.begin_byte &&
           other.end >= m.end_byte;
  });
  if (ranked) return;
  // "among NATO's European members": the circle in which it is the first.
  std::size_t last = of->last;
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    const Mention& other = scene.mention(j);
    if (other.is(C::bloc)) return;
    if (other.kind != MentionKind::area || !scene.ledger().area(other.area).is_group ||
        other.area == scene.nato())
      continue;
    if (!scene.ledger().area(other.area).code.starts_with("NATO")) return;
    comparison.group = other.area;
    last = std::max(last, j);
    break;
  }
  push_comparison(scene, scene.back_to(subject.front(), first, kComparisonReach), last, subject, i,
                  comparison, claims);
}

}  // namespace

void find_superlatives(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (scene.mention(i).is({C::superlative_high, C::superlative_low}))
      find_superlative(scene, i, claims);
  }
}

}  // namespace muster
