// What may be wrong with any publisher's file, tried on a small sound one in each text format.

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "made_workbook.h"
#include "refusal.h"
#include "sources/import.h"
#include "sources/read_source.h"

namespace muster {
namespace hostile_test {

using tests::refusal;
using tests::with;

struct Sample {
  std::string name;
  std::string text;
  std::string country;  // how it names Poland, empty where it names no country
  std::string figure;   // one of its figures
  bool coded = false;   // its code stands beside
};

std::vector<Sample> samples() {
  const std::string bank =
      "\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated "
      "Date\",\"2024-05-30\",\n\n"
      "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2021\",\"2022\",\n"
      "\"Poland\",\"POL\",\"GDP\",\"NY.GDP.MKTP.CN\",\"2661518\",\"3078324\",\n";
  const std::string tracker =
      "\"country\",\"iso\",\"year\",\"month\",\"total\",\"financial\",\"humanitarian\","
      "\"military\","
      "\"commitments\",\"to_be_allocated\",\"gdp\",\"pct_gdp\"\n"
      "\"Poland\",\"POL\",2024,2,0.5,0.1,0,0.4125,0.5,0,574.4,0.087\n";
  const std::string tidy =
      "vintage,publisher,published,measure,ref_area,time_period,obs_value,unit,price_basis,"
      "obs_status,source_cell\n"
      "NATO-2030-01-02,NATO,2030-01-02,defence_share_of_gdp,Poland,2029,4.5125,PERCENT,"
      "constant:2021,E,table 3\n";
  return {
      {"bank", bank, "Poland", "3078324", true},
      {"outlook",
       "Country\tSubject Descriptor\tUnits\tScale\t2022\t2023\t2024\n"
       "Poland\tGross domestic product, constant prices\tNational "
       "currency\tBillions\t2257.5\t2384.25\t2388.75\n"
       "World Economic Outlook Database, October 2024\t\t\t\t\t\t\n",
       "Poland", "2384.25"},
      {"outlook, whole",
       "WEO Country Code\tISO\tWEO Subject Code\tCountry\tSubject "
       "Descriptor\tUnits\tScale\t2022\t2023\tEstimates Start After\n"
       "964\tPOL\tNGDP_R\tPoland\tGross domestic product, constant prices\tNational "
       "currency\tBillions\t2257.5\t2384.25\t2022\n"
       "World Economic Outlook Database, October 2024\t\t\t\t\t\t\t\t\t\n",
       "Poland", "2384.25", true},
      {"rates", "Date,USD,SEK,\n2024-01-03,1.0919,11.2265,\n2024-01-02,1.0956,11.1455,\n", "",
       "11.2265"},
      {"tracker", tracker, "Poland", "0.4125", true},
      {"sdmx",
       "DATAFLOW,FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\n"
       "ECB:EXR(1.0),D,USD,EUR,2024-01-02,1.0956\nECB:EXR(1.0),D,USD,EUR,2024-01-03,1.0919\n",
       "", "1.0919"},
      {"tidy", tidy, "Poland", "4.5125"},
  };
}

// Every figure, rate and sum of aid of a file as a line.
std::vector<std::string> told(const SourceFile& file) {
  std::vector<std::string> lines;
  for (const Publication& p : file.publications) {
    for (const PublishedFigure& f : p.figures)
      lines.push_back(f.cell + " " + f.area + " " + f.value.to_string());
    for (const PublishedDailyRate& r : p.daily_rates)
      lines.push_back(to_string(r.day) + std::string(r.currency.text()) + r.rate.to_string());
    for (const PublishedSupport& s : p.support)
      lines.push_back(s.cell + " " + s.donor + " " + s.value.to_string());
  }
  std::ranges::sort(lines);
  return lines;
}

std::vector<std::string> told(const std::string& text) {
  const auto file = read_source(text, embedded_ledger());
  EXPECT_TRUE(file) << text << file.error().line();
  return file ? told(*file) : std::vector<std::string>{};
}

std::string replaced(std::string text, const std::string& old, const std::string& fresh) {
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + fresh.size()))
    text.replace(at, old.size(), fresh);
  return text;
}

TEST(HostileFiles, the_samples_are_sound) {
  for (const Sample& sample : samples()) EXPECT_FALSE(told(sample.text).empty()) << sample.name;
}

TEST(HostileFiles, other_line_ends_and_a_byte_order_mark_change_nothing) {
  for (const Sample& sample : samples()) {
    EXPECT_EQ(told(replaced(sample.text, "\n", "\r\n")), told(sample.text)) << sample.name;
    EXPECT_EQ(told("\xEF\xBB\xBF" + sample.text), told(sample.text)) << sample.name;
  }
}

TEST(HostileFiles, utf_16_of_either_order_with_or_without_a_mark_changes_nothing) {
  for (const Sample& sample : samples()) {
    std::string little = "\xFF\xFE";
    std::string big = "\xFE\xFF";
    for (const char c : sample.text) {
      little += std::string{c, '\0'};
      big += std::string{'\0', c};
    }
    for (const std::string& wide : {little, big, little.substr(2), big.substr(2)})
      EXPECT_EQ(told(wide), told(sample.text)) << sample.name;
    EXPECT_NE(refusal(little.substr(0, little.size() - 1)).find("cut off"), std::string::npos);
  }
}

TEST(HostileFiles, utf_16_that_is_cut_off_never_gives_another_figure) {
  for (const Sample& sample : samples()) {
    const auto whole = told(sample.text);
    std::string wide;
    for (const char c : sample.text) wide += std::string{c, '\0'};
    for (std::size_t size = 0; size < wide.size(); ++size) {
      const auto file = read_source(wide.substr(0, size), embedded_ledger());
      if (!file) continue;
      EXPECT_TRUE(std::ranges::includes(whole, told(*file))) << sample.name << size;
    }
  }
}

TEST(HostileFiles, line_ends_of_carriage_returns_only_change_nothing) {
  for (const Sample& sample : samples())
    EXPECT_EQ(told(replaced(sample.text, "\n", "\r")), told(sample.text)) << sample.name;
}

// Wherever a file is cut off, it is refused, or read without a figure that the whole has not.
TEST(HostileFiles, a_file_that_is_cut_off_never_gives_another_figure) {
  for (const Sample& sample : samples()) {
    const auto whole = told(sample.text);
    for (std::size_t size = 0; size < sample.text.size(); ++size) {
      const auto file = read_source(sample.text.substr(0, size), embedded_ledger());
      if (!file) continue;
      EXPECT_TRUE(std::ranges::includes(whole, told(*file))) << sample.name << " " << size;
    }
  }
}

TEST(HostileFiles, an_unknown_name_beside_a_known_code_is_noted_and_the_code_decides) {
  for (const Sample& sample : samples()) {
    if (!sample.coded) continue;
    const auto file = read_source(with(sample.text, sample.country, "Polnad"), embedded_ledger());
    ASSERT_TRUE(file) << sample.name << file.error().line();
    ASSERT_EQ(file->by_code.size(), 1U) << sample.name;
    EXPECT_EQ(file->by_code[0].name, "Polnad");
    EXPECT_EQ(file->by_code[0].code, "POL");
    for (const PublishedFigure& figure : file->publication().figures) EXPECT_EQ(figure.area, "POL");
    EXPECT_TRUE(read_source(sample.text, embedded_ledger())->by_code.empty()) << sample.name;
  }
}

TEST(HostileFiles, the_name_of_another_country_beside_a_code_is_refused) {
  for (const Sample& sample : samples()) {
    if (!sample.coded) continue;
    const std::string line = refusal(with(sample.text, sample.country, "Portugal"));
    EXPECT_NE(line.find("'POL' is not the code of Portugal; it is PRT"), std::string::npos) << line;
  }
}

TEST(HostileFiles, a_renamed_country_without_a_code_is_refused_and_the_nearest_name_offered) {
  for (const Sample& sample : samples()) {
    if (sample.country.empty() || sample.coded) continue;
    const std::string line = refusal(with(sample.text, sample.country, "Polnad"));
    EXPECT_NE(line.find("Polnad"), std::string::npos) << line;
    EXPECT_NE(line.find("did you mean Poland"), std::string::npos) << line;
    EXPECT_NE(line.find("line "), std::string::npos) << line;
  }
}

TEST(HostileFiles, numbers_with_spaces_commas_or_words_are_refused_with_their_line) {
  for (const Sample& sample : samples()) {
    for (const std::string wrong : {"3 078", "3.078.324", "1e5x", "n.a.", "0x10", "\"3,078\""}) {
      // Where a comma parts fields a quoted one is needed, and in a quoted field no quotes.
      // The Fund's tables have commas between thousands.
      if (sample.name.starts_with("outlook") && wrong == "\"3,078\"") continue;
      const bool quoted = sample.name == "bank";
      const std::string text = quoted ? replaced(wrong, "\"", "") : wrong;
      const std::string line = refusal(with(sample.text, sample.figure, text));
      EXPECT_NE(line.find("line "), std::string::npos) << sample.name << " " << wrong << line;
    }
  }
}

TEST(HostileFiles, the_same_row_twice_is_refused) {
  for (const Sample& sample : samples()) {
    const auto figure = sample.text.find(sample.figure);
    const auto begin = sample.text.rfind('\n', figure) + 1;
    const auto end = sample.text.find('\n', figure) + 1;
    std::string twice = sample.text;
    twice.insert(end, sample.text.substr(begin, end - begin));
    const std::string line = refusal(twice);
    EXPECT_NE(line.find("twice"), std::string::npos) << sample.name << ": " << line;
  }
}

TEST(HostileFiles, shuffled_columns_are_refused_or_read_by_their_names) {
  for (const Sample& sample : samples()) {
    // The figure's column and the one before it change places, in the header only.
    const auto figure = sample.text.find(sample.figure);
    const auto row = sample.text.rfind('\n', figure) + 1;
    const auto header_end = row - 1;
    const auto header = sample.text.rfind('\n', header_end - 1) + 1;
    if (sample.name == "rates" || sample.name == "sdmx") continue;  // names are all they have
    const char delimiter = sample.name.starts_with("outlook") ? '\t' : ',';
    std::string text = sample.text;
    const std::string line = text.substr(header, header_end - header);
    std::vector<std::string> names;
    for (const auto name : split(line, delimiter)) names.emplace_back(name);
    const auto column = static_cast<std::size_t>(
        std::count(text.begin() + static_cast<std::ptrdiff_t>(row),
                   text.begin() + static_cast<std::ptrdiff_t>(figure), delimiter));
    std::swap(names.at(column), names.at(column - 1));
    std::string shuffled;
    for (const std::string& name : names)
      shuffled += (shuffled.empty() ? "" : std::string(1, delimiter)) + name;
    text.replace(header, header_end - header, shuffled);
    EXPECT_NE(refusal(text), "") << sample.name << text;
  }
}

TEST(HostileFiles, a_date_as_a_spreadsheets_number_is_no_year_and_no_day) {
  EXPECT_NE(refusal("Date,USD,\n45294,1.0919,\n").find("'45294' where a day should be"),
            std::string::npos);
  EXPECT_NE(refusal("Country Name,Country Code,Year,Value\nPoland,POL,45294,1\n", {"SP.POP.TOTL"})
                .find("'45294' where a year should be"),
            std::string::npos);
}

TEST(HostileFiles, an_archive_that_inflates_beyond_all_measure_is_refused) {
  const std::string zeros(300U << 20U, '0');
  const std::string line = refusal(tests::zipped({{"table.csv", zeros}}));
  EXPECT_EQ(line,
            "table.csv: it inflates to more than 200 times its size; no publisher's file does");
  const std::string sheet = "<worksheet><sheetData>" + std::string(64U << 20U, ' ');
  const std::string book = tests::zipped(
      {{"xl/workbook.xml",
        "<workbook><sheets><sheet name=\"TABLE3\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" "
        "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
       {"xl/worksheets/sheet1.xml", sheet}});
  EXPECT_NE(refusal(book), "");
}

// Its last bytes only say how long a remark follows: without them all is there still.
TEST(HostileFiles, an_archive_that_is_cut_off_is_refused_or_wholly_there) {
  const std::string whole = tests::zipped({{"table.csv", samples().front().text}});
  ASSERT_TRUE(read_source(whole, embedded_ledger()));
  const auto all = told(whole);
  for (std::size_t size = 4; size < whole.size(); ++size) {
    const auto file = read_source(whole.substr(0, size), embedded_ledger());
    EXPECT_TRUE(!file || told(*file) == all) << size;
    EXPECT_TRUE(!file || size + 4 >= whole.size()) << size;
  }
}

TEST(HostileFiles, a_table_that_looks_like_a_known_one_is_told_what_it_lacks) {
  const std::vector<std::pair<std::string, std::string>> tables = {
      {"vintage,publisher,published,measure,ref_area,time_period,value,unit\n1,2,3,4,5,6,7,8\n",
       "it looks like Muster's own table, but has no column 'obs_value', 'price_basis', "
       "'obs_status' and 'source_cell'"},
      {"Country Name;Year;Value\nPoland;2020;7\n",
       "it looks like a World Bank table of a row a year, but has no column 'Country Code'"},
      {"Country\tUnits\tScale\t2020\nPoland\ta\tb\t1\n",
       "it looks like a table of the World Economic Outlook, but has no column 'Subject "
       "Descriptor'"}};
  for (const auto& [text, near] : tables)
    EXPECT_NE(refusal(text).find("the format is not known; " + near), std::string::npos)
        << refusal(text);
  EXPECT_NE(refusal("a,b,c\n1,2,3\n").find("not known; muster reads"), std::string::npos);
}

TEST(HostileFiles, the_files_of_others_are_not_taken_for_a_publishers) {
  for (const std::string text :
       {"a,b,c\n1,2,3\n", "<html><body>2.5</body></html>", "{\"page\": 1}", "[1, 2]", "%PDF-1.4",
        "Date,Open,Close\n2024-01-02,1,2\n", "year,month,total\n2024,1,2\n"}) {
    EXPECT_NE(refusal(text).find("the format is not known"), std::string::npos) << text;
  }
  const std::string workbook = tests::made_workbook({{"Sheet1", {{"Country", "=2022"}}, ""}});
  EXPECT_NE(refusal(workbook).find("the format is not known"), std::string::npos);
}

}  // namespace hostile_test
}  // namespace muster
