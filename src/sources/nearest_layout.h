// What a table that no reader knows looks most like.
#pragma once

#include <string>
#include <string_view>

namespace muster {

// "it looks like the Bank's long table, but has no column 'Year'"; empty where the first lines
// share less than half of any layout's columns.
std::string nearest_layout(std::string_view text);

}  // namespace muster
