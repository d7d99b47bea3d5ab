// Figures as publishers write them, to decimals.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.h"

namespace muster {

// How many decimals of a figure are kept: far more than any publisher vouches for. Workbooks store
// binary doubles ("16250.362999999999"), whose last digits are noise.
inline constexpr std::uint8_t kKeptPlaces = 6;

// "16250.362999999999", "2.1E-3", "-4.42" to a decimal of at most kKeptPlaces places, without
// zeros at its end; none where the text is no number or out of range.
std::optional<Decimal> parse_figure(std::string_view text);

// A figure that was written as a decimal, kept digit by digit where it fits ("3.26980459253118").
inline std::optional<Decimal> parse_written_figure(std::string_view text) {
  if (const auto exact = read_decimal(text)) return exact;
  return parse_figure(text);
}

}  // namespace muster
