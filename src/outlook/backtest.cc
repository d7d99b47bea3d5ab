#include "outlook/backtest.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

#include "outlook/student.h"

namespace muster {
namespace {

// How many cases no calibration counts for: those of one publication are not independent.
constexpr std::size_t kDoubt = 30;

// One publication, and what it and those before it let one believe on its day.
struct Origin {
  VintageId vintage{};
  Panel panel;
  Beliefs beliefs;
};

// What came out of one forecast.
struct Case {
  std::size_t ally = 0;  // of the origin's panel
  int years = 0;
  double truth = 0;
};

const AllyRecord* record_of(const Panel& panel, AreaId area) {
  const auto at = std::ranges::find(panel.allies, area, &AllyRecord::area);
  return at == panel.allies.end() ? nullptr : &*at;
}

Origin origin_on(const Ledger& ledger, AreaId group, Scope scope, VintageId vintage) {
  scope.as_of = ledger.vintage(vintage).published;
  scope.vintage.reset();
  Origin origin{vintage, known_shares(ledger, group, scope), {}};
  origin.beliefs = estimate(ledger, origin.panel);
  return origin;
}

// Every publication of the scope that has the last share of some ally on its day.
std::vector<Origin> origins_of(const Ledger& ledger, AreaId group, const Scope& scope) {
  std::vector<Origin> origins;
  const VintageRange known = vintages_in(ledger, scope);
  for (std::uint16_t v = known.begin; v < known.end; ++v) {
    Origin origin = origin_on(ledger, group, scope, static_cast<VintageId>(v));
    const bool tells = std::ranges::any_of(origin.panel.allies, [&](const AllyRecord& ally) {
      return !ally.share.empty() && ally.share.back().vintage == origin.vintage;
    });
    if (tells) origins.push_back(std::move(origin));
  }
  return origins;
}

// Forecasts of the origin that `later` can judge: of years after the last one that it told itself,
// by a later publication. The year itself (0 years ahead) too, where it was revised.
std::vector<Case> cases_of(const Origin& origin, const Panel& later, const Ledger& ledger,
                           int most_years) {
  std::vector<Case> cases;
  const Date day = ledger.vintage(origin.vintage).published;
  for (std::size_t a = 0; a < origin.panel.allies.size(); ++a) {
    const AllyRecord& ally = origin.panel.allies[a];
    if (ally.share.empty() || ally.share.back().vintage != origin.vintage) continue;
    const AllyRecord* const judge = record_of(later, ally.area);
    if (judge == nullptr) continue;
    for (const Known& truth : judge->share) {
      const int years = truth.year.value - ally.share.back().year.value;
      if (years >= 0 && years <= most_years && ledger.vintage(truth.vintage).published > day)
        cases.push_back({a, years, truth.value});
    }
  }
  return cases;
}

const ShareBelief& belief_of(const Origin& origin, const Case& found) {
  return *origin.beliefs.allies[found.ally].share;
}

// How far the truth lies from the median, in half-widths of the 90% band; `outer` is that of a t.
double distance(const ShareForecast& forecast, double outer, double truth) {
  return std::fabs(to_scale(truth) - forecast.mean) / (forecast.sd * outer);
}

// From the forecasts of `origins` that `panel` can judge: what the 90% band must be multiplied by
// to hold nine tenths of the cases (conformal prediction, as in Y. Romano, E. Patterson, E. Candès,
// "Conformalized quantile regression", NeurIPS 2019), with kDoubt cases that are as the model says.
Calibration calibrated(const Ledger& ledger, std::span<const Origin> origins, const Panel& panel) {
  std::vector<double> distances;
  for (const Origin& origin : origins) {
    double outer = 0;
    double degrees = 0;  // of which `outer` is: an ally's cases follow one another
    for (const Case& one : cases_of(origin, panel, ledger, 5)) {
      if (one.years == 0) continue;
      const ShareForecast forecast = share_forecast(belief_of(origin, one), one.years);
      if (forecast.degrees != degrees) {
        degrees = forecast.degrees;
        outer = drawn_t_quantile(0.95, degrees);
      }
      distances.push_back(distance(forecast, outer, one.truth));
    }
  }
  Calibration found{1, distances.size()};
  constexpr double kUsualDegrees = 6;
  const double outer = drawn_t_quantile(0.95, kUsualDegrees);
  for (std::size_t i = 0; i < kDoubt; ++i) {
    const double p = (static_cast<double>(i) + 0.5) / kDoubt;
    distances.push_back(drawn_t_quantile(0.5 + p / 2, kUsualDegrees) / outer);
  }
  const auto at = static_cast<std::size_t>(0.9 * static_cast<double>(distances.size()));
  std::ranges::nth_element(distances, distances.begin() + static_cast<std::ptrdiff_t>(at));
  // Calm years are no promise: the band is never made narrower.
  found.factor = std::max(1.0, distances[at]);
  return found;
}

// The publisher's first figure of that year for the ally.
const Known* first_told(const std::vector<Origin>& origins, AreaId area, Year year) {
  for (const Origin& origin : origins) {
    const AllyRecord* const ally = record_of(origin.panel, area);
    if (ally == nullptr) continue;
    const auto at = std::ranges::find(ally->share, year, &Known::year);
    if (at != ally->share.end()) return &*at;
  }
  return nullptr;
}

void add_case(const Origin& origin, const Case& one, double factor, OriginScore& of_origin,
              HorizonScore& score) {
  const ShareBelief& belief = belief_of(origin, one);
  const ShareForecast raw = share_forecast(belief, one.years);
  const ShareForecast wider = share_forecast(belief, one.years, factor);
  const double outer = drawn_t_quantile(0.95, raw.degrees);
  const double inner = drawn_t_quantile(0.75, raw.degrees) / outer;
  const double off = distance(raw, outer, one.truth);
  ++score.cases;
  score.within_50 += off <= inner;
  score.within_90 += off <= 1;
  score.within_50_recalibrated += off <= inner * factor;
  score.within_90_recalibrated += off <= factor;
  score.crps += crps(raw, one.truth);
  score.crps_recalibrated += crps(wider, one.truth);
  score.error += std::fabs(from_scale(raw.mean) - one.truth);
  // Of the year itself a random walk says what the publisher said.
  score.error_walk += std::fabs(belief.percent - one.truth);
  score.crps_walk +=
      one.years == 0
          ? std::fabs(belief.percent - one.truth)
          : crps_log_normal(std::log(belief.percent),
                            origin.beliefs.group_log_sd * std::sqrt(one.years), one.truth);
  if (one.years == 0) return;
  ++of_origin.cases;
  of_origin.within_90 += off <= 1;
  of_origin.within_90_recalibrated += off <= factor;
}

}  // namespace

double crps(const ShareForecast& forecast, double truth) {
  // Equally likely members: each spread by each standard normal.
  constexpr std::size_t kSpreads = 16;
  static const auto spreads = [] {
    std::array<double, kSpreads> z{};
    for (std::size_t i = 0; i < kSpreads; ++i)
      z[i] = normal_quantile((static_cast<double>(i) + 0.5) / kSpreads);
    return z;
  }();
  const auto normals = equally_likely_normals();
  std::vector<double> members;
  members.reserve(kSpreads * normals.size());
  for (const double of_spread : spreads) {
    const double spread = forecast.sd * spread_factor(of_spread, forecast.degrees);
    for (const double z : normals) members.push_back(from_scale(forecast.mean + spread * z));
  }
  std::ranges::sort(members);
  const auto n = static_cast<double>(members.size());
  double from_truth = 0;
  double among = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    from_truth += std::fabs(members[i] - truth);
    among += (2 * static_cast<double>(i) + 1 - n) * members[i];
  }
  return from_truth / n - among / (n * n);
}

double crps_log_normal(double log_mean, double log_sd, double truth) {
  const double w = (std::log(truth) - log_mean) / log_sd;
  return truth * (2 * normal_cdf(w) - 1) -
         2 * std::exp(log_mean + log_sd * log_sd / 2) *
             (normal_cdf(w - log_sd) + normal_cdf(log_sd / std::numbers::sqrt2) - 1);
}

Calibration calibration(const Ledger& ledger, AreaId group, const Scope& scope) {
  const auto origins = origins_of(ledger, group, scope);
  return calibrated(ledger, origins, known_shares(ledger, group, scope));
}

Backtest backtest(const Ledger& ledger, AreaId group, const Scope& scope, int most_years) {
  Backtest result;
  const auto origins = origins_of(ledger, group, scope);
  const Panel judge = known_shares(ledger, group, scope);
  result.horizons.resize(static_cast<std::size_t>(most_years) + 1);
  for (int years = 0; years <= most_years; ++years)
    result.horizons[static_cast<std::size_t>(years)].years = years;
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const Origin& origin = origins[i];
    const auto found = cases_of(origin, judge, ledger, most_years);
    if (found.empty()) continue;
    OriginScore score;
    score.vintage = origin.vintage;
    score.factor = calibrated(ledger, std::span(origins).first(i), origin.panel).factor;
    score.allies = static_cast<std::size_t>(
        std::ranges::count_if(origin.panel.allies, [&](const AllyRecord& ally) {
          return !ally.share.empty() && ally.share.back().vintage == origin.vintage;
        }));
    for (const Case& one : found) {
      HorizonScore& horizon = result.horizons[static_cast<std::size_t>(one.years)];
      add_case(origin, one, score.factor, score, horizon);
      const ShareBelief& belief = belief_of(origin, one);
      const Year year{static_cast<std::int16_t>(belief.last.value + one.years)};
      const AreaId area = origin.panel.allies[one.ally].area;
      const Known* const told = first_told(origins, area, year);
      const Known& latest = *std::ranges::find(record_of(judge, area)->share, year, &Known::year);
      if (told != nullptr && told->vintage != latest.vintage) {
        ++horizon.estimates;
        horizon.error_estimate += std::fabs(told->value - latest.value);
      }
    }
    result.origins.push_back(score);
  }
  for (HorizonScore& h : result.horizons) {
    const auto cases = static_cast<double>(std::max<std::size_t>(h.cases, 1));
    for (double* sum :
         {&h.within_50, &h.within_90, &h.within_50_recalibrated, &h.within_90_recalibrated, &h.crps,
          &h.crps_recalibrated, &h.crps_walk, &h.error, &h.error_walk})
      *sum /= cases;
    if (h.estimates > 0) h.error_estimate /= static_cast<double>(h.estimates);
  }
  std::erase_if(result.horizons, [](const HorizonScore& h) { return h.cases == 0; });
  return result;
}

}  // namespace muster
