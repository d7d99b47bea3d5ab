#include "base/decimal.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace muster {
namespace {

constexpr std::array<std::int64_t, 19> kPowers = [] {
  std::array<std::int64_t, 19> powers{};
  std::int64_t power = 1;
  for (std::size_t i = 0; i < powers.size(); ++i) {
    powers[i] = power;
    if (i + 1 < powers.size()) power *= 10;
  }
  return powers;
}();

__extension__ using Wide = __int128;

Wide scaled(const Decimal& value, std::uint8_t places) {
  return static_cast<Wide>(value.units) * kPowers.at(places - value.places);
}

}  // namespace

double Decimal::to_double() const {
  // Both operands are exact up to 2^53, so the quotient is the nearest double for all published
  // figures.
  return static_cast<double>(units) / static_cast<double>(kPowers.at(places));
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
    const Wide wide = scaled(*this, target);
    return {static_cast<std::int64_t>(wide), target};
  }
  const std::int64_t divisor = kPowers.at(places - target);
  std::int64_t quotient = units / divisor;
  const std::int64_t rest = units % divisor;
  if (std::llabs(rest) * 2 >= divisor) quotient += units < 0 ? -1 : 1;
  return {quotient, target};
}

bool operator==(const Decimal& a, const Decimal& b) {
  const std::uint8_t places = a.places > b.places ? a.places : b.places;
  return scaled(a, places) == scaled(b, places);
}

bool operator<(const Decimal& a, const Decimal& b) {
  const std::uint8_t places = a.places > b.places ? a.places : b.places;
  return scaled(a, places) < scaled(b, places);
}

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
  // Eighteen digits fit; zeros in front don't count among them.
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
  if (digits > 18 || places > 18) return std::nullopt;
  const auto value = static_cast<std::int64_t>(units);
  return Decimal{negative ? -value : value, static_cast<std::uint8_t>(places)};
}

Result<Decimal> parse_decimal(std::string_view text) {
  if (const auto value = read_decimal(text)) return *value;
  return Error{"'" + std::string(text) + "' is no decimal number", "",
               "write digits with at most one point, as in 1234.5"};
}

double round_to(double value, int places) {
  const double power = std::pow(10.0, places);
  // The nudge undoes representation error such as 1.005 being stored as 1.00499…
  const double scaled_value = value * power;
  return std::round(scaled_value + std::copysign(std::fabs(scaled_value) * 1e-13, scaled_value)) /
         power;
}

std::string with_thousands(double value, int places) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", places, std::fabs(round_to(value, places)));
  std::string text = buffer.data();
  std::size_t point = text.find('.');
  if (point == std::string::npos) point = text.size();
  for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, ",");
  const bool negative = round_to(value, places) < 0;
  return negative ? "-" + text : text;
}

}  // namespace muster
