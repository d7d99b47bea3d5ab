// Numbers as they are printed for readers: with thousands parted by a blank, a comma or a point,
// and a decimal point or comma. Which of the two is the decimal sign is told by all numbers of a
// table together, since "1,303" may be either.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "base/error.h"

namespace muster {

// How the numbers of a table are written, as far as they show it.
struct NumberStyle {
  int point_decimals = 0;  // numbers that show that a point is the decimal sign
  int comma_decimals = 0;
  bool by_blanks = false;           // one has its thousands parted by a blank
  bool comma_before_three = false;  // one has a comma before its last three digits
  bool point_before_three = false;

  void look_at(std::string_view number);
  // Takes what numbers elsewhere show.
  void add(const NumberStyle& other);
  // Does one tell decimals from thousands?
  bool told() const { return point_decimals + comma_decimals > 0; }
  // A slip of the pen among many that agree is left out by itself.
  bool is_contradictory() const {
    constexpr int kMany = 10;
    return point_decimals > 0 && comma_decimals > 0 && point_decimals < kMany * comma_decimals &&
           comma_decimals < kMany * point_decimals;
  }
  char decimal_sign() const { return comma_decimals > point_decimals ? ',' : '.'; }
};

// A number, where it is one for certain; `decimal_sign` is '.' or ','. Fails with the reason.
Result<Decimal> parse_printed(std::string_view number, char decimal_sign, const NumberStyle& style);

// "-51.16", "1,303,000", "250 373", with blanks only where thousands are parted.
bool looks_like_printed_number(std::string_view word);
// Are these words, parted by one blank each, one number: "1 303 000", "- 2.74"?
bool is_grouped_by_blanks(std::string_view words);

}  // namespace muster
