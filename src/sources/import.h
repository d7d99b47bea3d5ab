// An import is two steps: read_source() turns a file into publications, prepare_import() says what
// a ledger takes of each: which vintage it is, whether it agrees with what is there, and which of
// its figures are new.
#pragma once

#include <optional>
#include <span>

#include "base/date.h"
#include "ledger/ledger.h"
#include "ledger/publication.h"
#include "sources/read_source.h"  // the first step

namespace muster {

struct Import {
  Publication publication;  // with what is new of it only
  std::size_t read = 0;     // how many figures, rates and sums of aid were read
  bool known_vintage = false;
  std::optional<TakenBack> withdrawn;  // its vintage is: nothing was compared, nothing is new
};

// `published` is what the user says of the day; the file's own word, where it has one, must agree.
// Where neither says it, a vintage of the ledger with the same years and the same figures is taken.
// Fails where the day stays unknown or is after `today`, where a figure is told as known of a year
// that came after it, and where the ledger has other figures for the same vintage:
// the error names the cells. `ledger` is the embedded one with `there`, the publications imported
// before, laid over it.
Result<Import> prepare_import(Publication publication, std::optional<Date> published,
                              const Ledger& ledger, std::span<const Publication> there = {},
                              Date today = kDistantFuture);

}  // namespace muster
