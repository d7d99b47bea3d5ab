// From the project's own CSV files to a ledger, every row validated: an unknown area, a number that
// is none, a vintage that is not declared, a duplicate key is refused with file and line.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger_data.h"

namespace muster {

// File name (relative to the data folder, "observations/NATO-2024-06-17.csv") to its content.
using DataFiles = std::map<std::string, std::string>;

// The files that read_ledger() needs besides one observations/<vintage>.csv for each vintage that
// has observations.
const std::vector<std::string>& ledger_table_names();

Result<std::unique_ptr<LedgerData>> read_ledger(const DataFiles& files);

}  // namespace muster
