// Workbooks of before 2007. stand_in.xls is written by make_stand_in_xls.py.

#include "sources/xls.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "accounted_for.h"
#include "files.h"
#include "sources/ole.h"
#include "sources/read_source.h"

namespace muster {
namespace xls_test {

std::string stand_in() {
  return tests::read_file(tests::source_dir() / "tests/sources/stand_in.xls");
}

// Every figure as a line.
std::vector<std::string> told(const SourceFile& file) {
  std::vector<std::string> lines;
  for (const PublishedFigure& f : file.publication().figures) {
    lines.push_back(f.cell + " " + f.area + " " + f.value.to_string() +
                    (f.status == ObsStatus::estimate ? " E" : ""));
  }
  return lines;
}

TEST(XlsWorkbook, is_read_as_the_newer_format_is) {
  const std::string bytes = stand_in();
  ASSERT_TRUE(is_compound_file(bytes));
  const auto file = read_source(bytes, embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  const std::vector<std::string> expected = {"Constant (2022) US$!D5 POL 1234.5",
                                             "Constant (2022) US$!E5 POL 2345.678901 E",
                                             "Constant (2022) US$!F5 POL 16250.363 E",
                                             "Constant (2022) US$!G5 POL 40000",
                                             "Constant (2022) US$!F6 TUR 0.25",
                                             "Constant (2022) US$!G6 TUR 0.0000001",
                                             "Constant (2022) US$!D7 CIV 1",
                                             "Constant (2022) US$!E7 CIV 12345678",
                                             "Constant (2022) US$!F7 CIV 0.01",
                                             "Constant (2022) US$!G7 CIV 123456789.125",
                                             "Share of GDP!C4 POL 2.23",
                                             "Share of GDP!D4 POL 3.125"};
  EXPECT_EQ(told(*file), expected);
  tests::expect_every_number_is_accounted_for(bytes, *file);
  std::vector<std::string> hidden;
  std::vector<std::string> others;
  for (const LeftOut& row : file->left_out) {
    const bool is_hidden = row.reason == "hidden by the publisher";
    (is_hidden ? hidden : others).push_back(row.cell + " " + row.text);
  }
  EXPECT_EQ(hidden, (std::vector<std::string>{"Share of GDP!C5 0.0125", "Share of GDP!D5 0.5"}));
  // Results of formulas that are no numbers.
  for (const std::string cell : {"Constant (2022) US$!E6 xxx", "Share of GDP!E4 #DIV/0!"})
    EXPECT_TRUE(std::ranges::find(others, cell) != others.end()) << cell;
}

TEST(XlsWorkbook, texts_run_over_the_ends_of_records) {
  const std::string bytes = stand_in();
  const auto book = Workbook::open(bytes);
  ASSERT_TRUE(book) << book.error().line();
  ASSERT_EQ(book->sheets().size(), 4U);
  EXPECT_TRUE(book->sheets()[3].hidden);
  std::string text;
  EXPECT_FALSE(book->read(book->sheets()[2], [&](const SheetRow& row) -> std::optional<Error> {
    if (row.number == 2) text = row.cells.front().text;
    return std::nullopt;
  }));
  std::string expected(5000, 'a');
  for (int i = 0; i < 5000; ++i) expected += "€";
  EXPECT_TRUE(text == expected) << text.size();
}

TEST(XlsWorkbook, what_is_no_workbook_of_excel_97_is_refused_with_what_to_do) {
  // A directory's names are UTF-16.
  const auto renamed = [](std::string bytes, std::string_view name) {
    std::string from;
    std::string to;
    for (const char c : std::string_view("Workbook")) from += std::string{c, '\0'};
    for (std::size_t i = 0; i < 8; ++i) to += std::string{i < name.size() ? name[i] : '\0', '\0'};
    const auto at = bytes.find(from);
    EXPECT_NE(at, std::string::npos);
    bytes.replace(at, from.size(), to);
    // Its length stands behind the 64 bytes of the name.
    bytes[at + 64] = static_cast<char>(2 * name.size() + 2);
    return bytes;
  };
  const auto refusal = [](const std::string& bytes) {
    const auto file = read_source(bytes, embedded_ledger());
    return file ? std::string("read") : file.error().line();
  };
  EXPECT_EQ(refusal(renamed(stand_in(), "Book")),
            "it is a workbook of Excel 95 or before; save it as .xlsx");
  EXPECT_EQ(refusal(renamed(stand_in(), "WordDocu")),
            "it is no Excel workbook: it has no stream 'Workbook'; save it as .xlsx");
  EXPECT_EQ(refusal("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
            "it is no compound file; the file is damaged or cut off");
}

TEST(XlsWorkbook, cut_off_anywhere_it_is_refused_or_wholly_there) {
  const std::string whole = stand_in();
  const auto all = told(*read_source(whole, embedded_ledger()));
  for (std::size_t size = 8; size < whole.size(); size += size < 2048 ? 1 : 97) {
    const auto file = read_source(whole.substr(0, size), embedded_ledger());
    EXPECT_TRUE(!file || told(*file) == all) << size;
  }
}

// Whatever stands in it, it is read or refused, in memory that its size bounds.
TEST(XlsWorkbook, altered_bytes_do_no_harm) {
  const std::string whole = stand_in();
  const auto seed = std::random_device()();
  std::mt19937_64 random(seed);
  SCOPED_TRACE("seed " + std::to_string(seed));
  for (int i = 0; i < 3000; ++i) {
    std::string altered = whole;
    for (std::uint64_t n = 1 + random() % 8; n > 0; --n) {
      // Half of them in the header and the first records, where lengths and places stand.
      const std::uint64_t below = random() % 2 == 0 ? 1536 : altered.size();
      altered[random() % below] = static_cast<char>(random() % 4 == 0 ? 0xFF : random());
    }
    (void)read_source(altered, embedded_ledger());
  }
}

}  // namespace xls_test
}  // namespace muster
