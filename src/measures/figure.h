// A figure that answers a question, with how it was got: its working in words and its source cells.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/as_of.h"
#include "ledger/ledger.h"

namespace muster {

// What a question is asked of: a publisher's figures as they stood on a day. A figure is taken from
// the newest vintage published on or before that day which has it, or from `vintage` alone when
// given.
struct Scope {
  Date as_of = kDistantFuture;
  std::string_view publisher = "NATO";
  std::optional<VintageId> vintage{};
};

// The vintages of a scope, as a range.
VintageRange vintages_in(const Ledger& ledger, const Scope& scope);

struct Figure {
  double value = 0;  // percent; plain units of currency; persons; an index
  Unit unit;         // its kind and currency; the exponent is 0
  PriceBasis basis;
  ObsStatus status = ObsStatus::actual;
  Extent extent = Extent::printed;  // of several figures that went in the weakest
  VintageId vintage{};
  std::optional<Decimal> published;  // in the publisher's own unit, when it is one figure of theirs
  std::vector<std::string> working;  // steps, in words
  std::vector<std::string> cells;    // "NATO-2024-06-17/TABLE3!N41"
};

// "NATO-2024-06-17/TABLE3!N41".
std::string cell_name(const Ledger& ledger, const Observation& observation);
Figure figure_of(const Ledger& ledger, const Observation& observation);

// 10^exponent of the unit, to bring a published figure to plain units.
double scale_of(const Unit& unit);

// For a reader: "3.19%", "$1,303 billion", "1,338,100", "PLN 151.2 billion".
std::string to_prose(double value, const Unit& unit, int percent_places = 2);
// The same for a figure of that measure: a rate of exchange keeps its decimals ("PLN 3.9791").
std::string to_prose(MeasureId measure, const Figure& figure);
// "$818 billion", "€1.1 trillion", "SEK 140.5 billion": at most `places` decimals of the largest
// scale word.
std::string money_prose(double amount, Currency currency, int places = 1);

}  // namespace muster
