#include "check/stated.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/decimal.h"
#include "base/text.h"
#include "check/lexicon_tables.h"
#include "measures/figure.h"

namespace muster {
namespace {

constexpr std::array<std::pair<std::string_view, Bound>, 9> kBounds = {{
    {"exact", Bound::exact},
    {"about", Bound::about},
    {"nearly", Bound::nearly},
    {"just_under", Bound::just_under},
    {"just_over", Bound::just_over},
    {"more_than", Bound::more_than},
    {"less_than", Bound::less_than},
    {"at_most", Bound::at_most},
    {"at_least", Bound::at_least},
}};

// Comparisons of computed doubles: a figure that equals a limit is within it.
constexpr double kGrain = 1e-9;

struct Interval {
  double low;
  double high;
  bool open_low = false;  // the limit itself is outside
  bool open_high = false;
};

double grain(double value) { return std::max(1.0, std::fabs(value)) * kGrain; }

Interval allowed(const StatedValue& stated, Rounding rounding) {
  const double step = rounding == Rounding::coarse ? stated.coarse_step : stated.step;
  const double half = step / 2;
  const double value = stated.value;
  const double high = std::max(stated.high, value);
  constexpr double kInfinity = HUGE_VAL;
  if (rounding == Rounding::truncated) return {value, high + step, false, true};
  const Tolerance tolerance = tolerance_of(stated.bound);
  switch (stated.bound) {
    case Bound::exact:
      return {value - half, high + half};
    case Bound::about:
      return {std::min(value * (1 + tolerance.low), value - half),
              std::max(high * (1 + tolerance.high), high + half)};
    case Bound::nearly:
    case Bound::just_under:
      // Below it, or so close that the writer's rounding hides which.
      return {std::min(value * (1 + tolerance.low), value - half), value + half * tolerance.high};
    case Bound::just_over:
      return {value, value * (1 + tolerance.high) + half, true, false};
    case Bound::more_than:
      return {value, kInfinity, true, false};
    case Bound::less_than:
      return {-kInfinity, value, false, true};
    case Bound::at_most:
      return {-kInfinity, high + half};
    // "at least 2%" is a guideline's own word: compared as published, at two decimals.
    case Bound::at_least:
      return {value - (stated.unit == StatedUnit::percent ? 0.005 : 0), kInfinity};
  }
  return {value, value};
}

}  // namespace

std::optional<Bound> bound_named(std::string_view name) {
  for (const auto& [text, bound] : kBounds) {
    if (text == name) return bound;
  }
  return std::nullopt;
}

std::string_view to_string(Bound bound) {
  return kBounds.at(static_cast<std::size_t>(bound)).first;
}

std::string_view to_string(Rounding rounding) {
  switch (rounding) {
    case Rounding::nearest:
      return "as written";
    case Rounding::truncated:
      return "digits cut off";
    case Rounding::coarse:
      return "rounded to the digits that are no zeros";
  }
  return "";
}

StatedValue as_percent(StatedValue value) {
  if (value.unit != StatedUnit::fraction) return value;
  value.unit = StatedUnit::percent;
  for (double* part : {&value.value, &value.high, &value.step, &value.coarse_step}) *part *= 100;
  return value;
}

StatedValue as_fraction(StatedValue value) {
  if (value.unit != StatedUnit::percent) return value;
  value.unit = StatedUnit::fraction;
  for (double* part : {&value.value, &value.high, &value.step, &value.coarse_step}) *part /= 100;
  return value;
}

Tolerance tolerance_of(Bound bound) {
  static const std::array<Tolerance, kBounds.size()> table = [] {
    std::array<Tolerance, kBounds.size()> rows{};
    for (const LexiconRow& row : embedded_lexicon()) {
      if (row.lexical_class != LexicalClass::tolerance) continue;
      const auto named = bound_named(row.phrase);
      const auto limits = split(row.value, ' ');
      if (!named || limits.size() != 2) continue;
      Tolerance& tolerance = rows.at(static_cast<std::size_t>(*named));
      if (const auto low = parse_decimal(limits[0])) tolerance.low = low->to_double();
      if (const auto high = parse_decimal(limits[1])) tolerance.high = high->to_double();
    }
    return rows;
  }();
  return table.at(static_cast<std::size_t>(bound));
}

bool agrees(const StatedValue& stated, double actual, Rounding rounding) {
  if (rounding != Rounding::nearest && stated.bound != Bound::exact) return false;
  if (rounding == Rounding::truncated && stated.step <= 0) return false;
  if (rounding == Rounding::coarse && stated.coarse_step <= stated.step) return false;
  const Interval interval = allowed(stated, rounding);
  const double slack = grain(stated.value);
  const bool above =
      interval.open_low ? actual > interval.low + slack : actual >= interval.low - slack;
  const bool below =
      interval.open_high ? actual < interval.high - slack : actual <= interval.high + slack;
  return above && below;
}

std::optional<Rounding> agreeing_rounding(const StatedValue& stated, double actual) {
  for (const Rounding rounding : {Rounding::nearest, Rounding::truncated, Rounding::coarse}) {
    if (agrees(stated, actual, rounding)) return rounding;
  }
  return std::nullopt;
}

double distance_outside(const StatedValue& stated, double actual) {
  if (agreeing_rounding(stated, actual)) return 0;
  const Interval interval = allowed(stated, Rounding::nearest);
  return actual < interval.low ? interval.low - actual
                               : std::max(actual - interval.high, grain(actual));
}

double how_far_off(const StatedValue& stated, double actual) {
  const double outside = distance_outside(stated, actual);
  const bool in_points = stated.unit == StatedUnit::percent || stated.unit == StatedUnit::points;
  return in_points || actual == 0 ? outside : outside / std::fabs(actual);
}

std::string to_prose(const StatedValue& stated) {
  static constexpr std::array<std::string_view, kBounds.size()> kWords = {
      "",           "about ",     "nearly ",  "just under ", "just over ",
      "more than ", "less than ", "at most ", "at least "};
  const auto number = [&](double value) {
    int places = 0;
    while (places < 4 && stated.step > 0 && stated.step < std::pow(10.0, -places) * 0.999) ++places;
    switch (stated.unit) {
      case StatedUnit::percent:
        return with_thousands(value, places) + "%";
      case StatedUnit::points:
        return with_thousands(value, places) + " percentage points";
      case StatedUnit::money:
        return money_prose(value, stated.currency, 3);
      case StatedUnit::fraction:
        return with_thousands(value * 100, 0) + "%";
      case StatedUnit::count:
        break;
    }
    return with_thousands(value, 0);
  };
  const std::string hedge(kWords.at(static_cast<std::size_t>(stated.bound)));
  return hedge + number(stated.value) + (stated.is_range() ? " to " + number(stated.high) : "");
}

}  // namespace muster
