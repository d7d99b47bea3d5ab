// muster check --jsonl: a stream of documents through all cores, results in the order of the input,
// in constant memory.
#pragma once

#include <string>

#include "check/check.h"

namespace muster::cli {

struct StreamOptions {
  CheckOptions check;
  unsigned threads = 0;  // 0: as many as there are
};

// Returns the exit status.
int check_stream(const Ledger& ledger, const std::string& file, const StreamOptions& options);

}  // namespace muster::cli
