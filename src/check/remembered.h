// What was worked out of the ledger for one claim and serves the next: tables of a year, how far
// figures have been revised, how large the alliance has been. It depends on the ledger alone, so it
// is kept as long as one likes; it is for one thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "check/alliance.h"
#include "measures/cross_section.h"

namespace muster {

// Allies at or above a guideline's line and below it, in one vintage.
struct Sides {
  std::vector<AreaId> above;
  std::vector<AreaId> below;
  std::size_t unknown = 0;
  std::vector<AreaId> without_forces;
  std::vector<std::string> cells;
  VintageId vintage{};
};

// All members of a group in one year and one vintage, and their figures rounded as they are
// published, for ranks: with two decimals, in the order of the entries.
struct Table {
  static constexpr int kPlaces = 2;
  std::optional<CrossSection> section;  // none where the vintage has no figure of any
  std::vector<double> rounded;          // NaN without a figure
};

class Remembered {
 public:
  // The value under `key`, made by `make` the first time.
  template <class Key, class Value, class Make>
  static const Value& once(std::map<Key, Value>& table, const Key& key, const Make& make) {
    const auto at = table.lower_bound(key);
    if (at != table.end() && at->first == key) return at->second;
    return table.emplace_hint(at, key, make())->second;
  }

  const AllianceSize& alliance(const Ledger& ledger);

  // In the vintage that `options` name.
  const Table& table(const Ledger& ledger, MeasureId measure, AreaId group, Year year,
                     const ValueOptions& options);

  using GuidelineYear = std::tuple<const Guideline*, VintageId, Year>;
  std::map<GuidelineYear, std::optional<Sides>> sides;

  std::map<std::pair<MeasureId, Year>, std::vector<bool>> vintages;
  // Of a publisher's figures of one age, and of counts under a guideline.
  std::map<std::tuple<MeasureId, std::string_view, int>, double> revisions;
  std::map<std::pair<const Guideline*, std::string_view>, double> count_revisions;

 private:
  using MeasureYear =
      std::tuple<MeasureId, AreaId, Year, VintageId, std::optional<PriceBasis>, Currency>;
  std::map<MeasureYear, Table> tables_;
  std::optional<AllianceSize> alliance_;
};

}  // namespace muster
