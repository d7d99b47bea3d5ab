// A figure as it was published: an integer and the place of its decimal point, so that "2.00" stays
// two decimals and no figure is bent by binary fractions. Computing is done in double.
//
// Eighteen digits are enough for every figure that a publisher has printed yet (17 in workbooks,
// which store binary doubles; 15 in the World Bank's tables), wherever its point stands: the rate
// of a currency before three redenominations begins at the tenth place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace muster {

inline constexpr int kMostDigits = 18;           // zeros in front don't count
inline constexpr std::uint8_t kMostPlaces = 60;  // behind the point

struct Decimal {
  std::int64_t units = 0;   // the digits
  std::uint8_t places = 0;  // how many of them stand behind the point, at most kMostPlaces

  // The nearest double.
  double to_double() const;
  // As written, with all its places: "2.00".
  std::string to_string() const;
  // Rounded half away from zero to `target` places, as publishers of these tables round. One that
  // has fewer is filled up with zeros, as far as its digits leave room.
  Decimal rounded(std::uint8_t target) const;
  // Times 10^by, from 0 on, exactly: the point moves. None where the digits don't fit.
  std::optional<Decimal> shifted(int by) const;
};

// By value, whatever the number of places: 2.0 and 2.00 are equal.
bool operator==(const Decimal& a, const Decimal& b);
bool operator<(const Decimal& a, const Decimal& b);

// "-12.50"; no exponent, no separators, at most kMostDigits and kMostPlaces. None for all else.
std::optional<Decimal> read_decimal(std::string_view text);
// The same with a sentence for what is none.
Result<Decimal> parse_decimal(std::string_view text);

// "1,303,000" or "3.19": `places` decimals and thousands separators.
std::string with_thousands(double value, int places);

// A double rounded half away from zero at `places` decimals.
double round_to(double value, int places);

}  // namespace muster
