#include "base/decimal.h"

#include <gtest/gtest.h>

#include <random>

namespace muster {
namespace {

TEST(Decimal, keeps_its_places) {
  EXPECT_EQ(parse_decimal("2.00")->to_string(), "2.00");
  EXPECT_EQ(parse_decimal("-0.05")->to_string(), "-0.05");
  EXPECT_EQ(parse_decimal("1303000")->to_string(), "1303000");
}

TEST(Decimal, compares_by_value) {
  EXPECT_EQ(*parse_decimal("2.0"), *parse_decimal("2.00"));
  EXPECT_LT(*parse_decimal("1.995"), *parse_decimal("2.00"));
}

TEST(Decimal, rounds_half_away_from_zero) {
  EXPECT_EQ(parse_decimal("1.995")->rounded(2).to_string(), "2.00");
  EXPECT_EQ(parse_decimal("1.994999")->rounded(2).to_string(), "1.99");
  EXPECT_EQ(parse_decimal("-1.995")->rounded(2).to_string(), "-2.00");
  EXPECT_EQ(parse_decimal("2")->rounded(2).to_string(), "2.00");
}

TEST(Decimal, refuses_what_is_no_number) {
  for (const char* text :
       {"", "-", ".", "1.", "1.2.3", "1,000", "1e5", "two", "1234567890123456789", " 1"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(Decimal, any_decimal_survives_being_written_and_read) {
  std::random_device seed;
  const auto used = seed();
  std::mt19937_64 random(used);
  for (int i = 0; i < 20000; ++i) {
    const Decimal value{static_cast<std::int64_t>(random() % 2000000000000ULL) - 1000000000000LL,
                        static_cast<std::uint8_t>(random() % 7)};
    const auto back = parse_decimal(value.to_string());
    ASSERT_TRUE(back) << "seed " << used << ": " << value.to_string();
    ASSERT_EQ(back->units, value.units) << "seed " << used;
    ASSERT_EQ(back->places, value.places) << "seed " << used;
  }
}

TEST(Rounding, undoes_binary_fractions) {
  EXPECT_DOUBLE_EQ(round_to(1.005, 2), 1.01);
  EXPECT_DOUBLE_EQ(round_to(2.675, 2), 2.68);
  EXPECT_EQ(with_thousands(1303000.4, 0), "1,303,000");
  EXPECT_EQ(with_thousands(-1234.5, 1), "-1,234.5");
  EXPECT_EQ(with_thousands(999.999, 2), "1,000.00");
}

}  // namespace
}  // namespace muster
