// Changes in parts that add up.

#include "measures/decomposition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "ledger/ledger_data.h"

namespace muster {
namespace decomposition_test {

constexpr Unit kDollars{UnitKind::money, 6, kUsd};
constexpr Unit kZloty{UnitKind::money, 6, currency("PLN")};
constexpr Unit kPercent{UnitKind::percent, 0, {}};

PublishedFigure figure(MeasureId measure, std::int16_t year, std::int64_t value, Unit unit,
                       PriceBasis basis) {
  return {measure, "POL", {year}, {value, 0}, unit, basis, ObsStatus::actual, "T!A1"};
}

// A publication in which Poland spends, over two years, as told.
struct Told {
  std::int64_t money_real[2] = {100, 100};
  std::int64_t money_current[2] = {100, 100};   // dollars
  std::int64_t money_national[2] = {400, 400};  // zloty
  std::int64_t gdp_real[2] = {5000, 5000};
};

Publication publication(const Told& told, Date published = make_date(2041, 1, 1)) {
  Publication p;
  p.publisher = "NATO";
  p.published = published;
  p.id = "NATO-" + to_string(published);
  p.first_year = {2039};
  p.last_year = {2040};
  p.base = PriceBasis::constant(2035);
  for (const std::int16_t year : {std::int16_t{2039}, std::int16_t{2040}}) {
    const auto i = static_cast<std::size_t>(year - 2039);
    const auto money = MeasureId::defence_expenditure;
    p.figures.push_back(figure(money, year, told.money_real[i], kDollars, p.base));
    p.figures.push_back(
        figure(money, year, told.money_current[i], kDollars, PriceBasis::current()));
    p.figures.push_back(figure(money, year, told.money_national[i], kZloty, PriceBasis::current()));
    p.figures.push_back(figure(MeasureId::gdp, year, told.gdp_real[i], kDollars, p.base));
    // As a percentage with six decimals.
    PublishedFigure share = figure(MeasureId::defence_share_of_gdp, year, 0, kPercent, p.base);
    share.value = {told.money_real[i] * 100'000'000 / told.gdp_real[i], 6};
    p.figures.push_back(share);
  }
  return p;
}

Result<Decomposition> decomposed(const std::vector<Publication>& publications, MeasureId measure,
                                 Currency currency = {}, std::optional<Scope> then = {}) {
  static std::unique_ptr<LedgerData> data;  // outlives the figures' views
  data = extended(embedded_ledger(), publications);
  const Ledger ledger = data->view();
  return decompose(ledger, measure, *area_coded(ledger, "POL"), {2039}, {2040},
                   {Scope{}, std::nullopt, currency}, then);
}

double size_of(const Decomposition& found, PartKind kind) {
  double size = 0;
  for (const Part& part : found.parts) size += part.kind == kind ? part.size : 0;
  return size;
}

double sum_of(const Decomposition& found) {
  double sum = 0;
  for (const Part& part : found.parts) sum += part.size;
  return sum;
}

TEST(Decomposition, more_money_at_the_same_gdp_is_all_new_money) {
  Told told;
  told.money_real[1] = told.money_current[1] = 150;
  told.money_national[1] = 600;
  const auto found = decomposed({publication(told)}, MeasureId::defence_share_of_gdp);
  ASSERT_TRUE(found) << found.error().line();
  EXPECT_NEAR(found->change, 1.0, 1e-9);
  EXPECT_NEAR(size_of(*found, PartKind::new_money), 1.0, 1e-9);
  EXPECT_NEAR(size_of(*found, PartKind::gdp_growth), 0.0, 1e-9);
}

// From 2% to 3%: the logarithmic mean of the two is 1 / ln 1.5; money doubles, GDP grows by a
// third.
TEST(Decomposition, money_and_growth_share_a_change_by_their_logarithms) {
  Told told;
  told.money_real[1] = 200;
  told.gdp_real[0] = 5000;
  told.gdp_real[1] = 6667;
  const auto found = decomposed({publication(told)}, MeasureId::defence_share_of_gdp);
  ASSERT_TRUE(found) << found.error().line();
  const double weight = (2.9998500 - 2.0) / std::log(2.9998500 / 2.0);
  EXPECT_NEAR(size_of(*found, PartKind::new_money), weight * std::log(2.0), 1e-4);
  EXPECT_NEAR(size_of(*found, PartKind::gdp_growth), -weight * std::log(6667.0 / 5000.0), 1e-4);
  EXPECT_NEAR(sum_of(*found), found->change, 1e-12);
}

TEST(Decomposition, an_amount_that_only_costs_more_has_no_new_money) {
  Told told;
  told.money_national[1] = 480;
  told.money_current[1] = 120;
  const auto found = decomposed({publication(told)}, MeasureId::defence_expenditure);
  ASSERT_TRUE(found) << found.error().line();
  EXPECT_NEAR(size_of(*found, PartKind::prices), 20e6, 1e-3);
  EXPECT_NEAR(size_of(*found, PartKind::new_money), 0, 1e-3);
  EXPECT_NEAR(size_of(*found, PartKind::exchange_rate), 0, 1e-3);
}

TEST(Decomposition, an_amount_in_a_currency_that_fell_has_a_negative_part_for_it) {
  Told told;
  told.money_current[1] = 80;  // 400 zloty as before, now 5 to the dollar
  const auto found = decomposed({publication(told)}, MeasureId::defence_expenditure);
  ASSERT_TRUE(found) << found.error().line();
  EXPECT_NEAR(size_of(*found, PartKind::exchange_rate), -20e6, 1e-3);
  EXPECT_NEAR(size_of(*found, PartKind::prices), 0, 1e-3);
  const auto at_home =
      decomposed({publication(told)}, MeasureId::defence_expenditure, currency("PLN"));
  ASSERT_TRUE(at_home) << at_home.error().line();
  EXPECT_NEAR(at_home->change, 0, 1e-3);
}

TEST(Decomposition, a_revision_since_then_is_told_apart_from_what_happened) {
  Told before;
  before.money_current[0] = before.money_real[0] = 90;
  before.money_national[0] = 360;
  Told now;
  now.money_real[1] = now.money_current[1] = 110;
  now.money_national[1] = 440;
  Scope then;
  then.as_of = make_date(2040, 12, 31);
  const auto found = decomposed({publication(before, make_date(2040, 12, 1)), publication(now)},
                                MeasureId::defence_share_of_gdp, {}, then);
  ASSERT_TRUE(found) << found.error().line();
  EXPECT_NEAR(found->change, 0.4, 1e-9);
  EXPECT_NEAR(size_of(*found, PartKind::expenditure_revision), 0.2, 1e-9);
  EXPECT_NEAR(size_of(*found, PartKind::gdp_revision), 0, 1e-9);
  EXPECT_NEAR(size_of(*found, PartKind::new_money), 0.2, 1e-9);
}

TEST(Decomposition, another_definition_is_told_where_figures_of_both_are_compared) {
  Publication before = publication({}, make_date(2040, 12, 1));
  before.measure_name = "defence expenditure";
  Publication now = publication({});
  now.measure_name = "core defence expenditure";
  Scope then;
  then.as_of = make_date(2040, 12, 31);
  const auto found = decomposed({before, now}, MeasureId::defence_share_of_gdp, {}, then);
  ASSERT_TRUE(found) << found.error().line();
  EXPECT_TRUE(std::ranges::any_of(found->remarks, [](const std::string& remark) {
    return remark.starts_with("a break: NATO-2040-12-01 counts “defence expenditure”");
  }));
}

// Every ally, every pair of years, both measures, with and without revisions.
TEST(Decomposition, the_parts_add_up_to_the_change_as_published) {
  const Ledger& ledger = embedded_ledger();
  Scope then;
  then.as_of = make_date(2019, 12, 31);
  std::size_t cases = 0;
  for (std::size_t a = 0; a < ledger.areas.size(); ++a) {
    for (const MeasureId measure :
         {MeasureId::defence_share_of_gdp, MeasureId::defence_expenditure, MeasureId::gdp}) {
      for (std::int16_t from = 2012; from < 2024; ++from) {
        for (const std::int16_t to : {std::int16_t(from + 1), std::int16_t{2024}}) {
          for (const bool revised : {false, true}) {
            const auto found = decompose(ledger, measure, static_cast<AreaId>(a), {from}, {to}, {},
                                         revised ? std::optional(then) : std::nullopt);
            if (!found) continue;
            ++cases;
            EXPECT_NEAR(sum_of(*found), found->change,
                        1e-9 * std::max(1.0, std::fabs(found->to.value)))
                << ledger.areas[a].code << " " << from << " " << to;
            for (const Part& part : found->parts) {
              // What is left over is what the publisher rounded: to whole per cents at most.
              const bool rounding = part.kind == PartKind::rounding;
              EXPECT_TRUE(!rounding || std::fabs(part.size) < 0.02);
              EXPECT_TRUE(rounding || !part.cells.empty());
            }
          }
        }
      }
    }
  }
  EXPECT_GT(cases, 1000U);
}

TEST(Decomposition, what_has_no_parts_is_refused_with_a_sentence) {
  const Ledger& ledger = embedded_ledger();
  const auto poland = *area_coded(ledger, "POL");
  const auto share = decompose(ledger, MeasureId::equipment_share, poland, {2014}, {2024}, {});
  ASSERT_FALSE(share);
  EXPECT_NE(share.error().line().find("no parts are known"), std::string::npos);
  ValueOptions of_2025;
  of_2025.scope.vintage = *find_vintage(ledger, "NATO-2025-08-28");
  const auto quoted =
      decompose(ledger, MeasureId::defence_share_of_gdp, poland, {2014}, {2024}, of_2025);
  ASSERT_FALSE(quoted);
  EXPECT_NE(quoted.error().line().find("amounts at constant prices"), std::string::npos);
}

}  // namespace decomposition_test
}  // namespace muster
