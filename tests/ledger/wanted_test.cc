// Which files are wanted is asked of the ledger's vintages, whatever the table of publications
// says.

#include "ledger/wanted.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/ledger_data.h"

namespace muster {
namespace wanted_test {

bool is_wanted(const Ledger& ledger, std::string_view title) {
  return std::ranges::any_of(
      wanted_publications(ledger, make_date(2026, 11, 30)),
      [&](const Wanted& wanted) { return wanted.publication->title == title; });
}

// A vintage of that publisher and day, with the figures of thirty areas over twenty years.
Publication brought(const KnownPublication& known, Extent extent) {
  Publication p;
  p.publisher = std::string(known.publisher);
  p.published = known.published.to;  // the last day, where only the month is known
  p.id = p.publisher + "-" + to_string(p.published);
  p.first_year = {2007};
  p.last_year = {2026};
  for (std::size_t i = 0; i < 600; ++i) {
    PublishedFigure figure{};
    figure.measure = MeasureId::defence_share_of_gdp;
    figure.area = std::string(embedded_ledger().areas[i % 30].code);
    figure.year = {static_cast<std::int16_t>(2007 + i / 30)};
    figure.value = {2, 0};
    figure.cell = "T!A" + std::to_string(i);
    figure.extent = extent;
    p.figures.push_back(figure);
  }
  return p;
}

TEST(Wanted, each_is_wanted_until_its_whole_tables_are_there) {
  const Ledger& ledger = embedded_ledger();
  ASSERT_GT(ledger.known_publications.size(), 30U);
  for (const KnownPublication& known : ledger.known_publications) {
    const bool before = is_wanted(ledger, known.title);
    const auto quoted = extended(ledger, std::vector{brought(known, Extent::quoted)});
    EXPECT_EQ(is_wanted(quoted->view(), known.title), before) << known.title;
    const auto whole = extended(ledger, std::vector{brought(known, Extent::printed)});
    EXPECT_FALSE(is_wanted(whole->view(), known.title)) << known.title;
  }
}

TEST(Wanted, every_day_of_a_nato_vintage_is_known) {
  const Ledger& ledger = embedded_ledger();
  for (const Vintage& vintage : ledger.vintages) {
    if (vintage.publisher != "NATO") continue;
    EXPECT_TRUE(std::ranges::any_of(ledger.known_publications, [&](const KnownPublication& known) {
      return known.publisher == "NATO" && known.published.contains(vintage.published);
    })) << vintage.id;
  }
}

TEST(Wanted, what_is_not_yet_published_is_not_wanted) {
  for (const Wanted& wanted : wanted_publications(embedded_ledger(), make_date(2015, 1, 1)))
    EXPECT_LE(wanted.publication->published.from, make_date(2015, 1, 1));
}

}  // namespace wanted_test
}  // namespace muster
