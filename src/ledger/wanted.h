// Which publications a reader could still bring: known of, and not held as whole tables.
#pragma once

#include <vector>

#include "ledger/ledger.h"

namespace muster {

struct Wanted {
  const KnownPublication* publication = nullptr;
  const Vintage* quoted =
      nullptr;  // the vintage with what others quoted of it; null: nothing is here
};

// Those published by `as_of`, in the order of the table. What is held is asked of the ledger's
// vintages, embedded or imported: of the same publisher, and published on that day or in that
// month.
std::vector<Wanted> wanted_publications(const Ledger& ledger, Date as_of);

}  // namespace muster
