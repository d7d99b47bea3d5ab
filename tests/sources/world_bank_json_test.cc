// The World Bank's API.

#include "sources/world_bank_json.h"

#include <gtest/gtest.h>

#include "refusal.h"
#include "sources/read_source.h"

namespace muster {
namespace world_bank_json_test {

using tests::refusal;
using tests::with;

std::string small_page() {
  const auto row = [](const std::string& country, const std::string& date_and_value) {
    return R"({"indicator":{"id":"NY.GDP.MKTP.CD","value":"GDP"},)" + country + date_and_value +
           R"(,"unit":"","obs_status":"","decimal":0})";
  };
  const std::string poland = R"("country":{"id":"PL","value":"Poland"},"countryiso3code":"POL",)";
  const std::string arabs =
      R"("country":{"id":"1A","value":"Arab World"},"countryiso3code":"ARB",)";
  return R"([{"page":1,"pages":1,"per_page":50,"total":3,"lastupdated":"2026-04-08"},)"
         "\n[" +
         row(poland, R"("date":"2024","value":917768834529.25)") + ",\n" +
         row(poland, R"("date":"2025","value":null)") + ",\n" +
         row(arabs, R"("date":"2024","value":3.5e12)") + "]]";
}

TEST(WorldBankJson, figures_keep_their_digits_and_their_day) {
  const auto file = read_source(small_page(), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  const Publication& p = file->publication();
  EXPECT_EQ(to_string(p.published), "2026-04-08");
  ASSERT_EQ(p.figures.size(), 1U);
  EXPECT_EQ(p.figures[0].area, "POL");
  EXPECT_EQ(p.figures[0].value.to_string(), "917768834529.25");
  EXPECT_EQ(p.figures[0].cell, "NY.GDP.MKTP.CD!POL,2024");
  ASSERT_EQ(file->left_out.size(), 1U);
  EXPECT_EQ(file->left_out[0].reason, "no country of the ledger: Arab World");
}

TEST(WorldBankJson, a_forecast_is_an_estimate) {
  const auto file = read_source(with(small_page(), "\"obs_status\":\"\"", "\"obs_status\":\"F\""),
                                embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().figures.at(0).status, ObsStatus::estimate);
}

TEST(WorldBankJson, a_fault_is_refused_with_its_place) {
  const std::string good = small_page();
  EXPECT_EQ(refusal(with(good, "Poland", "Germany")),
            "figure 1: 'POL' is not the code of Germany; it is DEU");
  EXPECT_EQ(refusal(with(good, "\"POL\"", "\"PRT\"")),
            "figure 1: 'PRT' is not the code of Poland; it is POL");
  EXPECT_EQ(refusal(with(good, "917768834529.25", "\"917 768\"")),
            "figure 1: '917 768' where the figure of 2024 should be; figures are plain numbers, "
            "without separators");
  EXPECT_EQ(refusal(with(good, "NY.GDP.MKTP.CD\",", "NY.GDP.MKTP.DC\",")),
            "figure 1: the ledger has no measure for the indicator 'NY.GDP.MKTP.DC'; did you mean "
            "NY.GDP.MKTP.CD, NY.GDP.MKTP.KD or NY.GDP.MKTP.CN?");
  EXPECT_EQ(refusal(good.substr(0, good.size() - 25)),
            "line 4: it is no JSON: Missing a closing quotation mark in string.; the file is "
            "damaged or cut off");
  EXPECT_EQ(refusal(R"([{"page":1,"pages":0},null])"),
            "not the shape of the Bank's API; expected an array of two: the page's particulars and "
            "its figures");
}

}  // namespace world_bank_json_test
}  // namespace muster
