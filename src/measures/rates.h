// Exchange rates of the year as a measure: national currency per US dollar, as whoever keeps rates
// for the ledger has them.
#pragma once

#include <optional>

#include "measures/figure.h"

namespace muster {

// The European Central Bank's mean of the year, by the currency that the area had at its end; none
// where the scope is of another publisher or there is no full year's rate.
std::optional<Figure> annual_rate_of(const Ledger& ledger, AreaId area, Year year,
                                     const Scope& scope);
// In any year?
bool has_annual_rates(const Ledger& ledger, AreaId area, const Scope& scope);

}  // namespace muster
