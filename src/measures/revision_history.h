// How figures have been revised so far, by how old they were: the record from which one may say how
// firm a fresh figure is.
//
// As the literature on real-time data does (D. Croushore, "Frontiers of Real-Time Data Analysis",
// Journal of Economic Literature 49, 2011): a revision is the later figure less the earlier one;
// its mean shows bias, its spread how far a figure may move.
#pragma once

#include <string_view>
#include <vector>

#include "measures/revisions.h"
#include "measures/value.h"

namespace muster {

// The years between a figure's year and its publication, as largest_revision() counts them: 0 for
// an estimate of the running year, kOldestAge for all older ones.
int age_of(const Ledger& ledger, VintageId vintage, Year year);

struct Spread {
  std::size_t cases = 0;
  double mean = 0;  // points for percent, else per cent of the earlier figure
  double mean_absolute = 0;
  double deviation = 0;  // standard, about the mean; 0 for a single case
  std::optional<Revision> largest;
};

struct HorizonSpread {
  std::string_view from;  // "first estimate, in the year itself"
  std::string_view to;    // "first actual figure"
  Spread spread;
};

// From estimate to first actual figure to the latest, over the countries of the publisher in scope,
// of publications up to its day. Figures of two definitions ("core defence expenditure") are not
// compared, nor money at two price bases.
std::vector<HorizonSpread> revision_horizons(const Ledger& ledger, MeasureId measure,
                                             const Scope& scope);

// The revisions of figures of that age so far, each from the figure to the latest of its kind in
// scope. In points for percent, else per cent.
std::vector<double> revisions_at_age(const Ledger& ledger, MeasureId measure, const Scope& scope,
                                     int age);

}  // namespace muster
