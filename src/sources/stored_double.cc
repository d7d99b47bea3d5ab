#include "sources/stored_double.h"

#include <array>
#include <charconv>
#include <cmath>

namespace muster {

std::optional<WrittenFigure> parse_stored_double(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                     std::chars_format::scientific);
  return parse_written_figure(
      {buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data())});
}

std::optional<Decimal> parse_figure(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  // 10^12 times a million, still within 18 digits: a GDP in single units of a small currency.
  if (!std::isfinite(value)) return std::nullopt;
  std::uint8_t places = kKeptPlaces;
  while (places > 0 && std::fabs(value) >= 9e17 / std::pow(10.0, places)) --places;
  if (std::fabs(value) >= 9e17) return std::nullopt;
  std::array<char, 64> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                     std::chars_format::fixed, places);
  std::string_view digits(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  if (places > 0) {
    while (digits.ends_with('0')) digits.remove_suffix(1);
    if (digits.ends_with('.')) digits.remove_suffix(1);
  }
  if (digits == "-0") digits = "0";
  return read_decimal(digits);
}

}  // namespace muster
