#include "sources/nearest_layout.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "ledger/tidy_table.h"
#include "sources/delimited.h"

namespace muster {
namespace {

struct KnownLayout {
  std::string_view name;
  std::vector<std::string_view> columns;  // those without which it is not read
};

std::vector<KnownLayout> known_layouts() {
  KnownLayout own{"Muster's own table", {}};
  for (std::size_t i = 0; i < kTidyRequired; ++i) own.columns.push_back(kTidyNames.at(i).csv);
  return {
      std::move(own),
      {"a World Bank table of a column a year",
       {"Country Name", "Country Code", "Indicator Name", "Indicator Code"}},
      {"a World Bank table of a row a year", {"Country Name", "Country Code", "Year", "Value"}},
      {"a table of the World Economic Outlook",
       {"Country", "Subject Descriptor", "Units", "Scale"}},
      {"the tracker's aid by donor and month",
       {"country", "iso", "year", "month", "total", "financial", "humanitarian", "military",
        "commitments", "to_be_allocated", "gdp", "pct_gdp"}},
      {"the tracker's aid of all donors by month",
       {"year", "month", "total_allocations", "military", "financial", "humanitarian"}},
      {"the tracker's weapons",
       {"donor", "category", "number_of_weapons", "monetary_value_eur", "weapons_list"}},
      {"SDMX-CSV", {"DATAFLOW", "TIME_PERIOD", "OBS_VALUE"}},
  };
}

struct Nearest {
  const KnownLayout* layout = nullptr;
  std::vector<std::string> missing;
  double shared = 0;
};

void weigh(const KnownLayout& layout, const std::vector<std::string_view>& header, Nearest& best) {
  std::vector<std::string> missing;
  for (const std::string_view column : layout.columns) {
    const auto same = [&](std::string_view field) {
      return same_ignoring_case(trimmed(field), column);
    };
    if (std::ranges::none_of(header, same)) missing.push_back("'" + std::string(column) + "'");
  }
  const std::size_t shared = layout.columns.size() - missing.size();
  const double part = static_cast<double>(shared) / static_cast<double>(layout.columns.size());
  if (shared < 2 || part < 0.5 || part <= best.shared) return;
  best = {&layout, std::move(missing), part};
}

}  // namespace

std::string nearest_layout(std::string_view text) {
  constexpr std::size_t kHead = 16U << 10U;
  constexpr int kLines = 10;
  const auto layouts = known_layouts();
  Nearest best;
  for (const char delimiter : {',', ';', '\t'}) {
    DelimitedReader reader(text.substr(0, kHead), delimiter);
    std::vector<std::string_view> fields;
    for (int line = 0; line < kLines && reader.next(fields); ++line) {
      for (const KnownLayout& layout : layouts) weigh(layout, fields, best);
    }
  }
  if (best.layout == nullptr) return "";
  const std::string name(best.layout->name);
  if (best.missing.empty())
    return "it has the columns of " + name + ", but not its order, separators or figures";
  return "it looks like " + name + ", but has no column " + join_prose(best.missing);
}

}  // namespace muster
