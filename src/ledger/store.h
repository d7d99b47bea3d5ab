// The store: publications that a user imported, in one SQLite file. Append only: a figure is never
// altered or deleted, a correction is a newer vintage; the schema's triggers see to it.
//
// The file adds to the embedded ledger, which is always beneath it. One import is one transaction:
// wholly there or wholly not, whatever ends the program.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "ledger/ledger.h"
#include "ledger/publication.h"
#include "ledger/publication_rows.h"
#include "ledger/soundness.h"
#include "ledger/withdrawals.h"

struct sqlite3;

namespace muster {

// What of a publication a file added.
struct ImportedPart {
  std::string vintage;
  std::uint64_t figures = 0;
};

// A file that was read.
struct ImportedFile {
  std::string name;
  std::string sha256;  // of its bytes: by it a file is known again under any name
  std::uint64_t bytes = 0;
  std::string imported;  // the day, "2026-11-25"
  std::string program;   // the version of muster that imported it; empty: not recorded
  std::vector<ImportedPart> parts;
};

class Store {
 public:
  enum class Mode { read, write };

  // Opens the file; `write` makes it when it is missing and brings an older schema up to date.
  // Fails on what is no ledger file, or one of a newer program.
  static Result<Store> open(const std::string& file, Mode mode);

  // Every publication with its figures, the withdrawn ones too, in the order of their ids.
  Result<std::vector<Publication>> publications(Rates rates = Rates::used) const;
  Result<std::vector<ImportedFile>> files() const;
  // The record of a file of this content, if one was imported.
  Result<std::optional<ImportedFile>> file_with(const std::string& sha256) const;

  // The file that brought a figure; none where the figure is not in the store (it is embedded,
  // or its vintage was withdrawn).
  Result<std::optional<ImportedFile>> file_of(const std::string& vintage,
                                              const PublishedFigure& figure) const;

  // Adds publications and the file that they came from, in one transaction. `decide` is given what
  // is in the store, where nobody else can write meanwhile, and returns the publications with the
  // figures to add (each under its id, which may be there already), or the error for which nothing
  // is added. Of `file` its name, content, day and program are kept; its parts are what was
  // decided.
  using Decide =
      std::function<Result<std::vector<Publication>>(const std::vector<Publication>& there)>;
  std::optional<Error> add(const ImportedFile& file, const Decide& decide);

  // Withdraws a vintage that was imported, or restores it.
  std::optional<Error> add(const Withdrawal& withdrawal);
  // Every withdrawal and restoration, in their order.
  Result<std::vector<Withdrawal>> withdrawals() const;

  Result<Soundness> soundness() const;
  // A copy, taken while others may read and write.
  std::optional<Error> backup(const std::string& file) const;

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  explicit Store(std::string file, sqlite3* database)
      : file_(std::move(file)), database_(database) {}

  std::string file_;
  std::unique_ptr<sqlite3, Closer> database_;
};

}  // namespace muster
