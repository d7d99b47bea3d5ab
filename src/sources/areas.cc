#include "sources/areas.h"

#include <algorithm>
#include <array>
#include <utility>

namespace muster {
namespace {

// Codes that the World Bank used until it took ISO's (Romania, DR Congo, Timor-Leste, Andorra, Isle
// of Man, Palestine, Kosovo), and the Fund's of Kosovo and Palestine.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kEarlierCodes = {{
    {"ROM", "ROU"},
    {"ZAR", "COD"},
    {"TMP", "TLS"},
    {"ADO", "AND"},
    {"IMY", "IMN"},
    {"WBG", "PSE"},
    {"KSV", "XKX"},
    {"UVK", "XKX"},
    {"KOS", "XKX"},
}};

// Once a name, and not where the code was all that stood there.
void note(SourceFile& file, std::string_view name, std::string_view code) {
  if (name.empty() || name == code) return;
  const auto same = [&](const TakenByCode& row) { return row.name == name && row.code == code; };
  if (std::ranges::none_of(file.by_code, same))
    file.by_code.push_back({std::string(name), std::string(code)});
}

}  // namespace

std::optional<AreaId> area_of_code(const Ledger& ledger, std::string_view code) {
  if (const auto area = area_coded(ledger, code)) return area;
  if (code.size() == 2) {
    const auto at = std::ranges::find(ledger.areas, code, &Area::iso2);
    if (at == ledger.areas.end()) return std::nullopt;
    return static_cast<AreaId>(at - ledger.areas.begin());
  }
  const auto* const earlier =
      std::ranges::find(kEarlierCodes, code, [](const auto& pair) { return pair.first; });
  return earlier == kEarlierCodes.end() ? std::nullopt : area_coded(ledger, earlier->second);
}

Result<AreaId> country_named(const Ledger& ledger, std::string_view name, std::string_view code,
                             SourceFile& file) {
  const auto coded = area_of_code(ledger, code);
  const auto named = find_area(ledger, name);
  if (!named && !coded)
    return Error{"unknown country '" + std::string(name) + "'", "", named.error().hint};
  if (named && (!coded || *coded != *named)) {
    return Error{"'" + std::string(code) + "' is not the code of " + std::string(name), "",
                 "it is " + std::string(ledger.area(*named).code)};
  }
  if (!named) note(file, name, code);
  return *coded;
}

}  // namespace muster
