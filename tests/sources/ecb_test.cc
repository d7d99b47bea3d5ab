// The ECB's reference rates.

#include "sources/ecb.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "files.h"
#include "ledger/ledger_data.h"
#include "refusal.h"
#include "sources/import.h"
#include "sources/read_source.h"
#include "sources/zip.h"

namespace muster {
namespace ecb_test {

using tests::refusal;
using tests::with;

std::string small_table() {
  return "Date,USD,SEK,BGN,\n"
         "2024-01-03,1.0919,11.2265,N/A,\n"
         "2024-01-02,1.0956,11.1455,N/A,\n"
         "2023-12-29,1.1050,11.0960,1.9558,\n";
}

TEST(EcbRates, a_day_and_a_currency_are_a_rate_and_the_newest_day_names_the_vintage) {
  const auto file = read_source(small_table(), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  const Publication& p = file->publication();
  EXPECT_EQ(to_string(p.published), "2024-01-03");
  EXPECT_EQ(p.publisher, "ECB");
  ASSERT_EQ(p.daily_rates.size(), 7U);
  EXPECT_EQ(p.daily_rates[1].currency, currency("SEK"));
  EXPECT_EQ(p.daily_rates[1].rate.to_string(), "11.2265");
  ASSERT_EQ(file->left_out.size(), 1U);
  EXPECT_EQ(file->left_out[0].cell + ": " + file->left_out[0].reason, "BGN: no rate on 2 days");
}

TEST(EcbRates, the_mean_of_a_year_says_of_how_many_days_and_whether_it_is_whole) {
  const auto file = read_source(small_table(), embedded_ledger());
  ASSERT_TRUE(file);
  const auto& means = file->publication().annual_rates;
  const auto dollar = std::ranges::find_if(means, [](const PublishedAnnualRate& rate) {
    return rate.currency == kUsd && rate.year == Year{2024};
  });
  const auto krona = std::ranges::find_if(means, [](const PublishedAnnualRate& rate) {
    return rate.currency == currency("SEK") && rate.per == kUsd && rate.year == Year{2023};
  });
  ASSERT_NE(krona, means.end());
  EXPECT_EQ(krona->rate.to_string(), "10.041629");
  ASSERT_NE(dollar, means.end());
  EXPECT_EQ(dollar->rate.to_string(), "1.093750");
  EXPECT_EQ(dollar->method, "ECB mean of 2 daily reference rates");
  EXPECT_TRUE(dollar->partial_year);
}

TEST(EcbRates, a_fault_is_refused_with_its_line) {
  const std::string good = small_table();
  EXPECT_EQ(refusal(with(good, "SEK,BGN", "SEK,Lev")),
            "line 1: 'Lev' where a currency should be; columns are headed by ISO 4217 codes");
  EXPECT_EQ(refusal(with(good, "SEK,BGN", "SEK,SEK")), "line 1: the currency SEK has two columns");
  EXPECT_EQ(refusal(with(good, "11.2265", "11,2265")),
            "line 2: a row of 6 fields; the header has 4");
  EXPECT_EQ(refusal(with(good, "11.2265", "-11.2265")),
            "line 2: '-11.2265' where the rate of SEK should be; rates are plain numbers above "
            "zero");
  EXPECT_EQ(refusal(with(good, "2024-01-02", "2024-01-03")),
            "line 3: 2024-01-03 stands twice; is this the Bank's file?");
  EXPECT_EQ(refusal(with(good, "2024-01-02", "45293")),
            "line 3: '45293' where a day should be; days are as in 2024-06-17");
}

TEST(EcbRates, the_same_vintage_with_another_rate_is_refused_with_its_day) {
  const auto before = read_source(small_table(), embedded_ledger());
  ASSERT_TRUE(before);
  Publication there = before->publication();
  there.id = "ECB-2024-01-03";
  const auto ledger = extended(embedded_ledger(), {&there, 1});
  auto other = read_source(with(small_table(), "11.1455", "11.1555"), embedded_ledger());
  ASSERT_TRUE(other);
  const auto import =
      prepare_import(std::move(other->publication()), {}, ledger->view(), {&there, 1});
  ASSERT_FALSE(import);
  EXPECT_EQ(import.error().what,
            "1 figure differs from those of ECB-2024-01-03 in the ledger: SEK on 2024-01-02 "
            "(11.1555, not 11.1455)");
}

// Both sides: the cells that hold a number are rates, the others are told of by column; and the
// means that the ledger carries are the ones computed here.
TEST(EcbRates, the_banks_own_file_is_accounted_for_and_gives_the_embedded_means) {
  const auto path =
      tests::source_dir().parent_path() / "shared" / "sources" / "ecb" / "eurofxref-hist.zip";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the publisher's file is not here";
  const std::string bytes = tests::read_file(path);
  const auto file = read_source(bytes, embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  const auto archive = ZipArchive::open(bytes);
  ASSERT_TRUE(archive);
  const auto text = archive->read(archive->entries().front(), 64U << 20U);
  ASSERT_TRUE(text);
  std::size_t numbers = 0;
  std::size_t marks = 0;
  for (const std::string_view line : split(*text, '\n')) {
    if (line.starts_with("Date") || line.empty()) continue;
    const auto fields = split(line, ',');
    for (std::size_t i = 1; i < fields.size(); ++i) {
      marks += fields[i] == "N/A" ? 1 : 0;
      numbers += !fields[i].empty() && fields[i] != "N/A" ? 1 : 0;
    }
  }
  EXPECT_EQ(file->publication().daily_rates.size(), numbers);
  std::size_t told = 0;
  for (const LeftOut& row : file->left_out)
    told += std::stoul(row.reason.substr(std::string("no rate on ").size()));
  EXPECT_EQ(told, marks);

  std::size_t compared = 0;
  for (const AnnualRate& embedded : embedded_ledger().annual_rates) {
    if (!embedded.method.starts_with("ECB")) continue;
    const auto& means = file->publication().annual_rates;
    const auto mean = std::ranges::find_if(means, [&](const PublishedAnnualRate& rate) {
      return rate.currency == embedded.currency && rate.per == embedded.per &&
             rate.year == embedded.year;
    });
    ASSERT_NE(mean, means.end()) << embedded.currency.text() << embedded.year.value;
    EXPECT_EQ(mean->rate.to_string(), embedded.rate.to_string())
        << embedded.currency.text() << embedded.year.value;
    EXPECT_EQ(mean->partial_year, embedded.partial_year)
        << embedded.currency.text() << embedded.year.value;
    ++compared;
  }
  EXPECT_GT(compared, 800U);
}

}  // namespace ecb_test
}  // namespace muster
