// Money from one currency to another: by the mean rate of a year (how statistics are converted) or
// by the rate of a day (how a newspaper converts today's figure).
#pragma once

#include <string>

#include "ledger/ledger.h"

namespace muster {

struct Conversion {
  double amount = 0;    // in the wanted currency
  double rate = 0;      // units of the wanted currency per one of the given
  std::string working;  // "1.0824 USD per EUR, mean of 2024 (ECB mean of daily reference rates)"
};

// By the year's average. Full years are preferred to partial ones, the ECB's means to the World
// Bank's.
Result<Conversion> convert_at_annual_rate(const Ledger& ledger, double amount, Currency from,
                                          Currency to, Year year);

// By the ECB's rate of the day, or of the last working day before it; dollars and euros only.
Result<Conversion> convert_at_daily_rate(const Ledger& ledger, double amount, Currency from,
                                         Currency to, Date day);

}  // namespace muster
