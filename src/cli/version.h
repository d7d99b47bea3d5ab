// The version of the program, as it is told and kept with each import.
#pragma once

#include <string_view>

namespace muster::cli {

std::string_view program_version();  // "0.1.0"

}  // namespace muster::cli
