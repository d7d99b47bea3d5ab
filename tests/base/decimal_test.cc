#include "base/decimal.h"

#include <gtest/gtest.h>

#include <random>

namespace muster {
namespace decimal_test {

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

// Digits are read eight at a time where there are so many: on both sides of the point, and at every
// length around the limits.
TEST(Decimal, has_eighteen_digits_at_most_wherever_the_point_is) {
  const std::string digits = "123456789012345678";
  for (std::size_t length = 1; length <= digits.size(); ++length) {
    for (std::size_t point = 0; point < length; ++point) {
      std::string text = digits.substr(0, length);
      if (point > 0) text.insert(length - point, ".");
      const auto value = read_decimal("-000" + text);
      ASSERT_TRUE(value) << text;
      EXPECT_EQ(value->units, -std::stoll(digits.substr(0, length))) << text;
      EXPECT_EQ(value->places, point) << text;
      EXPECT_FALSE(read_decimal(text + "x")) << text;
      EXPECT_FALSE(read_decimal(text + ".")) << text;
    }
  }
  EXPECT_FALSE(read_decimal("1234567890123456789"));
  EXPECT_FALSE(read_decimal("12345678901234567890123456789012"));
  EXPECT_FALSE(read_decimal("0.0000000000000000001"));
  EXPECT_TRUE(read_decimal("0000000000000000000000000000000001.5"));
  for (const char* none : {"", "-", "+", ".", "1.", "1..2", "1.2.3", "12345678 12345678",
                           "1234567:", "/1234567", "--1", "1-"})
    EXPECT_FALSE(read_decimal(none)) << none;
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

}  // namespace decimal_test
}  // namespace muster
