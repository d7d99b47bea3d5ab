// A slice of the ledger as an Excel workbook (Office Open XML): a sheet a measure, with number
// formats, and a sheet of notes that says where the figures come from.
#pragma once

#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "ledger/ledger.h"

namespace muster {

// The bytes of the .xlsx. `made` is the day that the notes name. Fails where a measure has more
// rows than a sheet holds.
Result<std::string> to_workbook(const Ledger& ledger, const std::vector<Observation>& slice,
                                Date made);

}  // namespace muster
