#include "check/claims.h"

namespace muster {

std::string_view to_string(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::share_of_gdp:
      return "share_of_gdp";
    case ClaimKind::amount:
      return "amount";
    case ClaimKind::count_meeting_guideline:
      return "count_meeting_guideline";
    case ClaimKind::list_meeting_guideline:
      return "list_meeting_guideline";
    case ClaimKind::change_over_time:
      return "change_over_time";
    case ClaimKind::comparison:
      return "comparison";
    case ClaimKind::share_of_group_total:
      return "share_of_group_total";
    case ClaimKind::guideline:
      return "guideline";
    case ClaimKind::membership:
      return "membership";
    case ClaimKind::event:
      return "event";
    case ClaimKind::office:
      return "office";
    case ClaimKind::currency_conversion:
      return "currency_conversion";
    case ClaimKind::forecast:
      return "forecast";
    case ClaimKind::first_or_last:
      return "first_or_last";
  }
  return "";
}

std::string_view to_string(Doubt doubt) {
  constexpr std::string_view kNames[] = {"none",    "asserted", "denied",   "words",
                                         "subject", "year",     "predicate"};
  return kNames[static_cast<std::size_t>(doubt)];
}

}  // namespace muster
