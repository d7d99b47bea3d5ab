#include "ledger/withdrawals.h"

#include <algorithm>

#include "base/text.h"
#include "ledger/seals.h"
#include "ledger/sqlite.h"

namespace muster {
namespace {

Result<std::int64_t> key_of_vintage(sqlite3* database, const std::string& file,
                                    const std::string& id) {
  std::vector<std::string> imported;
  Statement rows(database, "SELECT key, id FROM vintage ORDER BY id");
  while (rows.step()) {
    if (rows.view(1) == id) return rows.integer(0);
    imported.push_back(rows.text(1));
  }
  if (!rows.ok()) return database_error(database, file);
  return Error{"no vintage '" + id + "' was imported", file,
               imported.empty() ? "nothing was" : suggestion(id, imported)};
}

// Why the change is none; nothing where it is one.
std::optional<Error> refusal(const std::vector<Withdrawal>& all, const Withdrawal& withdrawal) {
  const auto last =
      std::ranges::find(all.rbegin(), all.rend(), withdrawal.vintage, &Withdrawal::vintage);
  const bool is_withdrawn = last != all.rend() && last->withdrawn;
  if (is_withdrawn == withdrawal.withdrawn && is_withdrawn)
    return Error{
        withdrawal.vintage + " is withdrawn already, since " + last->day + ": " + last->why, "",
        "muster ledger restore lets it answer again"};
  if (is_withdrawn == withdrawal.withdrawn)
    return Error{withdrawal.vintage + " is not withdrawn", "", "muster ledger list says what is"};
  return std::nullopt;
}

}  // namespace

Result<std::vector<Withdrawal>> read_withdrawals(sqlite3* database, const std::string& file) {
  std::vector<Withdrawal> found;
  Statement rows(database,
                 "SELECT vintage.id, withdrawn, day, why, program FROM withdrawal JOIN vintage ON "
                 "vintage.key = withdrawal.vintage ORDER BY withdrawal.key");
  while (rows.step())
    found.push_back({rows.text(0), rows.integer(1) != 0, rows.text(2), rows.text(3), rows.text(4)});
  if (!rows.ok()) return database_error(database, file);
  return found;
}

std::optional<Error> write_withdrawal(sqlite3* database, const std::string& file,
                                      const Withdrawal& withdrawal) {
  if (withdrawal.why.empty())
    return Error{"a withdrawal needs its reason", "--why", "say it in a few words"};
  Transaction transaction(database);
  if (!transaction.begun()) return database_error(database, file);
  const auto vintage = key_of_vintage(database, file, withdrawal.vintage);
  if (!vintage) return vintage.error();
  const auto all = read_withdrawals(database, file);
  if (!all) return all.error();
  if (auto error = refusal(*all, withdrawal)) return error;
  Statement row(database,
                "INSERT INTO withdrawal(vintage, withdrawn, day, why, program) "
                "VALUES(?, ?, ?, ?, ?)");
  row.bind(*vintage, std::int64_t{withdrawal.withdrawn ? 1 : 0}, std::string_view(withdrawal.day),
           std::string_view(withdrawal.why), std::string_view(withdrawal.program));
  const bool done =
      row.run() &&
      seal(database, Sealed::withdrawal, sqlite3_last_insert_rowid(database), withdrawal.day) &&
      transaction.commit();
  if (!done) return database_error(database, file);
  return std::nullopt;
}

std::vector<Withdrawal> standing(const std::vector<Withdrawal>& all) {
  std::vector<Withdrawal> found;
  for (const Withdrawal& withdrawal : all) {
    std::erase_if(found, [&](const Withdrawal& w) { return w.vintage == withdrawal.vintage; });
    if (withdrawal.withdrawn) found.push_back(withdrawal);
  }
  return found;
}

}  // namespace muster
