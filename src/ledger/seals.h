// Seals: for each import, withdrawal and restoration the digest of what it wrote (digest.h), in one
// chain. A seal's own digest includes that of the seal before, so that none can be altered, taken
// away or slipped in without the next one telling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace muster {

// What a seal is of: an import's file or a withdrawal, by its key.
enum class Sealed : std::uint8_t { import, withdrawal };

// Seals what was just written, in the transaction that wrote it. False on an error of the database.
bool seal(sqlite3* database, Sealed what, std::int64_t key, const std::string& day);
// Seals the imports of a file that had no seals yet, from today on.
bool seal_older_imports(sqlite3* database);

// A seal that does not agree with what it is of.
struct BrokenSeal {
  Sealed what = Sealed::import;
  std::int64_t key = 0;
  std::string fault;  // "the digest of its rows is another"
};

struct CheckedSeals {
  std::size_t agree = 0;
  std::vector<std::int64_t> late;  // imports whose seal is of a later day: of the migration
  std::vector<BrokenSeal> broken;
};

// Compares every seal with what is there now. None on an error of the database.
std::optional<CheckedSeals> check_seals(sqlite3* database);

}  // namespace muster
