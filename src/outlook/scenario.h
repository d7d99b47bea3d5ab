// Paths of the share that are assumed, not believed: how an ally might come to a guideline by its
// deadline. Arithmetic only.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "ledger/vocabulary.h"

namespace muster {

enum class PathKind {
  trend,        // no new policy: whatever the projection draws
  hold,         // today's share is held
  linear,       // the gap is closed in equal steps
  frontloaded,  // most of it at once: the square of what is left
  backloaded,   // most of it late: the square of the time that has passed
  announced,    // what was announced, as the user's file says; today's share where nothing was
};
inline constexpr std::string_view kPathNames[] = {"trend",       "hold",       "linear",
                                                  "frontloaded", "backloaded", "announced"};
std::string_view name_of(PathKind kind);
std::optional<PathKind> path_named(std::string_view name);
// "in equal steps from today's share to 3.5% of GDP in 2035, held after".
std::string described(PathKind kind, double threshold, int deadline);

// Shares that are set for some years, in per cent of GDP.
using SetShares = std::map<Year, double>;

// What one ally does otherwise than all.
struct PathOverride {
  std::optional<PathKind> kind;
  SetShares shares;  // between them in equal steps, after the last one held
  std::string source;
};

struct PathAsk {
  PathKind kind = PathKind::linear;
  double threshold = 0;  // per cent
  Year deadline;
  Year today;          // the year of the share that is held
  double percent = 0;  // that share
};

// The assumed shares of `today` and each year after it, `years` in all after it; an ally at or
// above the threshold holds its share. With an override its own kind or shares. Empty for the
// trend.
std::vector<double> assumed_shares(const PathAsk& ask, const PathOverride* own, std::size_t years);

}  // namespace muster
