// What rules know of the alliance is the ledger's.

#include "check/alliance.h"

#include <gtest/gtest.h>

#include "check/scene.h"

namespace muster {
namespace alliance_test {

const Ledger& ledger = embedded_ledger();

TEST(Alliance, its_sizes_are_those_of_the_ledger) {
  const AllianceSize size = alliance_size(ledger);
  EXPECT_EQ(size.founders, 12);
  EXPECT_EQ(size.fewest, 26);
  EXPECT_GE(size.most, 32);
}

TEST(Alliance, all_allies_are_as_many_as_there_have_been) {
  const AllianceSize size = alliance_size(ledger);
  EXPECT_TRUE(size.may_be_all(26));
  EXPECT_TRUE(size.may_be_all(size.most));
  EXPECT_FALSE(size.may_be_all(25));
  EXPECT_FALSE(size.may_be_all(size.most + 1));
}

TEST(Alliance, bounds_lie_above_every_size) {
  const AllianceSize size = alliance_size(ledger);
  EXPECT_LT(size.most, kMostAllies);
  EXPECT_LT(kMostAllies, kMostMembers);
}

TEST(Alliance, the_older_guideline_stood_alone_until_the_hague) {
  const auto guidelines = share_guidelines(ledger);
  ASSERT_GE(guidelines.size(), 2U);
  EXPECT_EQ(guidelines[0]->id, "share-2");
  EXPECT_EQ(guidelines[1]->id, "core-3.5");
  EXPECT_FALSE(is_agreed(ledger, *guidelines[0], make_date(2002, 11, 20)));
  EXPECT_TRUE(is_agreed(ledger, *guidelines[0], make_date(2002, 11, 21)));
  EXPECT_FALSE(is_agreed(ledger, *guidelines[1], make_date(2025, 6, 23)));
  EXPECT_TRUE(is_agreed(ledger, *guidelines[1], make_date(2025, 6, 24)));
  EXPECT_TRUE(is_agreed(ledger, *guidelines[1], std::nullopt));
}

TEST(Alliance, no_ally_spends_more_than_the_largest_share) {
  const auto measure_id = MeasureId::defence_share_of_gdp;
  for (const AreaId ally : members_on(ledger, *area_coded(ledger, "NATO"), kDistantFuture)) {
    const RowRange rows = rows_of(ledger, measure_id, ally);
    for (std::size_t row = rows.begin; row < rows.end; ++row)
      EXPECT_LT(ledger.observation(measure_id, ally, row).value.to_double(), kLargestShareOfGdp);
  }
}

}  // namespace alliance_test
}  // namespace muster
