#include "ledger/sdmx.h"

namespace muster {

std::string sdmx_subfield(std::string_view value) {
  if (value.find(kSubfieldSeparator) == std::string_view::npos &&
      value.find('"') == std::string_view::npos)
    return std::string(value);
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::vector<std::string> sdmx_subfields(std::string_view field, char separator) {
  std::vector<std::string> values(1);
  bool quoted = false;
  for (std::size_t i = 0; i < field.size(); ++i) {
    const char c = field[i];
    if (quoted && c == '"' && i + 1 < field.size() && field[i + 1] == '"') {
      values.back() += c;
      ++i;
    } else if (c == '"' && (quoted || values.back().empty())) {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      values.emplace_back();
    } else {
      values.back() += c;
    }
  }
  return values;
}

}  // namespace muster
