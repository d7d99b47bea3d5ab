// Muster's own CSV: the tidy table (ledger/tidy_table.h) that `muster export` writes, or that a
// user writes by hand.
#pragma once

#include <map>
#include <string>

#include "ledger/tidy_table.h"
#include "sources/figures.h"
#include "sources/source_file.h"

namespace muster {

bool is_tidy_csv(std::string_view text);

// The columns may stand in any order. Fails on an unknown column or a missing one, on what is no
// figure or can't be one of its measure (ledger/figure_rules.h), on a publication that is described
// in two ways, on one figure given twice with two values.
Result<SourceFile> read_tidy_csv(std::string_view text, const Ledger& ledger,
                                 const SourceHints& hints = {});

// Collects rows of a tidy table, whatever they are written in.
class TidyFigures {
 public:
  TidyFigures(const Ledger& ledger, Date today) : ledger_(ledger), today_(today) {
    file_.publications.clear();
  }

  // Errors are without their place in the file.
  std::optional<Error> add(const TidyRowView& row);
  // Fails when there was no row.
  Result<SourceFile> finish(std::string kind);

 private:
  struct Part {
    std::size_t publication;
    std::array<std::string, kTidyColumns> described;  // as in its first row
  };
  Result<Part*> part_of(const TidyRowView& row);

  const Ledger& ledger_;
  Date today_;
  SourceFile file_;
  std::map<std::string, Part, std::less<>> parts_;  // by vintage
  Part* last_ = nullptr;
  FigureList figures_{file_, Reprints::some};
};

}  // namespace muster
