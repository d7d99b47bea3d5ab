// How good earlier answers would have been: from every publication so far, what the model would
// have said on its day of the years after, and what later publications said of them.
//
// Scored as forecasts of a distribution are: how often the truth lay within the bands, and the
// continuous ranked probability score (T. Gneiting, A. E. Raftery, "Strictly proper scoring rules,
// prediction, and estimation", Journal of the American Statistical Association 102, 2007), which
// for a point is the absolute error.
#pragma once

#include <string_view>
#include <vector>

#include "outlook/beliefs.h"

namespace muster {

// Factors on the spread, found from what had come out by the day of the forecast.
struct Calibration {
  double factor = 1;
  std::size_t cases = 0;
};

struct HorizonScore {
  int years = 0;  // after the last share that the publication has; 0: that share itself
  std::size_t cases = 0;
  // Of the model as estimated, and with spreads recalibrated on earlier publications only.
  double within_50 = 0, within_90 = 0;
  double within_50_recalibrated = 0, within_90_recalibrated = 0;
  double crps = 0, crps_recalibrated = 0;  // percentage points of GDP
  double crps_walk = 0;  // of a random walk with the group's spread as known on the day
  double error = 0;      // mean absolute, of the median
  double error_walk = 0;
  // The publisher's own first figure for that year, where it is not the latest: how far off it was.
  std::size_t estimates = 0;
  double error_estimate = 0;
};

struct OriginScore {
  VintageId vintage{};
  std::size_t allies = 0;  // whose last share it told
  std::size_t cases = 0;   // of one year ahead and more
  std::size_t within_90 = 0;
  std::size_t within_90_recalibrated = 0;
  double factor = 1;  // on the spread, from earlier publications
};

struct Backtest {
  std::vector<OriginScore> origins;
  std::vector<HorizonScore> horizons;
};

// Of the publications in scope, judged by what is known on the scope's day. Horizons up to
// `most_years`.
Backtest backtest(const Ledger& ledger, AreaId group, const Scope& scope, int most_years = 10);

// What the publications before the scope's day say of the spread of forecasts made on it.
Calibration calibration(const Ledger& ledger, AreaId group, const Scope& scope);

// Of a forecast, in percentage points of GDP: E|X - truth| - E|X - X'| / 2, over its quantiles.
double crps(const ShareForecast& forecast, double truth);
// Of a log-normal distribution in closed form (S. Baran, S. Lerch, "Log-normal distribution based
// EMOS models for probabilistic wind-speed forecasting", Quarterly Journal of the Royal
// Meteorological Society 141, 2015): the random walk's.
double crps_log_normal(double log_mean, double log_sd, double truth);

}  // namespace muster
