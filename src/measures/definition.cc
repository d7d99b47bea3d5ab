#include "measures/definition.h"

namespace muster {

bool depends_on_definition(MeasureId measure) {
  switch (measure) {
    case MeasureId::defence_expenditure:
    case MeasureId::defence_share_of_gdp:
    case MeasureId::equipment_share:
    case MeasureId::personnel_share:
    case MeasureId::infrastructure_share:
    case MeasureId::other_share:
    case MeasureId::real_change:
    case MeasureId::defence_per_capita:
    case MeasureId::share_of_group_total:
      return true;
    default:
      return false;
  }
}

bool same_definition(const Ledger& ledger, MeasureId measure, VintageId a, VintageId b) {
  return !depends_on_definition(measure) || !counts_otherwise(ledger.vintage(a), ledger.vintage(b));
}

std::string_view new_definition(const Ledger& ledger, VintageId vintage) {
  const Vintage& of = ledger.vintage(vintage);
  for (const Vintage& earlier : ledger.vintages) {
    if (earlier.publisher == of.publisher && earlier.published < of.published &&
        !earlier.measure_name.empty() && !of.measure_name.empty())
      return earlier.measure_name == of.measure_name ? std::string_view() : of.measure_name;
  }
  return {};
}

}  // namespace muster
