// The outlook and its back-test for people.
#pragma once

#include <string>
#include <vector>

#include "outlook/backtest.h"
#include "outlook/outlook.h"

namespace muster::cli {

// What print_outlook() shows: no more need be gathered.
Quantities quantities_in_text();
void print_outlook(const Ledger& ledger, const Outlook& outlook);
void print_backtest(const Ledger& ledger, const Backtest& backtest, const Scope& scope);

}  // namespace muster::cli
