// One publication with its figures, whole: what a publisher's file is read into and what the store
// keeps. Owned text throughout, tied to no ledger's ids.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "ledger/vocabulary.h"

namespace muster {

struct PublishedFigure {
  MeasureId measure;
  std::string area;  // the ledger's code
  Year year;
  Decimal value;
  Unit unit;
  PriceBasis basis;
  ObsStatus status = ObsStatus::actual;
  std::string cell;  // where in the file: "TABLE3!D11", "line 7, 2014"
  Extent extent = Extent::printed;
};

// Units of `currency` that one `per` bought. Its cell is the publication's row of that day and
// column of that currency.
struct PublishedDailyRate {
  Date day;
  Currency currency;
  Currency per;
  Decimal rate;
};

// The same on average over a year, and of what it is the average.
struct PublishedAnnualRate {
  Year year;
  Currency currency;
  Currency per;
  Decimal rate;
  std::string method;  // "ECB mean of 256 daily reference rates"
  bool partial_year = false;
};

// Aid to Ukraine by one donor: a month, or the span of months that the publication covers.
struct PublishedSupport {
  std::string donor;  // as the publication names it: a country, or "EU (Commission and Council)"
  std::string area;   // the ledger's code, empty for a donor that is none
  std::string component;  // "allocations_military"
  std::string period;     // "2024-03", "2022-01..2026-04"
  Decimal value;
  std::string unit;  // "EUR bn"
  std::string cell;
};

// Since when and why a publication that was imported answers nothing.
struct TakenBack {
  std::string day;  // "2026-11-30"
  std::string why;
};

struct Publication {
  std::string id;  // of the vintage: "NATO-2024-06-17"
  std::string publisher;
  std::string title;
  Date published = kDistantPast;  // kDistantPast: the file does not say
  Date cut_off = kDistantPast;    // the same
  Year first_year, last_year;
  PriceBasis base;             // of its constant prices
  std::string estimate_years;  // "2023 2024"
  std::string measure_name;    // what it calls the measure
  std::string what_is_here;
  std::string url;          // where the publisher has it; empty where not known
  std::string archive_url;  // a copy kept by others; the same
  std::vector<PublishedFigure> figures;
  std::vector<PublishedDailyRate> daily_rates;
  std::vector<PublishedAnnualRate> annual_rates;  // computed from the daily ones
  std::vector<PublishedSupport> support;
  std::optional<TakenBack> withdrawn;  // in the store: none where it answers

  // How many cells of the publication it holds.
  std::size_t cells() const { return figures.size() + daily_rates.size() + support.size(); }
};

}  // namespace muster
