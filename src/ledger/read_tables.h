// From the project's own CSV files to a ledger, every row validated: an unknown area, a number that
// is none, a vintage that is not declared, a duplicate key is refused with file and line.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger.h"

namespace muster {

// File name (relative to the data folder, "observations/NATO-2024-06-17.csv") to its content.
using DataFiles = std::map<std::string, std::string>;

// The tables, owned. Views into a LedgerData stay valid while it lives, moved or not.
struct LedgerData {
  std::deque<std::string>
      strings;  // what the string views below point at; a deque never moves them

  std::vector<Area> areas;
  std::vector<Membership> memberships;
  std::vector<CurrencyPeriod> currencies;
  std::vector<Publisher> publishers;
  std::vector<Vintage> vintages;
  std::vector<CensoredBelow> censored;
  std::vector<AnnualRate> annual_rates;
  std::vector<DailyRate> daily_rates;
  std::vector<Guideline> guidelines;
  std::vector<Agreement> agreements;
  std::vector<Office> offices;
  std::vector<Event> events;
  std::vector<SupportFigure> support;
  Date facts_checked;

  std::vector<std::int16_t> year;
  std::vector<std::int64_t> units;
  std::vector<std::uint8_t> places;
  std::vector<std::uint8_t> unit;
  std::vector<std::int16_t> basis;
  std::vector<char> status;
  std::vector<std::uint16_t> vintage;
  std::vector<std::uint32_t> cell;
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> cell_start;
  std::string cell_pool;
  std::vector<Unit> unit_table;

  Ledger view() const;
};

// The files that read_ledger() needs besides one observations/<vintage>.csv for each vintage that
// has observations.
const std::vector<std::string>& ledger_table_names();

Result<std::unique_ptr<LedgerData>> read_ledger(const DataFiles& files);

}  // namespace muster
