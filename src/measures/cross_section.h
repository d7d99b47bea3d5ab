// All members of a group in one year, in one vintage: what rankings, counts and compliance are read
// from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measures/value.h"

namespace muster {

struct CrossSectionEntry {
  AreaId area;
  std::optional<Figure> figure;  // none where the vintage has none
};

struct CrossSection {
  VintageId vintage{};
  Year year;
  std::vector<CrossSectionEntry> entries;  // members with armed forces, in the order of the areas
  std::vector<AreaId> without_forces;      // members left out for having none: Iceland
  std::size_t covered = 0;                 // entries with a figure
  std::optional<VintageId>
      newer_partial;  // a newer vintage in scope that has some of these figures only
  bool complete() const { return covered == entries.size(); }
};

// From the newest vintage in scope that covers every member; where none does, from the one that
// covers most (the newest of those). Fails when no vintage in scope has any of the figures.
// `definition`, if given, is what a vintage must count to be looked at.
Result<CrossSection> cross_section(const Ledger& ledger, MeasureId measure, AreaId group, Year year,
                                   const ValueOptions& options, std::string_view definition = {});

// Entries with a figure, largest first.
std::vector<CrossSectionEntry> ranked(const CrossSection& section);

// The place of `area` by size, 1 for the largest, among entries with a figure; ties share a place
// at `places` decimals.
struct Rank {
  std::size_t place = 0;
  std::size_t of = 0;
};
std::optional<Rank> rank_of(const CrossSection& section, AreaId area, int places);

}  // namespace muster
