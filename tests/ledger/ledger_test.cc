#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include <set>

#include "measures/value.h"

namespace muster {
namespace ledger_test {

const Ledger& ledger = embedded_ledger();
AreaId area(std::string_view code) { return *area_coded(ledger, code); }

TEST(Ledger, every_figure_names_its_cell) {
  for (std::size_t row = 0; row < ledger.observations.size(); ++row) {
    const Observation observation = ledger.observation(row);
    ASSERT_FALSE(observation.cell.empty()) << "row " << row;
    ASSERT_LT(index_of(observation.vintage), ledger.vintages.size());
  }
}

TEST(Ledger, rows_are_sorted_so_that_a_lookup_is_a_search) {
  for (std::size_t m = 0; m < kMeasureCount; ++m) {
    for (std::size_t a = 0; a < ledger.areas.size(); ++a) {
      const RowRange rows = rows_of(ledger, static_cast<MeasureId>(m), static_cast<AreaId>(a));
      for (std::size_t row = rows.begin; row + 1 < rows.end; ++row) {
        ASSERT_LE(ledger.observations.year[row], ledger.observations.year[row + 1]);
        ASSERT_EQ(ledger.observation(row).measure, static_cast<MeasureId>(m));
        ASSERT_EQ(ledger.observation(row).area, static_cast<AreaId>(a));
      }
    }
  }
}

// Knowing more never takes an answer away, and the newest vintage known answers.
TEST(Ledger, as_of_is_monotone) {
  std::set<Date> days;
  for (const Vintage& vintage : ledger.vintages) {
    if (vintage.publisher == "NATO") days.insert(vintage.published);
  }
  for (const char* code : {"POL", "USA", "DEU", "ISL", "SWE", "NATO"}) {
    for (int year = 2012; year <= 2026; ++year) {
      bool had = false;
      Date newest = kDistantPast;
      for (const Date day : days) {
        const auto value =
            published_value(ledger, MeasureId::defence_share_of_gdp, area(code),
                            Year{static_cast<std::int16_t>(year)}, {{day, "NATO", std::nullopt}});
        EXPECT_TRUE(!had || value.ok()) << code << year;
        if (!value) continue;
        had = true;
        EXPECT_LE(ledger.vintage(value->vintage).published, day);
        EXPECT_GE(ledger.vintage(value->vintage).published, newest);
        newest = ledger.vintage(value->vintage).published;
        // The day before its publication it was not known.
        EXPECT_NE(published_value(ledger, MeasureId::defence_share_of_gdp, area(code),
                                  Year{static_cast<std::int16_t>(year)},
                                  {{Date{newest.days - 1}, "NATO", std::nullopt}})
                          .ok()
                      ? published_value(ledger, MeasureId::defence_share_of_gdp, area(code),
                                        Year{static_cast<std::int16_t>(year)},
                                        {{Date{newest.days - 1}, "NATO", std::nullopt}})
                            ->vintage
                      : VintageId{9999},
                  value->vintage);
      }
    }
  }
}

TEST(Ledger, the_united_states_in_2014_is_told_in_several_ways) {
  std::set<std::string> told;
  for (const VintageId vintage :
       vintages_with(ledger, MeasureId::defence_share_of_gdp, area("USA"), Year{2014}, {})) {
    told.insert(to_prose(published_value(ledger, MeasureId::defence_share_of_gdp, area("USA"),
                                         Year{2014}, {{kDistantFuture, "NATO", vintage}})
                             ->value,
                         Unit{}));
  }
  EXPECT_EQ(told, (std::set<std::string>{"3.68%", "3.71%", "3.72%", "3.73%"}));
}

TEST(Ledger, membership_is_that_of_the_day) {
  EXPECT_EQ(members_on(ledger, area("NATO"), make_date(2024, 3, 6)).size(), 31U);
  EXPECT_EQ(members_on(ledger, area("NATO"), make_date(2024, 3, 7)).size(), 32U);
  EXPECT_EQ(members(ledger, area("NATO"), Year{2017}).size(), 29U);
  EXPECT_EQ(members(ledger, area("NATO_EUR_CAN"), Year{2024}).size(), 31U);
  EXPECT_EQ(members(ledger, area("NATO_EUR"), Year{2024}).size(), 30U);
}

}  // namespace ledger_test
}  // namespace muster
