// muster vintages --wanted: which publications a reader could still bring.
#pragma once

#include <string>

#include "ledger/ledger.h"

namespace muster::cli {

// `publisher`: of this one only; empty for all. `format` is "text", "csv" or "json".
void print_wanted(const Ledger& ledger, Date as_of, const std::string& publisher,
                  const std::string& format);

}  // namespace muster::cli
