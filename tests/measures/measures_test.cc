#include <gtest/gtest.h>

#include <algorithm>

#include "measures/change.h"
#include "measures/compliance.h"
#include "measures/convert.h"

namespace muster {
namespace measures_test {

const Ledger& ledger = embedded_ledger();
AreaId area(std::string_view code) { return *area_coded(ledger, code); }
Scope as_of(int year, int month, int day) {
  return {make_date(year, month, day), "NATO", std::nullopt};
}
const Guideline& guideline(std::string_view id) { return **find_guideline(ledger, id); }

TEST(Compliance, counts_follow_the_vintage) {
  const auto met = [](Year year, Scope scope) {
    return compliance(ledger, guideline("share-2"), area("NATO"), year, scope)->met().size();
  };
  EXPECT_EQ(met(Year{2024}, as_of(2024, 7, 1)), 23U);
  EXPECT_EQ(met(Year{2024}, as_of(2025, 5, 1)), 22U);
  EXPECT_EQ(met(Year{2024}, as_of(2025, 9, 1)), 18U);
  EXPECT_EQ(met(Year{2023}, as_of(2023, 8, 1)), 11U);
  EXPECT_EQ(met(Year{2023}, as_of(2024, 4, 1)), 11U);
  EXPECT_EQ(met(Year{2023}, as_of(2024, 7, 1)), 10U);
  EXPECT_EQ(met(Year{2023}, as_of(2025, 9, 1)), 10U);
  EXPECT_EQ(met(Year{2019}, as_of(2019, 7, 1)), 7U);
}

// Counts that the ledger cannot repeat from what it had of that day, and why.
struct PartingCount {
  Date said;
  Year year;
  std::string_view why;
};
const PartingCount kPartingCounts[] = {
    {make_date(2019, 11, 29), Year{2019}, "of that table only some figures are here"},
    {make_date(2020, 10, 21), Year{2020}, "of that table only some figures are here"},
    {make_date(2025, 8, 28), Year{2025}, "one ally has no figure in it; the press says all"},
    {make_date(2026, 3, 26), Year{2025}, "the annual report's table is not here"},
};

TEST(Compliance, counts_agree_with_what_nato_said_that_day) {
  std::size_t of_that_day = 0;
  for (const PublisherCount& said : ledger.publisher_counts) {
    const auto guided = std::ranges::find_if(ledger.guidelines, [&](const Guideline& g) {
      return g.metric == said.metric && g.threshold == said.threshold;
    });
    const Scope then{said.stated.to, "NATO", std::nullopt};
    const auto ours = compliance(ledger, *guided, area("NATO"), said.year, then);
    if (!said.is_sure() || !ours) continue;
    const CrossSection& section = ours->section;
    const bool whole = ours->unknown().empty() && !section.newer_partial &&
                       ledger.vintage(section.vintage).published == said.stated.from;
    of_that_day += whole ? 1 : 0;
    if (static_cast<int>(ours->met().size()) == said.count) continue;
    const bool listed = std::ranges::any_of(kPartingCounts, [&](const PartingCount& p) {
      return p.said == said.stated.from && p.year == said.year;
    });
    EXPECT_TRUE(listed && !whole) << said.year.value << ": " << to_string(said.stated.from)
                                  << " said " << said.count << ", ours " << ours->met().size();
  }
  EXPECT_GE(of_that_day, 7U);
}

TEST(Compliance, is_decided_at_two_decimals) {
  EXPECT_TRUE(meets_guideline(guideline("share-2"), *parse_decimal("1.995")));
  EXPECT_FALSE(meets_guideline(guideline("share-2"), *parse_decimal("1.9949")));
  EXPECT_TRUE(meets_guideline(guideline("share-2"), *parse_decimal("2.00")));
}

TEST(Compliance, every_member_stands_somewhere_once) {
  for (int year = 2014; year <= 2025; ++year) {
    const auto found = compliance(ledger, guideline("share-2"), area("NATO"),
                                  Year{static_cast<std::int16_t>(year)}, {});
    ASSERT_TRUE(found);
    const std::size_t all = found->met().size() + found->missed().size() + found->unknown().size() +
                            found->section.without_forces.size();
    EXPECT_EQ(all, members(ledger, area("NATO"), Year{static_cast<std::int16_t>(year)}).size())
        << year;
    EXPECT_EQ(found->section.without_forces, std::vector{area("ISL")}) << year;
  }
}

TEST(CrossSection, never_mixes_vintages) {
  for (const Vintage& day : ledger.vintages) {
    for (int year = 2014; year <= 2026; ++year) {
      const auto section = cross_section(ledger, MeasureId::defence_share_of_gdp, area("NATO"),
                                         Year{static_cast<std::int16_t>(year)},
                                         {{day.published, "NATO", std::nullopt}});
      if (!section) continue;
      for (const CrossSectionEntry& entry : section->entries) {
        if (!entry.figure) continue;
        EXPECT_EQ(entry.figure->vintage, section->vintage);
      }
    }
  }
}

TEST(CrossSection, says_when_a_newer_vintage_has_only_some) {
  // Of 2019 June had all 29 allies, November only those that the press named.
  const auto section = cross_section(ledger, MeasureId::defence_share_of_gdp, area("NATO"),
                                     Year{2019}, {{make_date(2020, 1, 1), "NATO", std::nullopt}});
  ASSERT_TRUE(section);
  EXPECT_EQ(ledger.vintage(section->vintage).id, "NATO-2019-06-25");
  ASSERT_TRUE(section->newer_partial);
  EXPECT_EQ(ledger.vintage(*section->newer_partial).id, "NATO-2019-11-29");
}

TEST(Ranks, do_not_depend_on_the_order_of_the_areas) {
  const auto section = cross_section(ledger, MeasureId::defence_share_of_gdp, area("NATO"),
                                     Year{2024}, {as_of(2024, 7, 1)});
  ASSERT_TRUE(section);
  CrossSection turned = *section;
  std::ranges::reverse(turned.entries);
  for (const CrossSectionEntry& entry : section->entries) {
    EXPECT_EQ(rank_of(*section, entry.area, 2).value().place,
              rank_of(turned, entry.area, 2).value().place);
  }
  EXPECT_EQ(rank_of(*section, area("POL"), 2).value().place, 1U);
  // Luxembourg and Slovenia both print 1.29%.
  EXPECT_EQ(rank_of(*section, area("LUX"), 2).value().place,
            rank_of(*section, area("SVN"), 2).value().place);
}

TEST(Values, a_total_is_one_vintages_and_names_all_its_cells) {
  const auto total = sum_of_members(ledger, MeasureId::defence_expenditure, area("NATO"),
                                    Year{2024}, {as_of(2024, 7, 1)});
  ASSERT_TRUE(total);
  EXPECT_EQ(total->cells.size(), 31U);
  EXPECT_NEAR(total->value, 1474399.476573e6, 1e6);
}

TEST(Values, constant_prices_of_another_base_are_refused_with_the_reason) {
  ValueOptions options{as_of(2024, 7, 1), PriceBasis::constant(2021), kUsd};
  const auto value =
      value_of(ledger, MeasureId::defence_expenditure, area("POL"), Year{2024}, options);
  ASSERT_FALSE(value);
  EXPECT_NE(value.error().hint.find("deflator"), std::string::npos);
}

TEST(Values, national_currency_is_converted_at_the_years_mean_and_says_so) {
  const auto in_euros = value_of(ledger, MeasureId::defence_expenditure, area("NATO"), Year{2023},
                                 {as_of(2024, 7, 1), PriceBasis::current(), kEur});
  ASSERT_TRUE(in_euros);
  ASSERT_FALSE(in_euros->working.empty());
  EXPECT_NE(in_euros->working.back().find("mean of 2023"), std::string::npos);
}

TEST(Conversion, there_and_back_is_nearly_the_same_amount) {
  for (const char* code : {"EUR", "GBP", "PLN", "NOK", "TRY"}) {
    const auto there = convert_at_annual_rate(ledger, 100.0, kUsd, currency(code), Year{2023});
    ASSERT_TRUE(there) << code;
    const auto back =
        convert_at_annual_rate(ledger, there->amount, currency(code), kUsd, Year{2023});
    ASSERT_TRUE(back) << code;
    // The mean of a year's rates is not quite the inverse of the mean of their inverses.
    EXPECT_NEAR(back->amount, 100.0, 0.1) << code;
  }
}

TEST(Conversion, a_day_without_a_rate_takes_the_working_day_before) {
  const auto sunday = convert_at_daily_rate(ledger, 1.0, kEur, kUsd, make_date(2025, 4, 27));
  const auto friday = convert_at_daily_rate(ledger, 1.0, kEur, kUsd, make_date(2025, 4, 25));
  ASSERT_TRUE(sunday && friday);
  EXPECT_DOUBLE_EQ(sunday->amount, friday->amount);
  EXPECT_FALSE(convert_at_daily_rate(ledger, 1.0, kEur, kUsd, make_date(1995, 1, 2)));
}

TEST(Changes, are_taken_within_one_vintage) {
  const auto change = change_of(ledger, MeasureId::defence_share_of_gdp, area("USA"), Year{2014},
                                Year{2024}, {as_of(2025, 5, 1)});
  ASSERT_TRUE(change);
  EXPECT_EQ(change->from.vintage, change->to.vintage);
  EXPECT_NEAR(change->absolute, 3.19 - 3.68, 1e-9);
}

}  // namespace measures_test
}  // namespace muster
