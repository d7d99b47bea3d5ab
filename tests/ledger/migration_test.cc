// Ledger files of older versions, made by the SQL that those versions had, are brought up to date
// and lose nothing.

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "ledger/store.h"

namespace muster {
namespace migration_test {

// A copy, not the program's own: a step that was released is never changed.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE vintage(
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  publisher TEXT NOT NULL,
  title TEXT NOT NULL,
  published TEXT NOT NULL,
  cut_off TEXT NOT NULL,
  first_year INTEGER NOT NULL,
  last_year INTEGER NOT NULL,
  price_base TEXT NOT NULL,
  estimate_years TEXT NOT NULL,
  measure_name TEXT NOT NULL,
  what_is_here TEXT NOT NULL,
  complete INTEGER NOT NULL CHECK(complete IN (0, 1))
) STRICT;
CREATE TABLE file(
  key INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64),
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  imported TEXT NOT NULL,
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  figures INTEGER NOT NULL
) STRICT;
CREATE TABLE observation(
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  measure TEXT NOT NULL,
  ref_area TEXT NOT NULL,
  time_period INTEGER NOT NULL,
  unit TEXT NOT NULL,
  price_basis TEXT NOT NULL,
  source_cell TEXT NOT NULL CHECK(source_cell <> ''),
  obs_units INTEGER NOT NULL,
  obs_places INTEGER NOT NULL CHECK(obs_places BETWEEN 0 AND 18),
  obs_status TEXT NOT NULL CHECK(obs_status IN ('A', 'E', 'P')),
  file INTEGER NOT NULL REFERENCES file(key),
  PRIMARY KEY(vintage, measure, ref_area, time_period, unit, price_basis, source_cell)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER observation_is_not_altered BEFORE UPDATE ON observation
  BEGIN SELECT RAISE(ABORT, 'an observation is never altered'); END;
CREATE TRIGGER observation_is_not_deleted BEFORE DELETE ON observation
  BEGIN SELECT RAISE(ABORT, 'an observation is never deleted'); END;
CREATE TRIGGER vintage_is_not_altered BEFORE UPDATE ON vintage
  BEGIN SELECT RAISE(ABORT, 'a vintage is never altered'); END;
CREATE TRIGGER vintage_is_not_deleted BEFORE DELETE ON vintage
  BEGIN SELECT RAISE(ABORT, 'a vintage is never deleted'); END;
CREATE TRIGGER file_is_not_altered BEFORE UPDATE ON file
  BEGIN SELECT RAISE(ABORT, 'a file''s record is never altered'); END;
CREATE TRIGGER file_is_not_deleted BEFORE DELETE ON file
  BEGIN SELECT RAISE(ABORT, 'a file''s record is never deleted'); END;
)sql";

// What brought a file of version 1 to version 2.
constexpr const char* kStepTo2 = R"sql(
CREATE TABLE daily_rate(
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  currency TEXT NOT NULL CHECK(length(currency) = 3),
  per TEXT NOT NULL CHECK(length(per) = 3),
  time_period TEXT NOT NULL,
  rate_units INTEGER NOT NULL CHECK(rate_units > 0),
  rate_places INTEGER NOT NULL CHECK(rate_places BETWEEN 0 AND 18),
  file INTEGER NOT NULL REFERENCES file(key),
  PRIMARY KEY(vintage, currency, per, time_period)
) STRICT, WITHOUT ROWID;
CREATE TABLE annual_rate(
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  currency TEXT NOT NULL CHECK(length(currency) = 3),
  per TEXT NOT NULL CHECK(length(per) = 3),
  time_period INTEGER NOT NULL,
  rate_units INTEGER NOT NULL CHECK(rate_units > 0),
  rate_places INTEGER NOT NULL CHECK(rate_places BETWEEN 0 AND 18),
  method TEXT NOT NULL,
  partial_year INTEGER NOT NULL CHECK(partial_year IN (0, 1)),
  file INTEGER NOT NULL REFERENCES file(key),
  PRIMARY KEY(vintage, currency, per, time_period)
) STRICT, WITHOUT ROWID;
CREATE TABLE support(
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  donor TEXT NOT NULL,
  ref_area TEXT NOT NULL,
  component TEXT NOT NULL,
  time_period TEXT NOT NULL,
  unit TEXT NOT NULL,
  source_cell TEXT NOT NULL CHECK(source_cell <> ''),
  obs_units INTEGER NOT NULL,
  obs_places INTEGER NOT NULL CHECK(obs_places BETWEEN 0 AND 18),
  file INTEGER NOT NULL REFERENCES file(key),
  PRIMARY KEY(vintage, donor, component, time_period, unit, source_cell)
) STRICT, WITHOUT ROWID;
CREATE TABLE import(
  file INTEGER NOT NULL REFERENCES file(key),
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  figures INTEGER NOT NULL,
  PRIMARY KEY(file, vintage)
) STRICT, WITHOUT ROWID;
INSERT INTO import SELECT key, vintage, figures FROM file;
ALTER TABLE file DROP COLUMN vintage;
ALTER TABLE file DROP COLUMN figures;
CREATE TRIGGER import_is_not_altered BEFORE UPDATE ON import
  BEGIN SELECT RAISE(ABORT, 'the record of an import is never altered'); END;
CREATE TRIGGER import_is_not_deleted BEFORE DELETE ON import
  BEGIN SELECT RAISE(ABORT, 'the record of an import is never deleted'); END;
CREATE TRIGGER daily_rate_is_not_altered BEFORE UPDATE ON daily_rate
  BEGIN SELECT RAISE(ABORT, 'a rate is never altered'); END;
CREATE TRIGGER daily_rate_is_not_deleted BEFORE DELETE ON daily_rate
  BEGIN SELECT RAISE(ABORT, 'a rate is never deleted'); END;
CREATE TRIGGER annual_rate_is_not_altered BEFORE UPDATE ON annual_rate
  BEGIN SELECT RAISE(ABORT, 'a rate is never altered'); END;
CREATE TRIGGER annual_rate_is_not_deleted BEFORE DELETE ON annual_rate
  BEGIN SELECT RAISE(ABORT, 'a rate is never deleted'); END;
CREATE TRIGGER support_is_not_altered BEFORE UPDATE ON support
  BEGIN SELECT RAISE(ABORT, 'a figure is never altered'); END;
CREATE TRIGGER support_is_not_deleted BEFORE DELETE ON support
  BEGIN SELECT RAISE(ABORT, 'a figure is never deleted'); END;
)sql";

constexpr const char* kRows1 = R"sql(
INSERT INTO vintage VALUES(1, 'SIPRI-2025-04-28', 'SIPRI', 'It''s "quoted"', '2025-04-28', '', 2000,
  2024, 'constant:2023', '', 'military expenditure', '', 1);
INSERT INTO vintage VALUES(2, 'NATO-2030-01-02', 'NATO', 'T', '2030-01-02', '2029-12-01', 2014,
  2029, '', '2028 2029', 'defence expenditure', 'shares', 0);
INSERT INTO file VALUES(1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'milex.xlsx', 12, '2026-11-25', 1, 2);
INSERT INTO file VALUES(2, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',
  'nato.csv', 34, '2026-11-26', 2, 1);
INSERT INTO observation VALUES(1, 'gdp', 'POL', 2023, 'USD_MILLION', 'current', 'S!A1', -125, 1,
  'A', 1);
INSERT INTO observation VALUES(1, 'gdp', 'FRA', 2023, 'USD_MILLION', 'current', 'S!A2', 7, 0, 'E',
  1);
INSERT INTO observation VALUES(2, 'defence_share_of_gdp', 'POL', 2029, 'PERCENT', 'current',
  'line 2', 45125, 4, 'E', 2);
)sql";

constexpr const char* kRows2 = R"sql(
INSERT INTO vintage VALUES(3, 'ECB-2024-01-03', 'ECB', '', '2024-01-03', '2024-01-03', 2024, 2024,
  '', '', 'reference rates', '', 1);
INSERT INTO file VALUES(3, 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc',
  'both.csv', 56, '2026-11-27');
INSERT INTO import VALUES(3, 3, 2);
INSERT INTO daily_rate VALUES(3, 'USD', 'EUR', '2024-01-02', 10956, 4, 3);
INSERT INTO annual_rate VALUES(3, 'USD', 'EUR', 2024, 1093750, 6, 'mean of 2 days', 1, 3);
INSERT INTO support VALUES(3, 'Poland', 'POL', 'allocations_total', '2024-02', 'EUR bn', 'line 2', 5,
  1, 3);
)sql";

class MigrationTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("muster_old_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    file_ = (folder_ / "ledger.sqlite").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void run(const std::string& sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
    char* said = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &said), SQLITE_OK)
        << (said == nullptr ? "" : said);
    sqlite3_free(said);
    sqlite3_close(database);
  }
  // As a program of that version left it.
  void make(int version) const {
    run("PRAGMA journal_mode = WAL; PRAGMA application_id = 0x4D757374;");
    run(std::string(kVersion1) + kRows1);
    if (version == 2) run(std::string(kStepTo2) + kRows2);
    run("PRAGMA user_version = " + std::to_string(version));
  }
  // All that was in a file of version 1 is there.
  static void expect_first_rows(const Store& store) {
    const auto all = store.publications(Rates::all);
    ASSERT_TRUE(all) << all.error().line();
    const auto sipri = std::ranges::find(*all, "SIPRI-2025-04-28", &Publication::id);
    ASSERT_NE(sipri, (*all).end());
    EXPECT_EQ(sipri->title, "It's \"quoted\"");
    ASSERT_EQ(sipri->figures.size(), 2U);
    EXPECT_EQ(sipri->figures[1].value.to_string(), "-12.5");
    const auto nato = std::ranges::find(*all, "NATO-2030-01-02", &Publication::id);
    ASSERT_NE(nato, (*all).end());
    ASSERT_EQ(nato->figures.size(), 1U);
    EXPECT_EQ(nato->figures[0].cell, "line 2");
    EXPECT_EQ(nato->figures[0].status, ObsStatus::estimate);
    EXPECT_EQ(to_string(nato->cut_off), "2029-12-01");
  }

  std::filesystem::path folder_;
  std::string file_;
};

TEST_F(MigrationTest, a_file_of_the_first_version_loses_nothing) {
  make(1);
  const auto store = Store::open(file_, Store::Mode::read);
  ASSERT_TRUE(store) << store.error().line();
  expect_first_rows(*store);
  const auto files = store->files();
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 2U);
  EXPECT_EQ(files->front().parts.at(0).vintage, "SIPRI-2025-04-28");
  EXPECT_EQ(files->front().parts.at(0).figures, 2U);
  EXPECT_EQ(files->front().program, "");
}

TEST_F(MigrationTest, a_file_of_the_second_version_loses_nothing) {
  make(2);
  const auto store = Store::open(file_, Store::Mode::read);
  ASSERT_TRUE(store) << store.error().line();
  expect_first_rows(*store);
  const auto all = store->publications(Rates::all);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->front().daily_rates.at(0).rate.to_string(), "1.0956");
  EXPECT_EQ(all->front().annual_rates.at(0).method, "mean of 2 days");
  EXPECT_EQ(all->front().support.at(0).donor, "Poland");
}

TEST_F(MigrationTest, older_imports_have_a_digest_from_then_on) {
  for (const int version : {1, 2}) {
    make(version);
    {
      const auto store = Store::open(file_, Store::Mode::read);
      ASSERT_TRUE(store) << store.error().line();
      const auto found = store->soundness();
      ASSERT_TRUE(found);
      EXPECT_EQ(found->faults, std::vector<std::string>());
      EXPECT_EQ(found->imports, version == 1 ? 2U : 3U);
      EXPECT_EQ(found->digests, found->imports);
      EXPECT_EQ(found->digests_of_migration, found->imports);
    }
    // The trigger is made anew, so that only the figure is another.
    run("DROP TRIGGER observation_is_not_altered; UPDATE observation SET obs_units = 8 WHERE "
        "ref_area = 'FRA'; CREATE TRIGGER observation_is_not_altered BEFORE UPDATE ON observation\n"
        "  BEGIN SELECT RAISE(ABORT, 'an observation is never altered'); END;");
    {
      const auto store = Store::open(file_, Store::Mode::read);
      const auto found = store->soundness();
      EXPECT_EQ(found->faults, std::vector<std::string>{
                                   "milex.xlsx, imported on 2026-11-25 (SIPRI-2025-04-28): what is "
                                   "there now has another digest than what was written"});
      EXPECT_EQ(found->damaged_files, std::vector<std::string>{"milex.xlsx"});
    }
    std::filesystem::remove(file_);
  }
}

TEST_F(MigrationTest, a_file_that_is_not_of_its_version_says_so) {
  make(2);
  run("PRAGMA user_version = 1");
  const auto store = Store::open(file_, Store::Mode::read);
  ASSERT_FALSE(store);
  EXPECT_NE(store.error().what.find("of version 1, which they are not"), std::string::npos);
  EXPECT_EQ(store.error().hint, "it is damaged: restore a backup");
}

}  // namespace migration_test
}  // namespace muster
