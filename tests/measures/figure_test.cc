// Figures as a reader is told them.

#include "measures/figure.h"

#include <gtest/gtest.h>

namespace muster {
namespace figure_test {

// Rates are amounts too, and some are far below one.
TEST(MoneyProse, small_amounts_are_told_with_three_digits) {
  const Currency lira = currency("TRY");
  EXPECT_EQ(money_prose(9.01693333333333e-6, lira), "TRY 0.00000902");
  EXPECT_EQ(money_prose(3.98149, lira), "TRY 3.98");
  EXPECT_EQ(money_prose(-18.93, lira), "-TRY 18.9");
  EXPECT_EQ(money_prose(99.96, lira), "TRY 100");
  EXPECT_EQ(money_prose(5, kUsd), "$5");
  EXPECT_EQ(money_prose(0, kUsd), "$0");
  EXPECT_EQ(money_prose(1234.5, kUsd), "$1,235");
}

}  // namespace figure_test
}  // namespace muster
