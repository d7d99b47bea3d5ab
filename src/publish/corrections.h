// Corrections to what was published: a table that the publisher keeps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"

namespace muster {

struct Correction {
  Date day;
  std::string about;  // a report's year ("2024"), a page, a vintage
  std::string text;
};

// CSV with the columns day, about and text; `file` is for errors. Newest first.
Result<std::vector<Correction>> read_corrections(std::string_view csv, std::string_view file);

}  // namespace muster
