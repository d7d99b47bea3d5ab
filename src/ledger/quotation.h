// One figure told twice of one publication, once rounded: the press quotes "2.4%" of a table that
// prints 2.35, a PDF prints two decimals of a workbook's six. The more precise one answers.
#pragma once

#include "ledger/ledger.h"

namespace muster {

// A figure as it is told: of an observation, or of a file that is read.
struct ToldFigure {
  const Decimal& value;
  const Unit& unit;
  Extent extent;
};

// Is `rough` what `exact` is when written with the precision of `rough`, and less precise? Units of
// different size are brought together: 559 USD_BILLION is a rounding of 558712 USD_MILLION. A
// percentage that was printed without decimals is one of a workbook, which drops zeros: 2.000000.
bool is_rounding_of(const ToldFigure& rough, const ToldFigure& exact);

// Takes away what is a rounding of another figure of the same publication, measure, area, year,
// price basis and currency. The others keep their order.
void drop_roundings(std::vector<Observation>& observations);

}  // namespace muster
