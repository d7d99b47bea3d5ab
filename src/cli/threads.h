// Threads for the library, which starts none of its own.
#pragma once

#include "outlook/executor.h"

namespace muster::cli {

// On `threads` threads (0: as many as the machine has), started for each run; a single item is done
// at once.
Executor threaded(unsigned threads);

}  // namespace muster::cli
