#include "ledger/quotation.h"

#include <algorithm>
#include <tuple>

namespace muster {
namespace {

// All of a figure but its value and the size of its unit.
auto told_of(const Observation& o) {
  return std::tuple(o.vintage, o.measure, o.area, o.year, o.basis, o.unit.kind, o.unit.currency);
}

// How small a step the figure tells, as a power of ten: -6 for 2.350000, 9 for billions.
int precision(const Decimal& value, const Unit& unit) { return unit.exponent - value.places; }

}  // namespace

bool is_rounding_of(const ToldFigure& rough, const ToldFigure& exact) {
  if (rough.unit.kind != exact.unit.kind || rough.unit.currency != exact.unit.currency)
    return false;
  if (precision(rough.value, rough.unit) <= precision(exact.value, exact.unit)) return false;
  if (rough.unit.kind == UnitKind::percent && rough.value.places == 0 &&
      rough.extent == Extent::printed)
    return false;
  // In the unit of the rough figure the exact one has more places than it.
  const int places = exact.value.places + rough.unit.exponent - exact.unit.exponent;
  return Decimal{exact.value.units, static_cast<std::uint8_t>(places)}.rounded(
             rough.value.places) == rough.value;
}

void drop_roundings(std::vector<Observation>& observations) {
  std::vector<std::size_t> order(observations.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return told_of(observations[a]) < told_of(observations[b]);
  });
  std::vector<bool> rounded(observations.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    const auto told = told_of(observations[order[begin]]);
    while (end < order.size() && told_of(observations[order[end]]) == told) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      const Observation& rough = observations[order[i]];
      rounded[order[i]] =
          std::any_of(order.begin() + static_cast<std::ptrdiff_t>(begin),
                      order.begin() + static_cast<std::ptrdiff_t>(end), [&](std::size_t other) {
                        const Observation& exact = observations[other];
                        return is_rounding_of({rough.value, rough.unit, rough.extent},
                                              {exact.value, exact.unit, exact.extent});
                      });
    }
    begin = end;
  }
  std::size_t at = 0;
  std::erase_if(observations, [&](const Observation&) { return rounded[at++]; });
}

}  // namespace muster
