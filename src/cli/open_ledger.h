// The ledger that a command answers from: the embedded one, and what the user imported above it.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"
#include "ledger/ledger.h"
#include "ledger/ledger_data.h"

namespace muster::cli {

class OpenLedger {
 public:
  explicit OpenLedger(std::unique_ptr<LedgerData> data)
      : data_(std::move(data)), ledger_(data_ ? data_->view() : embedded_ledger()) {}
  const Ledger& operator*() const { return ledger_; }

 private:
  std::unique_ptr<LedgerData> data_;  // none: nothing was imported
  Ledger ledger_;
};

// `file` as given by --ledger; empty for the default place, where none need be.
Result<OpenLedger> open_ledger(const std::string& file);

bool ledger_file_exists(const std::string& path);

// Where the ledger file is when --ledger does not say: muster/ledger.sqlite under XDG_DATA_HOME.
std::string default_ledger_file();
// What --ledger says, or the default place.
std::string ledger_path(const std::string& given);

}  // namespace muster::cli
