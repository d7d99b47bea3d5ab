// Files that are there whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace muster::cli {

// Writes beside the file and renames: what was there stays until all of it is written.
std::optional<Error> write_file(const std::string& file, std::string_view content);

}  // namespace muster::cli
