// What a page about outlooks shows before anything is chosen on it.
#include "outlook/result.h"

namespace muster {

Result<std::string> outlook_shown_first(const Ledger& ledger, AreaId alliance, const Scope& scope,
                                        const Executor& executor) {
  OutlookAsk ask;
  ask.area = alliance;
  const auto guideline = find_guideline(ledger, "core-3.5");
  if (!guideline) return guideline.error();
  ask.guideline = *guideline;
  const auto deadline = parse_period((*guideline)->deadline);
  if (!deadline) return deadline.error();
  ask.deadline = year_of(deadline->from);
  ask.horizon = ask.deadline;
  ask.scope = scope;
  ask.quantities = bit(Quantity::share) | bit(Quantity::spending) | bit(Quantity::above_today);
  auto outlook = project(ledger, ask, executor);
  if (!outlook) return outlook.error();
  std::vector<Outlook> outlooks;
  outlooks.push_back(*std::move(outlook));
  return outlook_json(ledger, outlooks);
}

}  // namespace muster
