#include "cli/version.h"

namespace muster::cli {

std::string_view program_version() { return MUSTER_VERSION; }

}  // namespace muster::cli
