// Aid to Ukraine as a measure: years from months, spans, shares of GDP, donors.

#include "measures/support.h"

#include <gtest/gtest.h>

#include "files.h"
#include "ledger/ledger_data.h"
#include "ledger/support.h"
#include "sources/read_source.h"

namespace muster {
namespace support_test {

PublishedSupport month(std::string donor, std::string area, std::string period, std::int64_t cents,
                       std::string component = "allocations_total") {
  const bool share = component.ends_with("pct_gdp");
  return {std::move(donor),     std::move(area),
          std::move(component), period,
          {cents, 2},           share ? "% of donor GDP" : "EUR bn",
          "line of " + period};
}

// Poland in two years of which the second is under way, the Commission in the first alone, Latvia
// in none of the first.
Publication made() {
  Publication p;
  p.publisher = "KIEL";
  p.id = "KIEL-2040-01-01";
  p.published = make_date(2040, 1, 1);
  p.first_year = {2038};
  p.last_year = {2039};
  p.support = {month("Poland", "POL", "2038-01", 10),
               month("Poland", "POL", "2038-03", 25),
               month("Poland", "POL", "2039-02", 7),
               month("EU (Commission and Council)", "", "2038-12", 300),
               month("Latvia", "LVA", "2039-01", 5),
               month("Poland", "POL", "2038-01", 2, "allocations_total_pct_gdp"),
               month("Poland", "POL", "2038-03", 5, "allocations_total_pct_gdp")};
  return p;
}

class MadeSupport : public testing::Test {
 protected:
  MadeSupport() {
    const std::vector<Publication> all = {made()};
    data_ = extended(embedded_ledger(), all);
    ledger_ = data_->view();
    scope_ = {kDistantFuture, "KIEL", *find_vintage(ledger_, "KIEL-2040-01-01")};
  }
  AreaId area(std::string_view code) const { return *area_coded(ledger_, code); }
  std::optional<Observation> year(std::string_view code, int year,
                                  MeasureId id = MeasureId::support_to_ukraine) const {
    return published_observation(ledger_, id, area(code), Year{static_cast<std::int16_t>(year)},
                                 {scope_, {}, {}});
  }

  std::unique_ptr<LedgerData> data_;
  Ledger ledger_{};
  Scope scope_;
};

TEST_F(MadeSupport, a_whole_year_is_the_sum_of_its_months_and_names_their_cells) {
  const auto found = year("POL", 2038);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value.to_string(), "0.35");
  EXPECT_EQ(to_string(found->unit), "EUR_BILLION");
  EXPECT_TRUE(found->basis.is_current());
  EXPECT_EQ(found->cell, "sum of 2 months, line of 2038-01 to line of 2038-03");
  EXPECT_EQ(months_behind(ledger_, *found).size(), 2U);
  EXPECT_EQ(year("POL", 2038, MeasureId::support_to_ukraine_share_of_gdp)->value.to_string(),
            "0.07");
}

TEST_F(MadeSupport, a_year_under_way_is_no_year_and_a_year_without_months_is_none_given) {
  EXPECT_FALSE(year("POL", 2039));
  const auto none = year("LVA", 2038);
  ASSERT_TRUE(none);
  EXPECT_EQ(none->value.units, 0);
  EXPECT_EQ(none->cell, "no month of 2038 is listed");
}

TEST_F(MadeSupport, a_donor_that_is_no_country_has_its_area_by_name) {
  EXPECT_EQ(year("EU", 2038)->value.to_string(), "3.00");
}

TEST_F(MadeSupport, months_make_the_whole_span_and_the_year_under_way) {
  const auto spans = support_spans(ledger_, MeasureId::support_to_ukraine, area("POL"), scope_);
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(to_prose(spans[0]), "2038-01 to 2039-02");
  EXPECT_EQ(spans[0].figure.published->to_string(), "0.42");
  EXPECT_EQ(to_prose(spans[1]), "2039-01 to 2039-02");
  EXPECT_EQ(spans[1].figure.cells, std::vector<std::string>{"KIEL-2040-01-01/line of 2039-02"});
}

// What the ledger has in print stands; the months of the same publication add nothing to it.
TEST(Support, a_printed_year_is_not_added_a_second_time_from_months) {
  Publication p = made();
  p.id = "KIEL-2026-08-04";
  p.published = make_date(2026, 8, 4);
  for (PublishedSupport& row : p.support)
    row.period = (row.period.starts_with("2038") ? "2024" : "2025") + row.period.substr(4);
  p.support.push_back(month("Poland", "POL", "2025-12", 1));
  const std::vector<Publication> all = {p};
  const auto data = extended(embedded_ledger(), all);
  const auto pol = *area_coded(embedded_ledger(), "POL");
  const auto rows = [&](const Ledger& ledger) {
    const RowRange found = rows_of(ledger, MeasureId::support_to_ukraine, pol, Year{2024});
    return found.end - found.begin;
  };
  EXPECT_EQ(rows(embedded_ledger()), 1U);
  EXPECT_EQ(rows(data->view()), 1U);
}

TEST(Support, a_years_share_of_gdp_rests_on_the_gdp_of_the_printed_share) {
  const Ledger& ledger = embedded_ledger();
  const Scope tracker{kDistantFuture, "KIEL", std::nullopt};
  std::size_t compared = 0;
  for (std::size_t i = 0; i < ledger.areas.size(); ++i) {
    const auto area = static_cast<AreaId>(i);
    const auto total = whole_support(ledger, MeasureId::support_to_ukraine, area, tracker);
    const auto share =
        whole_support(ledger, MeasureId::support_to_ukraine_share_of_gdp, area, tracker);
    const auto year = published_value(ledger, MeasureId::support_to_ukraine, area, Year{2025},
                                      {tracker, std::nullopt, {}});
    const auto found = value_of(ledger, MeasureId::support_to_ukraine_share_of_gdp, area,
                                Year{2025}, {tracker, std::nullopt, {}});
    if (!total || !share || !year) continue;
    ASSERT_TRUE(found) << found.error().line();
    const double gdp = 100 * total->figure.value / share->figure.value;
    EXPECT_NEAR(found->value, 100 * year->value / gdp, 1e-9);
    EXPECT_EQ(found->cells.size(), 3U);
    EXPECT_FALSE(found->working.empty());
    ++compared;
  }
  EXPECT_GT(compared, 30U);
}

TEST(Support, all_donors_are_the_sum_of_the_donors_in_a_year_and_over_the_span) {
  const Ledger& ledger = embedded_ledger();
  const Scope tracker{kDistantFuture, "KIEL", std::nullopt};
  const auto all = *area_coded(ledger, kAllDonors);
  for (const std::optional<Year> year : {std::optional(Year{2024}), std::optional<Year>()}) {
    const auto donors = donors_of(ledger, {{MeasureId::support_to_ukraine}, year, {}}, tracker);
    ASSERT_TRUE(donors) << donors.error().line();
    double sum = 0;
    for (const DonorRow& row : donors->rows) sum += row.figures.front()->value;
    const auto whole = whole_support(ledger, MeasureId::support_to_ukraine, all, tracker);
    const auto of_year = value_of(ledger, MeasureId::support_to_ukraine, all, Year{2024},
                                  {tracker, std::nullopt, {}});
    ASSERT_TRUE(whole && of_year);
    EXPECT_NEAR(year ? of_year->value : whole->figure.value, sum, 1);
    EXPECT_EQ(donors->rows.size(), members(ledger, all, Year{2024}).size());
  }
}

TEST(Support, aid_is_not_told_at_constant_prices) {
  const Ledger& ledger = embedded_ledger();
  const auto found =
      value_of(ledger, MeasureId::support_to_ukraine, *area_coded(ledger, "DEU"), Year{2024},
               {{kDistantFuture, "KIEL", std::nullopt}, PriceBasis::constant(2021), {}});
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().what.find("current prices only"), std::string::npos);
}

// The institute's own file, read as a later publication: its years are the embedded ones.
TEST(Support, the_months_of_the_institutes_file_give_the_embedded_years) {
  const auto path =
      tests::source_dir().parent_path() / "shared" / "sources" / "kiel" / "data_explorer.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the publisher's file is not here";
  const Ledger& embedded = embedded_ledger();
  auto file = read_source(tests::read_file(path), embedded);
  ASSERT_TRUE(file) << file.error().line();
  Publication p = std::move(file->publication());
  p.id = "KIEL-2040-01-01";
  p.published = make_date(2040, 1, 1);
  const std::vector<Publication> all = {p};
  const auto data = extended(embedded, all);
  const Ledger ledger = data->view();
  const Scope now{kDistantFuture, "KIEL", find_vintage(ledger, p.id).value()};
  std::size_t compared = 0;
  for (const SupportMeasure& one : kSupportMeasures) {
    for (std::size_t i = 0; i < embedded.areas.size(); ++i) {
      const auto area = static_cast<AreaId>(i);
      const RowRange rows = rows_of(embedded, one.measure, area);
      for (std::size_t row = rows.begin; row < rows.end; ++row) {
        const Observation before = embedded.observation(one.measure, area, row);
        const auto after =
            published_observation(ledger, one.measure, area, before.year, {now, {}, {}});
        ASSERT_TRUE(after) << embedded.area(area).code << " " << before.year.value;
        EXPECT_NEAR(after->value.to_double(), before.value.to_double(), 1e-6)
            << embedded.area(area).code << " " << before.year.value;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 150U);
}

}  // namespace support_test
}  // namespace muster
