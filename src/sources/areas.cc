#include "sources/areas.h"

namespace muster {

Result<AreaId> country_named(const Ledger& ledger, std::string_view name, std::string_view code) {
  const auto named = find_area(ledger, name);
  if (!named) return Error{"unknown country '" + std::string(name) + "'", "", named.error().hint};
  const auto coded = area_coded(ledger, code);
  if (!coded || *coded != *named) {
    return Error{"'" + std::string(code) + "' is not the code of " + std::string(name), "",
                 "it is " + std::string(ledger.area(*named).code)};
  }
  return *named;
}

}  // namespace muster
