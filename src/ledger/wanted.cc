#include "ledger/wanted.h"

namespace muster {

std::vector<Wanted> wanted_publications(const Ledger& ledger, Date as_of) {
  std::vector<Wanted> wanted;
  for (const KnownPublication& known : ledger.known_publications) {
    if (as_of < known.published.from) continue;
    Wanted one{&known, nullptr};
    bool whole = false;
    for (const Vintage& vintage : ledger.vintages) {
      if (vintage.publisher != known.publisher || !known.published.contains(vintage.published))
        continue;
      whole = whole || vintage.complete;
      one.quoted = &vintage;
    }
    if (!whole) wanted.push_back(one);
  }
  return wanted;
}

}  // namespace muster
