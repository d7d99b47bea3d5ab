// What an outlook tells of an ally or group in a year.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace muster {

// Amounts are in dollars at the prices and exchange rates of the base year; those at current prices
// in national currency for an ally, in dollars (at the United States' prices) for a group.
enum class Quantity : std::uint8_t {
  share,        // per cent of GDP, without new policy
  spending,     // on the assumed path
  above_trend,  // spending less what is spent without new policy
  above_today,  // spending less today's share of that year's GDP
  cumulative_above_trend,
  cumulative_above_today,
  increase,  // of spending over the year before
  growth,    // the same in per cent
  current_spending,
  current_above_trend,
  current_above_today,
  current_cumulative_above_trend,
  current_cumulative_above_today,
};
inline constexpr std::size_t kQuantityCount = 13;
std::string_view name_of(Quantity quantity);
bool is_current(Quantity quantity);

// Which of them are wanted: a bit each.
using Quantities = std::uint32_t;
constexpr Quantities bit(Quantity quantity) { return 1U << static_cast<unsigned>(quantity); }
constexpr bool wants(Quantities quantities, Quantity quantity) {
  return (quantities & bit(quantity)) != 0;
}
inline constexpr Quantities kAllQuantities = (1U << kQuantityCount) - 1;
inline constexpr Quantities kShareOnly = bit(Quantity::share);

}  // namespace muster
