#include "ledger/store.h"

#include <algorithm>

#include "ledger/publication_rows.h"
#include "ledger/schema.h"
#include "ledger/seals.h"
#include "ledger/sqlite.h"

namespace muster {

void Store::Closer::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Store> Store::open(const std::string& file, Mode mode) {
  sqlite3* database = nullptr;
  // A Store is one thread's: SQLite need not guard each call.
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == Mode::write ? SQLITE_OPEN_CREATE : 0);
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

Result<std::vector<Publication>> Store::publications(Rates rates) const {
  return read_publications(database_.get(), file_, rates);
}

Result<std::vector<ImportedFile>> Store::files() const {
  std::vector<ImportedFile> found;
  Statement rows(
      database_.get(),
      "SELECT file.name, sha256, bytes, imported, program, vintage.id, figures FROM file "
      "JOIN import ON import.file = file.key JOIN vintage ON vintage.key = "
      "import.vintage ORDER BY file.key, vintage.id");
  while (rows.step()) {
    const std::string sha = rows.text(1);
    if (found.empty() || found.back().sha256 != sha) {
      found.push_back({rows.text(0),
                       sha,
                       static_cast<std::uint64_t>(rows.integer(2)),
                       rows.text(3),
                       rows.text(4),
                       {}});
    }
    found.back().parts.push_back({rows.text(5), static_cast<std::uint64_t>(rows.integer(6))});
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

Result<std::optional<ImportedFile>> Store::file_of(const std::string& vintage,
                                                   const PublishedFigure& figure) const {
  Statement row(database_.get(),
                "SELECT file.name, sha256, bytes, imported, program FROM observation AS o "
                "JOIN vintage ON vintage.key = o.vintage JOIN file ON file.key = o.file "
                "WHERE vintage.id = ? AND measure = ? AND ref_area = ? AND time_period = ? "
                "AND unit = ? AND price_basis = ? AND source_cell = ? "
                "AND o.vintage NOT IN (SELECT vintage FROM withdrawn)");
  row.bind(std::string_view(vintage), measure(figure.measure).name, std::string_view(figure.area),
           std::int64_t{figure.year.value}, std::string_view(to_string(figure.unit)),
           std::string_view(to_string(figure.basis)), std::string_view(figure.cell));
  std::optional<ImportedFile> found;
  if (row.step())
    found = ImportedFile{row.text(0), row.text(1), static_cast<std::uint64_t>(row.integer(2)),
                         row.text(3), row.text(4), {}};
  if (!row.ok()) return database_error(database_.get(), file_);
  return found;
}

std::optional<Error> Store::add(const ImportedFile& file, const Decide& decide) {
  sqlite3* database = database_.get();
  Transaction transaction(database);
  if (!transaction.begun()) return database_error(database, file_);
  const auto there = publications(Rates::all);
  if (!there) return there.error();
  const auto decided = decide(*there);
  if (!decided) return decided.error();
  const auto wrong = [&] { return database_error(database, file_); };

  Statement record(
      database, "INSERT INTO file(sha256, name, bytes, imported, program) VALUES(?, ?, ?, ?, ?)");
  record.bind(std::string_view(file.sha256), std::string_view(file.name),
              static_cast<std::int64_t>(file.bytes), std::string_view(file.imported),
              std::string_view(file.program));
  if (!record.run()) return wrong();
  const std::int64_t file_key = sqlite3_last_insert_rowid(database);
  for (const Publication& p : *decided) {
    const auto vintage_key = write_vintage(database, p);
    if (!vintage_key) return wrong();
    Statement part(database, "INSERT INTO import(file, vintage, figures) VALUES(?, ?, ?)");
    part.bind(file_key, *vintage_key, static_cast<std::int64_t>(p.cells()));
    if (!part.run() || !write_rows(database, p, {*vintage_key, file_key})) return wrong();
  }
  if (!seal(database, Sealed::import, file_key, file.imported) || !transaction.commit())
    return wrong();
  return std::nullopt;
}

std::optional<Error> Store::add(const Withdrawal& withdrawal) {
  return write_withdrawal(database_.get(), file_, withdrawal);
}

Result<std::vector<Withdrawal>> Store::withdrawals() const {
  return read_withdrawals(database_.get(), file_);
}

Result<Soundness> Store::soundness() const { return check_soundness(database_.get(), file_); }

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
