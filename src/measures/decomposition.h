// Why a figure changed: the change between two years split into parts that add up to it exactly.
//
// A figure is a product of factors (a share: real expenditure over real GDP; an amount in dollars:
// real expenditure times prices over the exchange rate), and each factor's part is its logarithmic
// change times the logarithmic mean of the two figures. That is the additive log mean Divisia
// index (LMDI I; B. W. Ang, Energy Policy 32, 2004): the parts add up with nothing left over, and
// do not depend on the order in which the factors are taken.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measures/value.h"

namespace muster {

enum class PartKind : std::uint8_t {
  new_money,             // expenditure in real terms
  prices,                // expenditure's deflator
  exchange_rate,         // national currency per dollar
  gdp_growth,            // GDP in real terms
  expenditure_revision,  // what a later publication says of the first year's expenditure
  gdp_revision,          // the same of its GDP
  revision,              // both, where the earlier publication gave only their ratio
  rounding,              // the publisher's own rounding of the two figures
};
std::string_view name_of(PartKind kind);  // "new money"

struct Part {
  PartKind kind;
  double size = 0;      // percentage points for shares; plain units of the currency for money
  std::string working;  // "$13.4 billion to $34.7 billion at constant 2015 prices"
  std::vector<std::string> cells;
};

struct Decomposition {
  Figure from;
  Figure to;
  double change = 0;                 // of the figures as published; the parts add up to it
  std::vector<Part> parts;           // revisions first, then what happened between the years
  std::vector<std::string> remarks;  // what no part is given for, and why
};

// Defence expenditure (current prices, in dollars unless another currency is asked for), its share
// of GDP, or GDP. Both years are of the newest vintage in scope that has what is needed; `then`, if
// given, is where the first figure is taken from instead, so that its revision since is a part.
// Fails for other measures, and where no vintage has the amounts at constant prices.
Result<Decomposition> decompose(const Ledger& ledger, MeasureId measure, AreaId area, Year from,
                                Year to, const ValueOptions& options,
                                const std::optional<Scope>& then = std::nullopt);

}  // namespace muster
