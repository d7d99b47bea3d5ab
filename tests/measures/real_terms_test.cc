// Amounts at prices that the publisher did not print.

#include "measures/real_terms.h"

#include <gtest/gtest.h>

#include "ledger/ledger_data.h"
#include "measures/convert.h"

namespace muster {
namespace real_terms_test {

class RealTerms : public testing::Test {
 protected:
  const Ledger& ledger_ = embedded_ledger();

  ValueOptions at(PriceBasis basis, Currency currency = {}) const {
    ValueOptions options;
    options.scope.vintage = *find_vintage(ledger_, "NATO-2024-06-17");
    options.basis = basis;
    options.currency = currency;
    return options;
  }
  Result<Figure> value(const char* area, int year, const ValueOptions& options) const {
    return value_at_prices(ledger_, MeasureId::defence_expenditure, *area_coded(ledger_, area),
                           {static_cast<std::int16_t>(year)}, options);
  }
};

TEST_F(RealTerms, what_is_printed_is_taken_as_printed) {
  const auto printed = value("POL", 2024, at(PriceBasis::constant(2015)));
  ASSERT_TRUE(printed);
  EXPECT_TRUE(printed->published);
  EXPECT_TRUE(printed->working.empty());
}

TEST_F(RealTerms, in_the_base_year_an_amount_is_what_was_spent) {
  for (const char* area : {"POL", "DEU", "GBR", "TUR", "USA"}) {
    const Currency national = currency_of(ledger_, *area_coded(ledger_, area), {2020});
    const auto real = value(area, 2020, at(PriceBasis::constant(2020), national));
    const auto spent = value(area, 2020, at(PriceBasis::current(), national));
    ASSERT_TRUE(real) << real.error().line();
    ASSERT_TRUE(spent) << spent.error().line();
    EXPECT_NEAR(real->value, spent->value, 1e-6 * spent->value) << area;
  }
}

// Real growth does not depend on the base year.
TEST_F(RealTerms, growth_is_the_same_at_any_years_prices) {
  for (const char* area : {"POL", "DEU", "GBR", "TUR", "USA"}) {
    const auto growth = [&](int base) {
      return value(area, 2024, at(PriceBasis::constant(base)))->value /
             value(area, 2014, at(PriceBasis::constant(base)))->value;
    };
    const double printed = growth(2015);
    EXPECT_NEAR(growth(2018), printed, 1e-6 * printed) << area;
    EXPECT_NEAR(growth(2023), printed, 1e-6 * printed) << area;
  }
}

TEST_F(RealTerms, the_working_names_deflator_and_rate_and_the_sources_are_all_told) {
  std::vector<Observation> sources;
  const auto figure =
      value_at_prices(ledger_, MeasureId::defence_expenditure, *area_coded(ledger_, "POL"), {2024},
                      at(PriceBasis::constant(2020)), &sources);
  ASSERT_TRUE(figure) << figure.error().line();
  ASSERT_EQ(figure->working.size(), 2U);
  EXPECT_NE(figure->working[0].find("deflator of expenditure, NATO-2024-06-17"), std::string::npos);
  EXPECT_NE(figure->working[1].find("PLN per USD, mean of 2020"), std::string::npos);
  EXPECT_EQ(sources.size(), 5U);  // the amount, and both years at both prices
}

TEST_F(RealTerms, a_group_is_the_sum_of_its_members) {
  const auto basis = PriceBasis::constant(2020);
  const auto total = value("NATO", 2024, at(basis));
  ASSERT_TRUE(total) << total.error().line();
  double sum = 0;
  for (const AreaId area : members(ledger_, *area_coded(ledger_, "NATO"), {2024})) {
    if (!ledger_.area(area).has_armed_forces) continue;
    sum += value(std::string(ledger_.area(area).code).c_str(), 2024, at(basis))->value;
  }
  EXPECT_NEAR(total->value, sum, 1e-9 * sum);
}

// By another publisher's deflator where the publisher's own does not reach the year.
TEST_F(RealTerms, the_newest_gdp_deflator_known_on_the_day_is_taken) {
  const auto deflators = [](int day, int of_2010) {
    Publication p;
    p.publisher = "WB";
    p.published = make_date(2040, 1, day);
    p.id = "WB-" + to_string(p.published);
    for (const auto& [year, value] : {std::pair(2010, of_2010), std::pair(2024, 200)}) {
      p.figures.push_back({MeasureId::gdp_deflator,
                           "POL",
                           {static_cast<std::int16_t>(year)},
                           {value, 0},
                           {UnitKind::index, 0, {}},
                           {PriceBasis::kOwnBase},
                           ObsStatus::actual,
                           "D!" + std::to_string(year)});
    }
    return p;
  };
  const std::vector<Publication> both = {deflators(1, 100), deflators(2, 50)};
  const auto data = extended(ledger_, both);
  const Ledger ledger = data->view();
  const auto poland = *area_coded(ledger, "POL");
  ValueOptions options;
  options.basis = PriceBasis::constant(2010);
  options.currency = currency("PLN");
  ValueOptions current = options;
  current.basis = PriceBasis::current();
  const auto money = MeasureId::defence_expenditure;
  options.scope.vintage = current.scope.vintage = *find_vintage(ledger, "NATO-2024-06-17");
  const double spent = value_of(ledger, money, poland, {2024}, current)->value;
  for (const auto& [as_of, ratio] :
       {std::pair(make_date(2040, 1, 1), 0.5), std::pair(make_date(2040, 1, 2), 0.25)}) {
    options.scope.as_of = as_of;
    const auto figure = value_at_prices(ledger, money, poland, {2024}, options);
    ASSERT_TRUE(figure) << figure.error().line();
    EXPECT_NEAR(figure->value, spent * ratio, 1e-6 * spent);
  }
}

TEST_F(RealTerms, what_is_missing_is_named) {
  const auto before = value("POL", 2024, at(PriceBasis::constant(1970)));
  ASSERT_FALSE(before);
  EXPECT_NE(before.error().line().find("there is no deflator of Poland for 2024 and 1970"),
            std::string::npos);
  const auto own = value("POL", 2024, at({PriceBasis::kOwnBase}));
  ASSERT_FALSE(own);
}

}  // namespace real_terms_test
}  // namespace muster
