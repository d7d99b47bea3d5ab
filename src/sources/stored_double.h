// Figures of workbooks, which are stored as binary doubles and written with up to 17 digits.
#pragma once

#include "sources/written_figure.h"

namespace muster {

// What a workbook stored as a binary double: the shortest decimal that gives this double. Of
// "16250.362999999999" the last digits are noise, it is 16250.363; 2017.0 is 2017.
std::optional<WrittenFigure> parse_stored_double(std::string_view text);

// How many decimals of a figure in NATO's workbooks are kept: far more than it prints. Its cells
// are results of formulas, and a figure that stands in two tables differs there in the last digits
// of the double; its tables in data/ have these six.
inline constexpr std::uint8_t kKeptPlaces = 6;

// "16250.362999999999", "2.1E-3", "-4.42" to a decimal of at most kKeptPlaces places, without
// zeros at its end; none where the text is no number or out of range.
std::optional<Decimal> parse_figure(std::string_view text);

}  // namespace muster
