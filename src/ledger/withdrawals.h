// Withdrawals: a publication that was imported and is taken back answers nothing from then on; what
// was imported of it stays in the file. It can be restored. Each of both is a row that is never
// altered: the last one of a vintage says how it stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

struct sqlite3;

namespace muster {

struct Withdrawal {
  std::string vintage;
  bool withdrawn = true;  // or restored
  std::string day;        // "2026-11-30"
  std::string why;
  std::string program;  // the version of muster that wrote it
};

// All of them, in their order. `file` is named in errors.
Result<std::vector<Withdrawal>> read_withdrawals(sqlite3* database, const std::string& file);

// Writes one with its seal, in one transaction. Fails where the vintage was not imported, and where
// it stands so already.
std::optional<Error> write_withdrawal(sqlite3* database, const std::string& file,
                                      const Withdrawal& withdrawal);

// Those that stand: of each vintage the last row, where it withdraws.
std::vector<Withdrawal> standing(const std::vector<Withdrawal>& all);

}  // namespace muster
