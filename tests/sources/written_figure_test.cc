// Figures as they are written, and as workbooks store them.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <random>

#include "refusal.h"
#include "sources/read_source.h"
#include "sources/stored_double.h"

namespace muster {
namespace written_figure_test {

std::string read(std::string_view text) {
  const auto figure = parse_written_figure(text);
  if (!figure) return "none";
  return figure->value.to_string() + (figure->rounded ? " rounded" : "");
}

TEST(WrittenFigure, an_exponent_moves_the_point) {
  EXPECT_EQ(read("2.862511E-08"), "0.00000002862511");
  EXPECT_EQ(read("-1.5e+3"), "-1500");
  EXPECT_EQ(read("1.50E0"), "1.50");
  EXPECT_EQ(read("3.00E-2"), "0.0300");
  EXPECT_EQ(read("4E5"), "400000");
  EXPECT_EQ(read("0E-30"), "0." + std::string(30, '0'));
  EXPECT_EQ(read("1E-60"), "0." + std::string(59, '0') + "1");
}

// The same number, however it is written.
TEST(WrittenFigure, any_number_is_the_same_with_an_exponent_and_without) {
  const auto seed = std::random_device()();
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const auto units =
        static_cast<std::int64_t>(random() % 1'000'000'000'000'000'000ULL) >> (random() % 60);
    const Decimal value{random() % 2 == 0 ? units : -units,
                        static_cast<std::uint8_t>(random() % (kMostPlaces + 1))};
    std::string digits = std::to_string(units);
    const auto behind = random() % digits.size();
    const auto exponent = static_cast<int>(behind) - value.places;
    if (behind > 0) digits.insert(digits.size() - behind, ".");
    const std::string text = (value.units < 0 ? "-" : "") + digits +
                             (random() % 2 == 0 ? "E" : "e") +
                             (exponent < 0        ? "-"
                              : random() % 2 == 0 ? "+"
                                                  : "") +
                             std::to_string(std::abs(exponent));
    EXPECT_EQ(read(text), value.to_string()) << "seed " << seed << ": " << text;
    EXPECT_EQ(read(value.to_string()), value.to_string()) << "seed " << seed;
  }
}

TEST(WrittenFigure, what_has_no_room_is_rounded_half_away_and_told) {
  EXPECT_EQ(read("1.234567890123456785"), "1.23456789012345679 rounded");
  EXPECT_EQ(read("-1.234567890123456785"), "-1.23456789012345679 rounded");
  EXPECT_EQ(read("0.1234567890123456784"), "0.123456789012345678 rounded");
  EXPECT_EQ(read("9.99999999999999999999"), "10.0000000000000000 rounded");
  EXPECT_EQ(read("123456789012345678.4"), "123456789012345678 rounded");
  EXPECT_EQ(read("2.50000000000000000000000"), "2.50000000000000000");
  EXPECT_EQ(read("5E-61"), "0." + std::string(59, '0') + "1 rounded");
  EXPECT_EQ(read("4E-61"), "0." + std::string(60, '0') + " rounded");
  EXPECT_EQ(read("7E-99999999999999999999"), "0." + std::string(60, '0') + " rounded");
}

TEST(WrittenFigure, what_is_no_number_or_too_large_is_none) {
  for (const char* text : {"",
                           ".",
                           "-",
                           "E5",
                           "1E",
                           "1E+",
                           "1E5x",
                           "1E5.0",
                           "1..2",
                           "1.2.3E1",
                           "1,5",
                           "0x10",
                           "nan",
                           "inf",
                           " 1",
                           "1 ",
                           "--1",
                           "1E19",
                           "1234567890123456789",
                           "999999999999999999.5",
                           "1E99999999999999999999"})
    EXPECT_EQ(read(text), "none") << text;
}

// A double is written with 17 digits; of those it was given, fifteen come back.
TEST(StoredDouble, is_the_shortest_decimal_that_gives_it) {
  EXPECT_EQ(parse_stored_double("16250.362999999999")->value.to_string(), "16250.363");
  EXPECT_EQ(parse_stored_double("3.1449999999999999E-2")->value.to_string(), "0.03145");
  EXPECT_EQ(parse_stored_double("2017.0")->value.to_string(), "2017");
  EXPECT_EQ(parse_stored_double("-0")->value.to_string(), "0");
  EXPECT_EQ(parse_stored_double("120000000000")->value.to_string(), "120000000000");
  for (const char* none : {"", "2017e", "nan", "1e400", "1e30", "0.5 "})
    EXPECT_FALSE(parse_stored_double(none)) << none;
  const auto seed = std::random_device()();
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const Decimal value{static_cast<std::int64_t>(random() % 999'999'999'999'999ULL),
                        static_cast<std::uint8_t>(random() % 30)};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.17g", value.to_double());
    const auto stored = parse_stored_double(text.data());
    ASSERT_TRUE(stored) << text.data();
    EXPECT_EQ(stored->value, value) << "seed " << seed << ": " << value.to_string();
    EXPECT_FALSE(stored->rounded);
  }
}

std::string bank_table(const std::string& rate) {
  return "Country Name,Country Code,Year,Value\nPoland,POL,1985," + rate + "\n";
}

TEST(WrittenFigure, a_rate_before_redenominations_is_read_to_its_last_digit) {
  const auto file = read_source(bank_table("2.862511E-08"), embedded_ledger(), {"PA.NUS.FCRF"});
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().figures.front().value.to_string(), "0.00000002862511");
  EXPECT_TRUE(file->rounded.empty());
}

TEST(WrittenFigure, a_rounded_figure_stands_in_the_report) {
  const auto file =
      read_source(bank_table("0.1234567890123456789"), embedded_ledger(), {"PA.NUS.FCRF"});
  ASSERT_TRUE(file) << file.error().line();
  ASSERT_EQ(file->rounded.size(), 1U);
  EXPECT_EQ(file->rounded[0].cell, "PA.NUS.FCRF!POL,1985");
  EXPECT_EQ(file->rounded[0].text, "0.1234567890123456789");
  EXPECT_EQ(file->rounded[0].reason,
            "not left out: it is kept as 0.123456789012345679, rounded to 18 digits");
  EXPECT_TRUE(file->left_out.empty());
}

}  // namespace written_figure_test
}  // namespace muster
