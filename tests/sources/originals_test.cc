// The publishers' own text files: each number in their data columns is a figure or left out with a
// reason, counted on both sides. (Workbooks: nato_test.cc and sipri_test.cc; rates: ecb_test.cc.)

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "files.h"
#include "sources/read_source.h"
#include "sources/zip.h"

namespace muster {
namespace originals_test {

// The fields of each line, quotes taken off; by hand, so that the readers are not counted by
// themselves.
std::vector<std::vector<std::string>> rows_of_table(const std::string& text, char delimiter) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == delimiter && !quoted) {
      rows.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.emplace_back(1);
    } else if (c != '\r') {
      rows.back().back() += c;
    }
  }
  return rows;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_of("0123456789") != std::string::npos &&
         text.find_first_not_of("0123456789.,-+eE") == std::string::npos;
}

// How many numbers stand in the columns from `first` on, in the rows below the header, which is the
// first row that begins with `begins`.
std::size_t numbers_below(const std::string& text, char delimiter, const std::string& begins,
                          std::size_t first) {
  std::size_t count = 0;
  bool below = false;
  for (const auto& row : rows_of_table(text, delimiter)) {
    if (below) {
      for (std::size_t i = first; i < row.size(); ++i) count += is_number(row[i]) ? 1 : 0;
    }
    below = below || row[0].ends_with(begins);  // behind a byte order mark, perhaps
  }
  return count;
}

std::size_t numbers_told(const SourceFile& file) {
  std::size_t count = 0;
  for (const Publication& p : file.publications) count += p.cells();
  for (const LeftOut& row : file.left_out) {
    EXPECT_FALSE(row.reason.empty());
    count += is_number(row.text) ? 1 : 0;
  }
  return count;
}

class Originals : public testing::Test {
 protected:
  std::vector<std::filesystem::path> files(const char* folder, const std::string& extension) {
    const auto path = tests::source_dir().parent_path() / "shared" / "sources" / folder;
    std::vector<std::filesystem::path> found;
    if (!std::filesystem::exists(path)) return found;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      if (entry.path().extension() == extension) found.push_back(entry.path());
    }
    return found;
  }
};

TEST_F(Originals, every_number_of_the_banks_tables_is_accounted_for) {
  auto found = files("world_bank", ".csv");
  for (const auto& path : files("later/world_bank", ".csv")) found.push_back(path);
  if (found.empty()) GTEST_SKIP() << "the publisher's files are not here";
  for (const auto& path : found) {
    const std::string text = tests::read_file(path);
    const auto file = read_source(text, embedded_ledger(), {"SP.POP.TOTL"});
    ASSERT_TRUE(file) << path << file.error().line();
    const bool is_long = text.find("Country Name,Country Code,Year") != std::string::npos;
    EXPECT_EQ(numbers_told(*file), numbers_below(text, ',', "Country Name", is_long ? 3 : 4))
        << path;
  }
}

// Fifteen digits are the Bank's most, and as many tell one double from another.
TEST_F(Originals, every_figure_of_the_banks_is_the_number_that_stands_there) {
  auto found = files("world_bank", ".csv");
  if (found.empty()) GTEST_SKIP() << "the publisher's files are not here";
  for (const auto& path : found) {
    const std::string text = tests::read_file(path);
    const auto file = read_source(text, embedded_ledger(), {"SP.POP.TOTL"});
    ASSERT_TRUE(file) << path << file.error().line();
    std::multiset<double> numbers;
    for (const auto& row : rows_of_table(text, ',')) {
      for (const std::string& field : row) {
        if (is_number(field)) numbers.insert(std::strtod(field.c_str(), nullptr));
      }
    }
    std::size_t strange = 0;
    for (const PublishedFigure& figure : file->publication().figures) {
      const auto at = numbers.find(figure.value.to_double());
      strange += at == numbers.end() ? 1 : 0;
      if (at != numbers.end()) numbers.erase(at);
    }
    EXPECT_EQ(strange, 0U) << path;
    EXPECT_TRUE(file->rounded.empty()) << path;
  }
}

// Excel, R and pandas leave the preamble and the quotes away, some change separator and marks.
TEST_F(Originals, the_banks_tables_saved_again_have_the_same_figures) {
  auto found = files("world_bank", ".csv");
  if (found.empty()) GTEST_SKIP() << "the publisher's files are not here";
  for (const auto& path : found) {
    const std::string text = tests::read_file(path);
    const auto file = read_source(text, embedded_ledger(), {"SP.POP.TOTL"});
    ASSERT_TRUE(file) << path << file.error().line();
    for (const bool commas : {false, true}) {
      std::string copy;
      int number = -1;
      for (const auto& row : rows_of_table(text, ',')) {
        if (row.size() < 4) continue;
        copy += number < 0 ? "Unnamed: 0" : std::to_string(number);
        ++number;
        for (std::string field : row) {
          if (commas && is_number(field)) std::ranges::replace(field, '.', ',');
          copy += ";" + field;
        }
        copy += "\r\n";
      }
      const auto again = read_source(copy, embedded_ledger(), {"SP.POP.TOTL"});
      ASSERT_TRUE(again) << path << again.error().line();
      const auto& figures = file->publication().figures;
      ASSERT_EQ(again->publication().figures.size(), figures.size()) << path;
      for (std::size_t i = 0; i < figures.size(); ++i) {
        EXPECT_EQ(again->publication().figures[i].cell, figures[i].cell);
        EXPECT_EQ(again->publication().figures[i].value, figures[i].value) << figures[i].cell;
      }
    }
  }
}

TEST_F(Originals, every_number_of_the_banks_archive_is_accounted_for) {
  auto found = files("world_bank", ".zip");
  if (found.empty()) GTEST_SKIP() << "the publisher's files are not here";
  for (const auto& path : found) {
    const std::string bytes = tests::read_file(path);
    const auto file = read_source(bytes, embedded_ledger());
    ASSERT_TRUE(file) << path << file.error().line();
    const auto archive = ZipArchive::open(bytes);
    std::size_t count = 0;
    for (const ZipEntry& entry : archive->entries()) {
      if (!entry.name.starts_with("API_")) continue;
      count += numbers_below(*archive->read(entry, 64U << 20U), ',', "Country Name", 4);
    }
    EXPECT_EQ(numbers_told(*file), count) << path;
  }
}

TEST_F(Originals, every_number_of_the_tracker_is_accounted_for) {
  auto found = files("kiel", ".csv");
  if (found.empty()) GTEST_SKIP() << "the publisher's files are not here";
  for (const auto& path : found) {
    const std::string text = tests::read_file(path);
    const auto file = read_source(text, embedded_ledger());
    ASSERT_TRUE(file) << path << file.error().line();
    // Years, months and texts stand before the figures; so does the number of the release.
    const std::string name = path.stem();
    const bool by_month = name == "total_allocations" || name == "procurement_trends";
    const std::size_t first = name == "data_explorer" ? 4 : name == "release_info" ? 0 : 2;
    const auto begins = rows_of_table(text, ',').front().front();
    std::size_t count = numbers_below(text, ',', begins, by_month ? 2 : first);
    if (name == "release_info") count = 1;  // its day is no number, its number is left out
    EXPECT_EQ(numbers_told(*file), count) << path;
  }
}

TEST_F(Originals, every_number_of_the_outlook_is_accounted_for) {
  auto found = files("imf", ".xls");
  if (found.empty()) GTEST_SKIP() << "the publisher's files are not here";
  for (const auto& path : found) {
    const std::string text = tests::read_file(path);
    const auto file = read_source(text, embedded_ledger());
    ASSERT_TRUE(file) << path << file.error().line();
    const auto rows = rows_of_table(text, '\t');
    const auto first_year = std::ranges::find_if(
        rows.front(), [](const std::string& name) { return name.size() == 4 && is_number(name); });
    std::size_t years = 0;
    for (auto at = first_year; at != rows.front().end() && is_number(*at); ++at) ++years;
    const auto first = static_cast<std::size_t>(first_year - rows.front().begin());
    std::size_t count = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      for (std::size_t j = first; j < first + years && j < rows[i].size(); ++j)
        count += is_number(rows[i][j]) ? 1 : 0;
    }
    EXPECT_EQ(numbers_told(*file), count) << path;
  }
}

}  // namespace originals_test
}  // namespace muster
