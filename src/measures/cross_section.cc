#include "measures/cross_section.h"

#include <algorithm>
#include <map>

namespace muster {
namespace {

CrossSection section_of(const Ledger& ledger, MeasureId measure, const std::vector<AreaId>& areas,
                        Year year, ValueOptions options, VintageId vintage) {
  CrossSection section;
  section.vintage = vintage;
  section.year = year;
  options.scope.vintage = vintage;
  for (const AreaId area : areas) {
    CrossSectionEntry entry{area, std::nullopt};
    if (const auto found = published_observation(ledger, measure, area, year, options)) {
      entry.figure = figure_of(ledger, *found);
      ++section.covered;
    }
    section.entries.push_back(std::move(entry));
  }
  return section;
}

}  // namespace

Result<CrossSection> cross_section(const Ledger& ledger, MeasureId id, AreaId group, Year year,
                                   const ValueOptions& options, std::string_view definition) {
  std::vector<AreaId> with_forces;
  std::vector<AreaId> without;
  for (const AreaId area : members(ledger, group, year)) {
    (ledger.area(area).has_armed_forces ? with_forces : without).push_back(area);
  }
  // One vintage alone is asked: there is nothing to choose.
  if (options.scope.vintage) {
    CrossSection section =
        section_of(ledger, id, with_forces, year, options, *options.scope.vintage);
    if (section.covered > 0) {
      section.without_forces = std::move(without);
      return section;
    }
  }
  // How many members each vintage covers, newest publication first.
  std::map<VintageId, std::size_t, std::greater<>> coverage;
  for (const AreaId area : with_forces) {
    for (const VintageId vintage : vintages_with(ledger, id, area, year, options.scope)) {
      if (definition.empty() || ledger.vintage(vintage).measure_name == definition)
        ++coverage[vintage];
    }
  }
  std::optional<VintageId> best;
  std::optional<VintageId> newest;
  for (const auto& [vintage, count] : coverage) {
    if (!newest) newest = vintage;
    if (!best || count > coverage[*best]) best = vintage;
  }
  if (!best) {
    return Error{"no vintage has the " + std::string(measure(id).title) + " of the members of " +
                     std::string(ledger.area(group).name) + " in " + std::to_string(year.value),
                 "", "see muster vintages for the years that each covers"};
  }
  CrossSection section = section_of(ledger, id, with_forces, year, options, *best);
  section.without_forces = std::move(without);
  if (*newest != *best) section.newer_partial = newest;
  return section;
}

std::vector<CrossSectionEntry> ranked(const CrossSection& section) {
  std::vector<CrossSectionEntry> entries;
  std::ranges::copy_if(section.entries, std::back_inserter(entries),
                       [](const CrossSectionEntry& entry) { return entry.figure.has_value(); });
  const auto value = [](const CrossSectionEntry& entry) {
    return entry.figure ? entry.figure->value : 0.0;
  };
  std::ranges::stable_sort(entries, std::greater<>{}, value);
  return entries;
}

std::optional<Rank> rank_of(const CrossSection& section, AreaId area, int places) {
  const auto own = std::ranges::find(section.entries, area, &CrossSectionEntry::area);
  if (own == section.entries.end() || !own->figure) return std::nullopt;
  Rank rank{1, section.covered};
  for (const CrossSectionEntry& entry : section.entries) {
    if (entry.figure &&
        round_to(entry.figure->value, places) > round_to(own->figure->value, places))
      ++rank.place;
  }
  return rank;
}

}  // namespace muster
