#include "ledger/as_of.h"

namespace muster {

VintageRange vintages_known(const Ledger& ledger, std::string_view publisher, Date as_of) {
  for (const PublisherVintages& row : ledger.publisher_vintages) {
    if (row.publisher != publisher) continue;
    // Halving without a branch on what is found: where the day falls can't be foretold.
    const Date* first = ledger.published.data() + row.begin;
    for (std::size_t left = row.end - row.begin; left > 0;) {
      const std::size_t half = (left + 1) / 2;
      first += first[half - 1] <= as_of ? half : 0;
      left -= half;
    }
    return {row.begin, static_cast<std::uint16_t>(first - ledger.published.data())};
  }
  return {};
}

void newest_rows(const Ledger& ledger, MeasureId measure, std::span<const AreaId> areas, Year year,
                 VintageRange vintages, std::span<std::uint32_t> rows) {
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto row = newest_row(ledger, rows_of(ledger, measure, areas[i], year), vintages);
    rows[i] = row ? static_cast<std::uint32_t>(*row) : kNoRow;
  }
}

}  // namespace muster
