// Muster's own CSV as a user may write it.

#include "sources/tidy.h"

#include <gtest/gtest.h>

#include "refusal.h"
#include "sources/read_source.h"

namespace muster {
namespace tidy_test {

using tests::refusal;
using tests::with;

std::string small_table() {
  return "vintage,publisher,published,measure,ref_area,time_period,obs_value,unit,price_basis,"
         "obs_status,source_cell\n"
         "NATO-2030-01-02,NATO,2030-01-02,defence_share_of_gdp,POL,2029,4.50,PERCENT,"
         "constant:2021,E,table 3\n"
         "NATO-2030-01-02,NATO,2030-01-02,defence_share_of_gdp,DEU,2029,3.1,PERCENT,"
         "constant:2021,E,table 3\n";
}

TEST(TidyCsv, a_table_needs_no_more_than_the_figures_columns_in_any_order) {
  const auto file = read_source(small_table(), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  ASSERT_EQ(file->publications.size(), 1U);
  const Publication& p = file->publication();
  EXPECT_EQ(p.id, "NATO-2030-01-02");
  EXPECT_EQ(p.title, "NATO-2030-01-02");
  EXPECT_EQ(p.first_year, Year{2029});
  EXPECT_EQ(p.figures.front().extent, Extent::printed);
  ASSERT_EQ(p.figures.size(), 2U);
  EXPECT_EQ(p.figures[0].value.to_string(), "4.50");
  const auto moved = read_source(
      "obs_value,vintage,publisher,published,measure,ref_area,time_period,unit,price_basis,"
      "obs_status,source_cell\n"
      "4.50,NATO-2030-01-02,NATO,2030-01-02,defence_share_of_gdp,Poland,2029,PERCENT,"
      "constant:2021,E,table 3\n",
      embedded_ledger());
  ASSERT_TRUE(moved) << moved.error().line();
  EXPECT_EQ(moved->publication().figures.at(0).area, "POL");
}

TEST(TidyCsv, what_can_be_no_figure_is_refused_with_its_line) {
  const std::string good = small_table();
  EXPECT_EQ(refusal(with(good, "4.50,PERCENT", "4.50,USD")),
            "line 2, table 3: defence_share_of_gdp of POL in 2029 is in USD; it is counted in "
            "PERCENT");
  EXPECT_EQ(refusal(with(good, "4.50", "4500")),
            "line 2, table 3: defence_share_of_gdp of POL in 2029 is 4500 PERCENT; it can be from "
            "0 to 150");
  EXPECT_EQ(refusal(with(good, "4.50", "-4.5")),
            "line 2, table 3: defence_share_of_gdp of POL in 2029 is -4.5 PERCENT; it can be from "
            "0 to 150");
  EXPECT_EQ(
      refusal(with(with(good, "defence_share_of_gdp", "population"), "4.50,PERCENT", "-4,PERSONS")),
      "line 2, table 3: population of POL in 2029 is -4 PERSONS; it can be from 0 to "
      "20,000,000,000");
  EXPECT_NE(refusal(with(with(good, "defence_share_of_gdp", "gdp"), "4.50,PERCENT", "4,XYZ"))
                .find("line 2: no country has the currency XYZ"),
            std::string::npos);
  EXPECT_EQ(refusal(with(with(good, "2029,4.50", "2031,4.50"), "E,table 3", "A,table 3")),
            "line 2: a figure of 2031 in what was published on 2 January 2030 is told as known; of "
            "a year to come it is an estimate: E");
}

TEST(TidyCsv, a_publication_of_a_day_to_come_is_refused_with_its_line) {
  EXPECT_TRUE(read_source(small_table(), embedded_ledger(), {"", make_date(2030, 1, 2)}));
  EXPECT_EQ(refusal(small_table(), {"", make_date(2030, 1, 1)}),
            "line 2: it can't have been published on 2 January 2030; today is 1 January 2030");
}

TEST(TidyCsv, a_fault_is_refused_with_its_line) {
  const std::string good = small_table();
  EXPECT_EQ(refusal(with(good, "time_period", "time_perod")),
            "line 1: unknown column 'time_perod'; did you mean time_period?");
  EXPECT_EQ(refusal(with(good, ",source_cell", "")),
            "line 1: no column 'source_cell'; see muster export for the columns");
  EXPECT_EQ(refusal(with(good, "POL", "PLO")),
            "line 2: unknown area 'PLO'; did you mean POL or PLW?");
  EXPECT_EQ(refusal(with(good, "4.50", "4 500")),
            "line 2: '4 500' where the obs_value should be; figures are plain numbers, without "
            "separators");
  EXPECT_EQ(refusal(with(good, "2029,4.50", "45293,4.50")),
            "line 2: '45293' where the time_period should be; a year is as 2024");
  EXPECT_EQ(refusal(with(good, "E,table 3", "X,table 3")),
            "line 2: 'X' where the obs_status should be; it is A (actual), E (estimate) or P "
            "(provisional)");
  EXPECT_EQ(refusal(with(good, "E,table 3", "E,")),
            "line 2: '' where the source_cell should be; a figure without its cell is worth "
            "nothing");
  EXPECT_EQ(refusal(with(good, "DEU,2029,3.1", "POL,2029,3.1")),
            "line 3, table 3: defence_share_of_gdp of POL in 2029 is 3.1 here and 4.50 at table 3; "
            "one figure stands twice with two values: is this the publisher's file?");
  EXPECT_EQ(
      refusal(with(good, "NATO-2030-01-02,NATO,2030-01-02", "NATO-2030-01-02,NATO,2030-01-03")),
      "line 2: 'NATO-2030-01-02' where the vintage should be; it is of publisher and day: "
      "NATO-2030-01-03");
}

}  // namespace tidy_test
}  // namespace muster
