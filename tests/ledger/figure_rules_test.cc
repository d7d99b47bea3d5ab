// What can't be a figure is no figure, whichever table it comes in.

#include "ledger/figure_rules.h"

#include <gtest/gtest.h>

#include <cmath>

#include "ledger/ledger.h"

namespace muster {
namespace figure_rules_test {

constexpr Year kYear{2024};

Unit unit_of(UnitKind kind) {
  return kind == UnitKind::money ? Unit{kind, 6, kUsd} : Unit{kind, 0, {}};
}

bool fits(MeasureId id, std::int64_t value, const Unit& unit) {
  return !fault_of_figure(id, "POL", kYear, {value, 0}, unit);
}

TEST(FigureRules, every_measure_has_its_rule_and_one_kind_of_unit) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto id = static_cast<MeasureId>(i);
    const FigureRule& rule = figure_rule(id);
    EXPECT_EQ(rule.measure, id);
    EXPECT_LT(rule.lowest, rule.highest);
    for (const UnitKind kind :
         {UnitKind::percent, UnitKind::persons, UnitKind::money, UnitKind::index})
      EXPECT_EQ(fits(id, 1, unit_of(kind)), kind == rule.unit) << measure(id).name;
  }
}

TEST(FigureRules, bounds_belong_to_what_can_be_and_what_is_beyond_does_not) {
  for (std::size_t i = 0; i < kMeasureCount; ++i) {
    const auto id = static_cast<MeasureId>(i);
    const FigureRule& rule = figure_rule(id);
    const Unit unit{rule.unit, 0, rule.unit == UnitKind::money ? kUsd : Currency{}};
    const auto lowest = static_cast<std::int64_t>(rule.lowest);
    EXPECT_TRUE(fits(id, lowest, unit)) << measure(id).name;
    EXPECT_FALSE(fits(id, lowest - 1, unit)) << measure(id).name;
    if (std::isinf(rule.highest)) continue;
    const auto highest = static_cast<std::int64_t>(rule.highest);
    EXPECT_TRUE(fits(id, highest, unit)) << measure(id).name;
    EXPECT_FALSE(fits(id, highest + 1, unit)) << measure(id).name;
  }
}

TEST(FigureRules, persons_in_thousands_and_millions_have_the_bounds_of_persons) {
  EXPECT_TRUE(fits(MeasureId::population, 1412, {UnitKind::persons, 6, {}}));
  EXPECT_FALSE(fits(MeasureId::population, 1'412'000'000, {UnitKind::persons, 6, {}}));
}

TEST(FigureRules, an_error_names_figure_value_and_what_can_be) {
  EXPECT_EQ(fault_of_figure(MeasureId::defence_share_of_gdp, "POL", kYear, {4500, 0},
                            unit_of(UnitKind::percent))
                ->line(),
            "defence_share_of_gdp of POL in 2024 is 4500 PERCENT; it can be from 0 to 150");
  EXPECT_EQ(
      fault_of_figure(MeasureId::population, "POL", kYear, {1, 0}, unit_of(UnitKind::money))
          ->line(),
      "population of POL in 2024 is in USD_MILLION; it is counted in PERSONS, THOUSAND or MILLION");
}

TEST(FigureRules, every_figure_of_the_ledger_is_one) {
  const Ledger& ledger = embedded_ledger();
  for (std::size_t row = 0; row < ledger.observations.size(); ++row) {
    const Observation o = ledger.observation(row);
    EXPECT_FALSE(
        fault_of_figure(o.measure, ledger.area(o.area).code, o.year, o.value, o.unit).has_value());
    EXPECT_FALSE(fault_of_currency(ledger.currencies, o.unit).has_value());
    EXPECT_FALSE(fault_of_year(o.year, o.status, ledger.vintage(o.vintage).published).has_value());
  }
}

TEST(FigureRules, a_currency_that_no_country_has_is_refused_with_the_nearest) {
  const auto& known = embedded_ledger().currencies;
  EXPECT_FALSE(fault_of_currency(known, {UnitKind::money, 6, currency("PLN")}));
  EXPECT_FALSE(fault_of_currency(known, {UnitKind::persons, 6, {}}));
  const auto fault = fault_of_currency(known, {UnitKind::money, 6, currency("XYZ")});
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->what, "no country has the currency XYZ");
}

TEST(FigureRules, only_an_estimate_is_of_a_year_after_its_publication) {
  const Date published = make_date(2024, 6, 17);
  for (const ObsStatus status : {ObsStatus::actual, ObsStatus::provisional}) {
    EXPECT_FALSE(fault_of_year({2024}, status, published));
    EXPECT_TRUE(fault_of_year({2025}, status, published));
  }
  EXPECT_FALSE(fault_of_year({2029}, ObsStatus::estimate, published));
  EXPECT_FALSE(fault_of_year({2029}, ObsStatus::actual, kDistantPast));  // not known yet
}

TEST(FigureRules, nothing_was_published_after_today) {
  EXPECT_FALSE(fault_of_publication_day(make_date(2024, 6, 17), make_date(2024, 6, 17)));
  EXPECT_EQ(fault_of_publication_day(make_date(2099, 1, 1), make_date(2024, 6, 17))->line(),
            "it can't have been published on 1 January 2099; today is 17 June 2024");
}

}  // namespace figure_rules_test
}  // namespace muster
