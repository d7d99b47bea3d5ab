// muster ledger: what was imported, taking it back and restoring it, is the file sound, and a copy
// of it.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/command.h"
#include "cli/ledger_list.h"
#include "cli/open_ledger.h"
#include "cli/version.h"
#include "ledger/store.h"

namespace muster::cli {
namespace {

struct LedgerOptions {
  std::string ledger;
  std::string target;
};

Result<Store> open_store(const std::string& ledger, Store::Mode mode = Store::Mode::read) {
  const std::string file = ledger_path(ledger);
  if (!ledger_file_exists(file))
    return Error{"there is no such ledger file", file, "muster import makes one"};
  return Store::open(file, mode);
}

struct ListOptions {
  std::string ledger;
  std::string format;
};

int run_list(const ListOptions& options) {
  const auto store = open_store(options.ledger);
  if (!store) return fail(store.error());
  const auto files = store->files();
  if (!files) return fail(files.error());
  const auto withdrawals = store->withdrawals();
  if (!withdrawals) return fail(withdrawals.error());
  fmt::print("{}", ledger_list(*files, *withdrawals, options.format));
  return kOk;
}

// The vintages with what was imported of each; false where they can't be read.
bool print_vintages(const Store& store) {
  const auto publications = store.publications(Rates::all);
  const auto files = store.files();
  if (!publications || !files) return false;
  for (const Publication& p : *publications) {
    fmt::print("{}  {} figures  {}\n", p.id, p.cells(), p.title);
    if (p.withdrawn) fmt::print("  withdrawn on {}: {}\n", p.withdrawn->day, p.withdrawn->why);
    for (const ImportedFile& file : *files) {
      const auto part = std::ranges::find(file.parts, p.id, &ImportedPart::vintage);
      if (part == file.parts.end()) continue;
      fmt::print("  from {}, imported on {}, {} figures\n  sha256 {}\n", file.name, file.imported,
                 part->figures, file.sha256);
    }
  }
  return true;
}

std::string counted(std::size_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

// The first is a withdrawal.
std::string counted_withdrawals(std::size_t count) {
  return count == 1 ? "1 withdrawal" : std::to_string(count) + " withdrawals and restorations";
}

void print_what_to_do(const Soundness& found) {
  fmt::print("not sound. Restore a backup (muster ledger backup makes one).");
  if (found.damaged_files.empty()) {
    fmt::print(" Without one, import the files again into a fresh ledger file.\n");
  } else {
    fmt::print(" Without one, import {} again into a fresh ledger file, with the others.\n",
               join_prose(found.damaged_files));
  }
}

int run_check(const LedgerOptions& options) {
  const auto store = open_store(options.ledger);
  if (!store) return fail(store.error());
  const auto found = store->soundness();
  if (!found) return fail(found.error());
  for (const std::string& fault : found->faults) fmt::print("fault: {}\n", fault);
  // Of a damaged file the list is told as far as it can be read.
  const bool readable = print_vintages(*store);
  fmt::print("{}, {}{}; {} {}\n", counted(found->imports, "import"),
             counted(found->figures, "figure"),
             found->withdrawals == 0 ? "" : ", " + counted_withdrawals(found->withdrawals),
             counted(found->digests, "digest"), found->digests == 1 ? "agrees" : "agree");
  if (found->digests_of_migration > 0) {
    fmt::print(
        "{} by a muster that kept no digests: theirs are of the day on which the file was brought "
        "up to date, and tell nothing of the time before\n",
        counted(found->digests_of_migration, "import"));
  }
  if (found->sound() && readable) {
    fmt::print("sound\n");
    return kOk;
  }
  if (!readable) fmt::print("fault: its figures can't be read\n");
  print_what_to_do(*found);
  return kBadNews;
}

struct WithdrawOptions {
  std::string ledger;
  std::string vintage;
  std::string why;
};

std::size_t embedded_figures(const std::string& vintage) {
  const Ledger& ledger = embedded_ledger();
  const auto found = find_vintage(ledger, vintage);
  return found ? figures_of(ledger, *found).all() : 0;
}

std::size_t imported_figures(const std::vector<ImportedFile>& files, const std::string& vintage) {
  std::size_t count = 0;
  for (const ImportedFile& file : files) {
    for (const ImportedPart& part : file.parts) {
      if (part.vintage == vintage) count += part.figures;
    }
  }
  return count;
}

bool was_imported(const std::vector<ImportedFile>& files, const std::string& vintage) {
  return std::ranges::any_of(files, [&](const ImportedFile& file) {
    return std::ranges::find(file.parts, vintage, &ImportedPart::vintage) != file.parts.end();
  });
}

// Lists tell it on a line.
std::string as_one_line(const std::string& text) {
  std::string line = with_valid_utf8(text);
  for (char& c : line) c = static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  return std::string(trimmed(line));
}

int run_withdrawal(const WithdrawOptions& options, bool withdrawn) {
  auto store = open_store(options.ledger, Store::Mode::write);
  if (!store) return fail(store.error());
  const auto files = store->files();
  if (!files) return fail(files.error());
  const std::string& id = options.vintage;
  const bool embedded = find_vintage(embedded_ledger(), id).ok();
  if (embedded && !was_imported(*files, id)) {
    return fail({id + " is embedded in the program and was not imported", "",
                 "only what was imported can be withdrawn; --as-of and --vintage choose among "
                 "publications"});
  }
  const std::string why = as_one_line(options.why);
  if (auto error =
          store->add({id, withdrawn, to_string(today()), why, std::string(program_version())}))
    return fail(*error);
  const std::string figures = counted(imported_figures(*files, id), "figure");
  if (!withdrawn) {
    fmt::print("{} is restored: what was imported of it ({}) answers again\n", id, figures);
    return kOk;
  }
  fmt::print(
      "{} is withdrawn: what was imported of it ({}) answers nothing from now on, and stays in the "
      "file\n",
      id, figures);
  if (embedded)
    fmt::print("what is embedded in the program of it ({}) stays\n",
               counted(embedded_figures(id), "figure"));
  fmt::print("muster ledger restore {} undoes it\n", id);
  return kOk;
}

int run_backup(const LedgerOptions& options) {
  const auto store = open_store(options.ledger);
  if (!store) return fail(store.error());
  if (ledger_file_exists(options.target))
    return fail(
        {"it is there already", options.target, "name a new file: a backup overwrites nothing"});
  if (auto error = store->backup(options.target)) return fail(*error);
  fmt::print("{}\n", options.target);
  return kOk;
}

std::vector<Option> withdrawal_options(WithdrawOptions& o) {
  return {{"vintage", &o.vintage, "which: see muster ledger list", Need::required},
          {"--why", &o.why, "the reason, which is kept", Need::required},
          ledger_option(o.ledger)};
}

}  // namespace

Command ledger_command() {
  return {
      .name = "ledger",
      .help = "the file of what was imported: what is in it, taking it back, is it sound; a copy",
      .subcommands = {
          command<ListOptions>(
              "list", "what was imported, when, from which file; what is withdrawn",
              [](ListOptions& o) -> std::vector<Option> {
                return {ledger_option(o.ledger), format_option(o.format, {"text", "csv", "json"})};
              },
              run_list),
          command<WithdrawOptions>(
              "withdraw", "takes an imported vintage back: it is kept and answers nothing",
              withdrawal_options, [](const WithdrawOptions& o) { return run_withdrawal(o, true); }),
          command<WithdrawOptions>(
              "restore", "lets a withdrawn vintage answer again", withdrawal_options,
              [](const WithdrawOptions& o) { return run_withdrawal(o, false); }),
          command<LedgerOptions>(
              "check", "is it sound, digit by digit, and what is in there",
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
