// The newest figure known on a day, against looking at every row.

#include "ledger/as_of.h"

#include <gtest/gtest.h>

#include <random>

#include "ledger/ledger_data.h"

namespace muster {
namespace as_of_test {

// Many publications of three publishers, days mixed, some of one day; cells of up to fifty figures.
std::vector<Publication> made_publications(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Publication> made;
  for (int i = 0; i < 60; ++i) {
    Publication p;
    p.publisher = std::array{"NATO", "SIPRI", "WB"}[random() % 3];
    p.published = {make_date(2030, 1, 1).days + static_cast<int>(random() % 40) * 9};
    p.id = p.publisher + "-" + to_string(p.published);
    if (std::ranges::find(made, p.id, &Publication::id) != made.end()) continue;
    for (std::int16_t year = 2040; year < 2044; ++year) {
      if (random() % 5 == 0) continue;
      p.figures.push_back({MeasureId::gdp,
                           "POL",
                           {year},
                           {static_cast<std::int64_t>(random() % 1000), 1},
                           {UnitKind::money, 6, random() % 2 == 0 ? kUsd : kEur},
                           PriceBasis::current(),
                           ObsStatus::actual,
                           "T!" + std::to_string(i)});
    }
    made.push_back(std::move(p));
  }
  return made;
}

class AsOf : public testing::TestWithParam<unsigned> {};

TEST_P(AsOf, the_newest_row_is_the_one_that_looking_at_all_finds) {
  const auto made = made_publications(GetParam());
  const auto data = extended(embedded_ledger(), made);
  const Ledger ledger = data->view();
  const AreaId poland = *area_coded(ledger, "POL");
  std::size_t found = 0;
  std::size_t longest = 0;
  for (std::int16_t year = 2039; year < 2045; ++year) {
    const RowRange rows = rows_of(ledger, MeasureId::gdp, poland, {year});
    longest = std::max(longest, rows.end - rows.begin);
    for (const char* publisher : {"NATO", "SIPRI", "WB", "nobody"}) {
      for (int day = -5; day < 400; day += 3) {
        const Date as_of{make_date(2030, 1, 1).days + day};
        std::optional<std::size_t> expected;
        for (std::size_t row = rows.begin; row < rows.end; ++row) {
          const Vintage& vintage =
              ledger.vintage(static_cast<VintageId>(ledger.observations.vintage[row]));
          if (vintage.publisher == publisher && vintage.published <= as_of) expected = row;
        }
        const VintageRange known = vintages_known(ledger, publisher, as_of);
        EXPECT_EQ(newest_row(ledger, rows, known), expected) << publisher << " " << day;
        std::uint32_t one = 0;
        newest_rows(ledger, MeasureId::gdp, {&poland, 1}, {year}, known, {&one, 1});
        EXPECT_EQ(one, expected ? static_cast<std::uint32_t>(*expected) : kNoRow);
        found += expected ? 1 : 0;
      }
    }
  }
  EXPECT_GT(found, 500U);
  EXPECT_GT(longest, 16U);  // past where rows are looked at in vectors
}
INSTANTIATE_TEST_SUITE_P(seeds, AsOf, testing::Range(0U, 8U));

TEST(RowsOf, a_years_rows_are_those_of_the_year) {
  const Ledger& ledger = embedded_ledger();
  for (std::size_t m = 0; m < kMeasureCount; ++m) {
    for (std::size_t a = 0; a < ledger.areas.size(); ++a) {
      const auto measure = static_cast<MeasureId>(m);
      const auto area = static_cast<AreaId>(a);
      const RowRange all = rows_of(ledger, measure, area);
      std::size_t covered = 0;
      for (std::int16_t year = 1940; year < 2110; ++year) {
        const RowRange rows = rows_of(ledger, measure, area, {year});
        for (std::size_t row = rows.begin; row < rows.end; ++row)
          EXPECT_EQ(ledger.observations.year[row], year);
        covered += rows.end - rows.begin;
      }
      EXPECT_EQ(covered, all.end - all.begin);
    }
  }
}

}  // namespace as_of_test
}  // namespace muster
