#include "ledger/wanted.h"

#include <algorithm>

namespace muster {

namespace {

// More of it is here in print than one table of its allies and years has.
bool has_whole_tables(const Vintage& vintage, const FigureCount& figures) {
  constexpr std::size_t kAllies = 20;  // as many as have figures at least, whatever the year
  const int years = vintage.last_year.value - vintage.first_year.value + 1;
  return figures.printed > static_cast<std::size_t>(std::max(years, 1)) * kAllies;
}

}  // namespace

std::vector<Wanted> wanted_publications(const Ledger& ledger, Date as_of) {
  std::vector<Wanted> wanted;
  const std::vector<FigureCount> figures = figures_by_vintage(ledger);
  for (const KnownPublication& known : ledger.known_publications) {
    if (as_of < known.published.from) continue;
    Wanted one{&known, nullptr};
    bool whole = false;
    for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
      const Vintage& vintage = ledger.vintages[i];
      if (vintage.publisher != known.publisher || !known.published.contains(vintage.published))
        continue;
      whole = whole || has_whole_tables(vintage, figures[i]);
      one.quoted = &vintage;
    }
    if (!whole) wanted.push_back(one);
  }
  return wanted;
}

}  // namespace muster
