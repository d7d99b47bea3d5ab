#include "ledger/schema.h"

#include <array>
#include <map>
#include <memory>
#include <string_view>

#include "ledger/seals.h"
#include "ledger/sqlite.h"

namespace muster {
namespace {

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
)sql",
                                                                      R"sql(
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
)sql",
                                                                      R"sql(
ALTER TABLE observation ADD COLUMN extent TEXT NOT NULL DEFAULT 'printed'
  CHECK(extent IN ('printed', 'transcribed', 'quoted'));
DROP TRIGGER observation_is_not_altered;
UPDATE observation SET extent = 'quoted'
  WHERE vintage IN (SELECT key FROM vintage WHERE complete = 0);
CREATE TRIGGER observation_is_not_altered BEFORE UPDATE ON observation
  BEGIN SELECT RAISE(ABORT, 'an observation is never altered'); END;
ALTER TABLE vintage DROP COLUMN complete;
ALTER TABLE vintage ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE vintage ADD COLUMN archive_url TEXT NOT NULL DEFAULT '';
)sql",
                                                                      R"sql(
CREATE TABLE wider_observation(
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  measure TEXT NOT NULL,
  ref_area TEXT NOT NULL,
  time_period INTEGER NOT NULL,
  unit TEXT NOT NULL,
  price_basis TEXT NOT NULL,
  source_cell TEXT NOT NULL CHECK(source_cell <> ''),
  obs_units INTEGER NOT NULL,
  obs_places INTEGER NOT NULL CHECK(obs_places BETWEEN 0 AND 60),
  obs_status TEXT NOT NULL CHECK(obs_status IN ('A', 'E', 'P')),
  file INTEGER NOT NULL REFERENCES file(key),
  extent TEXT NOT NULL CHECK(extent IN ('printed', 'transcribed', 'quoted')),
  PRIMARY KEY(vintage, measure, ref_area, time_period, unit, price_basis, source_cell)
) STRICT, WITHOUT ROWID;
INSERT INTO wider_observation SELECT * FROM observation;
DROP TABLE observation;
ALTER TABLE wider_observation RENAME TO observation;
CREATE TABLE wider_daily_rate(
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  currency TEXT NOT NULL CHECK(length(currency) = 3),
  per TEXT NOT NULL CHECK(length(per) = 3),
  time_period TEXT NOT NULL,
  rate_units INTEGER NOT NULL CHECK(rate_units > 0),
  rate_places INTEGER NOT NULL CHECK(rate_places BETWEEN 0 AND 60),
  file INTEGER NOT NULL REFERENCES file(key),
  PRIMARY KEY(vintage, currency, per, time_period)
) STRICT, WITHOUT ROWID;
INSERT INTO wider_daily_rate SELECT * FROM daily_rate;
DROP TABLE daily_rate;
ALTER TABLE wider_daily_rate RENAME TO daily_rate;
CREATE TABLE wider_annual_rate(
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  currency TEXT NOT NULL CHECK(length(currency) = 3),
  per TEXT NOT NULL CHECK(length(per) = 3),
  time_period INTEGER NOT NULL,
  rate_units INTEGER NOT NULL CHECK(rate_units > 0),
  rate_places INTEGER NOT NULL CHECK(rate_places BETWEEN 0 AND 60),
  method TEXT NOT NULL,
  partial_year INTEGER NOT NULL CHECK(partial_year IN (0, 1)),
  file INTEGER NOT NULL REFERENCES file(key),
  PRIMARY KEY(vintage, currency, per, time_period)
) STRICT, WITHOUT ROWID;
INSERT INTO wider_annual_rate SELECT * FROM annual_rate;
DROP TABLE annual_rate;
ALTER TABLE wider_annual_rate RENAME TO annual_rate;
CREATE TABLE wider_support(
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  donor TEXT NOT NULL,
  ref_area TEXT NOT NULL,
  component TEXT NOT NULL,
  time_period TEXT NOT NULL,
  unit TEXT NOT NULL,
  source_cell TEXT NOT NULL CHECK(source_cell <> ''),
  obs_units INTEGER NOT NULL,
  obs_places INTEGER NOT NULL CHECK(obs_places BETWEEN 0 AND 60),
  file INTEGER NOT NULL REFERENCES file(key),
  PRIMARY KEY(vintage, donor, component, time_period, unit, source_cell)
) STRICT, WITHOUT ROWID;
INSERT INTO wider_support SELECT * FROM support;
DROP TABLE support;
ALTER TABLE wider_support RENAME TO support;
CREATE TRIGGER observation_is_not_altered BEFORE UPDATE ON observation
  BEGIN SELECT RAISE(ABORT, 'an observation is never altered'); END;
CREATE TRIGGER observation_is_not_deleted BEFORE DELETE ON observation
  BEGIN SELECT RAISE(ABORT, 'an observation is never deleted'); END;
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
)sql",
                                                                      R"sql(
ALTER TABLE file ADD COLUMN program TEXT NOT NULL DEFAULT '';
CREATE TABLE withdrawal(
  key INTEGER PRIMARY KEY,
  vintage INTEGER NOT NULL REFERENCES vintage(key),
  withdrawn INTEGER NOT NULL CHECK(withdrawn IN (0, 1)),
  day TEXT NOT NULL,
  why TEXT NOT NULL CHECK(why <> ''),
  program TEXT NOT NULL
) STRICT;
CREATE VIEW withdrawn AS
  SELECT vintage, day, why FROM withdrawal AS w
  WHERE withdrawn = 1 AND key = (SELECT max(key) FROM withdrawal WHERE vintage = w.vintage);
CREATE TABLE seal(
  key INTEGER PRIMARY KEY,
  file INTEGER UNIQUE REFERENCES file(key),
  withdrawal INTEGER UNIQUE REFERENCES withdrawal(key),
  late INTEGER NOT NULL CHECK(late IN (0, 1)),
  day TEXT NOT NULL,
  content TEXT NOT NULL CHECK(length(content) = 64),
  chain TEXT NOT NULL CHECK(length(chain) = 64),
  CHECK((file IS NULL) <> (withdrawal IS NULL))
) STRICT;
CREATE TRIGGER withdrawal_is_not_altered BEFORE UPDATE ON withdrawal
  BEGIN SELECT RAISE(ABORT, 'a withdrawal is never altered'); END;
CREATE TRIGGER withdrawal_is_not_deleted BEFORE DELETE ON withdrawal
  BEGIN SELECT RAISE(ABORT, 'a withdrawal is never deleted'); END;
CREATE TRIGGER seal_is_not_altered BEFORE UPDATE ON seal
  BEGIN SELECT RAISE(ABORT, 'a digest is never altered'); END;
CREATE TRIGGER seal_is_not_deleted BEFORE DELETE ON seal
  BEGIN SELECT RAISE(ABORT, 'a digest is never deleted'); END;
)sql"};

bool run_step(sqlite3* database, std::int64_t version) {
  return execute(database, std::string(kMigrations[static_cast<std::size_t>(version)]));
}

// Each table, view and trigger with its SQL.
std::optional<std::map<std::string, std::string>> schema_of(sqlite3* database) {
  std::map<std::string, std::string> found;
  Statement rows(database, "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql NOT NULL");
  while (rows.step()) found.emplace(rows.text(0), rows.text(1));
  if (!rows.ok()) return std::nullopt;
  return found;
}

// A step fails by itself only where the file is not of the version that it says.
Error step_error(sqlite3* database, const std::string& file, std::int64_t version) {
  Error error = database_error(database, file);
  if ((sqlite3_errcode(database) & 0xFF) == SQLITE_ERROR) {
    error.what = "it says that its tables are of version " + std::to_string(version) +
                 ", which they are not (" + error.what + ")";
    error.hint = "it is damaged: restore a backup";
  }
  return error;
}

}  // namespace

std::optional<Error> migrate(sqlite3* database, const std::string& file) {
  Transaction transaction(database);
  if (!transaction.begun()) return database_error(database, file);
  // Another program may have done it in the meantime.
  for (std::int64_t version = pragma(database, "user_version"); version < kSchemaVersion;
       ++version) {
    if (!run_step(database, version)) return step_error(database, file, version);
    const bool done = execute(database, "PRAGMA user_version = " + std::to_string(version + 1)) &&
                      execute(database, "PRAGMA application_id = " + std::to_string(kApplication));
    if (!done) return database_error(database, file);
  }
  if (!seal_older_imports(database)) return database_error(database, file);
  if (!transaction.commit()) return database_error(database, file);
  return std::nullopt;
}

std::optional<std::vector<std::string>> schema_faults(sqlite3* database) {
  sqlite3* fresh = nullptr;
  const int status = sqlite3_open(":memory:", &fresh);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> owner(fresh, sqlite3_close_v2);
  bool made = status == SQLITE_OK;
  for (std::int64_t version = 0; made && version < kSchemaVersion; ++version)
    made = run_step(fresh, version);
  const auto wanted = made ? schema_of(fresh) : std::nullopt;
  const auto found = schema_of(database);
  if (!wanted || !found) return std::nullopt;
  std::vector<std::string> faults;
  for (const auto& [name, sql] : *wanted) {
    const auto at = found->find(name);
    if (at == found->end()) faults.push_back("the " + name + " is missing");
    if (at != found->end() && at->second != sql)
      faults.push_back("the " + name + " is not as muster makes it");
  }
  return faults;
}

}  // namespace muster
