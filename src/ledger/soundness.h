// Is a ledger file sound: as SQLite sees it, as its schema says, and digit by digit what was
// imported (seals.h).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/error.h"

struct sqlite3;

namespace muster {

struct Soundness {
  std::size_t imports = 0;
  std::size_t figures = 0;      // by the records of the imports
  std::size_t withdrawals = 0;  // and restorations
  std::size_t digests = 0;      // that agree
  // Imports of an older muster: their digest is of the day on which their file was brought up to
  // date, and tells nothing of what happened before.
  std::size_t digests_of_migration = 0;
  std::vector<std::string> faults;         // each a sentence; none: it is sound
  std::vector<std::string> damaged_files;  // that were imported and are not what they were, by name

  bool sound() const { return faults.empty(); }
};

// Reads the whole file. Fails only where it can't be read at all at the moment (busy, no memory, no
// right); damage that stops a query is a fault.
Result<Soundness> check_soundness(sqlite3* database, const std::string& file);

}  // namespace muster
