// The ledger file: what goes in stays, and comes out as it went in.

#include "ledger/store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "ledger/ledger_data.h"
#include "ledger/sha256.h"

namespace muster {
namespace store_test {

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("muster_store_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    file_ = (folder_ / "ledger.sqlite").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  std::string file_;
};

Publication made_publication(unsigned seed, std::size_t size) {
  std::mt19937 random(seed);
  Publication p;
  p.id = "SIPRI-2025-04-28";
  p.publisher = "SIPRI";
  p.title = "It's \"quoted\"";
  p.published = make_date(2025, 4, 28);
  p.first_year = {2000};
  p.last_year = {2024};
  p.base = PriceBasis::constant(2023);
  p.measure_name = "military expenditure";
  const std::vector<std::string> areas = {"POL", "FRA", "JPN", "USA"};
  const std::vector<Unit> units = {{UnitKind::percent, 0, {}}, {UnitKind::money, 9, kEur}};
  for (std::size_t i = 0; i < size; ++i) {
    p.figures.push_back({static_cast<MeasureId>(random() % kMeasureCount),
                         areas[random() % areas.size()],
                         Year{static_cast<std::int16_t>(2000 + i % 25)},
                         Decimal{static_cast<std::int64_t>(random()) - 2'000'000'000,
                                 static_cast<std::uint8_t>(random() % (kMostPlaces + 1))},
                         units[random() % units.size()], PriceBasis::constant(2023),
                         random() % 2 == 0 ? ObsStatus::actual : ObsStatus::estimate,
                         "Sheet!A" + std::to_string(i)});
  }
  return p;
}

ImportedFile record(char digit) {
  ImportedFile file;
  file.name = "made.xlsx";
  file.sha256 = std::string(64, digit);
  file.bytes = 12;
  file.imported = "2026-11-25";
  return file;
}

std::optional<Error> add(Store& store, const Publication& p, char digit) {
  return store.add(record(digit),
                   [&](const auto&) -> Result<std::vector<Publication>> { return std::vector{p}; });
}

auto key_of(const PublishedFigure& f) {
  return std::tuple(f.measure, f.area, f.year, f.value.units, f.value.places, f.unit, f.basis,
                    f.status, f.cell);
}

// The standard's own example (FIPS 180-2, appendix B.1).
TEST(Sha256, is_the_standards) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(StoreTest, what_goes_in_comes_out) {
  auto store = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(store) << store.error().line();
  Publication p = made_publication(7, 500);
  ASSERT_FALSE(add(*store, p, 'a'));
  const auto again = Store::open(file_, Store::Mode::read);
  ASSERT_TRUE(again) << again.error().line();
  auto found = again->publications();
  ASSERT_TRUE(found) << found.error().line();
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().title, p.title);
  EXPECT_EQ(found->front().published, p.published);
  EXPECT_EQ(found->front().cut_off, kDistantPast);
  EXPECT_EQ(found->front().base, p.base);
  ASSERT_EQ(found->front().figures.size(), p.figures.size());
  std::ranges::sort(p.figures, {}, key_of);
  std::ranges::sort(found->front().figures, {}, key_of);
  for (std::size_t i = 0; i < p.figures.size(); ++i)
    EXPECT_EQ(key_of(found->front().figures[i]), key_of(p.figures[i]));
  EXPECT_TRUE(again->soundness()->sound());
}

TEST_F(StoreTest, an_observation_can_be_neither_altered_nor_deleted) {
  auto store = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(store);
  ASSERT_FALSE(add(*store, made_publication(1, 3), 'a'));
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
  for (const char* sql : {"UPDATE observation SET obs_units = 1", "DELETE FROM observation",
                          "UPDATE vintage SET published = ''", "DELETE FROM file"}) {
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << sql;
  }
  sqlite3_close(database);
  EXPECT_EQ(store->publications()->front().figures.size(), 3U);
}

TEST_F(StoreTest, what_is_refused_leaves_nothing) {
  auto store = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(store);
  const auto refused = store->add(record('a'), [](const auto&) -> Result<std::vector<Publication>> {
    return Error{"it differs", "", ""};
  });
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->what, "it differs");
  // The same cell twice breaks the primary key half-way.
  Publication twice = made_publication(1, 20);
  twice.figures.push_back(twice.figures.front());
  EXPECT_TRUE(add(*store, twice, 'b'));
  EXPECT_TRUE(store->publications()->empty());
  EXPECT_TRUE(store->files()->empty());
}

TEST_F(StoreTest, a_file_of_something_else_is_refused) {
  {
    std::ofstream out(file_);
    out << std::string(4096, 'x');
  }
  const auto store = Store::open(file_, Store::Mode::write);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().where, file_);
  const std::string other = (folder_ / "other.sqlite").string();
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(other.c_str(), &database), SQLITE_OK);
  sqlite3_exec(database, "CREATE TABLE t(x)", nullptr, nullptr, nullptr);
  sqlite3_close(database);
  const auto of_another = Store::open(other, Store::Mode::write);
  ASSERT_FALSE(of_another);
  EXPECT_EQ(of_another.error().what, "it is an SQLite file of another program");
}

TEST_F(StoreTest, a_file_of_a_newer_program_is_refused) {
  ASSERT_TRUE(Store::open(file_, Store::Mode::write));
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
  sqlite3_exec(database, "PRAGMA user_version = 99", nullptr, nullptr, nullptr);
  sqlite3_close(database);
  const auto store = Store::open(file_, Store::Mode::read);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().what, "it was written by a newer muster");
}

// Files of older versions had room for eighteen places: tests/ledger/migration_test.cc.
TEST_F(StoreTest, a_file_has_room_for_the_places_of_small_figures) {
  Publication p = made_publication(5, 20);
  for (PublishedFigure& figure : p.figures) figure.value.places %= 19;
  p.daily_rates = {{make_date(2024, 1, 2), kUsd, kEur, {10956, 4}}};
  p.annual_rates = {{{2024}, kUsd, kEur, {1093750, 6}, "mean of 2 days", true}};
  p.support = {{"Poland", "POL", "allocations_total", "2024-02", {5, 1}, "EUR bn", "line 2"}};
  {
    auto store = Store::open(file_, Store::Mode::write);
    ASSERT_TRUE(store);
    ASSERT_FALSE(add(*store, p, 'a'));
  }
  auto store = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(store) << store.error().line();
  ASSERT_EQ(store->publications(Rates::all)->front().cells(), p.cells());
  Publication small;
  small.id = "WB-2026-01-02";
  small.publisher = "WB";
  small.published = make_date(2026, 1, 2);
  small.figures = {p.figures.front()};
  small.figures[0].value = {2862511, kMostPlaces};
  small.daily_rates = {{make_date(2024, 1, 2), kUsd, kEur, {10956, kMostPlaces}}};
  small.annual_rates = {{{2024}, kUsd, kEur, {1093750, kMostPlaces}, "mean", false}};
  small.support = p.support;
  small.support[0].value = {5, kMostPlaces};
  const auto error = add(*store, small, 'b');
  ASSERT_FALSE(error) << error->line();
  EXPECT_EQ(store->publications(Rates::all)->back().figures[0].value.places, kMostPlaces);
  EXPECT_TRUE(store->soundness()->sound());
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
  for (const char* table : {"observation", "daily_rate", "annual_rate", "support"}) {
    const std::string name = table;
    for (const std::string& sql : {"UPDATE " + name + " SET file = 1", "DELETE FROM " + name})
      EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_CONSTRAINT)
          << sql;
  }
  sqlite3_close(database);
}

TEST_F(StoreTest, rates_and_aid_come_back_as_they_were_and_are_never_altered) {
  Publication p;
  p.id = "ECB-2024-01-03";
  p.publisher = "ECB";
  p.published = p.cut_off = make_date(2024, 1, 3);
  const Date day = make_date(2024, 1, 2);
  p.daily_rates = {{day, currency("SEK"), kEur, {111455, 4}}, {day, kUsd, kEur, {10956, 4}}};
  p.annual_rates = {{{2024}, kUsd, kEur, {1093750, 6}, "mean of 2 days", true}};
  p.support = {{"Poland", "POL", "allocations_total", "2024-02", {5, 1}, "EUR bn", "line 2"}};
  auto store = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(store);
  ASSERT_FALSE(add(*store, p, 'a'));
  const auto all = store->publications(Rates::all);
  ASSERT_TRUE(all) << all.error().line();
  ASSERT_EQ(all->front().daily_rates.size(), 2U);
  EXPECT_EQ(all->front().daily_rates[0].currency, currency("SEK"));
  EXPECT_EQ(all->front().daily_rates[0].rate.to_string(), "11.1455");
  EXPECT_EQ(all->front().support.at(0).component, "allocations_total");
  // What a ledger converts by: the dollar's days and the means.
  const auto used = store->publications();
  EXPECT_EQ(used->front().daily_rates.size(), 1U);
  ASSERT_EQ(used->front().annual_rates.size(), 1U);
  EXPECT_TRUE(used->front().annual_rates[0].partial_year);
  EXPECT_TRUE(store->soundness()->sound());
  for (const char* statement : {"UPDATE daily_rate SET rate_units = 1", "DELETE FROM annual_rate",
                                "UPDATE support SET obs_units = 1"}) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
    EXPECT_NE(sqlite3_exec(database, statement, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }
}

TEST_F(StoreTest, a_backup_is_the_same_ledger) {
  auto store = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(store);
  ASSERT_FALSE(add(*store, made_publication(3, 50), 'a'));
  const std::string copy = (folder_ / "copy.sqlite").string();
  ASSERT_FALSE(store->backup(copy));
  const auto opened = Store::open(copy, Store::Mode::read);
  ASSERT_TRUE(opened) << opened.error().line();
  EXPECT_EQ(opened->publications()->front().figures.size(), 50U);
  EXPECT_EQ(opened->files()->front().sha256, std::string(64, 'a'));
}

TEST(ExtendedLedger, imported_vintages_stand_among_the_embedded_ones) {
  Publication p;
  p.id = "NATO-2024-12-01";
  p.publisher = "NATO";
  p.published = make_date(2024, 12, 1);
  p.first_year = p.last_year = {2024};
  p.figures = {{MeasureId::defence_share_of_gdp,
                "POL",
                Year{2024},
                Decimal{401, 2},
                {UnitKind::percent, 0, {}},
                PriceBasis::constant(2015),
                ObsStatus::estimate,
                "T!A1"}};
  const Ledger& beneath = embedded_ledger();
  const auto data = extended(beneath, std::vector{p});
  const Ledger ledger = data->view();
  EXPECT_EQ(ledger.vintages.size(), beneath.vintages.size() + 1);
  EXPECT_TRUE(std::ranges::is_sorted(
      ledger.vintages, {}, [](const Vintage& v) { return std::tuple(v.publisher, v.published); }));
  ASSERT_EQ(ledger.observations.size(), beneath.observations.size() + 1);
  const AreaId poland = *area_coded(ledger, "POL");
  const auto rows = [&](const Ledger& of) {
    std::vector<std::string> told;
    const RowRange range = rows_of(of, MeasureId::defence_share_of_gdp, poland, Year{2024});
    for (std::size_t row = range.begin; row < range.end; ++row) {
      const Observation o = of.observation(row);
      told.push_back(std::string(of.vintage(o.vintage).id) + " " + o.value.to_string() + " " +
                     std::string(o.cell));
    }
    return told;
  };
  std::vector<std::string> expected = rows(beneath);
  expected.emplace_back("NATO-2024-12-01 4.01 T!A1");
  auto found = rows(ledger);
  std::ranges::sort(expected);
  std::ranges::sort(found);
  EXPECT_EQ(found, expected);
}

}  // namespace store_test
}  // namespace muster
