// Publications as rows of a ledger file's tables: writing them, and reading them back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "ledger/publication.h"

struct sqlite3;

namespace muster {

// Which exchange rates are read: those by which a ledger converts (annual means, and dollars per
// euro by day), or every currency's rate of every day, of which there may be hundreds of thousands.
enum class Rates : std::uint8_t { used, all };

// Every publication of the file, the withdrawn ones too, in the order of their ids. `file` is named
// in errors.
Result<std::vector<Publication>> read_publications(sqlite3* database, const std::string& file,
                                                   Rates rates);

struct RowKeys {
  std::int64_t vintage;
  std::int64_t file;
};

// Makes the vintage's row unless it is there already; its key. None on an error of the database.
std::optional<std::int64_t> write_vintage(sqlite3* database, const Publication& publication);
// Writes its figures, rates and support. False on an error of the database.
bool write_rows(sqlite3* database, const Publication& publication, RowKeys keys);

}  // namespace muster
