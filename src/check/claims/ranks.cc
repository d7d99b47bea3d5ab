// "Estonia comes second with 3.4%", "Poland heads the table on 4.48%", "Spain gave 1.3%, the
// least".

#include <algorithm>

#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

struct Place {
  Relation relation = Relation::highest;
  int place = 1;
};

// An ordinal behind a verb ("is third", "comes second"), or a phrase for the first or the last
// place.
std::optional<Place> place_at(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  if (m.is(C::rank_first)) return Place{Relation::highest, 1};
  if (m.is(C::rank_last)) return Place{Relation::lowest, 1};
  if (!m.ordinal || m.quantity.value > 32) return std::nullopt;
  const std::string_view before = scene.word_before(i);
  const bool verb = before == "is" || before == "was" || before == "comes" || before == "came" ||
                    before == "ranks" || before == "ranked" || before == "stands" ||
                    before == "remains" || before == "are" || before == "placed";
  // "was the first to", "is the second member": no place in a table.
  const bool noun =
      i + 1 < scene.size() && scene.gap(i, i + 1) == 0 &&
      (scene.mention(i + 1).is(C::member_noun) || scene.mention(i + 1).is(C::superlative_high));
  if (!verb || noun || scene.word_behind(i) == "to" || scene.word_behind(i) == "time")
    return std::nullopt;
  return Place{Relation::highest, static_cast<int>(m.quantity.value)};
}

// Of what it is a place: the figure that comes with it says so, else the words of the sentence.
std::optional<MeasureId> measure_of(const Scene& scene, std::optional<std::size_t> figure) {
  const bool money = figure && scene.mention(*figure).quantity.unit == StatedUnit::money;
  const bool share = scene.sentence_has(C::gdp) || scene.discourse().speaks_of_shares;
  if (!money && scene.sentence_has(C::personnel)) return MeasureId::military_personnel;
  if (!money && share) return MeasureId::defence_share_of_gdp;
  if (money || scene.sentence_has({C::spend, C::outlay})) return MeasureId::defence_expenditure;
  return std::nullopt;
}

}  // namespace

void find_ranks(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    const auto place = place_at(scene, i);
    if (!place || scene.is_wish(i) || scene.is_negated(i) ||
        scene.sentence_has({C::other_region, C::other_source}))
      continue;
    const std::vector<AreaId> subject = scene.subject_of(i);
    if (subject.size() != 1 || scene.ledger().area(subject.front()).is_group) continue;
    // The figure that comes with it says of what it is a rank.
    std::optional<std::size_t> figure;
    for (const std::size_t j : {i + 1, i + 2, i - 1, i - 2, i - 3}) {
      if (j >= scene.size() || scene.mention(j).kind != MentionKind::quantity ||
          scene.mention(j).ordinal)
        continue;
      const bool near = j > i ? scene.gap(i, j) <= 8 : scene.gap(j, i) <= 8;
      const bool others =
          j > i && scene.mention(j - 1).kind == MentionKind::area;  // "behind Poland (4.12%)"
      if (near && !others) {
        figure = j;
        break;
      }
    }
    const auto measure_id = measure_of(scene, figure);
    if (!measure_id) continue;
    Comparison comparison;
    comparison.relation = place->relation;
    comparison.place = place->place;
    comparison.group = scene.nato();
    comparison.measure = *measure_id;
    std::size_t first = i;
    std::size_t last = i;
    if (figure) {
      const StatedUnit unit = scene.mention(*figure).quantity.unit;
      const bool fits =
          unit == StatedUnit::percent || unit == StatedUnit::money ||
          (unit == StatedUnit::count && comparison.measure == MeasureId::defence_share_of_gdp);
      if (!fits && !scene.mention(i).ordinal) continue;
      if (fits) {
        first = std::min(first, *figure);
        last = std::max(last, *figure);
        scene.use(*figure);
      }
    } else if (!scene.mention(i).ordinal) {
      continue;  // "leads", "the most" without a figure: of what is not clear
    }
    for (std::size_t j = first; j-- > 0;) {
      if (scene.mention(j).kind == MentionKind::area && scene.mention(j).area == subject.front()) {
        if (scene.gap(j, first) <= 12) first = j;
        break;
      }
    }
    Claim claim = scene.claim(ClaimKind::comparison, first, last);
    claim.subject = subject;
    claim.measure = measure(comparison.measure).name;
    claim.years = scene.years_of(last);
    claim.future = scene.is_future(i);
    claim.detail = comparison;
    claims.push_back(std::move(claim));
  }
}

}  // namespace muster
