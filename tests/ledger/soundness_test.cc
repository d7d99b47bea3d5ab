// What changed in a ledger file without muster is found: bit by bit, and column by column.

#include "ledger/soundness.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "files.h"
#include "ledger/store.h"
#include "sources/import.h"

namespace muster {
namespace soundness_test {

using Texts = std::vector<std::string>;

// The rows of a query, each as one text; with types and lengths where it has several columns.
Texts query(const std::string& file, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  Texts rows;
  if (sqlite3_open(file.c_str(), &database) == SQLITE_OK)
    sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr);
  while (statement != nullptr && sqlite3_step(statement) == SQLITE_ROW) {
    std::string& row = rows.emplace_back();
    const int columns = sqlite3_column_count(statement);
    for (int i = 0; i < columns; ++i) {
      const int type = sqlite3_column_type(statement, i);
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
      const int size = sqlite3_column_bytes(statement, i);
      if (columns > 1) row += std::to_string(type) + ":" + std::to_string(size) + ":";
      if (size > 0) row.append(bytes, static_cast<std::size_t>(size));
    }
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return rows;
}

void run_sql(const std::string& file, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  char* said = nullptr;
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &said), SQLITE_OK)
      << sql << (said == nullptr ? "" : said);
  sqlite3_free(said);
  sqlite3_close(database);
}

Texts tables_of(const std::string& file) {
  return query(file, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
}

// All rows of all tables.
Texts dump(const std::string& file, const Texts& tables) {
  Texts all;
  for (const std::string& table : tables) {
    Texts rows = query(file, "SELECT * FROM " + table);
    std::ranges::sort(rows);
    all.push_back(table);
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

void put(const std::string& file, const std::string& bytes) {
  for (const char* suffix : {"-wal", "-shm", "-journal"}) std::filesystem::remove(file + suffix);
  std::ofstream out(file, std::ios::binary);
  out << bytes;
}

class SoundnessTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("muster_sound_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
    file_ = (folder_ / "ledger.sqlite").string();
    make_ledger();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void import_text(Store& store, const std::string& text, const std::string& indicator,
                   std::optional<Date> published) {
    auto source = read_source(text, embedded_ledger(), {indicator});
    ASSERT_TRUE(source) << source.error().line();
    ImportedFile record;
    record.name = "made" + std::to_string(++files_) + ".csv";
    record.sha256 = std::string(64, static_cast<char>('a' + files_));
    record.bytes = text.size();
    record.imported = "2026-11-30";
    record.program = "0.1.0";
    const auto decide = [&](const auto& there) -> Result<std::vector<Publication>> {
      std::vector<Publication> fresh;
      for (Publication& p : source->publications) {
        auto import = prepare_import(std::move(p), published, embedded_ledger(), there);
        if (!import) return import.error();
        fresh.push_back(std::move(import->publication));
      }
      return fresh;
    };
    const auto error = store.add(record, decide);
    ASSERT_FALSE(error) << error->line();
  }

  // Figures, rates and aid, a vintage that is withdrawn and one that was and is restored.
  void make_ledger() {
    auto store = Store::open(file_, Store::Mode::write);
    ASSERT_TRUE(store) << store.error().line();
    std::string bank = "Country Name,Country Code,Year,Value\n";
    std::string tidy =
        "vintage,publisher,published,measure,ref_area,time_period,obs_value,unit,price_basis,"
        "obs_status,source_cell\n";
    for (int year = 1900; year < 2024; ++year) {
      const std::string text = std::to_string(year);
      for (const char* area : {"Poland,POL", "Germany,DEU", "France,FRA", "Norway,NOR"})
        bank += std::string(area) + "," + text + "," + std::to_string(year * 17393 % 90001) + "\n";
      tidy += "NATO-2030-01-02,NATO,2030-01-02,defence_share_of_gdp,POL," + text + ",4." + text +
              ",PERCENT,current,E,T!A" + text + "\n";
    }
    import_text(*store, bank, "SP.POP.TOTL", make_date(2026, 12, 24));
    import_text(*store, tidy, "", std::nullopt);
    import_text(*store, "Date,USD,THB,\n2024-06-03,1.0842,39.861,\n2024-06-04,1.0865,39.722,\n", "",
                std::nullopt);
    import_text(*store,
                "\"year\",\"month\",\"total_allocations\",\"military\",\"financial\","
                "\"humanitarian\"\n2022,1,0.2,0.1,0,0.1\n",
                "", make_date(2026, 8, 4));
    ASSERT_FALSE(store->add({"NATO-2030-01-02", true, "2026-11-30", "the day is wrong", "0.1.0"}));
    ASSERT_FALSE(store->add({"WB-2026-12-24", true, "2026-11-30", "a mistake", "0.1.0"}));
    ASSERT_FALSE(store->add({"WB-2026-12-24", false, "2026-12-01", "it was right", "0.1.0"}));
  }

  std::filesystem::path folder_;
  std::string file_;
  int files_ = 0;
};

bool is_found(const std::string& file) {
  const auto store = Store::open(file, Store::Mode::read);
  if (!store) return true;
  const auto found = store->soundness();
  return !found || !found->sound();
}

TEST_F(SoundnessTest, what_was_made_is_sound) {
  const auto store = Store::open(file_, Store::Mode::read);
  const auto found = store->soundness();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->faults, Texts());
  EXPECT_EQ(found->imports, 4U);
  EXPECT_EQ(found->withdrawals, 3U);
  EXPECT_EQ(found->digests, 7U);
  EXPECT_EQ(found->digests_of_migration, 0U);
}

TEST_F(SoundnessTest, a_flipped_bit_is_found_or_changes_no_row) {
  const std::string sound = tests::read_file(file_);
  const Texts tables = tables_of(file_);
  const Texts rows = dump(file_, tables);
  ASSERT_GT(rows.size(), 600U);
  const std::string flipped = (folder_ / "flipped.sqlite").string();
  constexpr unsigned kSeed = 20261130;
  std::mt19937 random(kSeed);
  int found = 0;
  for (int i = 0; i < 200; ++i) {
    const std::size_t bit = random() % (sound.size() * 8);
    std::string bytes = sound;
    const auto byte = static_cast<unsigned char>(bytes[bit / 8]);
    bytes[bit / 8] = static_cast<char>(byte ^ (1U << bit % 8));
    put(flipped, bytes);
    if (is_found(flipped)) {
      ++found;
    } else {
      EXPECT_EQ(dump(flipped, tables), rows) << "seed " << kSeed << ", bit " << bit;
    }
  }
  std::printf("%d of 200 flips found, the others changed no row\n", found);
  EXPECT_GT(found, 20);
}

// Each column of each table is under a digest: a new one too, or this fails.
TEST_F(SoundnessTest, another_value_in_any_column_is_found_by_a_digest) {
  const std::string sound = tests::read_file(file_);
  const std::string altered = (folder_ / "altered.sqlite").string();
  for (const std::string& table : tables_of(file_)) {
    const std::string trigger = table + "_is_not_altered";
    const Texts made = query(file_, "SELECT sql FROM sqlite_schema WHERE name = '" + trigger + "'");
    ASSERT_EQ(made.size(), 1U) << table;
    for (const std::string& column :
         query(file_, "SELECT name FROM pragma_table_info('" + table + "')")) {
      put(altered, sound);
      run_sql(altered, "PRAGMA ignore_check_constraints = ON; DROP TRIGGER " + trigger +
                           "; UPDATE OR IGNORE " + table + " SET " + column + " = CASE typeof(" +
                           column + ") WHEN 'text' THEN " + column +
                           " || 'x' WHEN 'null' THEN 99 ELSE " + column + " + 5000 END; " +
                           made.front() + ";");
      const auto store = Store::open(altered, Store::Mode::read);
      ASSERT_TRUE(store) << store.error().line();
      const auto found = store->soundness();
      ASSERT_TRUE(found);
      EXPECT_TRUE(std::ranges::any_of(
          found->faults,
          [](const std::string& fault) { return fault.find("digest") != std::string::npos; }))
          << table << "." << column;
    }
  }
}

TEST_F(SoundnessTest, a_trigger_that_is_missing_is_found) {
  run_sql(file_, "DROP TRIGGER seal_is_not_deleted");
  const auto store = Store::open(file_, Store::Mode::read);
  EXPECT_EQ(store->soundness()->faults, Texts{"the trigger seal_is_not_deleted is missing"});
}

TEST_F(SoundnessTest, seals_and_withdrawals_can_be_neither_altered_nor_deleted) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &database), SQLITE_OK);
  for (const char* sql : {"UPDATE seal SET day = ''", "DELETE FROM seal",
                          "UPDATE withdrawal SET why = 'x'", "DELETE FROM withdrawal"}) {
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << sql;
  }
  sqlite3_close(database);
}

// Each is a transaction: the chain has one link after the other.
TEST_F(SoundnessTest, two_who_write_in_turns_leave_one_chain) {
  auto one = Store::open(file_, Store::Mode::write);
  auto other = Store::open(file_, Store::Mode::write);
  ASSERT_TRUE(one && other);
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(one->add({"ECB-2024-06-04", true, "2026-12-02", "no", "0.1.0"}));
    EXPECT_FALSE(other->add({"ECB-2024-06-04", false, "2026-12-02", "yes", "0.1.0"}));
  }
  const auto found = other->soundness();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->faults, Texts());
  EXPECT_EQ(found->digests, 17U);
}

TEST_F(SoundnessTest, a_withdrawal_that_fails_half_way_leaves_nothing) {
  run_sql(file_, "CREATE TRIGGER fault BEFORE INSERT ON seal BEGIN SELECT RAISE(ABORT, 'no'); END");
  auto store = Store::open(file_, Store::Mode::write);
  EXPECT_TRUE(store->add({"ECB-2024-06-04", true, "2026-12-02", "no", "0.1.0"}));
  run_sql(file_, "DROP TRIGGER fault");
  EXPECT_EQ(store->withdrawals()->size(), 3U);
  EXPECT_EQ(store->soundness()->faults, Texts());
}

}  // namespace soundness_test
}  // namespace muster
