// A slice of the ledger as text: Muster's own CSV, SDMX-CSV 2.0, JSON. What is written as CSV or
// SDMX-CSV comes back by `muster import` as it was.
#pragma once

#include <string>
#include <vector>

#include "ledger/ledger.h"

namespace muster {

// The tidy table (ledger/tidy_table.h), a row a cell.
std::string to_csv(const Ledger& ledger, const std::vector<Observation>& slice);

// SDMX-CSV 2.0 of the dataflow MUSTER:LEDGER(1.0), a row a figure: the vintage is a dimension. A
// figure that one publication prints in several cells names them all: SOURCE_CELL is an attribute
// of several values.
std::string to_sdmx_csv(const Ledger& ledger, const std::vector<Observation>& slice);

// {"schema": "muster.export/1", "vintages": […], "observations": […]}
std::string to_json(const Ledger& ledger, const std::vector<Observation>& slice);

}  // namespace muster
