// Tables of the World Economic Outlook.

#include "sources/imf.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "sources/read_source.h"

namespace muster {
namespace imf_test {

std::string small_table(const std::string& gdp = "2257,5\t2384,25\t2388") {
  return "Country\tSubject Descriptor\tUnits\tScale\t2022\t2023\t2024\r\n"
         "Poland\tGross domestic product, constant prices\tNational currency\tBillions\t" +
         gdp +
         "\r\n"
         "Poland\tGross domestic product, constant prices\tPercent change\tUnits\t5,3\tn/a\t--\r\n"
         "Poland\tUnemployment rate\tPercent of total labor force\tUnits\t2,9\t2,8\t2,9\r\n"
         "T\xFCrkiye\tGross domestic product, constant prices\tPercent "
         "change\tUnits\t5,5\t5,1\t3\r\n"
         "\t\t\t\t\t\t\r\n"
         "International Monetary Fund, World Economic Outlook Database, October "
         "2024\t\t\t\t\t\t\r\n";
}

TEST(WeoTable, decimal_commas_scales_and_forecasts_are_read) {
  const auto file = read_source(small_table(), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  const Publication& p = file->publication();
  EXPECT_EQ(p.title, "World Economic Outlook, October 2024");
  EXPECT_EQ(to_string(p.published), "2024-10-31");
  ASSERT_EQ(p.figures.size(), 7U);
  EXPECT_EQ(p.figures[0].value.to_string(), "2257.5");
  EXPECT_EQ(to_string(p.figures[0].unit), "PLN_BILLION");
  EXPECT_EQ(p.figures[0].status, ObsStatus::actual);
  EXPECT_EQ(p.figures[2].status, ObsStatus::estimate);
  EXPECT_EQ(p.figures[0].cell, "line 2, 2022");
  EXPECT_EQ(p.figures[4].area, "TUR");
  EXPECT_EQ(file->left_out.size(), 5U);
}

TEST(WeoTable, decimal_points_are_told_from_thousands) {
  std::string table = small_table("1,257.5\t2,384.25\t2,388");
  for (const char* comma : {"5,3", "2,9", "2,8", "5,5", "5,1"}) {
    for (auto at = table.find(comma); at != std::string::npos; at = table.find(comma))
      table[at + 1] = '.';
  }
  const auto file = read_source(table, embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().figures[0].value.to_string(), "1257.5");
  EXPECT_EQ(file->publication().figures[2].value.to_string(), "2388");
}

TEST(WeoTable, estimates_start_where_the_table_says) {
  const auto file = read_source(
      "Country\tSubject Descriptor\tUnits\tScale\t2022\t2023\tEstimates Start After\n"
      "Poland\tGross domestic product, constant prices\tPercent change\tUnits\t5.3\t0.2\t2022\n"
      "World Economic Outlook Database, April 2024\n",
      embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().figures.at(0).status, ObsStatus::actual);
  EXPECT_EQ(file->publication().figures.at(1).status, ObsStatus::estimate);
}

TEST(WeoTable, a_fault_is_refused_with_its_line) {
  const auto refusal = [](const std::string& text) {
    const auto file = read_source(text, embedded_ledger());
    return file ? "" : file.error().line();
  };
  EXPECT_EQ(refusal(small_table("2 257\t1\t1")),
            "line 2, 2022: '2 257' where the figure of 2022 should be; is it a table of the World "
            "Economic "
            "Outlook?");
  std::string renamed = small_table();
  EXPECT_EQ(refusal(renamed.replace(renamed.find("Poland"), 6, "Polnad")),
            "line 2: unknown country 'Polnad'; did you mean Poland?");
  std::string shuffled = small_table();
  EXPECT_EQ(refusal(shuffled.replace(shuffled.find("2022\t2023"), 9, "2023\t2022")),
            "line 1: the year 2022 is out of order; columns go year by year");
  std::string missing = small_table();
  EXPECT_EQ(refusal(missing.replace(missing.find("Scale"), 5, "Notes")),
            "line 1: the column 'Scale' is missing; export the table with it");
}

}  // namespace imf_test
}  // namespace muster
