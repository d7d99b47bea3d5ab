#include "files.h"

namespace muster::tests {

std::filesystem::path source_dir() { return MUSTER_SOURCE_DIR; }
std::filesystem::path program() { return MUSTER_BINARY; }

}  // namespace muster::tests
