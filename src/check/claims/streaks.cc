// "the tenth year running of growth", "rose for the eighth year in a row".

#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

}  // namespace

void find_streaks(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  for (std::size_t i = 0; i + 1 < scene.size(); ++i) {
    const Mention& m = scene.mention(i);
    const bool number = m.kind == MentionKind::quantity && !scene.used(i) &&
                        m.quantity.unit == StatedUnit::count && m.quantity.value >= 2 &&
                        m.quantity.value <= 40;
    if (!number || !scene.mention(i + 1).is(C::running) || scene.gap(i, i + 1) > 0) continue;
    const int clause = scene.clause(i);
    const bool up = scene.clause_has(clause, C::up);
    const bool down = scene.clause_has(clause, C::down);
    const bool about_spending =
        scene.sentence_has({C::defence, C::spend, C::outlay}) || !scene.discourse().subject.empty();
    if (up == down || !about_spending || scene.is_wish(i) || scene.is_negated(i) ||
        scene.sentence_has({C::equipment, C::personnel}))
      continue;
    std::vector<AreaId> subject = scene.subject_of(i);
    // "For the eighth year running spending grows, said the secretary general": he means the
    // others than the United States, as a rule.
    bool named = false;
    for (const Mention& other : scene.mentions()) named = named || other.kind == MentionKind::area;
    const bool meant = !named && subject.size() != 1;
    if (meant) subject = {*area_coded(scene.ledger(), "NATO_EUR_CAN")};
    if (subject.empty()) subject = {scene.nato()};
    if (subject.size() != 1 || !scene.are_followed(subject)) continue;
    ChangeStated change;
    change.measure = MeasureId::real_change;
    change.direction = up ? 1 : -1;
    change.years_running = static_cast<int>(m.quantity.value);
    change.real = true;
    std::size_t first = i;
    std::size_t last = i + 1;
    for (std::size_t j = 0; j < scene.size(); ++j) {
      if (!scene.mention(j).is({C::up, C::down}) || scene.clause(j) != clause) continue;
      if (j < first && scene.gap(j, first) <= 8) first = j;
      if (j > last && scene.gap(last, j) <= 4) last = j;
    }
    Claim claim = scene.claim(ClaimKind::change_over_time, first, scene.with_time(last));
    claim.subject = subject;
    claim.measure = measure(MeasureId::real_change).name;
    claim.years = scene.years_of(last);
    // "for the eighth year running spending grows": it goes on.
    if (!claim.years.named && !scene.sentence_has(C::past)) claim.years = scene.default_years(true);
    claim.future = scene.is_future(i);
    claim.other_source = meant;
    claim.detail = change;
    claims.push_back(std::move(claim));
    scene.use(i);
  }
}

}  // namespace muster
