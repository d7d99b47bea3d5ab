// What was known on a day of each ally's defence share, growth and prices: the panel from which the
// projection is estimated.
//
// Shares are the publisher's in scope; each year's is the newest one known on the day. Growth and
// prices are of any publisher, the newest publication that has a year first. Publications that
// count the share by another definition than the newest whole table are left out, and the remarks
// say so.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "measures/figure.h"

namespace muster {

struct Known {
  Year year;
  double value = 0;
  VintageId vintage{};
  ObsStatus status = ObsStatus::actual;
};

// GDP in dollars at the prices and exchange rates of a year.
struct GdpLevel {
  double usd = 0;
  Currency national;
  double national_per_usd = 1;
  VintageId vintage{};
};

struct AllyRecord {
  AreaId area;
  std::vector<Known> share;      // per cent of GDP, by year
  std::vector<Known> growth;     // of real GDP, a fraction, by year; later than its publication's
                                 // year: a forecast
  std::vector<Known> inflation;  // of the GDP deflator, likewise
  std::optional<GdpLevel> gdp;   // in the panel's base year
  std::optional<Known> population;  // persons

  // None where the ally has no share.
  std::optional<Year> last_share() const {
    return share.empty() ? std::nullopt : std::optional(share.back().year);
  }
};

// The scale on which shares move: the logarithm of the share over what is left up to a ceiling.
// Small shares move in proportion; none comes to the ceiling, which is about what allies spent in
// the worst years of the Cold War. Other publications' shares above it are taken as just below.
inline constexpr double kShareCeiling = 12;  // per cent of GDP
double to_scale(double percent);
double from_scale(double x);

// How figures of one age were revised: on that scale, the latest less the earlier one.
struct RevisionRecord {
  std::size_t cases = 0;
  double squares = 0;
};
inline constexpr std::size_t kRevisionAges = 3;  // the running year, the year after, older

struct Panel {
  Date as_of;
  Year today;                      // the newest one of which any share is known; else the day's
  Year base;                       // of constant prices and exchange rates; 0 where GDP is unknown
  std::vector<AllyRecord> allies;  // members with armed forces on the day, in the ledger's order
  std::array<RevisionRecord, kRevisionAges> revisions{};
  std::vector<VintageId> vintages;  // from which shares were taken
  std::vector<std::string> remarks;
};

// The shares of the group's members on the scope's day. Linear in the rows of the members.
Panel known_shares(const Ledger& ledger, AreaId group, const Scope& scope);
// Growth, prices, GDP and population too.
Panel known_panel(const Ledger& ledger, AreaId group, const Scope& scope);

// Is the figure a forecast: of a year later than the one in which it was published?
bool is_forecast(const Ledger& ledger, const Known& known);

}  // namespace muster
