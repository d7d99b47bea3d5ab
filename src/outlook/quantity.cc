#include "outlook/quantity.h"

namespace muster {
namespace {

constexpr std::string_view kQuantityNames[kQuantityCount] = {
    "share",
    "spending",
    "above_trend",
    "above_today",
    "cumulative_above_trend",
    "cumulative_above_today",
    "increase",
    "growth",
    "current_spending",
    "current_above_trend",
    "current_above_today",
    "current_cumulative_above_trend",
    "current_cumulative_above_today",
};

}  // namespace

std::string_view name_of(Quantity quantity) {
  return kQuantityNames[static_cast<std::size_t>(quantity)];
}

bool is_current(Quantity quantity) { return quantity >= Quantity::current_spending; }

}  // namespace muster
