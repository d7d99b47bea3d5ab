#include "base/decimal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace muster {
namespace {

__extension__ using Wide = __int128;

// What 64 bits hold has at most 19 digits.
constexpr int kMostPowers = 20;
constexpr std::array<std::uint64_t, kMostPowers> kPowers = [] {
  std::array<std::uint64_t, kMostPowers> powers{};
  std::uint64_t power = 1;
  for (std::uint64_t& entry : powers) {
    entry = power;
    power *= 10;  // the last product is not used
  }
  return powers;
}();

// Doubles hold these powers exactly.
constexpr int kExactPlaces = 22;
constexpr std::array<double, kExactPlaces + 1> kExactPowers = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Units of a value with `by` places more. Beyond 19 places every value but zero is larger than any
// other's units: that it is so is all that a comparison asks.
Wide scaled(std::int64_t units, int by) {
  if (units == 0) return 0;
  if (by < kMostPowers)
    return static_cast<Wide>(units) * static_cast<Wide>(kPowers.at(static_cast<std::size_t>(by)));
  const Wide beyond = static_cast<Wide>(kPowers.back()) * static_cast<Wide>(kPowers.back());
  return units < 0 ? -beyond : beyond;
}

// Below, at or above zero as `a` is to `b`.
int order(const Decimal& a, const Decimal& b) {
  const int places = std::max(a.places, b.places);
  const Wide left = scaled(a.units, places - a.places);
  const Wide right = scaled(b.units, places - b.places);
  return left < right ? -1 : left > right ? 1 : 0;
}

// Is there room for a digit more?
bool has_room(std::int64_t units) {
  constexpr auto kLimit = static_cast<std::int64_t>(kPowers[kMostDigits - 1]);
  return -kLimit < units && units < kLimit;
}

}  // namespace

double Decimal::to_double() const {
  constexpr std::int64_t kExactUnits = std::int64_t{1} << 53U;
  const bool exact = places <= kExactPlaces && -kExactUnits <= units && units <= kExactUnits;
  // Of two exact numbers the quotient is the nearest double; for all else the library's reader
  // finds it. There is no point in that text, which a locale would write otherwise.
  if (exact) return static_cast<double>(units) / kExactPowers.at(places);
  return std::strtod((std::to_string(units) + "e-" + std::to_string(places)).c_str(), nullptr);
}

std::string Decimal::to_string() const {
  const bool negative = units < 0;
  std::string text = std::to_string(units);
  if (negative) text.erase(0, 1);
  if (places > 0) {
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, ".");
  }
  return negative ? "-" + text : text;
}

Decimal Decimal::rounded(std::uint8_t target) const {
  if (target >= places) {
    Decimal filled = *this;
    while (filled.places < target && has_room(filled.units)) {
      filled.units *= 10;
      ++filled.places;
    }
    return filled;
  }
  const int dropped = places - target;
  if (dropped >= kMostPowers) return {0, target};
  const auto divisor = static_cast<Wide>(kPowers.at(static_cast<std::size_t>(dropped)));
  Wide quotient = units / divisor;
  const Wide rest = units % divisor;
  if ((rest < 0 ? -rest : rest) * 2 >= divisor) quotient += units < 0 ? -1 : 1;
  return {static_cast<std::int64_t>(quotient), target};
}

std::optional<Decimal> Decimal::shifted(int by) const {
  Decimal moved = *this;
  for (; by > 0; --by) {
    if (moved.places > 0) {
      --moved.places;
    } else if (has_room(moved.units)) {
      moved.units *= 10;
    } else {
      return std::nullopt;
    }
  }
  return moved;
}

bool operator==(const Decimal& a, const Decimal& b) { return order(a, b) == 0; }

bool operator<(const Decimal& a, const Decimal& b) { return order(a, b) < 0; }

namespace {

// Eight characters at once, if all are digits (Mula and Lemire, "Faster number parsing"): three
// multiplications for what would be eight.
bool read_eight_digits(const char* at, std::uint64_t& digits) {
  std::uint64_t chunk = 0;
  std::memcpy(&chunk, at, sizeof chunk);
  constexpr std::uint64_t kHigh = 0xF0F0F0F0F0F0F0F0;
  constexpr std::uint64_t kZeros = 0x3030303030303030;
  const bool all = (chunk & kHigh) == kZeros && ((chunk + 0x0606060606060606) & kHigh) == kZeros;
  if (!all) return false;
  chunk -= kZeros;
  chunk = chunk * 10 + (chunk >> 8U);
  constexpr std::uint64_t kMask = 0x000000FF000000FF;
  digits =
      ((chunk & kMask) * 0x000F424000000064 + ((chunk >> 16U) & kMask) * 0x0000271000000001) >> 32U;
  return true;
}

}  // namespace

std::optional<Decimal> read_decimal(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = at != end && *at == '-';
  if (at != end && (*at == '-' || *at == '+')) ++at;
  if (at == end) return std::nullopt;
  // kMostDigits fit; zeros in front don't count among them.
  std::uint64_t units = 0;
  const char* point = nullptr;
  const char* first = nullptr;  // digit that is no leading zero
  while (at != end) {
    std::uint64_t eight = 0;
    if (std::endian::native == std::endian::little && end - at >= 8 &&
        read_eight_digits(at, eight)) {
      if (first == nullptr && eight != 0) {
        first = at;
        while (*first == '0') ++first;
      }
      units = units * 100'000'000 + eight;
      at += 8;
      continue;
    }
    const auto digit = static_cast<unsigned>(*at) - static_cast<unsigned>('0');
    if (digit > 9) {
      if (*at != '.' || point != nullptr) return std::nullopt;
      point = at++;
      continue;
    }
    if (first == nullptr && digit != 0) first = at;
    units = units * 10 + digit;
    ++at;
  }
  if (text.back() == '.') return std::nullopt;
  const auto places = point == nullptr ? 0 : end - point - 1;
  const auto digits = first == nullptr ? 0 : end - first - (point != nullptr && first < point);
  if (digits > kMostDigits || places > kMostPlaces) return std::nullopt;
  const auto value = static_cast<std::int64_t>(units);
  return Decimal{negative ? -value : value, static_cast<std::uint8_t>(places)};
}

Result<Decimal> parse_decimal(std::string_view text) {
  if (const auto value = read_decimal(text)) return *value;
  return Error{"'" + std::string(text) + "' is no decimal number", "",
               "write at most 18 digits with at most one point, as in 1234.5"};
}

double round_to(double value, int places) {
  const double power = std::pow(10.0, places);
  // The nudge undoes representation error such as 1.005 being stored as 1.00499…
  const double scaled_value = value * power;
  return std::round(scaled_value + std::copysign(std::fabs(scaled_value) * 1e-13, scaled_value)) /
         power;
}

std::string with_thousands(double value, int places) {
  // 309 digits are the most that a double has before the point.
  std::array<char, 400> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", places, std::fabs(round_to(value, places)));
  std::string text = buffer.data();
  std::size_t point = text.find('.');
  if (point == std::string::npos) point = text.size();
  for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, ",");
  const bool negative = round_to(value, places) < 0;
  return negative ? "-" + text : text;
}

}  // namespace muster
