// "The United States accounts for 64% of the alliance's spending."

#include "check/claims/rules.h"

namespace muster {

namespace {
using C = LexicalClass;
}  // namespace

void find_group_shares(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    const Mention& m = scene.mention(i);
    const bool proportion =
        m.kind == MentionKind::quantity &&
        (m.quantity.unit == StatedUnit::percent || m.quantity.unit == StatedUnit::fraction);
    if (!proportion || scene.used(i) || scene.is_wish(i) || scene.is_negated(i) ||
        !scene.facts().on_topic)
      continue;
    // "… 64% of [the alliance's] [total] [defence] spending" or "… of NATO's GDP".
    if (scene.word_behind(i) != "of") continue;
    bool alliance = false;
    bool outlay = false;
    bool gdp = false;
    bool total = false;
    std::size_t last = i;
    for (std::size_t j = i + 1;
         j < scene.size() && scene.clause(j) == scene.clause(i) && scene.gap(last, j) <= 3; ++j) {
      const Mention& next = scene.mention(j);
      const bool names_it =
          (next.kind == MentionKind::area && next.area == scene.nato()) || next.is(C::member_noun);
      const bool names_gdp = next.is(C::gdp) && (alliance || total);
      const bool names_outlay = next.is(C::outlay) || next.is(C::spend);
      const bool passes = next.is(C::total) || next.is(C::defence) || next.is(C::all);
      if (!names_it && !names_gdp && !names_outlay && !passes) break;
      alliance = alliance || names_it;
      gdp = gdp || names_gdp;
      outlay = outlay || names_outlay;
      total = total || next.is(C::total);
      last = j;
    }
    if (!(alliance || total) || !(outlay || gdp)) continue;
    if (m.quantity.unit == StatedUnit::fraction && !outlay && !gdp) continue;
    const std::vector<AreaId> subject = scene.subject_of(i);
    if (subject.size() != 1 || subject.front() == scene.nato()) continue;
    last = scene.with_time(last);
    Claim claim = scene.claim(ClaimKind::share_of_group_total, i, last);
    claim.subject = subject;
    const MeasureId measure_id = gdp ? MeasureId::gdp : MeasureId::defence_expenditure;
    claim.measure = measure(MeasureId::share_of_group_total).name;
    claim.years = scene.years_of(last);
    claim.future = scene.is_future(i);
    claim.detail = GroupShare{measure_id, m.quantity, scene.nato()};
    claims.push_back(std::move(claim));
    scene.use(i);
  }
}

}  // namespace muster
