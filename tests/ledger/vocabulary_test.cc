#include "ledger/vocabulary.h"

#include <gtest/gtest.h>

namespace muster {
namespace vocabulary_test {

TEST(Vocabulary, units_come_back_as_they_were_written) {
  for (const char* text : {"PERCENT", "PERSONS", "THOUSAND", "MILLION", "INDEX", "USD",
                           "USD_THOUSAND", "EUR_MILLION", "EUR_BILLION"}) {
    const auto unit = parse_unit(text);
    ASSERT_TRUE(unit) << text;
    EXPECT_EQ(to_string(*unit), text);
  }
}

TEST(Vocabulary, refuses_half_a_unit) {
  for (const char* text : {"USD_", "_MILLION", "usd", "USD_TRILLION", "", "PERCENTS"})
    EXPECT_FALSE(parse_unit(text)) << text;
}

TEST(Vocabulary, price_bases_come_back_as_they_were_written) {
  for (const char* text : {"", "current", "constant:2021", "constant:own"}) {
    const auto basis = parse_price_basis(text);
    ASSERT_TRUE(basis) << text;
    EXPECT_EQ(to_string(*basis), text);
  }
  for (const char* text : {"constant:21", "constant:20211", "constant:2o21", "nominal"})
    EXPECT_FALSE(parse_price_basis(text)) << text;
}

TEST(Vocabulary, every_measure_is_found_by_its_name) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto id = static_cast<MeasureId>(i);
    EXPECT_EQ(measure(id).id, id);
    EXPECT_EQ(measure_named(measure(id).name), id);
  }
}

}  // namespace vocabulary_test
}  // namespace muster
