// One measure of one area or group in one year: as published, or from the members where the
// publisher gives no figure for the group, in the price basis and currency asked for.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "measures/figure.h"

namespace muster {

struct ValueOptions {
  Scope scope;
  // Money: unset means current prices where the vintage has them, else the publisher's constant
  // ones.
  std::optional<PriceBasis> basis{};
  // Money: unset means dollars, else whatever the publisher printed.
  Currency currency{};
};

// Is the measure an amount of money, which has prices and a currency?
bool is_money(MeasureId measure);
// May it be asked at other prices than it is printed? Aid and budgets are told at current ones
// only: they are paid in several countries' prices.
bool has_real_terms(MeasureId measure);

// The newest observation in scope that `accept`s. Linear in the vintages that have the cell.
std::optional<Observation> newest_observation(
    const Ledger& ledger, MeasureId measure, AreaId area, Year year, const Scope& scope,
    const std::function<bool(const Observation&)>& accept);

// As the publisher printed it for this area or group; none where no vintage in scope has it.
std::optional<Observation> published_observation(const Ledger& ledger, MeasureId measure,
                                                 AreaId area, Year year,
                                                 const ValueOptions& options);
// The same as a figure; fails where no vintage in scope has it.
Result<Figure> published_value(const Ledger& ledger, MeasureId measure, AreaId area, Year year,
                               const ValueOptions& options);

// The sum over the group's members of that year, all in one vintage; fails when one is missing.
Result<Figure> sum_of_members(const Ledger& ledger, MeasureId measure, AreaId group, Year year,
                              const ValueOptions& options);

// The figure in the asked basis and currency: as published, else a group's total from its members,
// else converted at the mean rate of the year (current prices) or of the base year (constant
// prices). Never from one constant base to another: that needs a deflator, and the error says so.
Result<Figure> value_of(const Ledger& ledger, MeasureId measure, AreaId area, Year year,
                        const ValueOptions& options);

// Which vintages have the measure for that year, for any area: by their position, of any publisher.
// Linear in the areas.
std::vector<bool> vintages_with_any(const Ledger& ledger, MeasureId measure, Year year);

// Has the scope the measure for that area or group, in any year?
bool has_measure(const Ledger& ledger, MeasureId measure, AreaId area, const Scope& scope);

// Every vintage in scope that has a figure for this cell, newest first.
std::vector<VintageId> vintages_with(const Ledger& ledger, MeasureId measure, AreaId area,
                                     Year year, const Scope& scope);

// The latest year for which the scope has the measure for that area; none when it has none.
std::optional<Year> latest_year(const Ledger& ledger, MeasureId measure, AreaId area,
                                const Scope& scope);

}  // namespace muster
