// An outlook in others' formats. Amounts are told in dollars, euros and national currency at
// constant prices of the base year, and at current prices as outlook.h says; docs/outlook.md has
// the schema.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outlook/backtest.h"
#include "outlook/outlook.h"

namespace muster {

// Currencies in which an area's amounts at constant prices are told, and what one dollar of the
// base year is in each.
struct ToldIn {
  Currency currency;
  double per_usd = 1;
};
std::vector<ToldIn> currencies_of(const Ledger& ledger, const Outlook& outlook,
                                  const AreaOutlook& area);
// Of amounts at current prices: an ally's own currency, a group's dollars.
ToldIn current_currency(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area);
// Persons; of a group the sum of its members. None where one is unknown.
std::optional<double> population_of(const Ledger& ledger, const Outlook& outlook,
                                    const AreaOutlook& area);

// The quantile of a distribution over 0, 1, 2, …: the least number that so much of it does not
// exceed.
std::size_t count_at(const std::vector<double>& distribution, double probability);

// What is assumed and what is believed, one sentence each: to stand above the figures.
struct Statement {
  std::string about;  // "path", "money", …
  std::string text;
  bool assumed = false;
};
std::vector<Statement> statements(const Ledger& ledger, const Outlook& outlook);
// The answer in sentences that can be quoted.
std::vector<std::string> headlines(const Ledger& ledger, const Outlook& outlook);

// Schema muster.outlook/1: one document, an outlook a guideline.
std::string outlook_json(const Ledger& ledger, const std::vector<Outlook>& outlooks);
// The same for what a page shows before anything is chosen: the alliance's way to core-3.5 by its
// deadline, with the quantities that its charts are of.
Result<std::string> outlook_shown_first(const Ledger& ledger, AreaId alliance, const Scope& scope,
                                        const Executor& executor = serial());
// One row a figure: guideline, area, year, quantity, prices, currency, per, quantiles, mean.
std::string outlook_csv(const Ledger& ledger, const std::vector<Outlook>& outlooks);
// One self-contained page with fan charts; no script and no request.
std::string outlook_html(const Ledger& ledger, const std::vector<Outlook>& outlooks);

// Schema muster.outlook-backtest/1.
std::string backtest_json(const Ledger& ledger, const Backtest& backtest);
std::string backtest_csv(const Backtest& backtest);

}  // namespace muster
