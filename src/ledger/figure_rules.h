// What a figure can be: in which unit its measure is counted, how low and how high it may be, and
// of which year it may be told as known. One place for every table that comes in, the project's own
// data/ among them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/date.h"
#include "base/decimal.h"
#include "base/error.h"
#include "ledger/ledger.h"

namespace muster {

// Bounds are in single units of the kind: per cent, persons, one of a currency. No figure beyond
// them has ever been published; they are wide on purpose.
struct FigureRule {
  MeasureId measure;
  UnitKind unit;
  double lowest;
  double highest;
};
const FigureRule& figure_rule(MeasureId id);

// The errors are without their place. Each names figure, area and year.
std::optional<Error> fault_of_figure(MeasureId id, std::string_view area, Year year,
                                     const Decimal& value, const Unit& unit);
// What is told as known of a year must have been published in it or later.
std::optional<Error> fault_of_year(Year year, ObsStatus status, Date published);
// A currency that no country of the ledger has ever had is a slip of the pen.
std::optional<Error> fault_of_currency(std::span<const CurrencyPeriod> known, const Unit& unit);
// Nothing was published after `today`, which the caller says.
std::optional<Error> fault_of_publication_day(Date published, Date today);

}  // namespace muster
