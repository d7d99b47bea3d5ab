// SIPRI's workbook.

#include "sources/sipri.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "accounted_for.h"
#include "made_workbook.h"
#include "sources/read_source.h"
#include "sources/written_figure.h"

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

// A share is printed with two decimals: what lies between two of them must not be decided by a
// digit that was cut off.
TEST(SipriWorkbook, shares_keep_every_digit) {
  std::vector<MadeRow> rows = shares();
  rows[3] = {"Poland", "", "=3.1449607290635451E-2", "=4.2000000000000003E-2"};
  const auto file = read(rows);
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().figures[0].value.to_string(), "3.144960729063545");
  EXPECT_EQ(file->publication().figures[1].value.to_string(), "4.2");
}

TEST(SipriWorkbook, years_and_names_may_be_written_as_older_editions_do) {
  std::vector<MadeRow> rows = {
      {"Military expenditure by country"},
      {"Country   ", "Notes", "=1991.0", "=1992.0", "2016 Current"},
      {"South America", "", ". ."},
      {"Swaziland  ", "=12", "=0.01", "=0.02", "=7"},
      {"USSR/Russia", "", "=0.125", "=0.25"},
      {"Yemen, North", "", "xxx", ". ."},
      {"§ Figures for these countries are for the adopted budget", "", " "}};
  const auto file = read(rows);
  ASSERT_TRUE(file) << file.error().line();
  std::vector<std::string> figures;
  for (const PublishedFigure& figure : file->publication().figures)
    figures.push_back(figure.area + std::to_string(figure.year.value) + figure.value.to_string());
  const std::vector<std::string> expected = {"SWZ19911", "SWZ19922", "SUN199112.5", "RUS199225"};
  EXPECT_EQ(figures, expected);
  std::vector<std::string> left_out;
  for (const LeftOut& row : file->left_out) left_out.push_back(row.cell + " " + row.reason);
  const std::vector<std::string> reasons = {"Local currency calendar years!B1 a year in a heading",
                                            "Share of GDP!C2 a year in a heading",
                                            "Share of GDP!D2 a year in a heading",
                                            "Share of GDP!C3 beside a heading or a note",
                                            "Share of GDP!B4 below the heading “Notes”",
                                            "Share of GDP!E4 below the heading “2016 Current”",
                                            "Share of GDP!C6 no country of its own then",
                                            "Share of GDP!D6 the publisher gives no figure"};
  EXPECT_EQ(left_out, reasons);
}

// Whoever needs one sheet deletes the others.
TEST(SipriWorkbook, any_sheet_by_itself_is_read) {
  const std::vector<MadeRow> rows = {{"Military expenditure by country, in a way of counting"},
                                     {"Country", "Notes", "=2022", "=2023"},
                                     {"Poland", "", "=0.5", "=0.25"}};
  for (const char* name : {"Local currency calendar years", "Constant (2022) US$", "Current US$",
                           "Current USD", "Share of GDP", "Per capita"}) {
    const auto file = read_source(tests::made_workbook({{name, rows, ""}}), embedded_ledger());
    ASSERT_TRUE(file) << name << file.error().line();
    EXPECT_EQ(file->publication().figures.size(), 2U) << name;
  }
  // A table of somebody else's with such a name is not taken for one.
  const auto other = read_source(
      tests::made_workbook({{"Per capita", {{"Beer by country"}, {"Country", "=2022"}}, ""}}),
      embedded_ledger());
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().what, "the format is not known");
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

TEST(SipriWorkbook, every_number_of_each_edition_is_a_figure_or_left_out_with_a_reason) {
  const auto folder = tests::source_dir().parent_path() / "shared/sources";
  std::size_t found = 0;
  for (const char* name :
       {"sipri/SIPRI-Milex-data-1949-2024.xlsx", "later/sipri/SIPRI-Milex-data-1949-2023.xlsx",
        "later/sipri/SIPRI-Milex-data-1949-2016.xlsx"}) {
    if (!std::filesystem::exists(folder / name)) continue;
    ++found;
    const std::string bytes = tests::read_file(folder / name);
    const auto file = read_source(bytes, embedded_ledger());
    ASSERT_TRUE(file) << name << file.error().line();
    tests::expect_every_number_is_accounted_for(bytes, *file);
    EXPECT_TRUE(file->rounded.empty()) << name;
    const auto& figures = file->publication().figures;
    EXPECT_GT(std::ranges::count(figures, ObsStatus::estimate, &PublishedFigure::status), 1000);
    // What is printed is what the publisher's workbook shows: fifteen digits, rounded.
    for (const PublishedFigure& figure : figures) {
      if (figure.measure != MeasureId::defence_share_of_gdp) continue;
      std::array<char, 64> fifteen{};
      std::snprintf(fifteen.data(), fifteen.size(), "%.14e", figure.value.to_double());
      EXPECT_EQ(with_thousands(figure.value.to_double(), 2),
                parse_written_figure(fifteen.data())->value.rounded(2).to_string())
          << name << " " << figure.cell;
    }
  }
  if (found == 0) GTEST_SKIP() << "the publisher's files are not here";
}

}  // namespace sipri_test
}  // namespace muster
