// Which figure a reader of a day would have found: the newest publication's, of one publisher, up
// to that day.
//
// Vintages stand by publisher and then by day, so that what is known of a publisher on a day is one
// range of positions, and a row belongs to it or not by one comparison.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ledger/ledger.h"

namespace muster {

// Half open.
struct VintageRange {
  std::uint16_t begin = 0;
  std::uint16_t end = 0;

  bool contains(std::uint16_t vintage) const {
    return static_cast<std::uint16_t>(vintage - begin) < static_cast<std::uint16_t>(end - begin);
  }
  static VintageRange only(VintageId vintage) {
    const auto at = static_cast<std::uint16_t>(vintage);
    return {at, static_cast<std::uint16_t>(at + 1)};
  }
};

// Logarithmic in the number of vintages.
VintageRange vintages_known(const Ledger& ledger, std::string_view publisher, Date as_of);

// The last row of `rows` that is of those vintages: the newest figure of a cell. None where there
// is none. Linear in the rows, which are few, and without a branch on what they hold: where the
// newest one stands can't be foretold. In sixteen bits throughout, so that eight are looked at at
// once.
inline std::optional<std::size_t> newest_row(const Ledger& ledger, RowRange rows,
                                             VintageRange vintages) {
  const std::uint16_t* const vintage = ledger.observations.vintage.data() + rows.begin;
  const std::size_t count = rows.end - rows.begin;
  if (count > 16 && count < 0x7FFF) {
    // Unsigned comparison by a signed one, which is the one that vectors have.
    const auto biased = [](std::uint16_t value) {
      return static_cast<std::int16_t>(value ^ 0x8000U);
    };
    const std::int16_t width = biased(static_cast<std::uint16_t>(vintages.end - vintages.begin));
    const auto most = static_cast<std::int16_t>(count);
    std::int16_t newest = 0;  // counted from 1
    for (std::int16_t i = 0; i < most; ++i) {
      const std::int16_t from_begin =
          biased(static_cast<std::uint16_t>(vintage[i] - vintages.begin));
      const auto here = static_cast<std::int16_t>(i + 1);
      newest = std::max(newest, from_begin < width ? here : std::int16_t{0});
    }
    if (newest == 0) return std::nullopt;
    return rows.begin + static_cast<std::size_t>(newest) - 1;
  }
  for (std::size_t i = count; i > 0; --i) {
    if (vintages.contains(vintage[i - 1])) return rows.begin + i - 1;
  }
  return std::nullopt;
}

// For each area the newest row of its cell in that year; kNoRow where it has none. `rows` has as
// many entries as `areas`.
inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;
void newest_rows(const Ledger& ledger, MeasureId measure, std::span<const AreaId> areas, Year year,
                 VintageRange vintages, std::span<std::uint32_t> rows);

}  // namespace muster
