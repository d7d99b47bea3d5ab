#include "check/alliance.h"

#include <algorithm>

namespace muster {

AllianceSize alliance_size(const Ledger& ledger) {
  const AreaId nato = *area_coded(ledger, "NATO");
  const auto members_at = [&](Date date) {
    return static_cast<int>(members_on(ledger, nato, date).size());
  };
  Date guided = kDistantFuture;  // since when a guideline applies, at a year's end
  for (const Guideline& guideline : ledger.guidelines)
    guided = std::min(guided, make_date(guideline.applies_from.value, 12, 31));
  AllianceSize size;
  size.fewest = size.most = members_at(guided);
  Date founded = kDistantFuture;
  for (const Membership& membership : ledger.memberships) {
    if (membership.group != nato) continue;
    founded = std::min(founded, membership.period.from);
    if (membership.period.from <= guided) continue;
    const int then = members_at(membership.period.from);
    size.fewest = std::min(size.fewest, then);
    size.most = std::max(size.most, then);
  }
  size.founders = members_at(founded);
  return size;
}

std::vector<const Guideline*> share_guidelines(const Ledger& ledger) {
  std::vector<const Guideline*> found;
  for (const Guideline& guideline : ledger.guidelines) {
    if (guideline.metric == measure(MeasureId::defence_share_of_gdp).name)
      found.push_back(&guideline);
  }
  std::ranges::stable_sort(found, {}, &Guideline::applies_from);
  return found;
}

bool is_agreed(const Ledger& ledger, const Guideline& guideline, std::optional<Date> day) {
  return std::ranges::any_of(ledger.agreements, [&](const Agreement& agreement) {
    return agreement.guideline == guideline.id && (!day || agreement.agreed.from <= *day);
  });
}

}  // namespace muster
