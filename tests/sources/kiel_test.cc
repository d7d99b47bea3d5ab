// The Ukraine Support Tracker's tables.

#include "sources/kiel.h"

#include <gtest/gtest.h>

#include <map>

#include "files.h"
#include "refusal.h"
#include "sources/delimited.h"
#include "sources/read_source.h"

namespace muster {
namespace kiel_test {

using tests::refusal;
using tests::with;

std::string small_table() {
  return "\"country\",\"iso\",\"year\",\"month\",\"total\",\"financial\",\"humanitarian\","
         "\"military\",\"commitments\",\"to_be_allocated\",\"gdp\",\"pct_gdp\"\n"
         "\"Poland\",\"POL\",2024,2,0.5,0.1,0,0.4,0.5,0,574.4,0.087\n"
         "\"EU (Commission and Council)\",\"EU\",2024,11,4.5,4.5,0,0,4.5,0,NA,NA\n";
}

TEST(SupportTracker, aid_is_kept_by_donor_component_and_month) {
  const auto file = read_source(small_table(), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  const auto& support = file->publication().support;
  ASSERT_EQ(support.size(), 14U);
  EXPECT_EQ(support[3].donor, "Poland");
  EXPECT_EQ(support[3].area, "POL");
  EXPECT_EQ(support[3].component, "allocations_military");
  EXPECT_EQ(support[3].period, "2024-02");
  EXPECT_EQ(support[3].value.to_string(), "0.4");
  EXPECT_EQ(support[3].cell, "line 2, military");
  EXPECT_EQ(support[8].area, "");  // the Commission is a donor and no area
  EXPECT_EQ(support[8].period, "2024-11");
  EXPECT_EQ(file->left_out.size(), 2U);
}

TEST(SupportTracker, the_note_of_the_release_tells_the_day_and_has_no_figures) {
  const auto file = read_source(
      "\"release\",\"period\",\"date\",\"label\"\n"
      "\"29\",\"04/2026\",\"2026-08-04\",\"Ukraine Support Tracker, Release 29 (04/2026)\"\n",
      embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_TRUE(file->tells_release);
  EXPECT_EQ(to_string(file->publication().published), "2026-08-04");
  EXPECT_EQ(file->publication().cells(), 0U);
}

TEST(SupportTracker, a_fault_is_refused_with_its_line) {
  const std::string good = small_table();
  EXPECT_EQ(refusal(with(good, "Poland", "Germany")),
            "line 2: 'POL' is not the code of Germany; it is DEU");
  EXPECT_EQ(refusal(with(good, "2024,2,", "2024,13,")),
            "line 2: '2024-13' is no month; expected a year and a month");
  EXPECT_EQ(refusal(with(good, "0.1,0,0.4", "0.1,0,\"0,4\"")),
            "line 2: '0,4' where a figure of military should be; figures are plain numbers, "
            "without separators");
  EXPECT_EQ(refusal(good + "\"Poland\",\"POL\",2024,2,0.5,0.1,0,0.4,0.5,0,574.4,0.087\n"),
            "line 4: allocations_total of Poland stands twice for 2024-02; is this the tracker's "
            "file?");
}

// The months add up to the sums that the ledger carries.
TEST(SupportTracker, the_months_of_the_institutes_file_add_up_to_the_embedded_sums) {
  const auto path =
      tests::source_dir().parent_path() / "shared" / "sources" / "kiel" / "data_explorer.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the publisher's file is not here";
  const std::string text = tests::read_file(path);
  const auto file = read_source(text, embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();

  std::size_t cells = 0;
  DelimitedReader reader(text, ',');
  std::vector<std::string_view> fields;
  reader.next(fields);
  while (reader.next(fields)) cells += fields.size() - 4;
  EXPECT_EQ(file->publication().support.size() + file->left_out.size(), cells);

  std::map<std::pair<std::string, std::string>, double> sums;
  for (const PublishedSupport& row : file->publication().support)
    sums[{row.donor, row.component}] += row.value.to_double();
  std::size_t compared = 0;
  for (const SupportFigure& row : embedded_ledger().support) {
    const bool whole = row.period == "2022-01..2026-04" && row.unit == "EUR bn";
    const auto sum = sums.find({std::string(row.donor), std::string(row.component)});
    if (!whole || sum == sums.end()) continue;
    EXPECT_NEAR(sum->second, row.value.to_double(), 2e-6) << row.donor << " " << row.component;
    ++compared;
  }
  EXPECT_GT(compared, 200U);
}

}  // namespace kiel_test
}  // namespace muster
