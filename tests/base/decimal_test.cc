#include "base/decimal.h"

#include <gtest/gtest.h>

#include <cstdlib>
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
  EXPECT_TRUE(read_decimal("0." + std::string(kMostPlaces - 1, '0') + "1"));
  EXPECT_FALSE(read_decimal("0." + std::string(kMostPlaces, '0') + "1"));
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

// Any decimal that a ledger may hold, and of its near neighbours many.
class AnyDecimal {
 public:
  Decimal operator()() {
    const auto digits = 1 + random_() % kMostDigits;
    std::int64_t units = 0;
    for (std::uint64_t i = 0; i < digits; ++i)
      units = units * 10 + static_cast<std::int64_t>(random_() % 3 == 0 ? 0 : random_() % 10);
    if (random_() % 2 == 0) units = -units;
    return {units, static_cast<std::uint8_t>(random_() % (kMostPlaces + 1))};
  }

  std::uint64_t number(std::uint64_t below) { return random_() % below; }
  std::string seed() const { return "seed " + std::to_string(seed_); }

 private:
  unsigned seed_ = std::random_device()();
  std::mt19937_64 random_{seed_};
};

// Sign and digits with kMostPlaces behind the point and so many before it that texts of one sign
// compare as their numbers do.
std::string at_full_length(const Decimal& value) {
  std::string digits = std::to_string(std::abs(value.units));
  digits.append(static_cast<std::size_t>(kMostPlaces - value.places), '0');
  digits.insert(0, 90 - digits.size(), '0');
  return digits;
}

TEST(Decimal, any_two_compare_as_their_digits_do) {
  AnyDecimal any;
  for (int i = 0; i < 50'000; ++i) {
    const Decimal a = any();
    // Half of the time one that is equal but for its places, or next to it.
    Decimal b = any();
    if (i % 2 == 0) b = a.rounded(static_cast<std::uint8_t>(any.number(kMostPlaces + 1)));
    const std::string left = at_full_length(a);
    const std::string right = at_full_length(b);
    const bool zeros = a.units == 0 && b.units == 0;
    const bool equal = left == right && (zeros || (a.units < 0) == (b.units < 0));
    EXPECT_EQ(a == b, equal) << any.seed() << " " << a.to_string() << " " << b.to_string();
    const bool below = (a.units < 0) != (b.units < 0) ? a.units < 0
                       : a.units < 0                  ? right < left
                                                      : left < right;
    EXPECT_EQ(a < b, below && !equal) << any.seed() << " " << a.to_string() << " " << b.to_string();
  }
}

TEST(Decimal, any_is_rounded_half_away_and_the_nearest_double) {
  AnyDecimal any;
  for (int i = 0; i < 50'000; ++i) {
    const Decimal value = any();
    const std::string text = value.to_string();
    EXPECT_EQ(value.to_double(), std::strtod(text.c_str(), nullptr)) << any.seed() << " " << text;
    ASSERT_TRUE(read_decimal(text)) << any.seed() << " " << text;
    EXPECT_EQ(read_decimal(text)->to_string(), text) << any.seed();
    const auto target = static_cast<std::uint8_t>(any.number(kMostPlaces + 1));
    const Decimal rounded = value.rounded(target);
    if (target >= value.places) {
      EXPECT_EQ(rounded, value) << any.seed() << " " << text;
      continue;
    }
    // By its digits: what is dropped begins with 5 or more.
    std::string digits = at_full_length(value);
    const bool up = digits[digits.size() - kMostPlaces + target] >= '5';
    std::int64_t kept = std::stoll("0" + digits.substr(0, digits.size() - kMostPlaces + target));
    if (up) ++kept;
    EXPECT_EQ(rounded.units, value.units < 0 ? -kept : kept) << any.seed() << " " << text;
    EXPECT_EQ(rounded.places, target);
  }
}

TEST(Decimal, a_point_is_moved_exactly_or_not_at_all) {
  EXPECT_EQ(parse_decimal("0.0314496")->shifted(2)->to_string(), "3.14496");
  EXPECT_EQ(parse_decimal("0.5")->shifted(2)->to_string(), "50");
  EXPECT_EQ(parse_decimal("-3")->shifted(2)->to_string(), "-300");
  EXPECT_EQ(parse_decimal("123456789012345678")->shifted(0)->to_string(), "123456789012345678");
  EXPECT_FALSE(parse_decimal("123456789012345678")->shifted(1));
}

TEST(Rounding, undoes_binary_fractions) {
  EXPECT_DOUBLE_EQ(round_to(1.005, 2), 1.01);
  EXPECT_DOUBLE_EQ(round_to(2.675, 2), 2.68);
  EXPECT_EQ(with_thousands(1303000.4, 0), "1,303,000");
  EXPECT_EQ(with_thousands(-1234.5, 1), "-1,234.5");
  EXPECT_EQ(with_thousands(999.999, 2), "1,000.00");
  EXPECT_EQ(with_thousands(1e60, 0).size(), 61U + 20U);
}

}  // namespace decimal_test
}  // namespace muster
