// Precision as written, and hedges.

#include "check/stated.h"

#include <gtest/gtest.h>

#include <random>

namespace muster {
namespace stated_test {

StatedValue percent(double value, double step, Bound bound = Bound::exact) {
  return {value, value, step, step, StatedUnit::percent, {}, bound};
}

TEST(Stated, digits_say_how_precise) {
  EXPECT_TRUE(agrees(percent(3.19, 0.01), 3.185, Rounding::nearest));
  EXPECT_TRUE(agrees(percent(3.19, 0.01), 3.195, Rounding::nearest));
  EXPECT_FALSE(agrees(percent(3.19, 0.01), 3.1961, Rounding::nearest));
  EXPECT_TRUE(agrees(percent(3.2, 0.1), 3.19, Rounding::nearest));
}

TEST(Stated, bounds_are_bounds) {
  EXPECT_TRUE(agrees(percent(2, 1, Bound::more_than), 2.01, Rounding::nearest));
  EXPECT_FALSE(agrees(percent(2, 1, Bound::more_than), 2.0, Rounding::nearest));
  EXPECT_TRUE(agrees(percent(2, 1, Bound::at_least), 2.0, Rounding::nearest));
  EXPECT_FALSE(agrees(percent(2, 1, Bound::at_least), 1.99, Rounding::nearest));
  EXPECT_TRUE(agrees(percent(2, 1, Bound::less_than), 1.99, Rounding::nearest));
  EXPECT_FALSE(agrees(percent(2, 1, Bound::less_than), 2.0, Rounding::nearest));
  EXPECT_TRUE(agrees(percent(2, 0.01, Bound::nearly), 1.95, Rounding::nearest));
  EXPECT_FALSE(agrees(percent(2, 0.01, Bound::nearly), 2.1, Rounding::nearest));
  EXPECT_TRUE(agrees(percent(2, 0.01, Bound::just_over), 2.05, Rounding::nearest));
  EXPECT_FALSE(agrees(percent(2, 0.01, Bound::just_over), 2.3, Rounding::nearest));
}

TEST(Stated, cutting_digits_off_is_another_rounding_rule) {
  EXPECT_EQ(agreeing_rounding(percent(3.7, 0.1), 3.79), Rounding::truncated);
  EXPECT_EQ(agreeing_rounding(percent(3.7, 0.1), 3.72), Rounding::nearest);
  EXPECT_EQ(agreeing_rounding(percent(3.7, 0.1), 3.81), std::nullopt);
}

TEST(Stated, zeros_may_stand_for_digits_not_given) {
  const StatedValue dollars{700e9, 700e9, 1e9, 100e9, StatedUnit::money, kUsd, Bound::exact};
  EXPECT_EQ(agreeing_rounding(dollars, 700.4e9), Rounding::nearest);
  EXPECT_EQ(agreeing_rounding(dollars, 730e9), Rounding::coarse);
  EXPECT_EQ(agreeing_rounding(dollars, 760e9), std::nullopt);
}

TEST(Stated, a_value_agrees_with_itself_under_every_hedge_that_includes_it) {
  std::random_device seed;
  const auto used = seed();
  std::mt19937_64 random(used);
  for (int i = 0; i < 5000; ++i) {
    const double value = static_cast<double>(random() % 100000) / 100;
    for (const Bound bound : {Bound::exact, Bound::about, Bound::at_least, Bound::at_most}) {
      ASSERT_TRUE(agrees(percent(value, 0.01, bound), value, Rounding::nearest))
          << "seed " << used << " value " << value;
    }
    for (const Bound bound : {Bound::more_than, Bound::less_than, Bound::just_over}) {
      ASSERT_FALSE(agrees(percent(value, 0.01, bound), value, Rounding::nearest))
          << "seed " << used << " value " << value;
    }
  }
}

// The nearer a figure, the sooner it agrees; and the distance is 0 just where it does.
TEST(Stated, agreement_is_an_interval) {
  std::random_device seed;
  const auto used = seed();
  std::mt19937_64 random(used);
  for (int i = 0; i < 5000; ++i) {
    const StatedValue stated =
        percent(static_cast<double>(random() % 1000) / 100, 0.01, static_cast<Bound>(random() % 9));
    int changes = 0;
    bool before = false;
    for (double actual = -1; actual < 12; actual += 0.003) {
      const bool now = agrees(stated, actual, Rounding::nearest);
      changes += now != before ? 1 : 0;
      before = now;
      ASSERT_EQ(agreeing_rounding(stated, actual).has_value(),
                distance_outside(stated, actual) == 0)
          << "seed " << used;
    }
    ASSERT_LE(changes, 2) << "seed " << used;
  }
}

}  // namespace stated_test
}  // namespace muster
