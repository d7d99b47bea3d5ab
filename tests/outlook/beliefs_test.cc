// What is known on a day, and what is believed from it.

#include "outlook/beliefs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "outlook/backtest.h"
#include "outlook/student.h"

namespace muster {
namespace beliefs_test {

class BeliefsTest : public testing::Test {
 protected:
  const Ledger& ledger_ = embedded_ledger();
  const AreaId nato_ = *area_coded(ledger_, "NATO");

  Scope on(const char* day) const {
    Scope scope;
    scope.as_of = *parse_date(day);
    return scope;
  }
  std::size_t at(const Panel& panel, const char* code) const {
    const AreaId area = *area_coded(ledger_, code);
    return static_cast<std::size_t>(std::ranges::find(panel.allies, area, &AllyRecord::area) -
                                    panel.allies.begin());
  }
};

TEST_F(BeliefsTest, nothing_is_known_that_was_published_later) {
  for (const char* day : {"2016-07-05", "2019-07-01", "2024-06-20", "2025-05-01", "2025-09-01"}) {
    const Panel panel = known_panel(ledger_, nato_, on(day));
    for (const AllyRecord& ally : panel.allies) {
      for (const auto* series : {&ally.share, &ally.growth, &ally.inflation})
        for (const Known& known : *series)
          EXPECT_LE(ledger_.vintage(known.vintage).published, panel.as_of);
      if (ally.gdp) {
        EXPECT_LE(ledger_.vintage(ally.gdp->vintage).published, panel.as_of);
      }
      if (ally.population) {
        EXPECT_LE(ledger_.vintage(ally.population->vintage).published, panel.as_of);
      }
    }
  }
}

TEST_F(BeliefsTest, the_figures_are_the_publishers) {
  const Panel panel = known_panel(ledger_, nato_, on("2024-06-20"));
  const AllyRecord& poland = panel.allies[at(panel, "POL")];
  EXPECT_EQ(poland.share.front().year.value, 2012);  // June 2019
  EXPECT_EQ(poland.share.back().year.value, 2024);
  EXPECT_NEAR(poland.share.back().value, 4.12, 0.005);
  EXPECT_EQ(panel.base.value, 2023);
  // Members on that day; Iceland has no armed forces.
  EXPECT_EQ(panel.allies.size(), 31U);
}

TEST_F(BeliefsTest, another_definition_is_left_out_and_named) {
  // July 2026 has all allies by the new definition: it alone is started from.
  const Panel panel = known_panel(ledger_, nato_, on("2026-08-01"));
  ASSERT_EQ(panel.remarks.size(), 1U);
  EXPECT_NE(panel.remarks[0].find(
                "to NATO-2025-08-28 count defence expenditure, not core defence expenditure"),
            std::string::npos)
      << panel.remarks[0];
  for (const Known& known : panel.allies[at(panel, "POL")].share)
    EXPECT_EQ(ledger_.vintage(known.vintage).id, "NATO-2026-07-10");
}

TEST_F(BeliefsTest, who_has_few_figures_borrows_from_the_group) {
  Panel panel = known_panel(ledger_, nato_, on("2025-09-01"));
  const std::size_t poland = at(panel, "POL");
  const Beliefs whole = estimate(ledger_, panel);
  auto& share = panel.allies[poland].share;
  share.erase(share.begin(), share.end() - 1);
  const Beliefs alone = estimate(ledger_, panel);
  EXPECT_EQ(alone.allies[poland].share->changes, 0U);
  EXPECT_EQ(alone.allies[poland].share->own_weight, 0);
  EXPECT_DOUBLE_EQ(alone.allies[poland].share->trend, alone.group_trend);
  EXPECT_DOUBLE_EQ(alone.allies[poland].share->sd, alone.group_sd);
  EXPECT_GT(whole.allies[poland].share->own_weight, 0.3);
  EXPECT_GT(whole.allies[poland].share->trend, whole.group_trend);
  EXPECT_GT(alone.allies[poland].share->sd_trend, 0);
}

TEST_F(BeliefsTest, an_ally_of_steady_shares_has_narrower_bands_than_one_of_wild_ones) {
  const Panel panel = known_panel(ledger_, nato_, on("2025-09-01"));
  const Beliefs beliefs = estimate(ledger_, panel);
  EXPECT_LT(beliefs.allies[at(panel, "USA")].share->sd, beliefs.allies[at(panel, "HUN")].share->sd);
}

// The root of the mean square, larger ones counted as two and a half of it.
double spread_of(std::vector<double> changes) {
  double spread = 1;
  for (int i = 0; i < 200; ++i) {
    double squares = 0;
    for (const double change : changes)
      squares += std::min(change * change, std::pow(kPrior.largest_change * spread, 2));
    spread = std::sqrt(squares / static_cast<double>(changes.size()));
  }
  return spread;
}

// The priors are what they are said to be: SIPRI's shares of the allies of 2000 to 2013, as the
// World Bank carries them.
TEST_F(BeliefsTest, the_priors_are_those_of_the_years_before_2014) {
  Scope scope;
  scope.publisher = "WB";
  scope.as_of = *parse_date("2026-06-01");
  const Panel panel = known_panel(ledger_, nato_, scope);
  std::vector<double> changes;
  std::vector<double> log_changes;
  for (const AllyRecord& ally : panel.allies) {
    for (std::size_t i = 1; i < ally.share.size(); ++i) {
      if (ally.share[i].year.value > 2013) break;
      changes.push_back(to_scale(ally.share[i].value) - to_scale(ally.share[i - 1].value));
      log_changes.push_back(std::log(ally.share[i].value / ally.share[i - 1].value));
    }
  }
  ASSERT_GT(changes.size(), 300U);
  EXPECT_NEAR(spread_of(changes), kPrior.change_sd, 0.003);
  EXPECT_NEAR(spread_of(log_changes), kPrior.change_log_sd, 0.003);
  double growth = 0, inflation = 0, growths = 0, inflations = 0;
  for (const AllyRecord& ally : panel.allies) {
    for (const Known& rate : ally.growth)
      if (rate.year.value <= 2013) growth += rate.value, ++growths;
    for (const Known& rate : ally.inflation)
      if (rate.year.value <= 2013) inflation += std::min(rate.value, 0.1), ++inflations;
  }
  EXPECT_NEAR(growth / growths, kPrior.growth_mean, 0.006);
  EXPECT_NEAR(inflation / inflations, kPrior.inflation_mean, 0.012);
}

TEST_F(BeliefsTest, the_forecast_widens_with_the_years_and_starts_at_the_last_share) {
  const Panel panel = known_panel(ledger_, nato_, on("2025-09-01"));
  const Beliefs beliefs = estimate(ledger_, panel);
  for (const AllyBelief& ally : beliefs.allies) {
    const ShareForecast now = share_forecast(*ally.share, 0);
    EXPECT_NEAR(from_scale(now.mean), ally.share->percent, 1e-9);
    double before = now.sd;
    for (int years = 1; years <= 10; ++years) {
      const double sd = share_forecast(*ally.share, years).sd;
      EXPECT_GT(sd, before);
      before = sd;
    }
    EXPECT_NEAR(share_forecast(*ally.share, 5, 1.5).sd, 1.5 * share_forecast(*ally.share, 5).sd,
                1e-12);
  }
}

TEST(ShareScale, is_its_own_inverse_and_has_a_ceiling) {
  for (const double share : {0.3, 1.0, 2.0, 3.5, 5.0, 9.0})
    EXPECT_NEAR(from_scale(to_scale(share)), share, 1e-9);
  EXPECT_LT(from_scale(to_scale(40)), kShareCeiling);
}

TEST(DrawnT, quantile_and_distribution_are_inverse_and_near_students) {
  for (const double p : {0.05, 0.25, 0.5, 0.9, 0.95, 0.99})
    EXPECT_NEAR(drawn_t_cdf(drawn_t_quantile(p, 7), 7), p, 1e-8);
  // Tables of Student's t: 1.895 and 0.711 of seven degrees, 1.812 of ten.
  EXPECT_NEAR(drawn_t_quantile(0.95, 7), 1.895, 0.01);
  EXPECT_NEAR(drawn_t_quantile(0.75, 7), 0.711, 0.005);
  EXPECT_NEAR(drawn_t_quantile(0.95, 10), 1.812, 0.01);
  EXPECT_NEAR(normal_quantile(0.975), 1.959963985, 1e-9);
}

}  // namespace beliefs_test
}  // namespace muster
