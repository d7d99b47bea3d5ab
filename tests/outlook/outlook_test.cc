// What a guideline costs, and how likely it is: arithmetic by hand where nothing is left to chance,
// and the laws that hold whatever is drawn.

#include "outlook/outlook.h"

#include <gtest/gtest.h>

#include <cmath>

#include "cli/threads.h"
#include "measures/convert.h"
#include "measures/value.h"
#include "outlook/result.h"
#include "outlook/simulation.h"

namespace muster {
namespace outlook_test {

class OutlookTest : public testing::Test {
 protected:
  const Ledger& ledger_ = embedded_ledger();

  OutlookAsk ask(const char* area, const char* as_of = "2025-09-01") const {
    OutlookAsk ask;
    ask.area = *area_coded(ledger_, area);
    ask.guideline = *find_guideline(ledger_, "core-3.5");
    ask.deadline = ask.horizon = {2035};
    ask.scope.as_of = *parse_date(as_of);
    ask.paths = 1000;
    return ask;
  }
  Outlook without_chance(const char* area) const {
    OutlookAsk asked = ask(area);
    asked.without_chance = true;
    asked.paths = 100;
    auto found = project(ledger_, asked);
    EXPECT_TRUE(found);
    return std::move(*found);
  }

  // GDP of 2023 in national currency, as the World Bank has it, by the ledger's own words.
  double gdp_2023(const char* area) const {
    Scope scope;
    scope.publisher = "WB";
    scope.as_of = *parse_date("2025-09-01");
    ValueOptions options{scope, PriceBasis::current(),
                         currency_of(ledger_, *area_coded(ledger_, area), {2023})};
    const auto value =
        published_value(ledger_, MeasureId::gdp, *area_coded(ledger_, area), {2023}, options);
    EXPECT_TRUE(value);
    return value->value;
  }
  double share(const char* area, int year) const {
    const auto value = published_value(
        ledger_, MeasureId::defence_share_of_gdp, *area_coded(ledger_, area),
        {static_cast<std::int16_t>(year)}, {{*parse_date("2025-09-01"), "NATO", {}}, {}, {}});
    EXPECT_TRUE(value);
    return value->value;
  }
  // Growth from 2024 on, as the outlook itself states it: known, then the mean and what is left of
  // the last year's distance from it.
  double growth_to(const Outlook& outlook, std::size_t index, int year) const {
    const RateBelief& belief = outlook.beliefs.allies[index].growth;
    double factor = 1;
    for (int y = 2024; y <= year; ++y) {
      const auto& known = outlook.panel.allies[index].growth;
      const auto at = std::ranges::find(known, Year{static_cast<std::int16_t>(y)}, &Known::year);
      factor *= 1 + (at != known.end()
                         ? at->value
                         : belief.mean + belief.last * std::pow(outlook.beliefs.phi_growth,
                                                                y - belief.last_year.value));
    }
    return factor;
  }
};

// A euro ally: Germany, 2.00% in 2024, in ten equal steps from 2025 to 3.5% in 2035.
TEST_F(OutlookTest, without_chance_a_euro_allys_cost_is_arithmetic) {
  const Outlook outlook = without_chance("DEU");
  const AreaOutlook& germany = outlook.allies.at(0);
  const double today = share("DEU", 2024);
  const auto rate = convert_at_annual_rate(ledger_, 1, kUsd, kEur, {2023});
  ASSERT_TRUE(rate);
  double sum = 0;
  for (int year = 2026; year <= 2035; ++year) {
    const auto at = static_cast<std::size_t>(year - 2026);
    const double gdp = gdp_2023("DEU") * growth_to(outlook, germany.index, year);
    const double assumed = today + (3.5 - today) * (year - 2025) / 10;
    const double more = (assumed - today) / 100 * gdp;
    sum += more;
    const auto euros = [&](Quantity q) { return germany.fan(q, at).median() * rate->amount; };
    EXPECT_NEAR(euros(Quantity::spending), assumed / 100 * gdp, 1e-7 * gdp);
    EXPECT_NEAR(euros(Quantity::above_today), more, 1e-7 * gdp);
    EXPECT_NEAR(euros(Quantity::cumulative_above_today), sum, 1e-7 * gdp);
    EXPECT_NEAR(germany.assumed[at + 1], assumed, 1e-12);
    // Nothing is left to chance: the fan has no width.
    EXPECT_EQ(germany.fan(Quantity::spending, at).at.front(),
              germany.fan(Quantity::spending, at).at.back());
  }
}

// Not a euro ally: Poland's share is above the line, so Sweden; in kronor, with its own growth.
TEST_F(OutlookTest, without_chance_a_non_euro_allys_cost_is_arithmetic) {
  const Outlook outlook = without_chance("SWE");
  const AreaOutlook& sweden = outlook.allies.at(0);
  const double today = share("SWE", 2025);
  const ToldIn kronor = currencies_of(ledger_, outlook, sweden).back();
  EXPECT_EQ(kronor.currency.text(), "SEK");
  const double gdp = gdp_2023("SWE") * growth_to(outlook, sweden.index, 2035);
  EXPECT_NEAR(sweden.fan(Quantity::above_today, 9).median() * kronor.per_usd,
              (3.5 - today) / 100 * gdp, 1e-7 * gdp);
  // Against the trend: what is left of the share without new policy.
  const double trend = sweden.fan(Quantity::share, 9).median();
  EXPECT_NEAR(sweden.fan(Quantity::above_trend, 9).median() * kronor.per_usd,
              (3.5 - trend) / 100 * gdp, 1e-7 * gdp);
  // At current prices: its own deflator, known for 2024 and then at the mean it draws about.
  const RateBelief& prices = outlook.beliefs.allies[sweden.index].prices;
  double level = 1;
  for (int year = 2024; year <= 2035; ++year) {
    const auto& known = outlook.panel.allies[sweden.index].inflation;
    const auto at = std::ranges::find(known, Year{static_cast<std::int16_t>(year)}, &Known::year);
    level *= 1 + (at != known.end()
                      ? at->value
                      : prices.mean + prices.last * std::pow(outlook.beliefs.phi_prices,
                                                             year - prices.last_year.value));
  }
  EXPECT_NEAR(sweden.fan(Quantity::current_above_today, 9).median(),
              sweden.fan(Quantity::above_today, 9).median() * level, 1e-7 * gdp);
  // And each year's increase.
  EXPECT_NEAR(
      sweden.fan(Quantity::increase, 9).median(),
      sweden.fan(Quantity::spending, 9).median() - sweden.fan(Quantity::spending, 8).median(), 1);
}

TEST_F(OutlookTest, without_chance_a_groups_cost_is_its_members_sum) {
  const Outlook outlook = without_chance("NATO");
  const AreaOutlook& nato = outlook.groups.at(0);
  for (std::size_t year = 0; year < outlook.years(); ++year) {
    for (const Quantity q :
         {Quantity::spending, Quantity::above_trend, Quantity::above_today,
          Quantity::cumulative_above_trend, Quantity::cumulative_above_today, Quantity::increase}) {
      double sum = 0;
      for (const AreaOutlook& ally : outlook.allies) sum += ally.fan(q, year).median();
      EXPECT_NEAR(nato.fan(q, year).median(), sum,
                  1e-9 * std::fabs(nato.fan(Quantity::spending, year).median()));
    }
  }
  EXPECT_EQ(outlook.allies.size(), 31U);
  double parts = 0;
  for (const Driver& driver : outlook.drivers_above_today) parts += driver.part;
  EXPECT_NEAR(parts, 1, 1e-9);
}

// The members' paths made again by hand, added path by path.
TEST_F(OutlookTest, a_group_is_the_sum_of_its_members_path_by_path) {
  AllyDynamics moves;
  moves.years = 3;
  for (std::size_t t = 0; t < 3; ++t) {
    moves.growth_mean[t] = 0.02;
    moves.share_median[t] = -1.3;
    moves.moves_growth[t] = moves.moves_share[t] = moves.moves_price[t] = 1;
  }
  moves.own[0][0] = 0.02;
  moves.own[1][1] = 0.1;
  moves.own[2][2] = 0.01;
  moves.common[1] = 0.05;
  moves.ceiling = 12;
  moves.gdp = 1e12;
  SimulationJob job;
  job.mix.lower[0][0] = job.mix.lower[1][1] = job.mix.lower[2][2] = 1;
  for (std::uint32_t ally = 0; ally < 3; ++ally)
    job.allies.push_back({moves, 100 + ally, {2.5, 3.0, 3.5}, 2.5, true});
  job.groups = {{0, 1, 2}, {0, 2}};
  job.years = 2;
  job.told_years = {true, true};
  job.price_moves = moves;
  job.price_stream = 100;
  job.line = 3;
  job.paths = 512;
  job.seed = 3;
  const SimulationResult result = simulate(job, serial());

  constexpr std::size_t n = 512;
  const PhiloxKeys keys(3);
  std::vector<double> factors(9 * n), share(3 * n), gdp(3 * n), price(3 * n);
  std::vector<double> total(n, 0.0), pair(n, 0.0), meeting(n, 0.0);
  best_kernel().factors(keys, 0, job.mix.lower, 3, true, n, factors.data(), n);
  for (std::uint32_t ally = 0; ally < 3; ++ally) {
    best_kernel().paths(keys, {100 + ally, 0}, moves, factors.data(), n,
                        {share.data(), gdp.data(), price.data()}, n);
    for (std::size_t p = 0; p < n; ++p) {
      const double cost = (3.5 - share[2 * n + p]) / 100 * gdp[2 * n + p];
      total[p] += cost;
      if (ally != 1) pair[p] += cost;
      if (share[2 * n + p] >= 3) ++meeting[p];
    }
  }
  FanScratch scratch;
  const auto q = static_cast<std::size_t>(Quantity::above_trend);
  const Fan expected = exact_fan(total, scratch);
  const Fan expected_pair = exact_fan(pair, scratch);
  for (std::size_t i = 0; i < expected.at.size(); ++i) {
    EXPECT_NEAR(result.fans[3][q][1].at[i], expected.at[i], 1e-3);
    EXPECT_NEAR(result.fans[4][q][1].at[i], expected_pair.at[i], 1e-3);
  }
  for (std::size_t count = 0; count <= 3; ++count) {
    const auto found = static_cast<double>(std::ranges::count(meeting, static_cast<double>(count)));
    EXPECT_DOUBLE_EQ(result.counts[0][1][count], found / n);
  }
}

TEST_F(OutlookTest, the_answer_is_the_same_to_the_byte_on_any_number_of_threads) {
  for (const std::size_t paths : {std::size_t{1000}, std::size_t{17000}}) {  // exact, and by bins
    OutlookAsk asked = ask("NATO");
    asked.paths = paths;
    asked.horizon = {2036};
    asked.deadline = {2030};
    std::vector<Outlook> alone, two, three;
    alone.push_back(*project(ledger_, asked));
    two.push_back(*project(ledger_, asked, cli::threaded(2)));
    three.push_back(*project(ledger_, asked, cli::threaded(3)));
    const std::string expected = outlook_json(ledger_, alone);
    EXPECT_TRUE(outlook_json(ledger_, two) == expected) << paths;
    EXPECT_TRUE(outlook_json(ledger_, three) == expected) << paths;
    // And in all its digits.
    for (std::size_t area = 0; area < alone[0].allies.size(); ++area)
      for (std::size_t year = 0; year < alone[0].years(); ++year) {
        EXPECT_EQ(alone[0].allies[area].fan(Quantity::share, year).at,
                  two[0].allies[area].fan(Quantity::share, year).at);
        EXPECT_EQ(alone[0].allies[area].fan(Quantity::share, year).mean,
                  two[0].allies[area].fan(Quantity::share, year).mean);
      }
  }
}

TEST_F(OutlookTest, an_ally_draws_the_same_alone_and_in_company) {
  const auto alone = project(ledger_, ask("POL"));
  const auto among = project(ledger_, ask("NATO"));
  const auto poland =
      std::ranges::find(among->allies, *area_coded(ledger_, "POL"), &AreaOutlook::area);
  for (std::size_t year = 0; year < alone->years(); ++year)
    EXPECT_EQ(alone->allies[0].fan(Quantity::share, year).at,
              poland->fan(Quantity::share, year).at);
}

TEST_F(OutlookTest, another_seed_gives_another_answer_and_nearly_the_same) {
  OutlookAsk asked = ask("DEU");
  asked.paths = 10000;
  const auto one = project(ledger_, asked);
  asked.seed = 2;
  const auto two = project(ledger_, asked);
  const double a = one->allies[0].fan(Quantity::share, 9).median();
  const double b = two->allies[0].fan(Quantity::share, 9).median();
  EXPECT_NE(a, b);
  EXPECT_NEAR(a, b, 0.06);
}

TEST_F(OutlookTest, many_paths_by_bins_agree_with_fewer_kept) {
  OutlookAsk asked = ask("NATO");
  asked.paths = kExactPaths;
  asked.quantities = kShareOnly | bit(Quantity::above_today);
  const auto exact = project(ledger_, asked);
  asked.paths = 60000;
  const auto binned = project(ledger_, asked);
  EXPECT_TRUE(exact->exact);
  EXPECT_FALSE(binned->exact);
  EXPECT_LT(binned->bin_of_spread, 0.01);
  for (std::size_t area = 0; area < exact->allies.size(); ++area) {
    const Fan& a = exact->allies[area].fan(Quantity::share, 9);
    const Fan& b = binned->allies[area].fan(Quantity::share, 9);
    const double band = b.at.back() - b.at.front();
    for (std::size_t q = 0; q < a.at.size(); ++q) EXPECT_NEAR(a.at[q], b.at[q], 0.06 * band);
    EXPECT_NEAR(exact->allies[area].met[9], binned->allies[area].met[9], 0.02);
  }
}

// The paths' own quantiles are those of the formula by which the back-test judges.
TEST_F(OutlookTest, what_is_drawn_is_what_was_back_tested) {
  OutlookAsk asked = ask("NATO");
  asked.paths = kExactPaths;
  asked.quantities = kShareOnly;
  const auto outlook = project(ledger_, asked);
  for (const AreaOutlook& ally : outlook->allies) {
    const ShareBelief& belief = *outlook->beliefs.allies[ally.index].share;
    for (const std::size_t year : {std::size_t{0}, std::size_t{4}, std::size_t{9}}) {
      const ShareForecast forecast = share_forecast(
          belief, outlook->year(year).value - belief.last.value, outlook->beliefs.calibration);
      const Fan& fan = ally.fan(Quantity::share, year);
      const double band = to_scale(fan.at[4]) - to_scale(fan.at[0]);
      EXPECT_NEAR(to_scale(fan.median()), forecast.mean, 0.02 * band);
      // Student's t of seven degrees is within 1.895 with nine tenths.
      EXPECT_NEAR(band / (2 * 1.895 * forecast.sd), 1, 0.04);
    }
  }
}

TEST_F(OutlookTest, chances_counts_and_fans_are_consistent) {
  const auto outlook = project(ledger_, ask("NATO"));
  for (std::size_t year = 0; year < outlook->years(); ++year) {
    double expected = 0;
    for (const AreaOutlook& ally : outlook->allies) {
      EXPECT_GE(ally.met[year], 0);
      EXPECT_LE(ally.met[year], 1);
      expected += ally.met[year];
      const auto& at = ally.fan(Quantity::share, year).at;
      EXPECT_TRUE(std::ranges::is_sorted(at));
    }
    double mean = 0, sum = 0;
    const auto& counts = outlook->groups[0].counts[year];
    for (std::size_t n = 0; n < counts.size(); ++n) {
      mean += static_cast<double>(n) * counts[n];
      sum += counts[n];
    }
    EXPECT_NEAR(sum, 1, 1e-9);
    EXPECT_NEAR(mean, expected, 1e-9);  // the mean number is the sum of the chances
  }
}

TEST_F(OutlookTest, a_path_of_trend_costs_nothing_above_it) {
  OutlookAsk asked = ask("NATO");
  asked.path = PathKind::trend;
  const auto outlook = project(ledger_, asked);
  for (const AreaOutlook& ally : outlook->allies)
    EXPECT_EQ(ally.fan(Quantity::above_trend, 5).median(), 0);
}

TEST_F(OutlookTest, a_guideline_that_nobody_measures_is_told_as_a_whole_amount) {
  OutlookAsk asked = ask("DEU");
  asked.guideline = *find_guideline(ledger_, "related-1.5");
  asked.without_chance = true;
  const auto outlook = project(ledger_, asked);
  ASSERT_TRUE(outlook);
  EXPECT_FALSE(outlook->measured);
  const AreaOutlook& germany = outlook->allies.at(0);
  const ToldIn euros = currencies_of(ledger_, *outlook, germany).back();
  EXPECT_NEAR(germany.fan(Quantity::spending, 9).median() * euros.per_usd,
              0.015 * gdp_2023("DEU") * growth_to(*outlook, germany.index, 2035), 1e5);
  EXPECT_TRUE(germany.fans[static_cast<std::size_t>(Quantity::above_today)].empty());
}

TEST_F(OutlookTest, as_of_an_early_day_there_are_chances_without_amounts) {
  OutlookAsk asked = ask("NATO", "2016-08-01");
  asked.guideline = *find_guideline(ledger_, "share-2");
  asked.deadline = asked.horizon = {2024};
  const auto outlook = project(ledger_, asked);
  ASSERT_TRUE(outlook) << outlook.error().line();
  EXPECT_EQ(outlook->panel.base.value, 0);
  EXPECT_FALSE(outlook->groups[0].has_costs);
  EXPECT_FALSE(outlook->allies.empty());
}

TEST_F(OutlookTest, the_years_begin_after_the_newest_share_that_is_known) {
  for (const auto& [day, first] : {std::pair("2025-05-01", 2025), std::pair("2025-09-01", 2026),
                                   std::pair("2026-01-10", 2026)}) {
    OutlookAsk asked = ask("NATO", day);
    asked.quantities = kShareOnly;
    const auto outlook = project(ledger_, asked);
    ASSERT_TRUE(outlook);
    EXPECT_EQ(outlook->year(0).value, first) << day;
    EXPECT_LE(outlook->panel.base.value, outlook->panel.today.value);
    EXPECT_EQ(outlook->year(outlook->years() - 1).value, 2035);
  }
}

TEST_F(OutlookTest, what_cannot_be_answered_is_refused_with_a_reason) {
  const auto error = [&](auto change, const char* area = "NATO", const char* as_of = "2025-09-01") {
    OutlookAsk asked = ask(area, as_of);
    change(asked);
    const auto found = project(ledger_, asked);
    EXPECT_FALSE(found);
    return found ? std::string() : found.error().line();
  };
  EXPECT_NE(error([](OutlookAsk& a) { a.deadline = {2025}; }).find("was due by 2025"),
            std::string::npos);
  EXPECT_NE(error([](OutlookAsk& a) { a.horizon = {2030}; }).find("before the deadline"),
            std::string::npos);
  EXPECT_NE(error([](OutlookAsk& a) { a.horizon = {2100}; }).find("too far"), std::string::npos);
  EXPECT_NE(error([](OutlookAsk& a) { a.paths = 0; }).find("too few"), std::string::npos);
  EXPECT_NE(error([](OutlookAsk& a) { a.paths = 1'000'000'000; }).find("too many"),
            std::string::npos);
  EXPECT_NE(error([](OutlookAsk&) {}, "ISL").find("no ally with armed forces"), std::string::npos);
  EXPECT_NE(error([](OutlookAsk&) {}, "NATO", "2015-01-01").find("has a defence share"),
            std::string::npos);
  EXPECT_NE(error([](OutlookAsk& a) { a.deadline = a.horizon = {2095}; }, "NATO", "2060-01-01")
                .find("too far from the last figures"),
            std::string::npos);
  EXPECT_NE(error([&](OutlookAsk& a) {
              a.guideline = *find_guideline(ledger_, "equipment-20");
            }).find("equipment_share"),
            std::string::npos);
}

}  // namespace outlook_test
}  // namespace muster
