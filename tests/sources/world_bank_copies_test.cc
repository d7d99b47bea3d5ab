// The World Bank's tables as others save them: every combination of separator, mark before
// decimals, row numbers, year headings, preamble and language gives the same figures.

#include <gtest/gtest.h>

#include <functional>

#include "files.h"
#include "refusal.h"
#include "sources/bank_layout.h"
#include "sources/read_source.h"

namespace muster {
namespace world_bank_copies_test {

using tests::refusal;
using tests::with;

struct Saved {
  std::string program = {};
  char delimiter = ',';
  bool quoted = true;
  bool decimal_commas = false;
  bool preamble = true;
  bool row_numbers = false;
  std::string corner = {};  // above the row numbers
  std::string gap = {};     // where there is no figure
  std::function<std::string(int)> year = [](int value) { return std::to_string(value); };
  std::vector<std::string> names = {"Country Name", "Country Code", "Indicator Name",
                                    "Indicator Code"};
  std::string line_end = "\n";
  std::string mark = {};  // byte order mark
};

std::vector<Saved> programs() {
  const auto r_year = [](int value) { return "X" + std::to_string(value); };
  const auto float_year = [](int value) { return std::to_string(value) + ".0"; };
  const auto bank_year = [](int value) {
    return std::to_string(value) + " [YR" + std::to_string(value) + "]";
  };
  std::vector<Saved> made;
  made.push_back({.program = "the Bank", .line_end = "\r\n", .mark = "\xEF\xBB\xBF"});
  made.push_back({.program = "Excel", .quoted = false, .line_end = "\r\n"});
  made.push_back(
      {.program = "Excel, UTF-8", .quoted = false, .line_end = "\r\n", .mark = "\xEF\xBB\xBF"});
  made.push_back({.program = "Excel in Germany",
                  .delimiter = ';',
                  .quoted = false,
                  .decimal_commas = true,
                  .line_end = "\r\n"});
  made.push_back({.program = "Excel, text", .delimiter = '\t', .quoted = false});
  made.push_back({.program = "decimal commas in quotes", .decimal_commas = true});
  made.push_back({.program = "R, write.csv",
                  .preamble = false,
                  .row_numbers = true,
                  .corner = "\"\"",
                  .gap = "NA",
                  .year = r_year,
                  .names = {"Country.Name", "Country.Code", "Indicator.Name", "Indicator.Code"}});
  made.push_back({.program = "R, write.csv2",
                  .delimiter = ';',
                  .decimal_commas = true,
                  .preamble = false,
                  .row_numbers = true,
                  .corner = "\"\"",
                  .gap = "NA",
                  .year = r_year});
  made.push_back({.program = "pandas",
                  .quoted = false,
                  .preamble = false,
                  .row_numbers = true,
                  .corner = "",
                  .year = float_year});
  made.push_back({.program = "pandas, read again",
                  .quoted = false,
                  .preamble = false,
                  .row_numbers = true,
                  .corner = "Unnamed: 0",
                  .gap = "NaN"});
  made.push_back({.program = "DataBank", .preamble = false, .gap = "..", .year = bank_year});
  made.push_back({.program = "the Bank in French",
                  .names = {"Nom du pays", "Code du pays", "Nom de l\xE2\x80\x99indicateur",
                            "Code de l\xE2\x80\x99indicateur"},
                  .mark = "\xEF\xBB\xBF"});
  return made;
}

struct Line {
  std::string name;
  std::string code;
  std::vector<std::string> figures;
};

const std::vector<Line>& lines() {
  static const std::vector<Line> made = {{"Arab World", "ARB", {"1", "2.25", "3.5"}},
                                         {"Poland", "POL", {"2661518000000", "", "3078324.25"}},
                                         {"Côte d'Ivoire", "CIV", {"45.125", "3.1E+12", ""}},
                                         {"Czechia", "CZE", {"7", "8.5", "9"}}};
  return made;
}

std::string field(const Saved& how, const std::string& text) {
  return how.quoted ? "\"" + text + "\"" : text;
}

std::string number(const Saved& how, std::string text) {
  if (text.empty()) return how.gap == "NA" || how.gap.empty() ? how.gap : field(how, how.gap);
  const auto point = text.find('.');
  if (how.decimal_commas && point != std::string::npos) text[point] = ',';
  return field(how, text);
}

std::string joined(const std::vector<std::string>& fields, char delimiter) {
  std::string line;
  for (const std::string& one : fields)
    line += (&one == fields.data() ? "" : std::string(1, delimiter)) + one;
  return line;
}

std::string wide(const Saved& how) {
  std::string text = how.mark;
  if (how.preamble) {
    text += joined({field(how, "Data Source"), field(how, "World Development Indicators")},
                   how.delimiter) +
            how.line_end + how.line_end +
            joined({field(how, "Last Updated Date"), field(how, "2024-05-30")}, how.delimiter) +
            how.line_end + how.line_end;
  }
  std::vector<std::string> header;
  if (how.row_numbers) header.push_back(how.corner);
  for (const std::string& name : how.names) header.push_back(field(how, name));
  for (const int year : {2020, 2021, 2022}) header.push_back(field(how, how.year(year)));
  text += joined(header, how.delimiter) + how.line_end;
  int count = 0;
  for (const Line& line : lines()) {
    std::vector<std::string> row;
    if (how.row_numbers) row.push_back(field(how, std::to_string(++count)));
    for (const std::string& one :
         {line.name, line.code, std::string("GDP"), std::string("NY.GDP.MKTP.CN")})
      row.push_back(field(how, one));
    for (const std::string& figure : line.figures) row.push_back(number(how, figure));
    text += joined(row, how.delimiter) + how.line_end;
  }
  return text;
}

std::string tall(const Saved& how) {
  std::vector<std::string> header;
  if (how.row_numbers) header.push_back(how.corner);
  for (const std::string& name :
       {how.names[0], how.names[1], std::string("Year"), std::string("Value")})
    header.push_back(field(how, name));
  std::string text = how.mark + joined(header, how.delimiter) + how.line_end;
  int count = 0;
  for (const Line& line : lines()) {
    for (std::size_t i = 0; i < line.figures.size(); ++i) {
      std::vector<std::string> row;
      if (how.row_numbers) row.push_back(field(how, std::to_string(++count)));
      row.insert(row.end(),
                 {field(how, line.name), field(how, line.code),
                  field(how, how.year(2020 + static_cast<int>(i))), number(how, line.figures[i])});
      text += joined(row, how.delimiter) + how.line_end;
    }
  }
  return text;
}

std::vector<std::string> told(const std::string& text, const std::string& program,
                              const SourceHints& hints = {}) {
  const auto file = read_source(text, embedded_ledger(), hints);
  EXPECT_TRUE(file) << program << "\n" << text << (file ? "" : file.error().line());
  std::vector<std::string> all;
  if (!file) return all;
  EXPECT_EQ(file->publication().publisher, "WB");
  for (const PublishedFigure& f : file->publication().figures)
    all.push_back(f.cell + "=" + f.value.to_string() + " " + to_string(f.unit));
  return all;
}

const std::vector<std::string> kExpected = {"NY.GDP.MKTP.CN!POL,2020=2661518000000 PLN",
                                            "NY.GDP.MKTP.CN!POL,2022=3078324.25 PLN",
                                            "NY.GDP.MKTP.CN!CIV,2020=45.125 XOF",
                                            "NY.GDP.MKTP.CN!CIV,2021=3100000000000 XOF",
                                            "NY.GDP.MKTP.CN!CZE,2020=7 CZK",
                                            "NY.GDP.MKTP.CN!CZE,2021=8.5 CZK",
                                            "NY.GDP.MKTP.CN!CZE,2022=9 CZK"};

TEST(BankCopies, a_wide_table_has_its_figures_whoever_saved_it) {
  for (const Saved& how : programs()) EXPECT_EQ(told(wide(how), how.program), kExpected);
}

TEST(BankCopies, a_long_table_has_its_figures_whoever_saved_it) {
  for (const Saved& how : programs())
    EXPECT_EQ(told(tall(how), how.program, {"NY.GDP.MKTP.CN"}), kExpected);
}

TEST(BankCopies, a_copy_keeps_the_day_where_it_keeps_the_preamble) {
  for (const Saved& how : programs()) {
    const auto file = read_source(wide(how), embedded_ledger());
    ASSERT_TRUE(file) << how.program;
    EXPECT_EQ(file->publication().published, how.preamble ? make_date(2024, 5, 30) : kDistantPast)
        << how.program;
  }
}

TEST(BankCopies, a_day_in_a_spreadsheets_form_is_read_where_it_is_one_day_only) {
  const std::string good = wide(programs().front());
  const std::vector<std::pair<std::string, Date>> forms = {{"30.05.2024", make_date(2024, 5, 30)},
                                                           {"5/30/2024", make_date(2024, 5, 30)},
                                                           {"30/05/2024", make_date(2024, 5, 30)},
                                                           {"05.06.2024", make_date(2024, 6, 5)},
                                                           {"5/6/2024", kDistantPast},
                                                           {"soon", kDistantPast}};
  for (const auto& [text, day] : forms) {
    const auto file = read_source(with(good, "2024-05-30", text), embedded_ledger());
    ASSERT_TRUE(file) << text;
    EXPECT_EQ(file->publication().published, day) << text;
  }
}

TEST(BankCopies, names_in_another_language_are_noted_and_codes_decide) {
  const std::string french =
      with(with(wide(programs().back()), "Poland", "Pologne"), "Czechia", "Tch\xC3\xA9quie");
  EXPECT_EQ(told(french, "French"), kExpected);
  const auto file = read_source(french, embedded_ledger());
  ASSERT_EQ(file->by_code.size(), 2U);
  EXPECT_EQ(file->by_code[0].name, "Pologne");
  EXPECT_EQ(file->by_code[1].code, "CZE");
}

// Bulgaria has had the euro since January 2026.
TEST(BankCopies, national_currency_is_that_of_the_day_that_the_user_says) {
  for (const std::string text : {"Country Name,Country Code,Year,Value\nBulgaria,BGR,2020,7\n",
                                 "Country Name,Country Code,2020\nBulgaria,BGR,7\n"}) {
    for (const auto& [day, unit] :
         {std::pair(make_date(2025, 3, 24), "BGN"), std::pair(make_date(2026, 4, 8), "EUR")}) {
      const auto file =
          read_source(text, embedded_ledger(), {"NY.GDP.MKTP.CN", kDistantFuture, day});
      ASSERT_TRUE(file) << file.error().line();
      EXPECT_EQ(to_string(file->publication().figures.at(0).unit), unit) << text;
    }
  }
}

TEST(BankCopies, columns_may_be_moved) {
  EXPECT_EQ(told("Value;Year;Country Code;Country Name\n7;2020;CZE;Czechia\n8,5;2021;CZE;Czechia\n"
                 "9;2022;CZE;Czechia\n",
                 "moved", {"NY.GDP.MKTP.CN"}),
            std::vector<std::string>(kExpected.end() - 3, kExpected.end()));
}

TEST(BankCopies, columns_headed_by_an_indicator_name_it) {
  EXPECT_EQ(told("\"\",\"country\",\"iso2c\",\"iso3c\",\"year\",\"NY.GDP.MKTP.CN\",\"longitude\"\n"
                 "\"1\",\"Czechia\",\"CZ\",\"CZE\",2020,7,14.42\n"
                 "\"2\",\"Czechia\",\"CZ\",\"CZE\",2021,8.5,14.42\n"
                 "\"3\",\"Czechia\",\"CZ\",\"CZE\",2022,9,14.42\n",
                 "R, WDI"),
            std::vector<std::string>(kExpected.end() - 3, kExpected.end()));
}

TEST(BankCopies, numbers_of_a_copys_own_columns_are_left_out_with_their_column) {
  const auto file = read_source(
      "country,iso3c,year,SP.POP.TOTL,longitude\nCzechia,CZE,2020,7,14.42\n", embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  ASSERT_EQ(file->left_out.size(), 1U);
  EXPECT_EQ(file->left_out[0].cell, "line 2, longitude");
  EXPECT_EQ(file->left_out[0].text, "14.42");
}

TEST(BankCopies, thousands_in_a_copy_are_refused_and_never_read_as_decimals) {
  for (const Saved& how : programs()) {
    if (how.decimal_commas) continue;
    std::string text = wide(how);
    const std::string wrong = how.delimiter == ',' ? "\"2,661,518\"" : "2,661,518";
    const std::string line = refusal(with(text, field(how, "2661518000000"), wrong));
    EXPECT_NE(line.find("where the figure of 2020 should be"), std::string::npos) << line;
  }
}

TEST(BankCopies, a_table_of_others_is_not_taken_for_the_banks) {
  const std::string others = "Entity,Code,Year,Military spending\nPoland,POL,2020,2.25\n";
  EXPECT_NE(refusal(others).find("the format is not known"), std::string::npos);
  EXPECT_EQ(told(others, "by the user's word", {"MS.MIL.XPND.GD.ZS"}).size(), 1U);
}

TEST(BankCopies, a_year_is_told_in_the_forms_of_the_bank_of_r_and_of_pandas) {
  for (const char* text : {"2015", "X2015", "2015.0", "YR2015", "2015 [YR2015]", " 2015 "})
    EXPECT_EQ(bank_year(text), Year{2015}) << text;
  for (const char* text : {"15", "2015.5", "2015 [YR2016]", "FY2015", "20155", ""})
    EXPECT_FALSE(bank_year(text)) << text;
}

}  // namespace world_bank_copies_test
}  // namespace muster
