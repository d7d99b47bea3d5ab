// The words of the ledger: ids, measures, units, price bases, statuses (SDMX's terms where it has
// one).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace muster {

// Positions in the ledger's tables of areas and vintages; strong types so that they can't be
// swapped.
enum class AreaId : std::uint16_t {};
enum class VintageId : std::uint16_t {};

constexpr std::size_t index_of(AreaId id) { return static_cast<std::size_t>(id); }
constexpr std::size_t index_of(VintageId id) { return static_cast<std::size_t>(id); }

enum class MeasureId : std::uint8_t {
  defence_expenditure,
  gdp,
  defence_share_of_gdp,
  equipment_share,
  personnel_share,
  infrastructure_share,
  other_share,
  real_change,
  defence_per_capita,
  gdp_per_capita,
  military_personnel,
  population,
  gdp_deflator,
  gdp_growth,
  share_of_group_total,
  exchange_rate,       // units of national currency per US dollar, mean of the year
  support_to_ukraine,  // allocated, of all kinds; the next three are its parts
  military_support_to_ukraine,
  financial_support_to_ukraine,
  humanitarian_support_to_ukraine,
  committed_support_to_ukraine,  // allocated or promised
  support_to_ukraine_share_of_gdp,
  common_funding_share,   // of an ally in NATO's common-funded budgets
  common_funding_budget,  // all of them; the next three are its parts
  common_funding_civil_budget,
  common_funding_military_budget,
  common_funding_investment_budget,  // the ceiling of the Security Investment Programme
};
inline constexpr std::size_t kMeasureCount = 27;

struct Measure {
  MeasureId id;
  std::string_view name;   // as in the data files: "defence_share_of_gdp"
  std::string_view title;  // in prose: "defence expenditure as a share of GDP"
  bool additive;           // a group's figure is the sum of its members'
};

const Measure& measure(MeasureId id);
std::optional<MeasureId> measure_named(std::string_view name);

// ISO 4217 code; empty (all zero) for none.
struct Currency {
  std::array<char, 3> code{};
  bool operator==(const Currency&) const = default;
  // By the alphabet; letter by letter, since arrays are not comparable in all standard libraries.
  constexpr std::strong_ordering operator<=>(const Currency& other) const {
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (const auto order = code[i] <=> other.code[i]; std::is_neq(order)) return order;
    }
    return std::strong_ordering::equal;
  }
  bool none() const { return code[0] == 0; }
  std::string_view text() const {
    return none() ? std::string_view{} : std::string_view{code.data(), 3};
  }
};

constexpr Currency currency(std::string_view code) {
  return code.size() == 3 ? Currency{{code[0], code[1], code[2]}} : Currency{};
}

inline constexpr Currency kUsd = currency("USD");
inline constexpr Currency kEur = currency("EUR");

enum class UnitKind : std::uint8_t { percent, persons, money, index };

// What one unit of a figure is: percent; 10^exponent persons; 10^exponent of a currency; an index.
struct Unit {
  UnitKind kind = UnitKind::percent;
  std::int8_t exponent = 0;
  Currency currency{};
  auto operator<=>(const Unit&) const = default;
};

// "PERCENT", "THOUSAND", "PERSONS", "INDEX", "USD", "USD_THOUSAND", "EUR_MILLION", "EUR_BILLION";
// persons may be counted in "MILLION" too.
Result<Unit> parse_unit(std::string_view text);
std::string to_string(const Unit& unit);

// At which prices money was counted.
struct PriceBasis {
  // none: not a matter of prices; current; own_base: the country's own national-accounts base year;
  // a positive year: constant prices (and, for dollars, exchange rates) of that year.
  static constexpr std::int16_t kNone = 0;
  static constexpr std::int16_t kCurrent = -1;
  static constexpr std::int16_t kOwnBase = -2;
  std::int16_t year = kNone;

  auto operator<=>(const PriceBasis&) const = default;
  bool is_current() const { return year == kCurrent; }
  bool is_constant() const { return year > 0 || year == kOwnBase; }
  bool is_none() const { return year == kNone; }
  static PriceBasis current() { return {kCurrent}; }
  static PriceBasis constant(int year) { return {static_cast<std::int16_t>(year)}; }
};

// "", "current", "constant:2021", "constant:own".
Result<PriceBasis> parse_price_basis(std::string_view text);
std::string to_string(const PriceBasis& basis);
// "current prices", "constant 2021 prices".
std::string to_prose(const PriceBasis& basis);

// A actual, E estimate, P provisional.
enum class ObsStatus : char { actual = 'A', estimate = 'E', provisional = 'P' };
std::string to_string(ObsStatus status);  // "A"

// How a figure came here: printed in a table of the publisher whose cell is known; somebody's copy
// of such a table; or the press's quotation of single figures, rounded as the press rounds.
enum class Extent : char { printed = 'P', transcribed = 'T', quoted = 'Q' };
std::string_view to_string(Extent extent);  // "printed"
// Of two that go into one figure: a quotation is weaker than a transcription, that than print.
Extent weaker(Extent a, Extent b);
std::optional<Extent> extent_named(std::string_view text);

}  // namespace muster
