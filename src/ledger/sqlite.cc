#include "ledger/sqlite.h"

namespace muster {

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

bool execute(sqlite3* database, const std::string& sql) {
  return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::int64_t pragma(sqlite3* database, const std::string& name) {
  Statement statement(database, "PRAGMA " + name);
  return statement.step() ? statement.integer(0) : -1;
}

}  // namespace muster
