// The drawings of the annual report, from what its tables are made of.
#pragma once

#include <optional>

#include "publish/report.h"
#include "publish/report_tables.h"

namespace muster {

// One year's shares, largest first, with the guideline's line.
Drawing ranking_drawing(const ReportContext& context, const Compliance& shares);

// All allies over the years, small and on one scale.
Drawing trends_drawing(const ReportContext& context, const DataTable& years, double threshold);

// Two guidelines at once. Both figures of an ally are of one vintage: the one that has the second
// for every ally, else for most. Where that is not the one of `first`, the sentence says so, and
// how many met each by it.
struct BothGuidelines {
  Prose sentence;
  Drawing drawing;
  DataTable table;
};
std::optional<BothGuidelines> both_guidelines(const ReportContext& context, const Compliance& first,
                                              const Compliance& second);

}  // namespace muster
