// Which observations an export holds.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"

namespace muster {

// Empty lists and years that are not given take everything.
struct SliceOptions {
  std::vector<AreaId> areas;
  std::vector<MeasureId> measures;
  std::vector<VintageId> vintages;
  std::vector<std::string> publishers;
  Date as_of = kDistantFuture;  // of publications up to that day
  std::optional<Year> from;
  std::optional<Year> to;
};

// In the ledger's order: by measure, area and year, then by day of publication.
std::vector<Observation> slice(const Ledger& ledger, const SliceOptions& options);

// The vintages that occur in it, in the ledger's order.
std::vector<VintageId> vintages_of(const std::vector<Observation>& observations);

}  // namespace muster
