#include "ledger/store.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "ledger/sqlite.h"

namespace muster {
namespace {

// "Must", as SQLite's application id.
constexpr std::int64_t kApplication = 0x4D757374;
constexpr std::int64_t kSchemaVersion = 1;

// The steps from an empty file to today's schema; step N brings version N to N + 1. A step that was
// released is never changed.
constexpr std::array<std::string_view, kSchemaVersion> kMigrations = {R"sql(
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
)sql"};

bool execute(sqlite3* database, const std::string& sql) {
  return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::int64_t pragma(sqlite3* database, const std::string& name) {
  Statement statement(database, "PRAGMA " + name);
  return statement.step() ? statement.integer(0) : -1;
}

// Rolls back at the end of the scope unless committed.
class Transaction {
 public:
  explicit Transaction(sqlite3* database) : database_(database) {
    open_ = execute(database, "BEGIN IMMEDIATE");
  }
  ~Transaction() {
    if (open_) execute(database_, "ROLLBACK");
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  bool begun() const { return open_; }
  bool commit() {
    if (!execute(database_, "COMMIT")) return false;
    open_ = false;
    return true;
  }

 private:
  sqlite3* database_;
  bool open_ = false;
};

std::optional<Error> migrate(sqlite3* database, const std::string& file) {
  Transaction transaction(database);
  if (!transaction.begun()) return database_error(database, file);
  // Another program may have done it in the meantime.
  for (std::int64_t version = pragma(database, "user_version"); version < kSchemaVersion;
       ++version) {
    const bool done =
        execute(database, std::string(kMigrations[static_cast<std::size_t>(version)])) &&
        execute(database, "PRAGMA user_version = " + std::to_string(version + 1)) &&
        execute(database, "PRAGMA application_id = " + std::to_string(kApplication));
    if (!done) return database_error(database, file);
  }
  if (!transaction.commit()) return database_error(database, file);
  return std::nullopt;
}

std::string day_or_nothing(Date date) { return date == kDistantPast ? "" : to_string(date); }

Result<Date> day_from(const std::string& text) {
  if (text.empty()) return kDistantPast;
  return parse_date(text);
}

}  // namespace

Error database_error(sqlite3* database, const std::string& file) {
  const int code = sqlite3_errcode(database);
  std::string hint;
  if (code == SQLITE_FULL) hint = "nothing was changed; make room and try again";
  if (code == SQLITE_BUSY) hint = "another program is writing to it; try again";
  if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
    hint = "it is damaged or no ledger file; give another by --ledger";
  if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN) hint = "may it be written?";
  return {sqlite3_errmsg(database), file, hint};
}

void Store::Closer::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Store> Store::open(const std::string& file, Mode mode) {
  sqlite3* database = nullptr;
  const int flags =
      mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  int status = sqlite3_open_v2(file.c_str(), &database, flags, nullptr);
  Store store(file, database);
  if (status != SQLITE_OK) return database_error(database, file);
  sqlite3_busy_timeout(database, 10'000);
  const std::int64_t application = pragma(database, "application_id");
  const std::int64_t version = pragma(database, "user_version");
  if (application < 0 || version < 0) return database_error(database, file);
  // A file without tables is new, or was left so by a program that was killed while making it.
  const bool empty = application == 0 && version == 0 && pragma(database, "schema_version") == 0;
  if (application != kApplication && !empty)
    return Error{"it is an SQLite file of another program", file, "give another by --ledger"};
  if (version > kSchemaVersion)
    return Error{"it was written by a newer muster", file,
                 "update muster, or give another by --ledger"};
  // Who only reads may lack the right to write.
  const bool set = execute(database, "PRAGMA foreign_keys = ON") &&
                   (mode == Mode::read || (execute(database, "PRAGMA journal_mode = WAL") &&
                                           execute(database, "PRAGMA synchronous = FULL")));
  if (!set) return database_error(database, file);
  if (version < kSchemaVersion) {
    if (auto error = migrate(database, file)) return *error;
  }
  return store;
}

Result<std::vector<Publication>> Store::publications() const {
  std::vector<Publication> found;
  std::map<std::int64_t, std::size_t> index;
  Statement vintages(
      database_.get(),
      "SELECT key, id, publisher, title, published, cut_off, first_year, last_year, price_base, "
      "estimate_years, measure_name, what_is_here, complete FROM vintage ORDER BY id");
  const auto damaged = [&](const std::string& what) {
    return Error{what, file_, "the ledger file is damaged: see muster ledger check"};
  };
  while (vintages.step()) {
    Publication p;
    p.id = vintages.text(1);
    p.publisher = vintages.text(2);
    p.title = vintages.text(3);
    const auto published = day_from(vintages.text(4));
    const auto cut_off = day_from(vintages.text(5));
    const auto base = parse_price_basis(vintages.text(8));
    if (!published || !cut_off || !base) return damaged("vintage '" + p.id + "' can't be read");
    p.published = *published;
    p.cut_off = *cut_off;
    p.first_year = {static_cast<std::int16_t>(vintages.integer(6))};
    p.last_year = {static_cast<std::int16_t>(vintages.integer(7))};
    p.base = *base;
    p.estimate_years = vintages.text(9);
    p.measure_name = vintages.text(10);
    p.what_is_here = vintages.text(11);
    p.complete = vintages.integer(12) != 0;
    index.emplace(vintages.integer(0), found.size());
    found.push_back(std::move(p));
  }
  Statement rows(
      database_.get(),
      "SELECT vintage, measure, ref_area, time_period, unit, price_basis, source_cell, obs_units, "
      "obs_places, obs_status FROM observation");
  while (rows.step()) {
    const auto measure = measure_named(rows.text(1));
    const auto unit = parse_unit(rows.text(4));
    const auto basis = parse_price_basis(rows.text(5));
    const auto vintage = index.find(rows.integer(0));
    const std::string status = rows.text(9);
    if (!measure || !unit || !basis || vintage == index.end() || status.size() != 1)
      return damaged("the observation at " + rows.text(6) + " can't be read");
    found[vintage->second].figures.push_back(
        {*measure, rows.text(2), Year{static_cast<std::int16_t>(rows.integer(3))},
         Decimal{rows.integer(7), static_cast<std::uint8_t>(rows.integer(8))}, *unit, *basis,
         static_cast<ObsStatus>(status[0]), rows.text(6)});
  }
  if (!vintages.ok() || !rows.ok()) return database_error(database_.get(), file_);
  return found;
}

Result<std::vector<ImportedFile>> Store::files() const {
  std::vector<ImportedFile> found;
  Statement rows(database_.get(),
                 "SELECT file.name, sha256, bytes, imported, vintage.id, figures FROM file "
                 "JOIN vintage ON vintage.key = file.vintage ORDER BY file.key");
  while (rows.step()) {
    found.push_back({rows.text(0), rows.text(1), static_cast<std::uint64_t>(rows.integer(2)),
                     rows.text(3), rows.text(4), static_cast<std::uint64_t>(rows.integer(5))});
  }
  if (!rows.ok()) return database_error(database_.get(), file_);
  return found;
}

Result<std::optional<ImportedFile>> Store::file_with(const std::string& sha256) const {
  auto all = files();
  if (!all) return all.error();
  const auto found = std::ranges::find(*all, sha256, &ImportedFile::sha256);
  return found == all->end() ? std::nullopt : std::optional(*found);
}

std::optional<Error> Store::add(const ImportedFile& file, const Decide& decide) {
  sqlite3* database = database_.get();
  Transaction transaction(database);
  if (!transaction.begun()) return database_error(database, file_);
  const auto there = publications();
  if (!there) return there.error();
  const auto decided = decide(*there);
  if (!decided) return decided.error();
  const Publication& p = *decided;
  const auto wrong = [&] { return database_error(database, file_); };

  Statement vintage(
      database,
      "INSERT INTO vintage(id, publisher, title, published, cut_off, first_year, last_year, "
      "price_base, estimate_years, measure_name, what_is_here, complete) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO NOTHING");
  vintage.bind(std::string_view(p.id), std::string_view(p.publisher), std::string_view(p.title),
               std::string_view(day_or_nothing(p.published)),
               std::string_view(day_or_nothing(p.cut_off)), std::int64_t{p.first_year.value},
               std::int64_t{p.last_year.value}, std::string_view(to_string(p.base)),
               std::string_view(p.estimate_years), std::string_view(p.measure_name),
               std::string_view(p.what_is_here), std::int64_t{p.complete ? 1 : 0});
  if (!vintage.run()) return wrong();
  Statement key(database, "SELECT key FROM vintage WHERE id = ?");
  key.bind(std::string_view(p.id));
  if (!key.step()) return wrong();
  const std::int64_t vintage_key = key.integer(0);

  Statement record(
      database,
      "INSERT INTO file(sha256, name, bytes, imported, vintage, figures) VALUES(?, ?, ?, ?, ?, ?)");
  record.bind(std::string_view(file.sha256), std::string_view(file.name),
              static_cast<std::int64_t>(file.bytes), std::string_view(file.imported), vintage_key,
              static_cast<std::int64_t>(p.figures.size()));
  if (!record.run()) return wrong();
  const std::int64_t file_key = sqlite3_last_insert_rowid(database);

  Statement row(
      database,
      "INSERT INTO observation(vintage, measure, ref_area, time_period, unit, price_basis, "
      "source_cell, obs_units, obs_places, obs_status, file) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?)");
  for (const PublishedFigure& figure : p.figures) {
    const char status = static_cast<char>(figure.status);
    row.bind(vintage_key, measure(figure.measure).name, std::string_view(figure.area),
             std::int64_t{figure.year.value}, std::string_view(to_string(figure.unit)),
             std::string_view(to_string(figure.basis)), std::string_view(figure.cell),
             figure.value.units, std::int64_t{figure.value.places}, std::string_view(&status, 1),
             file_key);
    if (!row.run()) return wrong();
  }
  if (!transaction.commit()) return wrong();
  return std::nullopt;
}

Result<std::vector<std::string>> Store::faults() const {
  std::vector<std::string> found;
  Statement integrity(database_.get(), "PRAGMA integrity_check");
  while (integrity.step()) {
    if (integrity.text(0) != "ok") found.push_back(integrity.text(0));
  }
  Statement references(database_.get(), "PRAGMA foreign_key_check");
  while (references.step()) found.push_back("a broken reference in table " + references.text(0));
  Statement counts(database_.get(),
                   "SELECT file.name, file.figures, count(observation.file) FROM file "
                   "LEFT JOIN observation ON observation.file = file.key GROUP BY file.key "
                   "HAVING file.figures <> count(observation.file)");
  while (counts.step()) {
    found.push_back("'" + counts.text(0) + "' should have " + counts.text(1) + " figures and has " +
                    counts.text(2));
  }
  if (!integrity.ok() || !references.ok() || !counts.ok())
    return database_error(database_.get(), file_);
  return found;
}

std::optional<Error> Store::backup(const std::string& file) const {
  sqlite3* target = nullptr;
  const int status =
      sqlite3_open_v2(file.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const std::unique_ptr<sqlite3, Closer> owner(target);
  if (status != SQLITE_OK) return database_error(target, file);
  sqlite3_backup* copy = sqlite3_backup_init(target, "main", database_.get(), "main");
  if (copy == nullptr) return database_error(target, file);
  sqlite3_backup_step(copy, -1);
  if (sqlite3_backup_finish(copy) != SQLITE_OK) return database_error(target, file);
  return std::nullopt;
}

}  // namespace muster
