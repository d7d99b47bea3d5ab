// muster import FILE…: publishers' own files into the ledger.

#include "sources/import.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "base/text.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/large_file.h"
#include "cli/open_ledger.h"
#include "cli/pdf_text.h"
#include "cli/terminal.h"
#include "cli/version.h"
#include "ledger/sha256.h"
#include "ledger/store.h"
#include "sources/areas.h"
#include "sources/read_source.h"

namespace muster::cli {
namespace {

struct ImportOptions {
  std::vector<std::string> files;
  std::string ledger;
  std::string published;
  std::string indicator;
  bool report = false;
};

struct Total {
  std::size_t read = 0;
  std::size_t fresh = 0;
  bool withdrawn = false;  // a file's vintage is: it answers nothing
};

// The days that files among those to be imported tell of their publisher's others.
using Releases = std::map<std::string, Date>;

void print_report(const SourceFile& source) {
  if (!source.by_code.empty()) {
    Table names({Align::left, Align::left, Align::left});
    names.row({"name", "code", "taken for"});
    for (const TakenByCode& row : source.by_code) {
      const auto area = area_of_code(embedded_ledger(), row.code);
      names.row({row.name, row.code,
                 area ? std::string(embedded_ledger().area(*area).name) : std::string()});
    }
    fmt::print("{}\n", names.print(0));
  }
  Table table({Align::left, Align::left, Align::left});
  table.row({"cell", "stands there", "left out because"});
  for (const LeftOut& row : source.left_out) table.row({row.cell, row.text, row.reason});
  for (const LeftOut& row : source.rounded) table.row({row.cell, row.text, row.reason});
  fmt::print("{}", table.print(0));
}

std::optional<Error> at_file(Error error, const std::string& file) {
  error.where = error.where.empty() ? file : file + ": " + error.where;
  return error;
}

std::optional<Error> make_folder_of(const std::string& file) {
  const auto folder = std::filesystem::path(file).parent_path();
  std::error_code failed;
  if (!folder.empty()) std::filesystem::create_directories(folder, failed);
  if (!failed) return std::nullopt;
  return Error{"the folder can't be made: " + failed.message(), folder.string(),
               "give another by --ledger"};
}

Releases releases_among(const std::vector<std::string>& files) {
  constexpr std::uint64_t kLargest = 4096;  // such a file is a line or two
  Releases found;
  for (const std::string& file : files) {
    std::error_code failed;
    if (std::filesystem::file_size(file, failed) > kLargest || failed) continue;
    const auto bytes = read_bytes(file, kLargest);
    if (!bytes) continue;
    const auto source = read_source(*bytes, embedded_ledger(), {"", today()});
    if (source && source->tells_release)
      found.emplace(source->publication().publisher, source->publication().published);
  }
  return found;
}

// What one file brought.
struct Brought {
  std::vector<std::string> vintages;
  std::size_t read = 0;
  std::size_t fresh = 0;
  bool before = false;                // imported before: nothing changes
  std::vector<Withdrawal> withdrawn;  // of the vintages: nothing changes either
};

// The withdrawals that stand, of these vintages.
Result<std::vector<Withdrawal>> withdrawn_among(const Store& store,
                                                const std::vector<std::string>& vintages) {
  const auto all = store.withdrawals();
  if (!all) return all.error();
  std::vector<Withdrawal> found = standing(*all);
  std::erase_if(found, [&](const Withdrawal& w) {
    return std::ranges::find(vintages, w.vintage) == vintages.end();
  });
  return found;
}

void print_withdrawn(const std::vector<Withdrawal>& withdrawn) {
  for (const Withdrawal& w : withdrawn) {
    fmt::print("  {} is withdrawn since {}: {}\n", w.vintage, w.day, w.why);
    fmt::print("  muster ledger restore {} lets it answer again\n", w.vintage);
  }
}

Result<Brought> keep(Store& store, SourceFile source, const ImportedFile& record,
                     std::optional<Date> published) {
  Brought brought;
  for (const Publication& p : source.publications) brought.read += p.cells();
  const auto before = store.file_with(record.sha256);
  if (!before) return before.error();
  if (*before) {
    for (const ImportedPart& part : (*before)->parts) brought.vintages.push_back(part.vintage);
    brought.before = true;
    auto withdrawn = withdrawn_among(store, brought.vintages);
    if (!withdrawn) return withdrawn.error();
    brought.withdrawn = std::move(withdrawn).value();
    return brought;
  }
  const auto decide = [&](const auto& there) -> Result<std::vector<Publication>> {
    // With nothing in the file yet, the embedded ledger is all there is.
    const auto with_file = there.empty() ? nullptr : extended(embedded_ledger(), there);
    const Ledger ledger = there.empty() ? embedded_ledger() : with_file->view();
    std::vector<Publication> fresh;
    for (Publication& p : source.publications) {
      auto import = prepare_import(std::move(p), published, ledger, there, today());
      if (!import) return import.error();
      if (import->withdrawn) {
        const TakenBack& why = *import->withdrawn;
        brought.vintages = {import->publication.id};
        brought.withdrawn = {{import->publication.id, true, why.day, why.why, ""}};
        return Error{"it is withdrawn", "", ""};  // so that nothing is added
      }
      brought.fresh += import->publication.cells();
      brought.vintages.push_back(import->publication.id);
      fresh.push_back(std::move(import->publication));
    }
    return fresh;
  };
  const auto error = store.add(record, decide);
  if (!brought.withdrawn.empty()) {
    brought.fresh = 0;
    return brought;
  }
  if (error) return *error;
  return brought;
}

// A PDF by its text, all else by its bytes.
Result<SourceFile> read_any(const std::string& name, std::string_view bytes,
                            const SourceHints& hints) {
  if (!is_pdf(bytes)) return read_source(bytes, embedded_ledger(), hints);
  const auto text = pdf_text(name, PdfText::layout);
  if (!text) return Error{text.error().what, "", text.error().hint};
  return read_pdf_text(*text, embedded_ledger());
}

std::optional<Error> import_file(const std::string& name, const ImportOptions& options,
                                 std::optional<Date> published, const Releases& releases,
                                 const std::string& ledger_file, Total& total) {
  const auto file = LargeFile::read(name, kLargestTable);
  if (!file) return file.error();
  const std::string_view bytes = file->bytes();
  const SourceHints hints{options.indicator, today(), published.value_or(kDistantPast)};
  auto source = read_any(name, bytes, hints);
  if (!source) return at_file(source.error(), name);
  const std::string kind = source->kind;
  const std::size_t left_out = source->left_out.size();
  const std::size_t rounded = source->rounded.size();
  const std::size_t by_code = source->by_code.size();
  if (options.report) print_report(*source);
  const auto release = releases.find(source->publication().publisher);
  if (!published && release != releases.end()) published = release->second;

  if (auto error = make_folder_of(ledger_file)) return error;
  auto store = Store::open(ledger_file, Store::Mode::write);
  if (!store) return store.error();
  ImportedFile record;
  record.name = std::filesystem::path(name).filename().string();
  record.sha256 = sha256(bytes);
  record.bytes = bytes.size();
  record.imported = to_string(today());
  record.program = program_version();
  const auto brought = keep(*store, std::move(source).value(), record, published);
  if (!brought) {
    // The store's own errors name its file.
    const bool of_store = brought.error().where == ledger_file;
    return of_store ? brought.error() : at_file(brought.error(), name);
  }
  constexpr std::size_t kNamed = 6;
  fmt::print("{}: {}, {}{}\n", name, kind,
             brought->vintages.size() <= kNamed
                 ? join_prose(brought->vintages)
                 : std::to_string(brought->vintages.size()) + " vintages",
             brought->before               ? "; imported before, nothing changes"
             : !brought->withdrawn.empty() ? "; nothing changes"
                                           : "");
  fmt::print("  {} observations, {} new; {} cells left out{}{}\n", brought->read, brought->fresh,
             left_out, rounded > 0 ? fmt::format(", {} rounded to 18 digits", rounded) : "",
             left_out + rounded > 0 && !options.report ? " (--report lists them)" : "");
  if (by_code > 0) {
    fmt::print("  {} taken by {} code, since the ledger does not know {}{}\n",
               by_code == 1 ? "1 country" : std::to_string(by_code) + " countries",
               by_code == 1 ? "its" : "their", by_code == 1 ? "its name" : "their names",
               options.report ? "" : " (--report lists them)");
  }
  print_withdrawn(brought->withdrawn);
  total.withdrawn = total.withdrawn || !brought->withdrawn.empty();
  total.read += brought->read;
  total.fresh += brought->fresh;
  return std::nullopt;
}

int run_import(const ImportOptions& options) {
  std::optional<Date> published;
  if (!options.published.empty()) {
    auto date = parse_date(options.published);
    if (!date) return fail({date.error().what, "--published", date.error().hint});
    published = *date;
  }
  const std::string ledger_file = ledger_path(options.ledger);
  const Releases releases = releases_among(options.files);
  Total total;
  for (const std::string& file : options.files) {
    auto error = import_file(file, options, published, releases, ledger_file, total);
    if (error) return fail(*error);
  }
  if (options.files.size() > 1) {
    fmt::print("{} observations, {} new\n", total.read, total.fresh);
  }
  return total.withdrawn ? kBadNews : kOk;
}

}  // namespace

Command import_command() {
  return command<ImportOptions>(
      "import", "a publisher's own file into the ledger",
      [](ImportOptions& o) -> std::vector<Option> {
        return {{"file", &o.files, "files as the publisher put them out", Need::required},
                {"--published", &o.published,
                 "the day on which they were published, where they don't say it (2024-06-17)"},
                {"--indicator", &o.indicator,
                 "what a World Bank table holds, where it doesn't say it (SP.POP.TOTL)"},
                ledger_option(o.ledger),
                {"--report", &o.report, "list every cell that was left out, and why"}};
      },
      run_import);
}

}  // namespace muster::cli
