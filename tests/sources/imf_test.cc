// Tables of the World Economic Outlook.

#include "sources/imf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

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

// The whole database as it is downloaded, with stand-in figures. Editions differ in their columns.
std::vector<std::vector<std::string>> editions() {
  return {{"WEO Country Code", "ISO", "WEO Subject Code", "Country", "Subject Descriptor",
           "Subject Notes", "Units", "Scale", "Country/Series-specific Notes", "2006", "2007",
           "2008", "Estimates Start After"},
          {"ISO", "Country", "WEO Subject Code", "Subject Descriptor", "Units", "Scale", "2006",
           "2007", "2008", "Estimates Start After"},
          {"Estimates Start After", "2006", "2007", "2008", "Scale", "Units", "Subject Descriptor",
           "WEO Subject Code", "ISO", "Country Group", "Country"},
          {"Country", "Subject Descriptor", "Units", "Scale", "ISO", "2006", "2007", "2008",
           "Estimates Start After"}};
}

std::string whole_database(const std::vector<std::string>& columns, const std::string& edition,
                           char delimiter) {
  using Row = std::map<std::string, std::string>;
  const std::string gdp = "Gross domestic product, constant prices";
  const std::vector<Row> rows = {
      {{"WEO Country Code", "962"},
       {"ISO", "MKD"},
       {"WEO Subject Code", "NGDP_R"},
       {"Country", "Vardar"},
       {"Subject Descriptor", gdp},
       {"Subject Notes", "Expressed in billions: \"base year\" is country-specific."},
       {"Units", "National currency"},
       {"Scale", "Billions"},
       {"Country/Series-specific Notes", "Source: stand-in"},
       {"2006", "1255.5"},
       {"2007", "1310.25"},
       {"2008", "n/a"},
       {"Estimates Start After", "2006"}},
      {{"WEO Country Code", "964"},
       {"ISO", "POL"},
       {"WEO Subject Code", "LP"},
       {"Country", "Poland"},
       {"Subject Descriptor", "Population"},
       {"Units", "Persons"},
       {"Scale", "Millions"},
       {"2006", "38.1"},
       {"2007", "38.2"},
       {"2008", "38.3"},
       {"Estimates Start After", "2007"}}};
  std::string text;
  for (const std::string& name : columns)
    text += (&name == columns.data() ? "" : std::string(1, delimiter)) +
            (delimiter == ',' ? "\"" + name + "\"" : name);
  text += "\r\n";
  for (Row row : rows) {
    for (const std::string& name : columns) {
      std::string field = row[name];
      if (delimiter == ',') {
        std::erase(field, '"');
        field = "\"" + field + "\"";
      }
      text += (&name == columns.data() ? "" : std::string(1, delimiter)) + field;
    }
    text += "\r\n";
  }
  return text + "\r\nInternational Monetary Fund, World Economic Outlook Database, " + edition +
         "\r\n";
}

std::string utf16(const std::string& text) {
  std::string wide;
  for (const char c : text) wide += std::string{c, '\0'};
  return wide;
}

std::vector<std::string> told(const std::string& text) {
  const auto file = read_source(text, embedded_ledger());
  EXPECT_TRUE(file) << text << (file ? "" : file.error().line());
  std::vector<std::string> all;
  if (!file) return all;
  all.push_back(to_string(file->publication().published));
  for (const TakenByCode& row : file->by_code) all.push_back(row.code + " " + row.name);
  for (const PublishedFigure& f : file->publication().figures)
    all.push_back(f.area + " " + to_string(f.year) + " " + f.value.to_string() + " " +
                  to_string(f.unit) + " " + to_string(f.status));
  return all;
}

TEST(WeoTable, editions_with_other_columns_in_other_encodings_have_the_same_figures) {
  const std::vector<std::string> expected = {"2008-10-31",
                                             "MKD Vardar",
                                             "MKD 2006 1255.5 MKD_BILLION A",
                                             "MKD 2007 1310.25 MKD_BILLION E",
                                             "POL 2006 38.1 MILLION A",
                                             "POL 2007 38.2 MILLION A",
                                             "POL 2008 38.3 MILLION E"};
  for (const auto& columns : editions()) {
    for (const char delimiter : {'\t', ',', ';'}) {
      const std::string text = whole_database(columns, "October 2008", delimiter);
      EXPECT_EQ(told(text), expected);
      EXPECT_EQ(told("\xEF\xBB\xBF" + text), expected);
      EXPECT_EQ(told(utf16(text)), expected);
      EXPECT_EQ(told("\xFF\xFE" + utf16(text)), expected);
    }
  }
}

TEST(WeoTable, a_code_and_a_name_that_are_both_unknown_are_left_out_with_their_reason) {
  std::string text = whole_database(editions().front(), "October 2008", '\t');
  text.replace(text.find("MKD"), 3, "QQQ");
  const auto file = read_source(text, embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  ASSERT_EQ(file->left_out.size(), 3U);
  EXPECT_EQ(file->left_out[0].reason, "no country of the ledger: Vardar");
}

TEST(WeoTable, an_edition_of_a_month_to_come_is_refused_and_one_of_this_month_is_not) {
  const std::string text = whole_database(editions().front(), "October 2008", '\t');
  EXPECT_TRUE(read_source(text, embedded_ledger(), {"", make_date(2008, 10, 8)}));
  EXPECT_FALSE(read_source(text, embedded_ledger(), {"", make_date(2008, 9, 30)}));
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
