#include "check/remembered.h"

#include <limits>

#include "base/decimal.h"

namespace muster {

const AllianceSize& Remembered::alliance(const Ledger& ledger) {
  if (!alliance_) alliance_ = alliance_size(ledger);
  return *alliance_;
}

const Table& Remembered::table(const Ledger& ledger, MeasureId measure, AreaId group, Year year,
                               const ValueOptions& options) {
  const MeasureYear key(measure, group, year, *options.scope.vintage, options.basis,
                        options.currency);
  return once(tables_, key, [&] {
    Table table;
    auto found = cross_section(ledger, measure, group, year, options);
    if (!found) return table;
    for (const CrossSectionEntry& entry : found->entries)
      table.rounded.push_back(entry.figure ? round_to(entry.figure->value, Table::kPlaces)
                                           : std::numeric_limits<double>::quiet_NaN());
    table.section = *std::move(found);
    return table;
  });
}

}  // namespace muster
