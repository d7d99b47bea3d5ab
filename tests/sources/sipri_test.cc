// SIPRI's workbook.

#include "sources/sipri.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "accounted_for.h"
#include "made_workbook.h"
#include "sources/read_source.h"

namespace muster {
namespace sipri_test {

using tests::MadeRow;

std::vector<MadeRow> shares() {
  return {{"Military expenditure by country as percentage of gross domestic product"},
          {"Country", "Notes", "=2022", "=2023"},
          {"Europe"},
          {"Poland", "12", "=0.0223", "=0.038"},
          {"Türkiye", "", "...", "xxx"}};
}

Result<SourceFile> read(std::vector<MadeRow> rows) {
  return read_source(
      tests::made_workbook({{"Local currency calendar years", {{"Country", "=2022"}}, ""},
                            {"Share of GDP", std::move(rows), ""}}),
      embedded_ledger());
}

TEST(SipriWorkbook, shares_are_told_in_per_cent) {
  const auto file = read(shares());
  ASSERT_TRUE(file) << file.error().line();
  ASSERT_EQ(file->publication().figures.size(), 2U);
  EXPECT_EQ(file->publication().figures[0].value.to_string(), "2.23");
  EXPECT_EQ(file->publication().figures[1].value.to_string(), "3.8");
  EXPECT_EQ(file->publication().figures[1].cell, "Share of GDP!D4");
  EXPECT_EQ(file->publication().published, kDistantPast);
}

TEST(SipriWorkbook, a_fault_is_refused_with_its_cell) {
  std::vector<MadeRow> rows = shares();
  rows[3][0] = "Polnad";
  EXPECT_EQ(read(rows).error().line(),
            "Share of GDP!A4: unknown country 'Polnad'; did you mean Poland?");
  rows = shares();
  rows[3][2] = "2,23";
  EXPECT_EQ(
      read(rows).error().line(),
      "Share of GDP!C4: '2,23' where the figure of 2022 should be; figures are numbers, or ... "
      "where there is none");
  rows = shares();
  rows[1] = {"Country", "Notes", "=2023", "=2022"};
  EXPECT_EQ(read(rows).error().line(),
            "Share of GDP!D2: the year 2022 is out of order; columns go year by year");
  rows.erase(rows.begin() + 1);
  EXPECT_EQ(read(rows).error().line(),
            "Share of GDP: the sheet has no row of years; this layout is not known");
}

TEST(SipriWorkbook, every_number_of_the_publishers_is_a_figure_or_left_out_with_a_reason) {
  const auto path =
      tests::source_dir().parent_path() / "shared/sources/sipri/SIPRI-Milex-data-1949-2024.xlsx";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the publisher's file is not here";
  const std::string bytes = tests::read_file(path);
  const auto file = read_source(bytes, embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  tests::expect_every_number_is_accounted_for(bytes, *file);
  const auto estimates = std::ranges::count(file->publication().figures, ObsStatus::estimate,
                                            &PublishedFigure::status);
  EXPECT_GT(estimates, 1000);
}

}  // namespace sipri_test
}  // namespace muster
