// Countries as publishers name them, with their code beside the name.
#pragma once

#include <string_view>

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

// The area of a code as publishers write it: of three letters, of two, or one that was in use
// earlier ("ZAR", "UVK"). None where it is no code of the ledger's.
std::optional<AreaId> area_of_code(const Ledger& ledger, std::string_view code);

// The country of that code. A name that the ledger does not know is noted in the file, since the
// code decides (names change, and are written in many languages); another country's name is an
// error, as is a code that the ledger does not know beside a name that it does.
Result<AreaId> country_named(const Ledger& ledger, std::string_view name, std::string_view code,
                             SourceFile& file);

}  // namespace muster
