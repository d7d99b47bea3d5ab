#include "ledger/seals.h"

#include <set>

#include "ledger/digest.h"
#include "ledger/sha256.h"
#include "ledger/sqlite.h"

namespace muster {
namespace {

// A row of the table `seal`; its key is that of its place in the chain.
struct Seal {
  std::int64_t key = 0;
  Sealed what = Sealed::import;
  std::int64_t of = 0;
  bool late = false;
  std::string day;
  std::string content;
  std::string chain;
};

std::string chained(const Seal& seal, const std::string& before) {
  const char* what = seal.what == Sealed::import ? "import" : "withdrawal";
  return sha256(before + "\n" + std::to_string(seal.key) + "\n" + what + "\n" +
                std::to_string(seal.of) + "\n" + (seal.late ? "late" : "at once") + "\n" +
                seal.day + "\n" + seal.content + "\n");
}

bool add_seal(sqlite3* database, Seal seal) {
  Statement last(database, "SELECT key, chain FROM seal ORDER BY key DESC LIMIT 1");
  std::string before;
  seal.key = 1;
  if (last.step()) {
    seal.key = last.integer(0) + 1;
    before = last.text(1);
  }
  if (!last.ok()) return false;
  const std::string column = seal.what == Sealed::import ? "file" : "withdrawal";
  Statement row(database, "INSERT INTO seal(key, " + column +
                              ", late, day, content, chain) VALUES(?, ?, ?, ?, ?, ?)");
  row.bind(seal.key, seal.of, std::int64_t{seal.late ? 1 : 0}, std::string_view(seal.day),
           std::string_view(seal.content), std::string_view(chained(seal, before)));
  return row.run();
}

std::optional<std::vector<Seal>> seals(sqlite3* database) {
  std::vector<Seal> found;
  Statement rows(database,
                 "SELECT key, file, withdrawal, late, day, content, chain FROM seal ORDER BY key");
  while (rows.step()) {
    const bool of_import = rows.type(1) != 'n';
    found.push_back({rows.integer(0), of_import ? Sealed::import : Sealed::withdrawal,
                     rows.integer(of_import ? 1 : 2), rows.integer(3) != 0, rows.text(4),
                     rows.text(5), rows.text(6)});
  }
  if (!rows.ok()) return std::nullopt;
  return found;
}

}  // namespace

bool seal(sqlite3* database, Sealed what, std::int64_t key, const std::string& day) {
  const auto digests = what == Sealed::import ? digests_of_imports(database, key)
                                              : digests_of_withdrawals(database, key);
  if (!digests || !digests->contains(key)) return false;
  return add_seal(database, {0, what, key, false, day, digests->at(key), ""});
}

bool seal_older_imports(sqlite3* database) {
  Statement today(database, "SELECT date('now', 'localtime')");
  Statement rows(database,
                 "SELECT key FROM file WHERE key NOT IN "
                 "(SELECT file FROM seal WHERE file IS NOT NULL) ORDER BY key");
  std::vector<std::int64_t> keys;
  while (rows.step()) keys.push_back(rows.integer(0));
  if (!today.step() || !rows.ok()) return false;
  if (keys.empty()) return true;
  const auto digests = digests_of_imports(database);
  if (!digests) return false;
  for (const std::int64_t key : keys) {
    if (!digests->contains(key) ||
        !add_seal(database, {0, Sealed::import, key, true, today.text(0), digests->at(key), ""}))
      return false;
  }
  return true;
}

std::optional<CheckedSeals> check_seals(sqlite3* database) {
  const auto all = seals(database);
  auto imports = digests_of_imports(database);
  auto withdrawals = digests_of_withdrawals(database);
  if (!all || !imports || !withdrawals) return std::nullopt;
  CheckedSeals checked;
  std::string before;
  std::int64_t place = 0;
  for (const Seal& seal : *all) {
    Digests& digests = seal.what == Sealed::import ? *imports : *withdrawals;
    const auto now = digests.find(seal.of);
    const bool chain = seal.key == ++place && chained(seal, before) == seal.chain;
    if (now == digests.end()) {
      checked.broken.push_back({seal.what, seal.of, "its record is gone, its digest is not"});
    } else if (now->second != seal.content) {
      checked.broken.push_back(
          {seal.what, seal.of, "what is there now has another digest than what was written"});
    } else if (!chain) {
      checked.broken.push_back(
          {seal.what, seal.of, "the chain of digests is broken at its digest"});
    } else {
      ++checked.agree;
    }
    if (seal.late) checked.late.push_back(seal.of);
    if (now != digests.end()) digests.erase(now);
    // From what stands there, so that one broken link does not break all that follow.
    before = seal.chain;
    place = seal.key;
  }
  for (const auto& [key, digest] : *imports)
    checked.broken.push_back({Sealed::import, key, "it has no digest"});
  for (const auto& [key, digest] : *withdrawals)
    checked.broken.push_back({Sealed::withdrawal, key, "it has no digest"});
  return checked;
}

}  // namespace muster
