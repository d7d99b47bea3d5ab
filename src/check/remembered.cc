#include "check/remembered.h"

namespace muster {

const std::optional<CrossSection>& Remembered::section(const Ledger& ledger, MeasureId measure,
                                                       AreaId group, Year year,
                                                       const ValueOptions& options) {
  const MeasureYear key(measure, group, year, *options.scope.vintage, options.basis,
                        options.currency);
  return once(sections_, key, [&]() -> std::optional<CrossSection> {
    auto found = cross_section(ledger, measure, group, year, options);
    if (!found) return std::nullopt;
    return *std::move(found);
  });
}

}  // namespace muster
