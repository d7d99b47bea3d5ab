#include "ledger/digest.h"

#include <array>
#include <span>
#include <string_view>

#include "ledger/sha256.h"
#include "ledger/sqlite.h"

namespace muster {
namespace {

// A column that came with a later schema writes nothing where it holds the value that older rows
// were given then: their digests stay what they are.
struct Column {
  std::string_view name;
  std::optional<std::string_view> of_older_rows = {};
};

// Rows of a table, each owned by what wrote it.
struct SealedRows {
  std::string_view table;
  std::string_view from;
  std::string_view owner;   // the column with the writer's key
  std::string_view of_one;  // the condition for those of writer ?1
  std::span<const Column> columns;
  std::string_view order;  // total within an owner
};

constexpr Column kFile[] = {{"key"},   {"sha256"},   {"name"},
                            {"bytes"}, {"imported"}, {"program", ""}};
constexpr Column kImport[] = {{"vintage"}, {"figures"}};
constexpr Column kVintage[] = {
    {"key"},          {"id"},           {"publisher"}, {"title"},          {"published"},
    {"cut_off"},      {"first_year"},   {"last_year"}, {"price_base"},     {"estimate_years"},
    {"measure_name"}, {"what_is_here"}, {"url", ""},   {"archive_url", ""}};
constexpr Column kObservation[] = {
    {"vintage"},     {"measure"},   {"ref_area"},   {"time_period"}, {"unit"},  {"price_basis"},
    {"source_cell"}, {"obs_units"}, {"obs_places"}, {"obs_status"},  {"extent"}};
constexpr Column kDailyRate[] = {{"vintage"},     {"currency"},   {"per"},
                                 {"time_period"}, {"rate_units"}, {"rate_places"}};
constexpr Column kAnnualRate[] = {{"vintage"},    {"currency"},    {"per"},    {"time_period"},
                                  {"rate_units"}, {"rate_places"}, {"method"}, {"partial_year"}};
constexpr Column kSupport[] = {{"vintage"},     {"donor"},       {"ref_area"},
                               {"component"},   {"time_period"}, {"unit"},
                               {"source_cell"}, {"obs_units"},   {"obs_places"}};
constexpr Column kWithdrawal[] = {{"key"}, {"vintage"}, {"withdrawn"},
                                  {"day"}, {"why"},     {"program"}};

// By the vintage first, which is the first column of these tables' keys.
constexpr std::string_view kOfOneImport =
    "vintage IN (SELECT vintage FROM import WHERE file = ?1) AND file = ?1";

constexpr SealedRows kOfImports[] = {
    {"file", "file", "key", "key = ?1", kFile, "key"},
    {"import", "import", "file", "file = ?1", kImport, "file, vintage"},
    {"vintage", "import JOIN vintage ON vintage.key = import.vintage", "import.file",
     "import.file = ?1", kVintage, "import.file, import.vintage"},
    {"observation", "observation", "file", kOfOneImport, kObservation,
     "vintage, measure, ref_area, time_period, unit, price_basis, source_cell"},
    {"daily_rate", "daily_rate", "file", kOfOneImport, kDailyRate,
     "vintage, currency, per, time_period"},
    {"annual_rate", "annual_rate", "file", kOfOneImport, kAnnualRate,
     "vintage, currency, per, time_period"},
    {"support", "support", "file", kOfOneImport, kSupport,
     "vintage, donor, component, time_period, unit, source_cell"}};

constexpr SealedRows kOfWithdrawals[] = {
    {"withdrawal", "withdrawal", "key", "key = ?1", kWithdrawal, "key"}};

std::string query_of(const SealedRows& rows, bool of_one) {
  std::string query = "SELECT " + std::string(rows.owner);
  for (const Column& column : rows.columns) query += ", " + std::string(column.name);
  query += " FROM " + std::string(rows.from);
  if (of_one) query += " WHERE " + std::string(rows.of_one);
  return query + " ORDER BY " + std::string(rows.order);
}

void add_text(std::string_view text, std::string& row) {
  row += std::to_string(text.size());
  row += ':';
  row += text;
}

// Type and length before the value: no two rows have one text.
void write_canonical(const SealedRows& rows, const Statement& found, std::string& row) {
  row.clear();
  add_text(rows.table, row);
  for (std::size_t i = 0; i < rows.columns.size(); ++i) {
    const Column& column = rows.columns[i];
    const int at = static_cast<int>(i) + 1;
    const std::string_view value = found.view(at);
    if (column.of_older_rows && value == *column.of_older_rows) continue;
    if (column.of_older_rows) add_text(column.name, row);
    row += found.type(at);
    add_text(value, row);
  }
  row += '\n';
}

std::optional<Digests> digests_of(sqlite3* database, std::span<const SealedRows> tables,
                                  std::optional<std::int64_t> owner) {
  std::map<std::int64_t, Sha256> hashes;
  std::string row;
  for (const SealedRows& rows : tables) {
    Statement found(database, query_of(rows, owner.has_value()));
    if (owner) found.bind(*owner);
    while (found.step()) {
      write_canonical(rows, found, row);
      hashes[found.integer(0)].add(row);
    }
    if (!found.ok()) return std::nullopt;
  }
  Digests digests;
  for (auto& [key, hash] : hashes) digests.emplace(key, hash.digest());
  return digests;
}

}  // namespace

std::optional<Digests> digests_of_imports(sqlite3* database, std::optional<std::int64_t> file) {
  return digests_of(database, kOfImports, file);
}

std::optional<Digests> digests_of_withdrawals(sqlite3* database,
                                              std::optional<std::int64_t> withdrawal) {
  return digests_of(database, kOfWithdrawals, withdrawal);
}

}  // namespace muster
