#include "outlook/scenario.h"

#include <algorithm>
#include <iterator>

#include "base/decimal.h"

namespace muster {
namespace {

// How much of the gap is closed when this part of the time has passed.
double closed(PathKind kind, double part) {
  switch (kind) {
    case PathKind::frontloaded:
      return 1 - (1 - part) * (1 - part);
    case PathKind::backloaded:
      return part * part;
    case PathKind::linear:
      return part;
    case PathKind::trend:
    case PathKind::hold:
    case PathKind::announced:
      break;
  }
  return 0;
}

double set_share(const PathAsk& ask, const SetShares& shares, Year year) {
  const auto next = shares.lower_bound(year);
  if (next != shares.end() && next->first == year) return next->second;
  const bool first = next == shares.begin();
  const Year from = first ? ask.today : std::prev(next)->first;
  const double start = first ? ask.percent : std::prev(next)->second;
  if (next == shares.end() || next->first <= from) return start;
  const double part = static_cast<double>(year.value - from.value) /
                      static_cast<double>(next->first.value - from.value);
  return start + part * (next->second - start);
}

}  // namespace

std::string_view name_of(PathKind kind) { return kPathNames[static_cast<std::size_t>(kind)]; }

std::optional<PathKind> path_named(std::string_view name) {
  const auto* const at = std::ranges::find(kPathNames, name);
  if (at == std::end(kPathNames)) return std::nullopt;
  return static_cast<PathKind>(at - std::begin(kPathNames));
}

std::string described(PathKind kind, double threshold, int deadline) {
  const std::string goal =
      with_thousands(threshold, 1) + "% of GDP in " + std::to_string(deadline) + ", held after";
  switch (kind) {
    case PathKind::trend:
      return "no new policy: what the projection draws is spent";
    case PathKind::hold:
      return "each ally holds today's share";
    case PathKind::linear:
      return "in equal steps from today's share to " + goal;
    case PathKind::frontloaded:
      return "most of the way at once, from today's share to " + goal;
    case PathKind::backloaded:
      return "most of the way late, from today's share to " + goal;
    case PathKind::announced:
      return "as announced, today's share where nothing was";
  }
  return {};
}

std::vector<double> assumed_shares(const PathAsk& ask, const PathOverride* own, std::size_t years) {
  const PathKind kind = own != nullptr && own->kind ? *own->kind : ask.kind;
  // Shares that are set come before all; for `announced` they are all there is.
  const bool set = own != nullptr && !own->shares.empty();
  if (kind == PathKind::trend && !set) return {};
  std::vector<double> shares{ask.percent};
  const int span = std::max(ask.deadline.value - ask.today.value, 1);
  for (std::size_t i = 1; i <= years; ++i) {
    const auto year = static_cast<std::int16_t>(ask.today.value + static_cast<int>(i));
    const double part = std::min(static_cast<double>(i) / span, 1.0);
    if (set) {
      shares.push_back(set_share(ask, own->shares, Year{year}));
    } else if (ask.percent >= ask.threshold) {
      shares.push_back(ask.percent);
    } else {
      shares.push_back(ask.percent + closed(kind, part) * (ask.threshold - ask.percent));
    }
  }
  return shares;
}

}  // namespace muster
