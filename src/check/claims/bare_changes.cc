// Changes without figures of their own: "has more than doubled since 2014", "lower than in 2014",
// "Belgium, Italy and Greece lower their budgets".

#include <algorithm>

#include "base/text.h"
#include "check/claims/change.h"

namespace muster {
namespace {

using C = LexicalClass;

// The year that a change is counted from: "since 2014", "than in 2014".
std::optional<std::size_t> base_behind(const Scene& scene, std::size_t i) {
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    if (scene.mention(j).kind == MentionKind::quantity) return std::nullopt;
    if (scene.mention(j).kind != MentionKind::time || !scene.year_at(j)) continue;
    // The word stands before the time, and not before somebody: "less than Germany, which in 2014
    // …".
    const auto leads = [&](std::string_view word) {
      constexpr std::size_t kNear = 4;  // tokens: "than they did in 2014"
      const std::size_t first = scene.mention(j).first;
      return scene.between(i, j, word) &&
             scene.contains_word(std::max(first, scene.begin() + kNear) - kNear, first, word) &&
             !scene.between(i, j, ",");
    };
    const bool base =
        leads("since") || leads("than") || leads("from") || scene.word_before(j) == "on";
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
    change.by = scene.factor_at(i);
    if (i > 0 && scene.mention(i - 1).is(C::hedge) && scene.gap(i - 1, i) == 0) first = i - 1;
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

void find_bare_changes(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) find_bare_change(scene, i, claims);
  for (const AreaList& list : scene.area_lists()) {
    if (list.areas.size() > 1 && scene.facts().on_topic) find_moved_by(scene, list, claims);
  }
}

}  // namespace muster
