// A figure as it was published: an integer and the place of its decimal point, so that "2.00" stays
// two decimals and no figure is bent by binary fractions. Computing is done in double.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace muster {

struct Decimal {
  std::int64_t units = 0;   // the digits
  std::uint8_t places = 0;  // how many of them stand behind the point, at most 18

  double to_double() const;
  // As written, with all its places: "2.00".
  std::string to_string() const;
  // Rounded half away from zero to `target` places, as publishers of these tables round.
  Decimal rounded(std::uint8_t target) const;
};

// By value, whatever the number of places: 2.0 and 2.00 are equal.
bool operator==(const Decimal& a, const Decimal& b);
bool operator<(const Decimal& a, const Decimal& b);

// "-12.50"; no exponent, no separators, at most 18 digits. None for all else.
std::optional<Decimal> read_decimal(std::string_view text);
// The same with a sentence for what is none.
Result<Decimal> parse_decimal(std::string_view text);

// "1,303,000" or "3.19": `places` decimals and thousands separators.
std::string with_thousands(double value, int places);

// A double rounded half away from zero at `places` decimals.
double round_to(double value, int places);

}  // namespace muster
