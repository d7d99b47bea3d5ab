#include "cli/path_file.h"

#include <gtest/gtest.h>

namespace muster::cli {
namespace path_file_test {

Result<PathFile> read(std::string_view text) {
  return parse_path_file(embedded_ledger(), text, "paths.toml", *parse_date("2025-09-01"));
}
std::string error_of(std::string_view text) {
  const auto file = read(text);
  return file ? "no error" : file.error().line();
}

TEST(PathFile, says_what_single_allies_do) {
  const auto file = read(
      "path = \"backloaded\"\n[ally.Germany]\nshares = { 2027 = 2.8, 2029 = 3 }\nsource = \"a "
      "plan\"\n"
      "[ally.POL]\npath = \"hold\"\n");
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->kind, PathKind::backloaded);
  const auto& germany = file->allies.at(*area_coded(embedded_ledger(), "DEU"));
  EXPECT_EQ(germany.shares, (SetShares{{{2027}, 2.8}, {{2029}, 3.0}}));
  EXPECT_EQ(germany.source, "a plan");
  EXPECT_EQ(file->allies.at(*area_coded(embedded_ledger(), "POL")).kind, PathKind::hold);
}

TEST(PathFile, refuses_what_it_does_not_know_with_the_line) {
  EXPECT_NE(error_of("[ally.Atlantis]\npath = \"hold\"\n").find("unknown area 'Atlantis'"),
            std::string::npos);
  EXPECT_NE(error_of("[ally.Polnd]\npath = \"hold\"\n").find("Poland"), std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\npath = \"liner\"\n")
                .find("paths.toml, line 2: unknown path 'liner'; did you mean linear"),
            std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\nshares = { 2030 = -1 }\n").find("can't be"), std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\nshares = { 2030 = nan }\n").find("can't be"), std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\nshares = { 2030 = \"3\" }\n").find("no number"),
            std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\nshares = { 2025 = 3 }\n").find("not after"), std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\nshares = { soon = 3 }\n").find("no year"), std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\nshare = { 2030 = 3 }\n").find("unknown key 'share'"),
            std::string::npos);
  EXPECT_NE(error_of("[allies.POL]\n").find("unknown key 'allies'"), std::string::npos);
  EXPECT_NE(error_of("[ally.NATO]\npath = \"hold\"\n").find("is a group"), std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\n[ally.Poland]\n").find("named twice"), std::string::npos);
  EXPECT_NE(error_of("[ally.POL\n").find("paths.toml, line 1"), std::string::npos);
}

TEST(PathFile, takes_letters_beyond_ascii_in_strings_and_comments_only) {
  const auto file = read(
      "# für alle\n[ally.\"Türkiye\"]\nsource = \"a \\\" plan – ж\" # ж\nshares = { 2030 = 3 }\n");
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->allies.count(*area_coded(embedded_ledger(), "TUR")), 1U);
  // Found by the fuzzer: undefined behaviour in toml++.
  EXPECT_NE(error_of("[ally.POL]\nx = 1\u04489-05\n").find("paths.toml, line 2"),
            std::string::npos);
  EXPECT_NE(error_of("[[ally.DEU]]\nx \nx  }&=3").find("paths.toml, line 2"), std::string::npos);
  EXPECT_NE(error_of("[;\n[[ally.DEU]]\nx \nx  }&=3").find("paths.toml, line 1"),
            std::string::npos);
  EXPECT_NE(error_of("[ally.POL]\nx = -\"\u01a2[a]\n").find("paths.toml, line 2"),
            std::string::npos);
}

}  // namespace path_file_test
}  // namespace muster::cli
