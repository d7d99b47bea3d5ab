// The World Bank's CSV, wide and long.

#include "sources/world_bank.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "made_workbook.h"
#include "refusal.h"
#include "sources/import.h"
#include "sources/read_source.h"

namespace muster {
namespace world_bank_test {

using tests::refusal;
using tests::with;

std::string small_table() {
  return "\xEF\xBB\xBF\"Data Source\",\"World Development Indicators\",\r\n\r\n"
         "\"Last Updated Date\",\"2024-05-30\",\r\n\r\n"
         "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator "
         "Code\",\"2021\",\"2022\",\r\n"
         "\"Arab World\",\"ARB\",\"GDP (current LCU)\",\"NY.GDP.MKTP.CN\",\"1\",\"2\",\r\n"
         "\"Zimbabwe\",\"ZWE\",\"GDP (current LCU)\",\"NY.GDP.MKTP.CN\",\"\",\"2.5\",\r\n"
         "\"Poland\",\"POL\",\"GDP (current "
         "LCU)\",\"NY.GDP.MKTP.CN\",\"2661518000000\",\"..\",\r\n";
}

TEST(WorldBankCsv, figures_keep_their_digits_and_their_day) {
  const auto file = read_source(small_table(), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  const Publication& p = file->publication();
  EXPECT_EQ(to_string(p.published), "2024-05-30");
  ASSERT_EQ(p.figures.size(), 1U);
  EXPECT_EQ(p.figures[0].area, "POL");
  EXPECT_EQ(p.figures[0].value.to_string(), "2661518000000");
  EXPECT_EQ(to_string(p.figures[0].unit), "PLN");
  EXPECT_EQ(p.figures[0].cell, "NY.GDP.MKTP.CN!POL,2021");
}

TEST(WorldBankCsv, what_is_left_out_is_told_with_its_reason) {
  const auto file = read_source(small_table(), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  std::vector<std::string> told;
  for (const LeftOut& row : file->left_out) told.push_back(row.cell + ": " + row.reason);
  const std::vector<std::string> expected = {
      "NY.GDP.MKTP.CN!ARB,2021: no country of the ledger: Arab World",
      "NY.GDP.MKTP.CN!ARB,2022: no country of the ledger: Arab World",
      "NY.GDP.MKTP.CN!ZWE,2022: the ledger does not know the currency of Zimbabwe",
      "NY.GDP.MKTP.CN!POL,2022: the publisher gives no figure"};
  EXPECT_EQ(told, expected);
}

TEST(WorldBankCsv, the_banks_zip_is_read_without_its_metadata) {
  const auto file = read_source(tests::zipped({{"Metadata_Country_API.csv", "\"Country Code\"\n"},
                                               {"API_NY.GDP.MKTP.CN.csv", small_table()}}),
                                embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().figures.size(), 1U);
}

TEST(WorldBankCsv, a_copy_that_does_not_name_its_indicator_is_asked_for_it) {
  const std::string copy = "Country Name,Country Code,Year,Value\nPoland,POL,2023,36687353\n";
  EXPECT_EQ(refusal(copy),
            "the file does not say which indicator it holds; say it by --indicator, as in "
            "--indicator SP.POP.TOTL");
  const auto file = read_source(copy, embedded_ledger(), {"SP.POP.TOTL"});
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().figures.at(0).measure, MeasureId::population);
  // Which currency a country had on a day that the file does not say: today's.
  const auto money = read_source(copy, embedded_ledger(), {"NY.GDP.MKTP.CN"});
  ASSERT_TRUE(money) << money.error().line();
  EXPECT_EQ(to_string(money->publication().figures.at(0).unit), "PLN");
  EXPECT_EQ(file->publication().published, kDistantPast);
  EXPECT_EQ(
      refusal(copy, {"SP.POP.TOTAL"}),
      "the ledger has no measure for the indicator 'SP.POP.TOTAL'; did you mean SP.POP.TOTL?");
}

TEST(WorldBankCsv, a_fault_is_refused_with_its_line) {
  const std::string good = small_table();
  EXPECT_EQ(refusal(with(good, "\"POL\"", "\"PRT\"")),
            "line 8: 'PRT' is not the code of Poland; it is POL");
  EXPECT_EQ(
      refusal(with(good, "2661518000000", "2,661,518")),
      "line 8: '2,661,518' where the figure of 2021 should be; figures are plain numbers, without "
      "separators");
  EXPECT_EQ(refusal(with(good, "\"2021\",\"2022\"", "\"2022\",\"2021\"")),
            "line 5: the year 2021 is out of order; columns go year by year");
  EXPECT_EQ(refusal(with(good, "\"..\",", "\"..")),
            "line 8: a quote that is not closed; the file is damaged or cut off");
  EXPECT_EQ(refusal(good + "\"Poland\",\"POL\",\"GDP\",\"NY.GDP.MKTP.CN\",\"7\",\"\",\r\n"),
            "line 9, NY.GDP.MKTP.CN!POL,2021: gdp of POL in 2021 is 7 here and 2661518000000 at "
            "NY.GDP.MKTP.CN!POL,2021; one figure stands twice with two values: is this the "
            "publisher's file?");
}

TEST(WorldBankCsv, the_embedded_figures_are_those_of_the_file) {
  const auto path = tests::source_dir().parent_path() /
                    "shared/sources/world_bank/API_NY.GDP.MKTP.CN_DS2_en_csv_v2_26332.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the publisher's file is not here";
  auto file = read_source(tests::read_file(path), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  auto import = prepare_import(std::move(file->publication()), std::nullopt, embedded_ledger());
  ASSERT_TRUE(import) << import.error().line();
  EXPECT_TRUE(import->known_vintage);
  EXPECT_EQ(import->read - import->publication.figures.size(), 840U);  // 35 countries, 2000 to 2023
}

}  // namespace world_bank_test
}  // namespace muster
