// NATO's workbooks: what is read, what is left out and why, what is refused.

#include "sources/nato.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "accounted_for.h"
#include "made_workbook.h"
#include "sources/import.h"
#include "sources/read_source.h"

namespace muster {
namespace nato_test {

using tests::MadeRow;
using tests::MadeSheet;

std::vector<MadeRow> small_table() {
  return {{"", "Table 3 : Defence expenditure as a share of GDP and annual real change"},
          {"", "Based on 2021 prices"},
          {"", "", "", "=2023", "2024e", "2025e"},
          {"", "Share of GDP (%)"},
          {"", "", "Poland*", "=3.2654321000000001", "=3.7", "=4.48"},
          {"", "", "Slovak Republic (a)", "=1.8", "..", "=2.04"},
          {"", "NATO Total", "", "=2.5", "=2.6", "=2.76"},
          {"", "", "", "#REF!", "#REF!", "#REF!"},
          {"", "Annual real change (%)"},
          {"", "", "Poland*", "=-2.1E-1", "=10", "=12.5"},
          {"", "", "Notes: Figures for 2024 and 2025 are estimates."},
          {"", "-9-"}};
}

Result<SourceFile> read(std::vector<MadeRow> rows) {
  return read_source(tests::made_workbook({{"TABLE3", std::move(rows), ""}}), embedded_ledger());
}

const PublishedFigure* figure_at(const SourceFile& file, std::string_view cell) {
  const auto& figures = file.publication().figures;
  const auto found = std::ranges::find(figures, cell, &PublishedFigure::cell);
  return found == figures.end() ? nullptr : &*found;
}

std::string reason_at(const SourceFile& file, std::string_view cell) {
  const auto found = std::ranges::find(file.left_out, cell, &LeftOut::cell);
  return found == file.left_out.end() ? "" : found->reason;
}

TEST(NatoWorkbook, figures_are_known_by_the_headings_above_them) {
  const auto file = read(small_table());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->kind, "NATO defence expenditure workbook");
  EXPECT_EQ(file->publication().figures.size(), 11U);
  const PublishedFigure* share = figure_at(*file, "TABLE3!D5");
  ASSERT_NE(share, nullptr);
  EXPECT_EQ(share->measure, MeasureId::defence_share_of_gdp);
  EXPECT_EQ(share->area, "POL");
  EXPECT_EQ(share->year.value, 2023);
  EXPECT_EQ(share->value.to_string(), "3.265432");
  EXPECT_EQ(share->basis, PriceBasis::constant(2021));
  EXPECT_EQ(share->status, ObsStatus::actual);
  EXPECT_EQ(figure_at(*file, "TABLE3!F6")->area, "SVK");
  EXPECT_EQ(figure_at(*file, "TABLE3!F6")->status, ObsStatus::estimate);
  EXPECT_EQ(figure_at(*file, "TABLE3!E7")->area, "NATO");
  const PublishedFigure* change = figure_at(*file, "TABLE3!D10");
  ASSERT_NE(change, nullptr);
  EXPECT_EQ(change->measure, MeasureId::real_change);
  EXPECT_EQ(change->value.to_string(), "-0.21");
  EXPECT_EQ(file->publication().estimate_years, "2024 2025");
  EXPECT_EQ(file->publication().base, PriceBasis::constant(2021));
  EXPECT_EQ(file->publication().first_year.value, 2023);
}

TEST(NatoWorkbook, what_is_left_out_is_told_with_its_reason) {
  const auto file = read(small_table());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(reason_at(*file, "TABLE3!D3"), "a year in a heading");
  EXPECT_EQ(reason_at(*file, "TABLE3!E6"), "the publisher gives no figure");
  EXPECT_EQ(reason_at(*file, "TABLE3!D8"), "an error of the workbook");
}

TEST(NatoWorkbook, what_the_publisher_hides_is_left_out) {
  const auto file = read_source(
      tests::made_workbook(
          {{"TABLE3", small_table(), "<cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols>"}}),
      embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(reason_at(*file, "TABLE3!D5"), "hidden by the publisher");
  EXPECT_EQ(figure_at(*file, "TABLE3!D5"), nullptr);
}

TEST(NatoWorkbook, national_currency_is_that_of_the_tables_last_year) {
  std::vector<MadeRow> rows = {{"", "Table 1 : Defence expenditure"},
                               {"", "Million national currency units"},
                               {"", "", "", "=2021", "=2022"},
                               {"", "Current prices"},
                               {"", "", "Croatia (Kuna)", "=8632", "=9192"},
                               {"", "", "Poland (Zlotys)", "=58304", "=68360"},
                               {"", "", "Spain (Euros)", "=12546", "=15609"}};
  const auto file = read(rows);
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(to_string(figure_at(*file, "TABLE3!D5")->unit), "HRK_MILLION");
  EXPECT_EQ(to_string(figure_at(*file, "TABLE3!E6")->unit), "PLN_MILLION");
  EXPECT_EQ(to_string(figure_at(*file, "TABLE3!E7")->unit), "EUR_MILLION");
}

// As left behind by the publisher's own work on a table: years of other columns beside a heading, a
// check beside the notes.
TEST(NatoWorkbook, a_heading_stays_one_when_something_stands_beside_the_table) {
  std::vector<MadeRow> rows = small_table();
  rows[8] = {"", "Annual real change (%)", "", "", "", "", "", "=2011", "=2012", "see note"};
  rows[10] = {"", "", "Notes: Figures for 2024 and 2025 are estimates.", "", "", "", "", "=100"};
  const auto file = read(rows);
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(figure_at(*file, "TABLE3!D10")->measure, MeasureId::real_change);
  EXPECT_EQ(reason_at(*file, "TABLE3!H9"), "beside a heading");
  EXPECT_EQ(reason_at(*file, "TABLE3!H11"), "among the notes");
  EXPECT_EQ(file->publication().figures.size(), 11U);
}

TEST(NatoWorkbook, core_defence_expenditure_is_a_definition_of_its_own) {
  const std::vector<MadeRow> rows = {{"Table 2: Core defence expenditure"},
                                     {"Million US dollars"},
                                     {"Current prices and exchange rates"},
                                     {"", "2025", "2026e"},
                                     {"Poland", "=40000.5", "=45000"},
                                     {"Constant 2021 prices and exchange rates"},
                                     {"", "2025", "2026e"},
                                     {"Poland", "=33000", "=35000"}};
  const auto file = read(rows);
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().measure_name, "core defence expenditure");
  EXPECT_EQ(figure_at(*file, "TABLE3!B5")->measure, MeasureId::defence_expenditure);
  EXPECT_EQ(figure_at(*file, "TABLE3!C8")->basis, PriceBasis::constant(2021));
  const auto older = read(small_table());
  ASSERT_TRUE(older);
  EXPECT_EQ(older->publication().measure_name, "defence expenditure");
}

TEST(NatoWorkbook, gdp_may_be_real_and_in_billions) {
  const auto file = read({{"", "Table 5 : Real GDP"},
                          {"", "Billion US dollars (2015 prices and exchange rates)"},
                          {"", "", "", "=2021", "2022e"},
                          {"", "", "Poland", "=612.5", "=640"}});
  ASSERT_TRUE(file) << file.error().line();
  const PublishedFigure* gdp = figure_at(*file, "TABLE3!D4");
  ASSERT_NE(gdp, nullptr);
  EXPECT_EQ(gdp->measure, MeasureId::gdp);
  EXPECT_EQ(to_string(gdp->unit), "USD_BILLION");
  EXPECT_EQ(gdp->basis, PriceBasis::constant(2015));
}

// One cell of the table changed: the one line that the user gets.
std::string refused_with(std::size_t row, std::size_t column, const std::string& text) {
  std::vector<MadeRow> rows = small_table();
  rows[row - 1].resize(std::max(rows[row - 1].size(), column));
  rows[row - 1][column - 1] = text;
  const auto file = read(rows);
  EXPECT_FALSE(file) << text;
  return file ? "" : file.error().line();
}

TEST(NatoWorkbook, a_fault_is_refused_with_its_cell) {
  EXPECT_EQ(refused_with(5, 3, "Polnad"),
            "TABLE3!C5: unknown country 'Polnad'; did you mean Poland?");
  EXPECT_EQ(refused_with(5, 4, "3 265"),
            "TABLE3!D5: '3 265' where a figure of 2023 should be; figures are numbers, or .. where "
            "there is none");
  EXPECT_EQ(refused_with(5, 4, "1,5"),
            "TABLE3!D5: '1,5' where a figure of 2023 should be; figures are numbers, or .. where "
            "there is none");
  EXPECT_EQ(
      refused_with(4, 2, "Share of something"),
      "TABLE3!B4: unknown heading 'Share of something'; this layout is not known: the figures "
      "below it cannot be told");
  EXPECT_EQ(refused_with(9, 2, "Ships"),
            "TABLE3!B9: unknown heading 'Ships'; this layout is not known: the figures below it "
            "cannot be told");
  EXPECT_EQ(refused_with(6, 3, "Poland"),
            "TABLE3!D6: defence_share_of_gdp of POL in 2023 is 1.8 here and 3.265432 at TABLE3!D5; "
            "one figure stands twice with two values: is this the publisher's file?");
  EXPECT_EQ(refused_with(5, 3, ""),
            "TABLE3!D5: a figure without a country in its row; is this the publisher's file?");
}

TEST(NatoWorkbook, no_cut_off_file_is_read) {
  const std::string whole = tests::made_workbook({{"TABLE3", small_table(), ""}});
  for (std::size_t size = 4; size < whole.size(); size += 7)
    EXPECT_FALSE(read_source(whole.substr(0, size), embedded_ledger())) << size;
}

TEST(NatoWorkbook, another_workbook_is_not_taken_for_it) {
  const auto file =
      read_source(tests::made_workbook({{"Ships", {{"Name", "=7"}}, ""}}), embedded_ledger());
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().what, "the format is not known");
}

struct Original {
  const char* file;
  std::size_t figures;
};

class PublishersWorkbook : public testing::TestWithParam<Original> {
 protected:
  void SetUp() override {
    const auto path = tests::source_dir().parent_path() / "shared/sources" / GetParam().file;
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "the publisher's file is not here";
    bytes_ = tests::read_file(path);
  }
  std::string bytes_;
};

TEST_P(PublishersWorkbook, every_number_is_a_figure_or_left_out_with_a_reason) {
  const auto file = read_source(bytes_, embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  tests::expect_every_number_is_accounted_for(bytes_, *file);
  EXPECT_EQ(file->publication().figures.size(), GetParam().figures);
}

constexpr Original kJune2024{"nato/240617-def-exp-2024-TABLES-en.xlsx", 5346};
constexpr Original kMarch2023{"later/nato/230321-def-exp-2022-en.xlsx", 3816};
INSTANTIATE_TEST_SUITE_P(originals, PublishersWorkbook, testing::Values(kJune2024, kMarch2023));

class JuneWorkbook : public PublishersWorkbook {};

TEST_P(JuneWorkbook, is_the_vintage_whose_figures_it_has) {
  auto file = read_source(bytes_, embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  auto import = prepare_import(std::move(file->publication()), std::nullopt, embedded_ledger());
  ASSERT_TRUE(import) << import.error().line();
  EXPECT_EQ(import->publication.id, "NATO-2024-06-17");
  EXPECT_EQ(import->read, 5346U);
  EXPECT_EQ(import->publication.figures.size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(originals, JuneWorkbook, testing::Values(kJune2024));

}  // namespace nato_test
}  // namespace muster
