// A value as a text states it, and when a figure agrees with it. The one place for precision and
// hedges; how wide each hedge is stands in data/lexicon/tolerances.csv. docs/check.md explains the
// rule.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/vocabulary.h"

namespace muster {

enum class StatedUnit : std::uint8_t {
  percent,
  points,  // percentage points
  money,
  count,     // allies, soldiers, years
  fraction,  // "two thirds", as 0.667
};

// A hedge's sense: how a figure may lie to the value that is written.
enum class Bound : std::uint8_t {
  exact,
  about,
  nearly,
  just_under,
  just_over,
  more_than,
  less_than,
  at_most,
  at_least
};
std::optional<Bound> bound_named(std::string_view name);
std::string_view to_string(Bound bound);

struct StatedValue {
  double value = 0;  // percent; points; plain units of currency; pieces
  double high = 0;   // the upper end of a range; the value itself when it is none
  double step = 0;  // one unit of the last digit written: 0.01 for 3.19%, 1e11 for $1.3 trillion; 0
                    // for counts
  double coarse_step =
      0;  // the same for the last digit that is no zero: 100 billion for $700 billion
  StatedUnit unit = StatedUnit::count;
  Currency currency{};
  Bound bound = Bound::exact;

  bool approximate() const { return bound != Bound::exact; }
  bool is_range() const { return high > value; }
};

// "a fifth" as 20%, and back; other units stay as they are.
StatedValue as_percent(StatedValue value);
StatedValue as_fraction(StatedValue value);

// How a figure was made shorter before it was written.
enum class Rounding : std::uint8_t {
  nearest,    // "3.19%" is 3.185 to 3.195
  truncated,  // "3.1%" is 3.1 to 3.2: digits cut off
  coarse,     // "$700 billion" is 650 to 750: zeros that stand for digits not given
};
std::string_view to_string(Rounding rounding);

// The band that a hedge allows, as fractions of the value: about is -0.05 to 0.05.
struct Tolerance {
  double low = 0;
  double high = 0;
};
Tolerance tolerance_of(Bound bound);

// Does `actual`, in the stated value's unit, agree with it under that rounding?
bool agrees(const StatedValue& stated, double actual, Rounding rounding);

// The rounding under which it agrees, the usual one first; none where it agrees under none.
std::optional<Rounding> agreeing_rounding(const StatedValue& stated, double actual);

// How far `actual` lies outside what the statement allows, in its unit; 0 where it agrees.
double distance_outside(const StatedValue& stated, double actual);

// The same to be compared across figures: in points for percentages, else as a part of the figure.
double how_far_off(const StatedValue& stated, double actual);

// "3.19%", "about $1.3 trillion", "at least 2%": for messages.
std::string to_prose(const StatedValue& stated);

}  // namespace muster
