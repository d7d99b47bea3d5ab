#include "base/decimal.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

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

Result<Decimal> parse_decimal(std::string_view text) {
  const Error bad{"'" + std::string(text) + "' is no decimal number", "",
                  "write digits with at most one point, as in 1234.5"};
  Decimal value;
  std::size_t at = 0;
  bool negative = false;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) negative = text[at++] == '-';
  int digits = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '.' && !point) {
      point = true;
      continue;
    }
    if (text[at] < '0' || text[at] > '9') return bad;
    if (digits > 0 || text[at] != '0') ++digits;
    if (digits > 18) return bad;
    value.units = value.units * 10 + (text[at] - '0');
    if (point) ++value.places;
    if (value.places > 18) return bad;
  }
  const bool empty =
      text.empty() || text == "-" || text == "+" || text == "." || text.back() == '.';
  if (empty) return bad;
  if (negative) value.units = -value.units;
  return value;
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
