// SQLite's C interface, as little of it as the store needs: statements that bind, step and end by
// themselves.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace muster {

// What the database says is wrong, with the file's name.
Error database_error(sqlite3* database, const std::string& file);

// Runs statements that return no rows.
bool execute(sqlite3* database, const std::string& sql);
// The value of a pragma that has one; -1 when it can't be read.
std::int64_t pragma(sqlite3* database, const std::string& name);

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

// A prepared statement. Errors stick: after one, nothing more happens, and ok() is false.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql) {
    status_ = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_,
                                 nullptr);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Binds the parameters from the first on; text is copied.
  template <typename... Values>
  void bind(const Values&... values) {
    int at = 0;
    (bind_at(++at, values), ...);
  }
  // True for a row; false at the end and after an error.
  bool step() {
    if (status_ != SQLITE_OK && status_ != SQLITE_ROW) return false;
    status_ = sqlite3_step(statement_);
    return status_ == SQLITE_ROW;
  }
  // Runs it to its end and makes it ready for other parameters.
  bool run() {
    while (step()) {
    }
    if (!ok()) return false;
    status_ = sqlite3_reset(statement_);
    return ok();
  }
  bool ok() const {
    return status_ == SQLITE_OK || status_ == SQLITE_ROW || status_ == SQLITE_DONE;
  }

  // Holds until the next step.
  std::string_view view(int column) const {
    const auto* bytes = sqlite3_column_text(statement_, column);
    return bytes == nullptr
               ? std::string_view()
               : std::string_view(
                     reinterpret_cast<const char*>(bytes),
                     static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  }
  std::string text(int column) const { return std::string(view(column)); }
  // 'i' for an integer, 't' for a text, 'n' for NULL; other types are in no table of ours.
  char type(int column) const {
    switch (sqlite3_column_type(statement_, column)) {
      case SQLITE_INTEGER:
        return 'i';
      case SQLITE_TEXT:
        return 't';
      case SQLITE_NULL:
        return 'n';
      default:
        return 'x';
    }
  }
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }

 private:
  void bind_at(int at, std::string_view value) {
    if (status_ == SQLITE_OK)
      status_ = sqlite3_bind_text(statement_, at, value.data(), static_cast<int>(value.size()),
                                  SQLITE_TRANSIENT);  // NOLINT: the macro's cast
  }
  void bind_at(int at, std::int64_t value) {
    if (status_ == SQLITE_OK) status_ = sqlite3_bind_int64(statement_, at, value);
  }

  sqlite3_stmt* statement_ = nullptr;
  int status_ = SQLITE_OK;
};

}  // namespace muster
