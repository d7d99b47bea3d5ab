// One publication with its figures, whole: what a publisher's file is read into and what the store
// keeps. Owned text throughout, tied to no ledger's ids.
#pragma once

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
  bool complete = true;  // whole tables, not only what others quoted
  std::vector<PublishedFigure> figures;
};

}  // namespace muster
