// "$1.3 trillion (€1.1 trillion)".

#include "check/claims/rules.h"

namespace muster {

void find_conversions(Scene& scene, Claims& claims) {
  const auto is_money = [&](std::size_t i) {
    return scene.mention(i).kind == MentionKind::quantity &&
           scene.mention(i).quantity.unit == StatedUnit::money;
  };
  for (std::size_t i = 0; i + 1 < scene.size(); ++i) {
    if (!is_money(i) || !is_money(i + 1)) continue;
    const StatedValue& from = scene.mention(i).quantity;
    const StatedValue& to = scene.mention(i + 1).quantity;
    const bool bracketed =
        scene.in_parentheses(i + 1) && !scene.in_parentheses(i) && scene.gap(i, i + 1) <= 3;
    const bool apposed =
        scene.gap(i, i + 1) <= 2 && (scene.between(i, i + 1, "or") || scene.between(i, i + 1, "="));
    if (from.currency == to.currency || from.value <= 0 || to.value <= 0 || !(bracketed || apposed))
      continue;
    Claim claim = scene.claim(ClaimKind::currency_conversion, i, i + 1);
    claim.measure = "exchange_rate";
    claim.years = scene.years_of(i);
    claim.subject = scene.subject_of(i);
    if (claim.subject.empty()) claim.subject = {scene.nato()};
    claim.detail = ConversionStated{from, to};
    claims.push_back(std::move(claim));
    scene.use(i + 1);
  }
}

}  // namespace muster
