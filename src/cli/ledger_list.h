// What was imported into a ledger file, as it is printed.
#pragma once

#include <string>
#include <vector>

#include "ledger/store.h"

namespace muster::cli {

// `format` is "text", "csv" or "json"; with the withdrawals in their order.
std::string ledger_list(const std::vector<ImportedFile>& files,
                        const std::vector<Withdrawal>& withdrawals, const std::string& format);

}  // namespace muster::cli
