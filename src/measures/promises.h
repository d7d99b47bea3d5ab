// Whether what was promised for an ally was kept, by the figures of a day's newest publication.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "measures/figure.h"

namespace muster {

enum class PromiseState : std::uint8_t {
  kept,      // the figure of the year that was named is at or above it
  missed,    // that year is over, and its figure is below
  open,      // the year is not over
  replaced,  // another promise took its place before the year was over
  unjudged,  // no figure says it: a sum of money, a share of another whole, a year without a figure
};
std::string_view to_string(PromiseState state);

struct PromiseStanding {
  const Promise* promise = nullptr;
  PromiseState state = PromiseState::unjudged;
  // Of the year named, or where that is still to come of the latest year there is.
  std::optional<Figure> figure;
  Year year;                             // of the figure
  const Promise* replaced_by = nullptr;  // only where replaced
  // Publications whose figure of that year says the contrary of kept or missed, newest first.
  std::vector<VintageId> otherwise;
};

// Those said up to the scope's day, oldest first; of one ally, or of all.
std::vector<PromiseStanding> promises_made(const Ledger& ledger, std::optional<AreaId> area,
                                           const Scope& scope);

// "2% of GDP", "2% of GNI", "€34 billion".
std::string promised_words(const Promise& promise);

}  // namespace muster
