#include "base/text.h"

#include <gtest/gtest.h>

#include "base/csv.h"

namespace muster {
namespace text_test {

TEST(Utf8, finds_the_first_bad_byte) {
  EXPECT_EQ(first_invalid_utf8("café €1.1 trillion"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("caf\xE9 NATO"), 3U);
  EXPECT_EQ(first_invalid_utf8("a\xC0\xAF"), 1U);         // overlong
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0U);      // a surrogate
  EXPECT_EQ(first_invalid_utf8("ok\xE2\x82"), 2U);        // cut short
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U);  // beyond Unicode
}

TEST(Suggestion, names_the_nearest) {
  const std::vector<std::string> names = {"Poland", "Portugal", "Iceland"};
  EXPECT_EQ(nearest_names("Polnd", names).front(), "Poland");
  EXPECT_TRUE(nearest_names("Atlantis-on-Sea", names).empty());
}

TEST(Csv, reads_what_it_writes) {
  const std::string text = "a,b\n" + csv_field("x,\"y\"\nz") + "," + csv_field("plain") + "\n";
  const auto table = parse_csv(text, "t.csv", {"a", "b"});
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.front().fields[0], "x,\"y\"\nz");
  EXPECT_EQ(table->rows.front().fields[1], "plain");
}

TEST(Csv, a_fault_is_told_with_file_and_line) {
  EXPECT_EQ(parse_csv("a,b\n1,2\n3\n", "t.csv", {"a", "b"}).error().where, "t.csv:3");
  EXPECT_EQ(parse_csv("a,b\n\"1,2\n", "t.csv", {"a", "b"}).error().where, "t.csv:2");
  EXPECT_EQ(parse_csv("a,c\n", "t.csv", {"a", "b"}).error().where, "t.csv:1");
  EXPECT_FALSE(parse_csv("", "t.csv", {"a", "b"}));
  EXPECT_FALSE(parse_csv("a,b\n1\"x,2\n", "t.csv", {"a", "b"}));
}

}  // namespace text_test
}  // namespace muster
