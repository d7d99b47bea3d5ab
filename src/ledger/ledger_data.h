// A ledger's tables, owned: what files are read into and what a ledger is extended in.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "ledger/ledger.h"
#include "ledger/publication.h"

namespace muster {

// The tables, owned. Views into a LedgerData stay valid while it lives, moved or not.
struct LedgerData {
  std::deque<std::string>
      strings;  // what the string views below point at; a deque never moves them

  std::vector<Area> areas;
  std::vector<Membership> memberships;
  std::vector<CurrencyPeriod> currencies;
  std::vector<Publisher> publishers;
  std::vector<Vintage> vintages;
  std::vector<PublisherVintages> publisher_vintages;
  std::vector<Date> published;
  std::vector<CensoredBelow> censored;
  std::vector<AnnualRate> annual_rates;
  std::vector<DailyRate> daily_rates;
  std::vector<Guideline> guidelines;
  std::vector<Agreement> agreements;
  std::vector<Office> offices;
  std::vector<Event> events;
  std::vector<SupportFigure> support;
  Date facts_checked;
  std::vector<KnownPublication> known_publications;
  std::vector<WithdrawnVintage> withdrawn;
  std::vector<PublisherCount> publisher_counts;
  std::vector<Promise> promises;

  std::vector<std::int16_t> year;
  std::vector<std::int64_t> units;
  std::vector<std::uint8_t> places;
  std::vector<std::uint16_t> unit;
  std::vector<std::int16_t> basis;
  std::vector<char> status;
  std::vector<char> extent;
  std::vector<std::uint16_t> vintage;
  std::vector<std::uint32_t> cell;
  std::vector<std::uint32_t> first;
  std::vector<YearSpan> years;
  std::vector<std::uint32_t> year_first;
  std::vector<std::uint32_t> cell_start;
  std::string cell_pool;
  std::vector<Unit> unit_table;

  Ledger view() const;
};

// The order of observations in ObservationColumns: by measure, area and year, then by the vintage's
// day of publication. Two of one order are two cells of one figure.
using RowOrder = std::tuple<MeasureId, AreaId, Year, Date, VintageId, PriceBasis, Unit>;
RowOrder row_order(const Observation& observation, const LedgerData& data);

// Fills `publisher_vintages` and `published` from the vintages.
void index_vintages(LedgerData& data);
// Fills `years` and `year_first` from the other columns.
void index_years(LedgerData& data);

// Puts the observations in the order of ObservationColumns and lays them into the columns of
// `data`, whose areas and vintages are there already. The cells are copied.
void lay_out(std::vector<Observation> observations, LedgerData& data);

// `beneath` with publications added. A vintage of the same id takes the figures that it lacks;
// figures whose area the ledger does not know are passed over. `beneath` must outlive the result.
std::unique_ptr<LedgerData> extended(const Ledger& beneath,
                                     std::span<const Publication> publications);

}  // namespace muster
