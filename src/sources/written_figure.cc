#include "sources/written_figure.h"

#include <algorithm>
#include <string>

namespace muster {
namespace {

// A number as written: its digits without the zeros in front, and how many of them stand behind the
// point once the exponent has moved it, which may be more than there are, or less than none.
struct Digits {
  bool negative = false;
  std::string digits;
  std::ptrdiff_t places = 0;
};

bool is_digit(char c) { return '0' <= c && c <= '9'; }

// "E-08" behind the digits; none where it is no exponent.
std::optional<int> exponent_in(std::string_view text) {
  constexpr int kBeyondAll = 100'000;
  if (text.empty()) return 0;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  int value = 0;
  for (const char c : text) value = std::min(value * 10 + (c - '0'), kBeyondAll);
  return negative ? -value : value;
}

std::optional<Digits> digits_in(std::string_view text) {
  Digits found;
  found.negative = text.starts_with('-');
  if (found.negative || text.starts_with('+')) text.remove_prefix(1);
  bool point = false;
  bool any = false;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      point = true;
      continue;
    }
    any = true;
    if (point) ++found.places;
    if (text[at] != '0' || !found.digits.empty()) found.digits += text[at];
  }
  const auto exponent = exponent_in(text.substr(at));
  if (!any || !exponent) return std::nullopt;
  found.places -= *exponent;
  return found;
}

// Brings the point to where a decimal can have it; false where it has no such place.
bool place_point(Digits& number) {
  if (number.digits.empty()) {
    number.places = std::clamp<std::ptrdiff_t>(number.places, 0, kMostPlaces);
    return true;
  }
  if (number.places >= 0) return true;
  const auto missing = static_cast<std::size_t>(-number.places);
  if (number.digits.size() + missing > kMostDigits) return false;
  number.digits.append(missing, '0');
  number.places = 0;
  return true;
}

// Rounds what has no room, half away from zero; false where that would be before the point.
bool fit(Digits& number, bool& rounded) {
  const auto size = static_cast<std::ptrdiff_t>(number.digits.size());
  const std::ptrdiff_t dropped = std::max(size - kMostDigits, number.places - kMostPlaces);
  if (dropped <= 0) return true;
  if (dropped > number.places) return false;
  const auto kept = static_cast<std::size_t>(std::max<std::ptrdiff_t>(size - dropped, 0));
  const bool up = dropped <= size && number.digits[kept] >= '5';
  rounded = number.digits.find_first_not_of('0', kept) != std::string::npos;
  number.digits.resize(kept);
  number.places -= dropped;
  if (!up) return true;
  std::size_t at = kept;
  while (at > 0 && number.digits[at - 1] == '9') number.digits[--at] = '0';
  if (at > 0) {
    ++number.digits[at - 1];
  } else {
    number.digits.insert(number.digits.begin(), '1');
  }
  if (number.digits.size() <= kMostDigits) return true;
  number.digits.pop_back();  // a zero
  return --number.places >= 0;
}

}  // namespace

std::optional<WrittenFigure> parse_written_figure(std::string_view text) {
  if (const auto exact = read_decimal(text)) return WrittenFigure{*exact, false};
  auto number = digits_in(text);
  WrittenFigure figure;
  if (!number || !place_point(*number) || !fit(*number, figure.rounded)) return std::nullopt;
  for (const char digit : number->digits)
    figure.value.units = figure.value.units * 10 + (digit - '0');
  if (number->negative) figure.value.units = -figure.value.units;
  figure.value.places = static_cast<std::uint8_t>(number->places);
  return figure;
}

}  // namespace muster
