#include "outlook/scenario.h"

#include <gtest/gtest.h>

namespace muster {
namespace scenario_test {

PathAsk ask(PathKind kind, double percent = 2.0) { return {kind, 3.5, {2035}, {2025}, percent}; }

TEST(Scenario, a_linear_path_takes_equal_steps_to_the_deadline_and_holds) {
  const auto path = assumed_shares(ask(PathKind::linear), nullptr, 12);
  ASSERT_EQ(path.size(), 13U);
  EXPECT_EQ(path[0], 2.0);
  EXPECT_NEAR(path[1], 2.15, 1e-12);
  EXPECT_NEAR(path[5], 2.75, 1e-12);
  EXPECT_NEAR(path[10], 3.5, 1e-12);
  EXPECT_NEAR(path[12], 3.5, 1e-12);
}

TEST(Scenario, a_frontloaded_path_lies_above_and_a_backloaded_one_below) {
  const auto linear = assumed_shares(ask(PathKind::linear), nullptr, 10);
  const auto front = assumed_shares(ask(PathKind::frontloaded), nullptr, 10);
  const auto back = assumed_shares(ask(PathKind::backloaded), nullptr, 10);
  for (std::size_t i = 1; i < 10; ++i) {
    EXPECT_GT(front[i], linear[i]);
    EXPECT_LT(back[i], linear[i]);
    // One mirrors the other: what is left of the first is what the second has gone.
    EXPECT_NEAR(front[i] - 2, 1.5 - (back[10 - i] - 2), 1e-12);
  }
  EXPECT_NEAR(front[10], 3.5, 1e-12);
  EXPECT_NEAR(back[10], 3.5, 1e-12);
}

TEST(Scenario, who_is_above_the_threshold_holds) {
  for (const PathKind kind : {PathKind::linear, PathKind::frontloaded, PathKind::backloaded})
    for (const double share : assumed_shares(ask(kind, 4.2), nullptr, 10)) EXPECT_EQ(share, 4.2);
}

TEST(Scenario, hold_and_announced_keep_todays_share) {
  for (const PathKind kind : {PathKind::hold, PathKind::announced})
    for (const double share : assumed_shares(ask(kind), nullptr, 10)) EXPECT_EQ(share, 2.0);
}

TEST(Scenario, the_trend_assumes_nothing) {
  EXPECT_TRUE(assumed_shares(ask(PathKind::trend), nullptr, 10).empty());
}

TEST(Scenario, shares_that_are_set_come_first_with_equal_steps_between) {
  PathOverride own;
  own.shares = {{{2027}, 2.8}, {{2030}, 3.4}};
  for (const PathKind kind : {PathKind::trend, PathKind::linear, PathKind::announced}) {
    const auto path = assumed_shares(ask(kind), &own, 10);
    EXPECT_NEAR(path[1], 2.4, 1e-12);
    EXPECT_NEAR(path[2], 2.8, 1e-12);
    EXPECT_NEAR(path[3], 3.0, 1e-12);
    EXPECT_NEAR(path[5], 3.4, 1e-12);
    EXPECT_NEAR(path[10], 3.4, 1e-12);
  }
}

TEST(Scenario, an_ally_may_go_its_own_way) {
  PathOverride own;
  own.kind = PathKind::hold;
  EXPECT_EQ(assumed_shares(ask(PathKind::linear), &own, 10).back(), 2.0);
  own.kind = PathKind::trend;
  EXPECT_TRUE(assumed_shares(ask(PathKind::linear), &own, 10).empty());
}

TEST(Scenario, names_are_read_as_they_are_written) {
  for (const std::string_view name : kPathNames) EXPECT_EQ(name_of(*path_named(name)), name);
  EXPECT_FALSE(path_named("Linear"));
}

}  // namespace scenario_test
}  // namespace muster
