#include "outlook/projection.h"

#include <algorithm>
#include <cmath>

namespace muster {
namespace {

const Known* known_in(const std::vector<Known>& rates, Year year) {
  const auto at = std::ranges::find(rates, year, &Known::year);
  return at == rates.end() ? nullptr : &*at;
}

// One rate's means and whether it still moves, year by year.
void lay_out(const Ledger& ledger, const std::vector<Known>& rates, const RateBelief& belief,
             double phi, const Panel& panel, const Timeline& time, double* mean, double* moves) {
  for (std::size_t t = 0; t < time.years(); ++t) {
    const Year year = time.at(t);
    if (year <= panel.base) continue;  // amounts are counted from the base year
    const Known* const known = known_in(rates, year);
    if (known != nullptr) {
      mean[t] = known->value;
      moves[t] = is_forecast(ledger, *known) ? 1 : 0;
      continue;
    }
    const int since = belief.last_year.value == 0 ? 0 : year.value - belief.last_year.value;
    mean[t] = belief.mean + (since > 0 ? std::pow(phi, since) * belief.last : 0);
    moves[t] = 1;
  }
}

}  // namespace

Timeline timeline(const Panel& panel, Year last) {
  Timeline time;
  time.today = panel.today;
  time.last = last;
  time.first = time.today;
  for (const AllyRecord& ally : panel.allies) {
    if (const auto share = ally.last_share())
      time.first = std::min(time.first, Year{static_cast<std::int16_t>(share->value + 1)});
  }
  if (panel.base.value != 0)
    time.first = std::min(time.first, Year{static_cast<std::int16_t>(panel.base.value + 1)});
  return time;
}

Mix mix_of(const Beliefs& beliefs) {
  // Cholesky's decomposition; the correlations are so small that the matrix is positive definite.
  Mix mix;
  for (std::size_t v = 0; v < kShocksAYear; ++v) {
    double rest = 1;
    for (std::size_t w = 0; w < v; ++w) {
      double sum = beliefs.correlation[v][w];
      for (std::size_t u = 0; u < w; ++u) sum -= mix.lower[v][u] * mix.lower[w][u];
      mix.lower[v][w] = sum / mix.lower[w][w];
      rest -= mix.lower[v][w] * mix.lower[v][w];
    }
    mix.lower[v][v] = std::sqrt(std::max(rest, 0.0));
  }
  return mix;
}

AllyDynamics dynamics_of(const Ledger& ledger, const Panel& panel, const Beliefs& beliefs,
                         const Mix& mix, std::size_t index, const Timeline& time,
                         bool without_chance, const Prior& prior) {
  const AllyRecord& ally = panel.allies[index];
  const AllyBelief& belief = beliefs.allies[index];
  const ShareBelief& share = *belief.share;
  AllyDynamics moves;
  moves.years = time.years();
  lay_out(ledger, ally.growth, belief.growth, beliefs.phi_growth, panel, time, moves.growth_mean,
          moves.moves_growth);
  lay_out(ledger, ally.inflation, belief.prices, beliefs.phi_prices, panel, time, moves.price_mean,
          moves.moves_price);
  double trend = 0;  // what has been gone of it
  double damping = 1;
  for (std::size_t t = 0; t < time.years(); ++t) {
    if (time.at(t) > share.last) {
      damping *= prior.trend_damping;
      trend += damping * share.trend;
      moves.moves_share[t] = shock_sd(share, time.at(t).value - share.last.value, prior) / share.sd;
    }
    moves.share_median[t] = to_scale(share.percent) + trend;
  }
  moves.ceiling = kShareCeiling;
  moves.phi_growth = beliefs.phi_growth;
  moves.phi_price = beliefs.phi_prices;
  moves.phi_drift = prior.trend_damping;
  moves.kappa = prior.trend_gain;
  moves.gdp = ally.gdp ? ally.gdp->usd : 1;
  if (without_chance) return moves;
  moves.degrees = share.degrees;
  moves.sd_growth = belief.growth.sd_mean;
  moves.sd_price = belief.prices.sd_mean;
  moves.sd_drift = beliefs.calibration * share.sd_trend;
  moves.sd_revision = beliefs.calibration * share.sd_revision;
  const double sd[kShocksAYear] = {belief.growth.sd, beliefs.calibration * share.sd,
                                   belief.prices.sd};
  for (std::size_t v = 0; v < kShocksAYear; ++v) {
    moves.common[v] = sd[v] * std::sqrt(beliefs.common[v]);
    for (std::size_t w = 0; w <= v; ++w)
      moves.own[v][w] = sd[v] * std::sqrt(1 - beliefs.common[v]) * mix.lower[v][w];
  }
  return moves;
}

std::uint32_t stream_of(const Area& area) {
  std::uint32_t stream = 0;
  for (const char letter : area.code)
    stream = stream * 27 +
             static_cast<std::uint32_t>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 1 : 0);
  return stream;
}

}  // namespace muster
