#include "sources/separators.h"

#include <algorithm>

namespace muster {

bool looks_like_number(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.,-+eE") == std::string_view::npos;
}

DecimalMark decimal_mark_of(std::string_view number) {
  if (number.size() < 2 || !looks_like_number(number)) return DecimalMark::undecided;
  const std::string_view digits = number.substr(0, number.find_first_of("eE"));
  const auto comma = digits.rfind(',');
  const auto point = digits.rfind('.');
  if (point != std::string_view::npos && digits.size() - point != 4) return DecimalMark::point;
  if (comma != std::string_view::npos && digits.size() - comma != 4) return DecimalMark::comma;
  return DecimalMark::undecided;
}

std::optional<std::string> plain_number(std::string_view text, bool decimal_commas) {
  const char thousands = decimal_commas ? '.' : ',';
  const char point = decimal_commas ? ',' : '.';
  std::string plain;
  const std::size_t end = std::min(text.find(point), text.size());
  const std::string_view whole = text.substr(0, end);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (whole[i] != thousands) {
      plain += whole[i];
    } else if ((whole.size() - i) % 4 != 0) {
      return std::nullopt;
    }
  }
  if (end < text.size()) plain += "." + std::string(text.substr(end + 1));
  return plain;
}

}  // namespace muster
