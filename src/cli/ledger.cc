// muster ledger check and muster ledger backup: is the ledger file sound, and a copy of it.

#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/open_ledger.h"
#include "ledger/store.h"

namespace muster::cli {
namespace {

struct LedgerOptions {
  std::string ledger;
  std::string target;
};

Result<Store> open_store(const LedgerOptions& options) {
  const std::string file = ledger_path(options.ledger);
  if (!ledger_file_exists(file))
    return Error{"there is no such ledger file", file, "muster import makes one"};
  return Store::open(file, Store::Mode::read);
}

int run_check(const LedgerOptions& options) {
  const auto store = open_store(options);
  if (!store) return fail(store.error());
  const auto faults = store->faults();
  if (!faults) return fail(faults.error());
  const auto publications = store->publications(Rates::all);
  if (!publications) return fail(publications.error());
  const auto files = store->files();
  if (!files) return fail(files.error());
  for (const std::string& fault : *faults) fmt::print("fault: {}\n", fault);
  for (const Publication& p : *publications) {
    fmt::print("{}  {} figures  {}\n", p.id, p.cells(), p.title);
    for (const ImportedFile& file : *files) {
      const auto part = std::ranges::find(file.parts, p.id, &ImportedPart::vintage);
      if (part == file.parts.end()) continue;
      fmt::print("  from {}, imported on {}, {} figures\n  sha256 {}\n", file.name, file.imported,
                 part->figures, file.sha256);
    }
  }
  fmt::print("{} files, {} vintages, {}\n", files->size(), publications->size(),
             faults->empty() ? "sound" : "not sound: restore a backup");
  return faults->empty() ? kOk : kBadNews;
}

int run_backup(const LedgerOptions& options) {
  const auto store = open_store(options);
  if (!store) return fail(store.error());
  if (ledger_file_exists(options.target))
    return fail(
        {"it is there already", options.target, "name a new file: a backup overwrites nothing"});
  if (auto error = store->backup(options.target)) return fail(*error);
  fmt::print("{}\n", options.target);
  return kOk;
}

}  // namespace

Command ledger_command() {
  return {
      .name = "ledger",
      .help = "the file of what was imported: is it sound; a copy",
      .subcommands = {
          command<LedgerOptions>(
              "check", "is it sound, and what is in there",
              [](LedgerOptions& o) -> std::vector<Option> { return {ledger_option(o.ledger)}; },
              run_check),
          command<LedgerOptions>(
              "backup", "copies it, while others may use it",
              [](LedgerOptions& o) -> std::vector<Option> {
                return {ledger_option(o.ledger), {"file", &o.target, "where to", Need::required}};
              },
              run_backup)}};
}

}  // namespace muster::cli
