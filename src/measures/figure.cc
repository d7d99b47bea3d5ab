#include "measures/figure.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace muster {

VintageRange vintages_in(const Ledger& ledger, const Scope& scope) {
  if (scope.vintage) return VintageRange::only(*scope.vintage);
  return vintages_known(ledger, scope.publisher, scope.as_of);
}

std::string cell_name(const Ledger& ledger, const Observation& observation) {
  return std::string(ledger.vintage(observation.vintage).id) + "/" + std::string(observation.cell);
}

double scale_of(const Unit& unit) {
  constexpr std::array<double, 10> kPowers = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  return kPowers.at(static_cast<std::size_t>(unit.exponent));
}

Figure figure_of(const Ledger& ledger, const Observation& observation) {
  Figure figure;
  figure.value = observation.value.to_double() * scale_of(observation.unit);
  figure.unit = {observation.unit.kind, 0, observation.unit.currency};
  figure.basis = observation.basis;
  figure.status = observation.status;
  figure.extent = observation.extent;
  figure.vintage = observation.vintage;
  figure.published = observation.value;
  figure.cells = {cell_name(ledger, observation)};
  return figure;
}

namespace {

// Three digits of what is below a hundred, as rates and some amounts per head are: "3.98",
// "0.00902".
std::string small_amount(double amount) {
  if (amount >= 100 || amount == 0) return with_thousands(amount, 0);
  std::string number =
      with_thousands(amount, std::max(0, 2 - static_cast<int>(std::floor(std::log10(amount)))));
  if (number.find('.') == std::string::npos) return number;
  while (number.back() == '0') number.pop_back();
  if (number.back() == '.') number.pop_back();
  return number;
}

}  // namespace

std::string money_prose(double amount, Currency currency, int places) {
  struct Scale {
    double size;
    std::string_view word;
  };
  constexpr std::array<Scale, 3> kScales = {
      {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}}};
  std::string number;
  for (const Scale& scale : kScales) {
    // 999.96 billion is printed as 1 trillion: the scale is chosen after rounding.
    const double scaled = round_to(std::fabs(amount) / scale.size, places);
    const bool fits = scale.size < 1e12 ? scaled >= 1 : std::fabs(amount) >= 0.99995e12;
    if (!fits) continue;
    number = with_thousands(scaled, scaled >= 1000 ? 0 : places);
    if (number.find('.') != std::string::npos) {
      while (number.back() == '0') number.pop_back();
      if (number.back() == '.') number.pop_back();
    }
    number += scale.word;
    break;
  }
  if (number.empty()) number = small_amount(std::fabs(amount));
  const std::string sign = amount < 0 ? "-" : "";
  if (currency == kUsd) return sign + "$" + number;
  if (currency == kEur) return sign + "€" + number;
  if (currency == muster::currency("GBP")) return sign + "£" + number;
  return sign + std::string(currency.text()) + " " + number;
}

std::string to_prose(MeasureId measure, const Figure& figure) {
  // Rates have four decimals; one that they would not show is told by its first digits, as money
  // is.
  constexpr double kSmallest = 0.01;
  const bool small = std::fabs(figure.value) < kSmallest;
  if (measure != MeasureId::exchange_rate || small) return to_prose(figure.value, figure.unit);
  return std::string(figure.unit.currency.text()) + " " + with_thousands(figure.value, 4);
}

std::string to_prose(double value, const Unit& unit, int percent_places) {
  switch (unit.kind) {
    case UnitKind::percent:
      return with_thousands(value, percent_places) + "%";
    case UnitKind::persons:
      return with_thousands(value, 0);
    case UnitKind::index:
      return with_thousands(value, 2);
    case UnitKind::money:
      break;
  }
  return std::fabs(value) >= 1e12 ? money_prose(value, unit.currency, 3)
                                  : money_prose(value, unit.currency, 1);
}

}  // namespace muster
