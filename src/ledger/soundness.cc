#include "ledger/soundness.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "ledger/schema.h"
#include "ledger/seals.h"
#include "ledger/sqlite.h"

namespace muster {
namespace {

// One look at a file; each step adds what it finds.
class Examination {
 public:
  Examination(sqlite3* database, const std::string& file) : database_(database), file_(file) {}

  Result<Soundness> run() {
    // One state of the file throughout, whatever others write meanwhile.
    if (!execute(database_, "BEGIN")) return database_error(database_, file_);
    pages();
    tables();
    references();
    counts();
    digests();
    execute(database_, "COMMIT");
    if (stopped_) return *stopped_;
    return std::move(found_);
  }

 private:
  void fault(std::string what) { found_.faults.push_back(std::move(what)); }

  // What went wrong in a query: of the file, or of the moment.
  void broken_off(const std::string& step) {
    switch (sqlite3_errcode(database_) & 0xFF) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
      case SQLITE_NOMEM:
      case SQLITE_PERM:
      case SQLITE_IOERR:
      case SQLITE_CANTOPEN:
      case SQLITE_READONLY:
      case SQLITE_INTERRUPT:
        stopped_ = database_error(database_, file_);
        return;
      default:
        fault(step + " can't be read: " + sqlite3_errmsg(database_));
    }
  }

  void pages() {
    constexpr const char* kAtMost = "PRAGMA integrity_check(20)";
    Statement rows(database_, kAtMost);
    while (rows.step()) {
      if (rows.view(0) != "ok") fault("SQLite says: " + rows.text(0));
    }
    if (!rows.ok()) broken_off("the file");
  }

  void tables() {
    const auto faults = schema_faults(database_);
    if (!faults) return broken_off("the list of tables");
    for (const std::string& what : *faults) fault(what);
  }

  void references() {
    Statement rows(database_, "PRAGMA foreign_key_check");
    std::vector<std::string> told;
    while (rows.step()) {
      const std::string table = rows.text(0);
      if (std::ranges::find(told, table) != told.end()) continue;
      told.push_back(table);
      fault("a row of table " + table + " refers to what is not there");
    }
    if (!rows.ok()) broken_off("a table");
  }

  void counts() {
    Statement totals(database_,
                     "SELECT (SELECT count(*) FROM file), (SELECT coalesce(sum(figures), 0) FROM "
                     "import), (SELECT count(*) FROM withdrawal)");
    if (totals.step()) {
      found_.imports = static_cast<std::size_t>(totals.integer(0));
      found_.figures = static_cast<std::size_t>(totals.integer(1));
      found_.withdrawals = static_cast<std::size_t>(totals.integer(2));
    }
    if (!totals.ok()) return broken_off("a table");
    Statement rows(database_,
                   "SELECT file.key, vintage.id, figures, total FROM (SELECT import.file, "
                   "import.vintage, figures, "
                   "coalesce(o.n, 0) + coalesce(d.n, 0) + coalesce(s.n, 0) AS total FROM import "
                   "LEFT JOIN (SELECT file, vintage, count(*) AS n FROM observation "
                   "GROUP BY file, vintage) AS o USING(file, vintage) "
                   "LEFT JOIN (SELECT file, vintage, count(*) AS n FROM daily_rate "
                   "GROUP BY file, vintage) AS d USING(file, vintage) "
                   "LEFT JOIN (SELECT file, vintage, count(*) AS n FROM support "
                   "GROUP BY file, vintage) AS s USING(file, vintage)) AS part "
                   "JOIN file ON file.key = part.file JOIN vintage ON vintage.key = part.vintage "
                   "WHERE figures <> total");
    while (rows.step())
      fault(import_named(rows.integer(0)) + ": of " + rows.text(1) + " it should have " +
            rows.text(2) + " figures and has " + rows.text(3));
    if (!rows.ok()) broken_off("a table");
  }

  void digests() {
    const auto checked = check_seals(database_);
    if (!checked) return broken_off("what was imported");
    found_.digests = checked->agree;
    found_.digests_of_migration = checked->late.size();
    for (const BrokenSeal& broken : checked->broken) {
      fault((broken.what == Sealed::import ? import_named(broken.key)
                                           : withdrawal_named(broken.key)) +
            ": " + broken.fault);
    }
  }

  // "t.csv, imported on 2026-11-30 (WB-2026-12-24)", as far as it can still be read.
  std::string import_named(std::int64_t key) {
    Statement row(database_, "SELECT name, imported FROM file WHERE key = ?");
    row.bind(key);
    if (!row.step()) return "import " + std::to_string(key);
    const std::string name = row.text(0);
    if (std::ranges::find(found_.damaged_files, name) == found_.damaged_files.end())
      found_.damaged_files.push_back(name);
    std::vector<std::string> vintages;
    Statement parts(database_,
                    "SELECT id FROM import JOIN vintage ON vintage.key = import.vintage WHERE "
                    "file = ? ORDER BY id");
    parts.bind(key);
    while (parts.step()) vintages.push_back(parts.text(0));
    return name + ", imported on " + row.text(1) +
           (vintages.empty() ? "" : " (" + join_prose(vintages) + ")");
  }

  std::string withdrawal_named(std::int64_t key) {
    Statement row(database_,
                  "SELECT id, day, withdrawn FROM withdrawal JOIN vintage ON vintage.key = "
                  "withdrawal.vintage WHERE withdrawal.key = ?");
    row.bind(key);
    if (!row.step()) return "withdrawal " + std::to_string(key);
    return std::string(row.integer(2) != 0 ? "withdrawal" : "restoration") + " of " + row.text(0) +
           " on " + row.text(1);
  }

  sqlite3* database_;
  const std::string& file_;
  Soundness found_;
  std::optional<Error> stopped_;
};

}  // namespace

Result<Soundness> check_soundness(sqlite3* database, const std::string& file) {
  return Examination(database, file).run();
}

}  // namespace muster
