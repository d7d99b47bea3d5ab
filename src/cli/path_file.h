// The file in which a user says what single allies are assumed to do (docs/outlook.md).
#pragma once

#include <map>
#include <optional>
#include <string>

#include "ledger/ledger.h"
#include "outlook/scenario.h"

namespace muster::cli {

struct PathFile {
  std::optional<PathKind> kind;  // of all others
  std::map<AreaId, PathOverride> allies;
};

// Of the file's text; `name` stands in errors. Fails for what is not TOML, an unknown key, path or
// ally, a negative share or a year that has passed; the error says the line.
Result<PathFile> parse_path_file(const Ledger& ledger, std::string_view text,
                                 const std::string& name, Date as_of);

}  // namespace muster::cli
