// Revisions between two publications.

#include "measures/revisions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace muster {
namespace revisions_test {

class RevisionsTest : public testing::Test {
 protected:
  const Ledger& ledger_ = embedded_ledger();
  VintageId vintage(std::string_view id) const { return *find_vintage(ledger_, id); }
  Revisions shares(std::string_view from, std::string_view to) const {
    return revisions_of(ledger_, MeasureId::defence_share_of_gdp, vintage(from), vintage(to));
  }
};

TEST_F(RevisionsTest, who_crossed_the_line_explains_the_two_counts) {
  // 23 allies met 2% in 2024 by the tables of June 2024, 18 by those of August 2025.
  const Revisions revisions = shares("NATO-2024-06-17", "NATO-2025-08-28");
  int balance = 0;
  for (const Crossing& crossing : crossings(ledger_, MeasureId::defence_share_of_gdp, revisions)) {
    if (crossing.guideline->id == "share-2" && crossing.revision->year.value == 2024)
      balance += crossing.met_now ? 1 : -1;
  }
  EXPECT_EQ(balance, 18 - 23);
}

TEST_F(RevisionsTest, are_sorted_by_size_and_no_cell_stands_twice) {
  const Revisions revisions = shares("NATO-2024-06-17", "NATO-2025-08-28");
  ASSERT_GT(revisions.changed.size(), 100U);
  for (std::size_t i = 1; i < revisions.changed.size(); ++i)
    EXPECT_GE(std::fabs(revisions.changed[i - 1].size), std::fabs(revisions.changed[i].size));
  EXPECT_LE(revisions.changed.size(), revisions.compared);
}

TEST_F(RevisionsTest, backwards_is_the_same_with_the_other_sign) {
  const Revisions there = shares("NATO-2024-06-17", "NATO-2025-08-28");
  const Revisions back = shares("NATO-2025-08-28", "NATO-2024-06-17");
  ASSERT_EQ(there.changed.size(), back.changed.size());
  EXPECT_NEAR(there.mean_absolute, back.mean_absolute, 1e-12);
  double sum = 0;
  for (const Revision& revision : there.changed) sum += revision.size;
  for (const Revision& revision : back.changed) sum += revision.size;
  EXPECT_NEAR(sum, 0, 1e-9);
}

TEST_F(RevisionsTest, a_figure_that_was_only_quoted_with_fewer_decimals_is_not_revised) {
  // A publication against itself: nothing.
  EXPECT_TRUE(shares("NATO-2024-06-17", "NATO-2024-06-17").changed.empty());
  // The press quoted two decimals; those that differ, differ in these.
  for (const Revision& revision : shares("NATO-2025-04-24", "NATO-2025-08-28").changed) {
    ASSERT_EQ(revision.from.extent, Extent::quoted);
    EXPECT_GE(std::fabs(revision.size), 0.005);
  }
}

TEST_F(RevisionsTest, money_of_other_base_years_is_not_compared) {
  const Revisions revisions = revisions_of(ledger_, MeasureId::defence_expenditure,
                                           vintage("NATO-2024-06-17"), vintage("NATO-2025-04-24"));
  for (const Revision& revision : revisions.changed)
    EXPECT_EQ(revision.from.basis, revision.to.basis);
  EXPECT_GT(revisions.not_comparable, 0U);
}

TEST_F(RevisionsTest, the_newest_two_are_as_of_a_day) {
  const auto early = newest_two(ledger_, MeasureId::defence_share_of_gdp,
                                {make_date(2024, 12, 1), "NATO", std::nullopt});
  ASSERT_TRUE(early) << early.error().line();
  EXPECT_EQ(ledger_.vintage(early->second).id, "NATO-2024-06-17");
  EXPECT_FALSE(newest_two(ledger_, MeasureId::defence_share_of_gdp,
                          {make_date(2015, 1, 1), "NATO", std::nullopt}));
}

}  // namespace revisions_test
}  // namespace muster
