// Digests of what an import or a withdrawal wrote: SHA-256 over its rows as canonical text, so that
// a figure that changed on the disk is found. SQLite's own pages have no checksums.
//
// The text of a row is the table's name and the columns that are named in digest.cc, each with its
// type and length; it does not depend on SQLite's format, nor on which rows others wrote between.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

struct sqlite3;

namespace muster {

using Digests = std::map<std::int64_t, std::string>;  // by the key of the file or withdrawal

// Of every import, or of that of one file: its record, its vintages, and the figures, rates and
// support that it added. One pass over the tables. None on an error of the database.
std::optional<Digests> digests_of_imports(sqlite3* database,
                                          std::optional<std::int64_t> file = std::nullopt);
// Of every withdrawal and restoration, or of one.
std::optional<Digests> digests_of_withdrawals(
    sqlite3* database, std::optional<std::int64_t> withdrawal = std::nullopt);

}  // namespace muster
