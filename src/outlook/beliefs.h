// What is believed about the future of each ally: how its growth, prices and defence share move,
// estimated from what was known on a day (docs/outlook.md has the equations).
//
// Growth and prices are first-order autoregressions about a mean. The share, on the scale of
// to_scale(), is a random walk with a damped local trend (E. S. Gardner, E. McKenzie, "Forecasting
// trends in time series", Management Science 31, 1985). Means, trends and spreads are partially
// pooled: each ally's own figures count by how many there are, the group's for the rest, and what
// was usual before 2014 where the group has few (A. Gelman, J. Hill, "Data Analysis Using
// Regression and Multilevel Models", Cambridge 2007, chapter 12).
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "outlook/panel.h"

namespace muster {

// The parameters that are the same for all allies and days, and what was usual before 2014, the
// first year of the publications that the back-test is judged by. The share's were found on SIPRI's
// shares of 2000 to 2013 as the World Bank carries them; tests/outlook/beliefs_test.cc estimates
// them again from the ledger.
struct Prior {
  // Of the share, on its scale.
  double trend_damping = 0.75;   // phi: what is left of a trend after a year
  double trend_gain = 0.15;      // kappa: how much of a shock becomes trend
  double memory = 0.7;           // weight of a change in the trend against the one a year later
  double spread_memory = 0.6;    // the same in the spread
  double own_trend_years = 4;    // of own changes weigh as much as the group's trend
  double group_trend_years = 3;  // of the group's changes weigh as much as no trend
  double change_sd = 0.092;      // spread of a year's change
  double change_log_sd = 0.078;  // and of its logarithm's: a random walk's
  double change_sd_cases = 20;   // how many changes that is worth against the group's
  double own_sd_cases = 6;       // own changes that the group's scale is worth against an ally's
  double largest_change = 2.5;   // in spreads: larger ones count as that in an ally's own scale
  double degrees = 7;            // of freedom of Student's t: how heavy the tails are
  double long_run_cases = 100;   // how many changes the usual spread is worth against all so far
  double spread_persistence =
      0.7;                     // what is left, a year later, of the spread's distance from that
  double share_common = 0.20;  // correlation of two allies' changes in a year
  std::array<double, kRevisionAges> revision_sd = {0.095, 0.06, 0.018};
  double revision_cases = 30;
  // Of growth and inflation, in fractions a year.
  double growth_mean = 0.025, growth_sd = 0.030, growth_between = 0.012, growth_phi = 0.35;
  double growth_common = 0.50;
  double inflation_mean = 0.025, inflation_sd = 0.020, inflation_between = 0.012;
  double inflation_phi = 0.55;
  double inflation_common = 0.35;
  double rate_cases = 10;  // how many years the prior is worth
};
inline constexpr Prior kPrior;

struct ShareBelief {
  Year last;               // the last known share's
  double percent = 0;      // it
  double trend = 0;        // per year, on the scale, before damping
  double sd = 0;           // of a year's shock, now: recent years count most
  double sd_long_run = 0;  // and what it returns to
  double sd_trend = 0;     // of what is not known about the trend
  double sd_revision = 0;  // of what the last known share may be revised by
  std::size_t changes = 0;
  double own_weight = 0;  // of its own changes in the trend; the rest is the group's
  // Of freedom: what may come has the tails of Student's t.
  double degrees = 0;
};

struct RateBelief {
  double mean = 0;     // a fraction a year
  double sd = 0;       // of a year's shock
  double sd_mean = 0;  // of what is not known about the mean
  double last = 0;     // the last known rate's distance from the mean
  Year last_year;
  double own_weight = 0;
};

struct AllyBelief {
  std::optional<ShareBelief> share;  // none where no share is known
  RateBelief growth;
  RateBelief prices;
};

// The order in which shocks are mixed: growth, share, prices.
enum Shock : std::size_t { kGrowthShock, kShareShock, kPriceShock, kShocksAYear };

struct Beliefs {
  std::vector<AllyBelief> allies;  // as the panel's
  double phi_growth = 0;
  double phi_prices = 0;
  double group_trend = 0;
  double group_sd = 0;                        // of a year's change on the scale, now
  double group_log_sd = 0;                    // the same of the share's logarithm: a random walk's
  std::array<double, kShocksAYear> common{};  // correlation of two allies' shocks in a year
  double correlation[kShocksAYear][kShocksAYear] = {};  // of an ally's shocks among themselves
  // The spreads of the share are multiplied by this: what the back-test up to the day found
  // (backtest.h). 1: nothing was found.
  double calibration = 1;
  std::size_t calibration_cases = 0;
};

Beliefs estimate(const Ledger& ledger, const Panel& panel, const Prior& prior = kPrior);

// Of the share on its scale so many years after the last known one, in closed form: `sd` times a
// Student's t of `degrees` about the mean. The paths (kernel.h) have the same.
struct ShareForecast {
  double mean = 0;
  double sd = 0;
  double degrees = 0;
};
// The spread of the shock so many years after the last known share (1: the first one).
double shock_sd(const ShareBelief& belief, int years, const Prior& prior = kPrior);
ShareForecast share_forecast(const ShareBelief& belief, int years, double calibration = 1,
                             const Prior& prior = kPrior);

}  // namespace muster
