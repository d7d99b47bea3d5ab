// Figures as publishers write them, to decimals.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.h"

namespace muster {

// A figure, and whether it is not all that stood there.
struct WrittenFigure {
  Decimal value;
  bool rounded = false;  // half away from zero, where a decimal has no room for the last digits
};

// Digit by digit as it was written, with a point or with an exponent: "3.26980459253118",
// "2.862511E-08". Rounded where it has more than kMostDigits or kMostPlaces, as no file of a
// publisher has had yet. None for what is no number, or too large to be rounded.
std::optional<WrittenFigure> parse_written_figure(std::string_view text);

}  // namespace muster
