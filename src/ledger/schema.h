// The tables of a ledger file, and how an older file is brought up to date.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

struct sqlite3;

namespace muster {

// "Must", as SQLite's application id.
inline constexpr std::int64_t kApplication = 0x4D757374;
inline constexpr std::int64_t kSchemaVersion = 5;

// Brings an empty file, or one of an older schema, to kSchemaVersion in one transaction. Imports
// that have no digest yet get theirs.
std::optional<Error> migrate(sqlite3* database, const std::string& file);

// The tables, views and triggers that are missing or otherwise than the steps make them, by name.
std::optional<std::vector<std::string>> schema_faults(sqlite3* database);

}  // namespace muster
