// How figures were revised so far, and what that says of one near a line.

#include "measures/revision_history.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/ledger_data.h"
#include "measures/compliance.h"

namespace muster {
namespace revision_history_test {

// What publications of SIPRI say of Poland's share in 2030 (none of the embedded ledger does).
Publication telling(int year_published, const std::string& value, ObsStatus status,
                    const std::string& measure_name = "military expenditure") {
  Publication p;
  p.publisher = "SIPRI";
  p.published = make_date(year_published, 4, 1);
  p.id = "SIPRI-" + to_string(p.published);
  p.first_year = p.last_year = {2030};
  p.measure_name = measure_name;
  p.figures = {{MeasureId::defence_share_of_gdp,
                "POL",
                {2030},
                *parse_decimal(value),
                {UnitKind::percent, 0, {}},
                PriceBasis::current(),
                status,
                "S!A1"}};
  return p;
}

Scope of_sipri() {
  Scope scope;
  scope.publisher = "SIPRI";
  return scope;
}

TEST(RevisionHistory, from_estimate_to_first_actual_to_latest) {
  const std::vector<Publication> told = {
      telling(2030, "2.00", ObsStatus::estimate), telling(2031, "2.20", ObsStatus::estimate),
      telling(2032, "2.30", ObsStatus::actual), telling(2033, "2.25", ObsStatus::actual)};
  const auto data = extended(embedded_ledger(), told);
  const auto horizons =
      revision_horizons(data->view(), MeasureId::defence_share_of_gdp, of_sipri());
  ASSERT_EQ(horizons.size(), 4U);
  for (const auto& horizon : horizons) EXPECT_EQ(horizon.spread.cases, 1U);
  EXPECT_NEAR(horizons[0].spread.mean, 0.30, 1e-12);
  EXPECT_NEAR(horizons[1].spread.mean, 0.10, 1e-12);
  EXPECT_NEAR(horizons[2].spread.mean, -0.05, 1e-12);
  EXPECT_NEAR(horizons[3].spread.mean, 0.25, 1e-12);
  EXPECT_NEAR(horizons[2].spread.mean_absolute, 0.05, 1e-12);
}

TEST(RevisionHistory, another_definition_is_no_revision) {
  const std::vector<Publication> told = {
      telling(2030, "2.00", ObsStatus::estimate),
      telling(2032, "3.00", ObsStatus::actual, "core defence expenditure")};
  const auto data = extended(embedded_ledger(), told);
  EXPECT_TRUE(
      revisions_at_age(data->view(), MeasureId::defence_share_of_gdp, of_sipri(), 0).empty());
}

TEST(RevisionHistory, what_was_published_later_was_not_known_then) {
  const std::vector<Publication> told = {telling(2030, "2.00", ObsStatus::estimate),
                                         telling(2032, "2.30", ObsStatus::actual)};
  const auto data = extended(embedded_ledger(), told);
  Scope scope = of_sipri();
  EXPECT_EQ(revisions_at_age(data->view(), MeasureId::defence_share_of_gdp, scope, 0).size(), 1U);
  scope.as_of = make_date(2031, 1, 1);
  EXPECT_TRUE(revisions_at_age(data->view(), MeasureId::defence_share_of_gdp, scope, 0).empty());
}

TEST(RevisionHistory, a_figure_quoted_and_the_one_it_was_rounded_from_are_no_revision) {
  std::vector<Publication> told = {telling(2030, "2.00", ObsStatus::estimate),
                                   telling(2032, "2.0049", ObsStatus::actual)};
  told[0].figures[0].extent = Extent::quoted;
  const auto data = extended(embedded_ledger(), told);
  const auto sizes = revisions_at_age(data->view(), MeasureId::defence_share_of_gdp, of_sipri(), 0);
  EXPECT_EQ(sizes, std::vector<double>{0.0});
}

// The nearer to the line, the more of the past revisions would have crossed it; and the five allies
// that did fall below 2% for 2024 are among those that were told to be near.
TEST(Margins, the_risk_of_a_flip_grows_towards_the_line) {
  const Ledger& ledger = embedded_ledger();
  Scope scope;
  scope.as_of = make_date(2024, 7, 1);
  const Guideline& share_2 = **find_guideline(ledger, "share-2");
  const auto found = compliance(ledger, share_2, *area_coded(ledger, "NATO"), {2024}, scope);
  ASSERT_TRUE(found);
  const auto margin = margins(ledger, *found, scope);
  ASSERT_EQ(margin.size(), found->standings.size());
  struct Point {
    double points;
    std::size_t crossed;
  };
  std::vector<Point> met;
  for (std::size_t i = 0; i < margin.size(); ++i) {
    ASSERT_TRUE(margin[i]);
    EXPECT_GT(margin[i]->cases, 100U);
    EXPECT_EQ(margin[i]->points >= 0, *found->standings[i].met);
    ASSERT_TRUE(margin[i]->amount);
    EXPECT_EQ(*margin[i]->amount >= 0, margin[i]->points >= 0);
    if (*found->standings[i].met) met.push_back({margin[i]->points, margin[i]->crossed});
  }
  std::ranges::sort(met, {}, &Point::points);
  EXPECT_TRUE(std::ranges::is_sorted(met, std::greater{}, &Point::crossed));
  EXPECT_GT(met.front().crossed, 50U);
  EXPECT_EQ(met.back().crossed, 0U);
}

TEST(Margins, money_is_the_margin_of_what_the_share_is_of) {
  const Ledger& ledger = embedded_ledger();
  const Scope scope{make_date(2024, 7, 1), "NATO", std::nullopt};
  const Guideline& share_2 = **find_guideline(ledger, "share-2");
  const auto found = compliance(ledger, share_2, *area_coded(ledger, "NATO"), {2024}, scope);
  const auto margin = margins(ledger, *found, scope);
  const auto poland = *area_coded(ledger, "POL");
  for (std::size_t i = 0; i < margin.size(); ++i) {
    if (found->standings[i].area != poland) continue;
    // 2.120191% of 848,856.959322 million dollars of GDP.
    EXPECT_NEAR(*margin[i]->amount, 0.02120191 * 848'856.959322e6, 1e3);
  }
}

}  // namespace revision_history_test
}  // namespace muster
