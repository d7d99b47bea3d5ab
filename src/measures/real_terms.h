// Amounts at prices that the publisher did not print: from one year's prices to another's by a
// deflator, and to another currency at the rates of that year, as national accounts do (the prices
// and exchange rates of the base year).
#pragma once

#include "measures/value.h"

namespace muster {

// As value_of(); where the publisher does not print the amount at the asked prices, it is taken
// from the prices at which it is printed: in national currency, times the deflator of the asked
// year over that of the printed one, then at the asked year's mean exchange rate. The deflator is
// the publisher's own (its amounts at current over those at constant prices) where it gives both
// years, else the newest GDP deflator of any publication up to the scope's day. A group's amount is
// the sum of its members', all of one vintage. The working names deflator and rates, `cells` theirs
// too; `sources`, if given, takes every observation that went in where it is not as value_of() has
// it. The error names what is missing.
Result<Figure> value_at_prices(const Ledger& ledger, MeasureId measure, AreaId area, Year year,
                               const ValueOptions& options,
                               std::vector<Observation>* sources = nullptr);

}  // namespace muster
