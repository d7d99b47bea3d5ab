// Which mark stands before decimals in a table, and numbers without the marks between thousands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

enum class DecimalMark : std::uint8_t { undecided, point, comma };

// Digits, with marks and an exponent perhaps.
bool looks_like_number(std::string_view text);

// What one number tells: "5,3" is of a table with commas, "5.25" of one with points; a mark before
// three digits may part thousands and decides nothing, as does what is no number.
DecimalMark decimal_mark_of(std::string_view number);

// "1.101,445" or "1,101.445" to "1101.445"; none where the marks don't part thousands.
std::optional<std::string> plain_number(std::string_view text, bool decimal_commas);

}  // namespace muster
