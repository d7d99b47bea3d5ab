#include "outlook/beliefs.h"

#include <algorithm>
#include <cmath>

namespace muster {
namespace {

// A change of the share on its scale, over the years since the figure before (more than one where
// the series is broken).
struct Change {
  Year year;
  double years = 1;
  double size = 0;
  double log_size = 0;  // of its logarithm
};

std::vector<Change> changes_of(const AllyRecord& ally) {
  std::vector<Change> changes;
  for (std::size_t i = 1; i < ally.share.size(); ++i) {
    const Known& before = ally.share[i - 1];
    const Known& now = ally.share[i];
    changes.push_back({now.year, static_cast<double>(now.year.value - before.year.value),
                       to_scale(now.value) - to_scale(before.value),
                       std::log(now.value / before.value)});
  }
  return changes;
}

// Weights fall with the years before `now`.
struct Weighted {
  double years = 0;    // how many years of change, weighted
  double change = 0;   // their sum
  double squares = 0;  // of change per root of years
  double log_squares = 0;
  double cases = 0;
};
Weighted weighted(const std::vector<Change>& changes, Year now, double memory) {
  Weighted sum;
  for (const Change& change : changes) {
    const double weight = std::pow(memory, now.value - change.year.value);
    sum.years += weight * change.years;
    sum.change += weight * change.size;
    sum.squares += weight * change.size * change.size / change.years;
    sum.log_squares += weight * change.log_size * change.log_size / change.years;
    sum.cases += weight;
  }
  return sum;
}

double revision_sd(const Panel& panel, std::size_t age, const Prior& prior) {
  const RevisionRecord& record = panel.revisions[age];
  const double usual = prior.revision_sd[age];
  return std::sqrt((prior.revision_cases * usual * usual + record.squares) /
                   (prior.revision_cases + static_cast<double>(record.cases)));
}

void believe_shares(const Ledger& ledger, const Panel& panel, const Prior& prior,
                    Beliefs& beliefs) {
  std::vector<std::vector<Change>> changes;
  Year now;  // the newest share of all
  for (const AllyRecord& ally : panel.allies) {
    changes.push_back(changes_of(ally));
    if (ally.last_share()) now = std::max(now, *ally.last_share());
  }
  Weighted group;
  Weighted ever;  // without weights
  double allies = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (panel.allies[i].share.empty()) continue;
    ++allies;
    const Weighted trend = weighted(changes[i], now, prior.memory);
    const Weighted spread = weighted(changes[i], now, prior.spread_memory);
    group.years += trend.years;
    group.change += trend.change;
    group.squares += spread.squares;
    group.log_squares += spread.log_squares;
    group.cases += spread.cases;
    const Weighted own = weighted(changes[i], now, 1);
    ever.squares += own.squares;
    ever.cases += own.cases;
  }
  if (allies == 0) return;
  // The allies' years are not independent: shocks are common. So the group's years count as one
  // ally's.
  beliefs.group_trend = group.change / (group.years + allies * prior.group_trend_years);
  const double variance =
      (prior.change_sd_cases * prior.change_sd * prior.change_sd + group.squares) /
      (prior.change_sd_cases + group.cases);
  beliefs.group_log_sd = std::sqrt(
      (prior.change_sd_cases * prior.change_log_sd * prior.change_log_sd + group.log_squares) /
      (prior.change_sd_cases + group.cases));
  beliefs.group_sd = std::sqrt(variance);
  const double long_run =
      (prior.long_run_cases * prior.change_sd * prior.change_sd + ever.squares) /
      (prior.long_run_cases + ever.cases);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const AllyRecord& ally = panel.allies[i];
    if (ally.share.empty()) continue;
    const Known& last = ally.share.back();
    const Weighted trend = weighted(changes[i], last.year, prior.memory);
    ShareBelief belief;
    belief.last = last.year;
    belief.percent = last.value;
    belief.changes = changes[i].size();
    belief.own_weight = trend.years / (trend.years + prior.own_trend_years);
    belief.trend = (trend.change + prior.own_trend_years * beliefs.group_trend) /
                   (trend.years + prior.own_trend_years);
    // Its own scale: its changes against those that were usual in the group.
    // A single purchase that came and went is not to decide it.
    double squares = prior.own_sd_cases;
    for (const Change& change : changes[i])
      squares += std::min(change.size * change.size / (change.years * long_run),
                          prior.largest_change * prior.largest_change);
    const double scale = squares / (prior.own_sd_cases + static_cast<double>(changes[i].size()));
    const double own = scale * variance;
    belief.sd = std::sqrt(own);
    belief.sd_long_run = std::sqrt(scale * long_run);
    belief.degrees = prior.degrees;
    belief.sd_trend = std::sqrt(own / (trend.years + prior.own_trend_years));
    const int age =
        std::clamp(year_of(ledger.vintage(last.vintage).published).value - last.year.value, 0, 2);
    belief.sd_revision = revision_sd(panel, static_cast<std::size_t>(age), prior);
    beliefs.allies[i].share = belief;
  }
}

// What is usual of a rate.
struct RatePrior {
  double mean, sd, between, phi, common, cases;
};

// Only what had happened: forecasts are no history.
std::vector<Known> history(const Ledger& ledger, const std::vector<Known>& rates) {
  std::vector<Known> past;
  for (const Known& rate : rates)
    if (!is_forecast(ledger, rate)) past.push_back(rate);
  return past;
}

double mean_of(const std::vector<Known>& rates) {
  double sum = 0;
  for (const Known& rate : rates) sum += rate.value;
  return rates.empty() ? 0 : sum / static_cast<double>(rates.size());
}

// What a year's rate has that its mean and the year before do not explain.
struct RateShock {
  Year year;
  double size = 0;
};
std::vector<RateShock> shocks_of(const std::vector<Known>& rates, double phi) {
  const double mean = mean_of(rates);
  std::vector<RateShock> shocks;
  for (std::size_t i = 1; i < rates.size(); ++i) {
    if (rates[i].year.value != rates[i - 1].year.value + 1) continue;
    shocks.push_back({rates[i].year, rates[i].value - mean - phi * (rates[i - 1].value - mean)});
  }
  return shocks;
}
std::pair<double, double> sum_of_squares(const std::vector<RateShock>& shocks) {
  double squares = 0;
  for (const RateShock& shock : shocks) squares += std::pow(shock.size, 2);
  return {squares, static_cast<double>(shocks.size())};
}

// Standardised shocks by ally and year, to find what is common in them.
struct Residual {
  Year year;
  std::size_t ally = 0;
  double size = 0;  // in standard deviations
};

struct Rates {
  double phi = 0;
  std::vector<RateBelief> allies;
  std::vector<Residual> residuals;
};

Rates believe_rates(const Ledger& ledger, const Panel& panel, std::vector<Known> AllyRecord::*which,
                    const RatePrior& prior) {
  Rates rates;
  std::vector<std::vector<Known>> past;
  past.reserve(panel.allies.size());
  for (const AllyRecord& ally : panel.allies) past.push_back(history(ledger, ally.*which));
  // The persistence, from pairs of years about each ally's mean.
  double across = prior.cases * prior.phi * prior.sd * prior.sd;
  double within = prior.cases * prior.sd * prior.sd;
  double group = prior.cases * prior.mean;
  double groups = prior.cases;
  for (const auto& own : past) {
    const double mean = mean_of(own);
    for (std::size_t i = 1; i < own.size(); ++i) {
      if (own[i].year.value != own[i - 1].year.value + 1) continue;
      // A year of hyperinflation is not to decide for all.
      const double before = std::clamp(own[i - 1].value - mean, -0.1, 0.1);
      across += before * std::clamp(own[i].value - mean, -0.1, 0.1);
      within += before * before;
    }
    if (!own.empty()) {
      group += std::clamp(mean, -0.02, 0.10);
      groups += 1;
    }
  }
  rates.phi = std::clamp(across / within, 0.0, 0.9);
  group /= groups;
  // The usual spread is the median ally's.
  std::vector<double> variances;
  for (const auto& own : past) {
    const auto [squares, count] = sum_of_squares(shocks_of(own, rates.phi));
    if (count >= 5) variances.push_back(squares / count);
  }
  double usual = prior.sd * prior.sd;
  if (!variances.empty()) {
    std::ranges::nth_element(variances, variances.begin() + std::ssize(variances) / 2);
    const auto allies = static_cast<double>(variances.size());
    usual =
        (prior.cases * usual + allies * variances[variances.size() / 2]) / (prior.cases + allies);
  }
  for (std::size_t a = 0; a < past.size(); ++a) {
    const auto& own = past[a];
    const auto shocks = shocks_of(own, rates.phi);
    const auto [squares, count] = sum_of_squares(shocks);
    RateBelief belief;
    const double variance = (prior.cases * usual + squares) / (prior.cases + count);
    belief.sd = std::sqrt(variance);
    // How well its own mean is known, against how far allies' means are apart.
    const double of_mean = variance / ((1 - rates.phi) * (1 - rates.phi));
    const double between = prior.between * prior.between;
    const auto years = static_cast<double>(own.size());
    belief.own_weight = years * between / (years * between + of_mean);
    belief.mean = belief.own_weight * mean_of(own) + (1 - belief.own_weight) * group;
    belief.sd_mean = std::sqrt(between * (1 - belief.own_weight));
    if (!own.empty()) {
      belief.last = own.back().value - belief.mean;
      belief.last_year = own.back().year;
    }
    for (const RateShock& shock : shocks)
      rates.residuals.push_back({shock.year, a, shock.size / belief.sd});
    rates.allies.push_back(belief);
  }
  return rates;
}

// The mean product of two allies' shocks of a year.
double common_part(const std::vector<Residual>& residuals, double usual, double cases) {
  std::vector<Year> years;
  years.reserve(residuals.size());
  for (const Residual& r : residuals) years.push_back(r.year);
  std::ranges::sort(years);
  const auto repeated = std::ranges::unique(years);
  years.erase(repeated.begin(), repeated.end());
  double sum = cases * usual;
  double count = cases;
  for (const Year year : years) {
    double total = 0;
    double squares = 0;
    double allies = 0;
    for (const Residual& r : residuals) {
      if (r.year != year) continue;
      const double size = std::clamp(r.size, -3.0, 3.0);
      total += size;
      squares += size * size;
      ++allies;
    }
    if (allies < 5) continue;
    sum += (total * total - squares) / (allies * (allies - 1));
    count += 1;
  }
  return std::clamp(sum / count, 0.0, 0.9);
}

// The correlation of an ally's shocks of two kinds in the same year, drawn towards none.
double correlation_of(const std::vector<Residual>& x, const std::vector<Residual>& y) {
  double products = 0;
  double count = 100;
  for (const Residual& a : x) {
    for (const Residual& b : y) {
      if (a.ally != b.ally || a.year != b.year) continue;
      products += std::clamp(a.size, -3.0, 3.0) * std::clamp(b.size, -3.0, 3.0);
      ++count;
    }
  }
  return products / count;
}

std::vector<Residual> share_residuals(const Panel& panel, const Beliefs& beliefs) {
  std::vector<Residual> residuals;
  for (std::size_t a = 0; a < panel.allies.size(); ++a) {
    const auto& share = beliefs.allies[a].share;
    if (!share) continue;
    const auto changes = changes_of(panel.allies[a]);
    double mean = 0;
    for (const Change& change : changes) mean += change.size / static_cast<double>(changes.size());
    for (const Change& change : changes)
      if (change.years == 1)
        residuals.push_back({change.year, a, (change.size - mean) / share->sd});
  }
  return residuals;
}

}  // namespace

Beliefs estimate(const Ledger& ledger, const Panel& panel, const Prior& prior) {
  Beliefs beliefs;
  beliefs.allies.resize(panel.allies.size());
  believe_shares(ledger, panel, prior, beliefs);
  const Rates growth = believe_rates(ledger, panel, &AllyRecord::growth,
                                     {prior.growth_mean, prior.growth_sd, prior.growth_between,
                                      prior.growth_phi, prior.growth_common, prior.rate_cases});
  const Rates prices =
      believe_rates(ledger, panel, &AllyRecord::inflation,
                    {prior.inflation_mean, prior.inflation_sd, prior.inflation_between,
                     prior.inflation_phi, prior.inflation_common, prior.rate_cases});
  beliefs.phi_growth = growth.phi;
  beliefs.phi_prices = prices.phi;
  for (std::size_t i = 0; i < panel.allies.size(); ++i) {
    beliefs.allies[i].growth = growth.allies[i];
    beliefs.allies[i].prices = prices.allies[i];
  }
  const auto shares = share_residuals(panel, beliefs);
  const std::array<const std::vector<Residual>*, kShocksAYear> of = {&growth.residuals, &shares,
                                                                     &prices.residuals};
  beliefs.common = {common_part(growth.residuals, prior.growth_common, prior.rate_cases),
                    common_part(shares, prior.share_common, prior.rate_cases),
                    common_part(prices.residuals, prior.inflation_common, prior.rate_cases)};
  for (std::size_t v = 0; v < kShocksAYear; ++v) {
    beliefs.correlation[v][v] = 1;
    for (std::size_t w = 0; w < v; ++w) {
      const double found = std::clamp(correlation_of(*of[v], *of[w]), -0.5, 0.5);
      beliefs.correlation[v][w] = beliefs.correlation[w][v] = found;
    }
  }
  return beliefs;
}

double shock_sd(const ShareBelief& belief, int years, const Prior& prior) {
  const double usual = belief.sd_long_run * belief.sd_long_run;
  return std::sqrt(usual +
                   std::pow(prior.spread_persistence, years - 1) * (belief.sd * belief.sd - usual));
}

ShareForecast share_forecast(const ShareBelief& belief, int years, double calibration,
                             const Prior& prior) {
  // damped[n]: the sum of phi^1 to phi^n.
  std::vector<double> damped(static_cast<std::size_t>(std::max(years, 0)) + 1, 0.0);
  double power = 1;
  for (std::size_t n = 1; n < damped.size(); ++n) {
    power *= prior.trend_damping;
    damped[n] = damped[n - 1] + power;
  }
  double variance =
      belief.sd_revision * belief.sd_revision + std::pow(belief.sd_trend * damped.back(), 2);
  for (int year = 1; year <= years; ++year) {
    const auto left = static_cast<std::size_t>(years - year);
    variance += std::pow(shock_sd(belief, year, prior) * (1 + prior.trend_gain * damped[left]), 2);
  }
  return {to_scale(belief.percent) + belief.trend * damped.back(),
          calibration * std::sqrt(variance), belief.degrees};
}

}  // namespace muster
