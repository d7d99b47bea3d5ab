// Which vintage a file is of, and whether it agrees with what the ledger has.

#include "sources/import.h"

#include <gtest/gtest.h>

namespace muster {
namespace import_test {

PublishedFigure share(const char* area, int year, const char* value, ObsStatus status, int base) {
  return {MeasureId::defence_share_of_gdp,
          area,
          Year{static_cast<std::int16_t>(year)},
          *parse_decimal(value),
          {UnitKind::percent, 0, {}},
          PriceBasis::constant(base),
          status,
          "TABLE3!A1"};
}

Publication nato_file(std::vector<PublishedFigure> figures) {
  Publication p;
  p.publisher = "NATO";
  p.first_year = {2014};
  p.last_year = {2024};
  p.base = PriceBasis::constant(2015);
  p.figures = std::move(figures);
  return p;
}

const Date kJune{make_date(2024, 6, 17)};

TEST(PrepareImport, the_vintage_with_the_same_figures_is_taken) {
  const auto import =
      prepare_import(nato_file({share("SVK", 2024, "2", ObsStatus::estimate, 2015)}), std::nullopt,
                     embedded_ledger());
  ASSERT_TRUE(import) << import.error().line();
  EXPECT_EQ(import->publication.id, "NATO-2024-06-17");
  EXPECT_TRUE(import->publication.figures.empty());
}

TEST(PrepareImport, an_unknown_day_is_asked_for) {
  const auto import =
      prepare_import(nato_file({share("SVK", 2024, "1.96", ObsStatus::estimate, 2015)}),
                     std::nullopt, embedded_ledger());
  ASSERT_FALSE(import);
  EXPECT_EQ(import.error().line(),
            "the file does not say when it was published; say it by --published DATE, as in "
            "--published 2024-06-17");
}

TEST(PrepareImport, other_figures_for_a_known_vintage_are_refused_by_cell) {
  const auto import = prepare_import(
      nato_file({share("SVK", 2024, "1.96", ObsStatus::estimate, 2015)}), kJune, embedded_ledger());
  ASSERT_FALSE(import);
  EXPECT_EQ(
      import.error().what,
      "1 figure differs from those of NATO-2024-06-17 in the ledger: TABLE3!A1 (1.96 E, not 2 E "
      "as at TABLE3!N35)");
  // The same value as an actual figure is another figure.
  EXPECT_FALSE(prepare_import(nato_file({share("SVK", 2024, "2", ObsStatus::actual, 2015)}), kJune,
                              embedded_ledger()));
}

// A workbook stores doubles, cut at six places: half way it is up in one program and down
// in another.
TEST(PrepareImport, the_last_place_that_is_kept_of_a_double_is_noise) {
  const auto with = [&](const char* value) {
    return prepare_import(nato_file({share("POL", 2024, value, ObsStatus::estimate, 2015)}), kJune,
                          embedded_ledger());
  };
  EXPECT_TRUE(with("4.120191")->publication.figures.empty());
  EXPECT_TRUE(with("4.120192")->publication.figures.empty());
  EXPECT_FALSE(with("4.120193"));
  EXPECT_FALSE(with("4.120181"));
}

TEST(PrepareImport, a_quoted_figure_agrees_with_what_it_was_rounded_from) {
  // April 2025 is in the ledger as the press quoted it: 2.00 for Slovakia.
  const Date april = make_date(2025, 4, 24);
  const auto with = [&](const char* value) {
    return prepare_import(nato_file({share("SVK", 2024, value, ObsStatus::estimate, 2021)}), april,
                          embedded_ledger());
  };
  const auto finer = with("1.996");
  ASSERT_TRUE(finer) << finer.error().line();
  EXPECT_EQ(finer->publication.figures.size(), 1U);  // more decimals are news
  EXPECT_TRUE(with("2")->publication.figures.empty());
  EXPECT_FALSE(with("1.96"));
  EXPECT_FALSE(with("3"));
}

}  // namespace import_test
}  // namespace muster
