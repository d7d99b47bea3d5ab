#include "ledger/vocabulary.h"

#include "base/text.h"

namespace muster {
namespace {

using M = MeasureId;
constexpr std::array<Measure, kMeasureCount> kMeasures = {{
    {M::defence_expenditure, "defence_expenditure", "defence expenditure", true},
    {M::gdp, "gdp", "gross domestic product", true},
    {M::defence_share_of_gdp, "defence_share_of_gdp", "defence expenditure as a share of GDP",
     false},
    {M::equipment_share, "equipment_share", "equipment as a share of defence expenditure", false},
    {M::personnel_share, "personnel_share", "personnel as a share of defence expenditure", false},
    {M::infrastructure_share, "infrastructure_share",
     "infrastructure as a share of defence expenditure", false},
    {M::other_share, "other_share", "other spending as a share of defence expenditure", false},
    {M::real_change, "real_change", "real change of defence expenditure on the year before", false},
    {M::defence_per_capita, "defence_per_capita", "defence expenditure per head", false},
    {M::gdp_per_capita, "gdp_per_capita", "GDP per head", false},
    {M::military_personnel, "military_personnel", "military personnel", true},
    {M::population, "population", "population", true},
    {M::gdp_deflator, "gdp_deflator", "GDP deflator", false},
    {M::gdp_growth, "gdp_growth", "real growth of GDP", false},
    {M::share_of_group_total, "share_of_group_total", "share of the alliance's defence expenditure",
     false},
    {M::exchange_rate, "exchange_rate", "national currency per US dollar, mean of the year", false},
    {M::support_to_ukraine, "support_to_ukraine", "aid allocated to Ukraine", true},
    {M::military_support_to_ukraine, "military_support_to_ukraine",
     "military aid allocated to Ukraine", true},
    {M::financial_support_to_ukraine, "financial_support_to_ukraine",
     "financial aid allocated to Ukraine", true},
    {M::humanitarian_support_to_ukraine, "humanitarian_support_to_ukraine",
     "humanitarian aid allocated to Ukraine", true},
    {M::committed_support_to_ukraine, "committed_support_to_ukraine", "aid committed to Ukraine",
     true},
    {M::support_to_ukraine_share_of_gdp, "support_to_ukraine_share_of_gdp",
     "aid allocated to Ukraine as a share of GDP", false},
    {M::common_funding_share, "common_funding_share", "share of NATO's common funding", false},
    {M::common_funding_budget, "common_funding_budget", "NATO's common-funded budgets", false},
    {M::common_funding_civil_budget, "common_funding_civil_budget", "NATO's civil budget", false},
    {M::common_funding_military_budget, "common_funding_military_budget", "NATO's military budget",
     false},
    {M::common_funding_investment_budget, "common_funding_investment_budget",
     "NATO's Security Investment Programme (ceiling)", false},
}};

Error unknown(std::string_view kind, std::string_view text, std::string_view hint) {
  return Error{"unknown " + std::string(kind) + " '" + std::string(text) + "'", "",
               std::string(hint)};
}

}  // namespace

const Measure& measure(MeasureId id) { return kMeasures.at(static_cast<std::size_t>(id)); }

std::optional<MeasureId> measure_named(std::string_view name) {
  for (const Measure& entry : kMeasures) {
    if (entry.name == name) return entry.id;
  }
  return std::nullopt;
}

Result<Unit> parse_unit(std::string_view text) {
  if (text == "PERCENT") return Unit{UnitKind::percent, 0, {}};
  if (text == "PERSONS") return Unit{UnitKind::persons, 0, {}};
  if (text == "THOUSAND") return Unit{UnitKind::persons, 3, {}};
  if (text == "MILLION") return Unit{UnitKind::persons, 6, {}};
  if (text == "INDEX") return Unit{UnitKind::index, 0, {}};
  const std::size_t bar = text.find('_');
  const std::string_view code = text.substr(0, bar);
  const std::string_view scale = bar == std::string_view::npos ? "" : text.substr(bar + 1);
  bool letters = code.size() == 3;
  for (const char c : code) letters = letters && c >= 'A' && c <= 'Z';
  if (letters && bar == std::string_view::npos) return Unit{UnitKind::money, 0, currency(code)};
  if (letters && scale == "THOUSAND") return Unit{UnitKind::money, 3, currency(code)};
  if (letters && scale == "MILLION") return Unit{UnitKind::money, 6, currency(code)};
  if (letters && scale == "BILLION") return Unit{UnitKind::money, 9, currency(code)};
  return unknown("unit", text, "it is PERCENT, THOUSAND, PERSONS, INDEX or as USD_MILLION");
}

std::string to_string(const Unit& unit) {
  switch (unit.kind) {
    case UnitKind::percent:
      return "PERCENT";
    case UnitKind::index:
      return "INDEX";
    case UnitKind::persons:
      if (unit.exponent == 6) return "MILLION";
      return unit.exponent == 3 ? "THOUSAND" : "PERSONS";
    case UnitKind::money:
      break;
  }
  const std::string code(unit.currency.text());
  if (unit.exponent == 9) return code + "_BILLION";
  if (unit.exponent == 6) return code + "_MILLION";
  return unit.exponent == 3 ? code + "_THOUSAND" : code;
}

Result<PriceBasis> parse_price_basis(std::string_view text) {
  if (text.empty()) return PriceBasis{};
  if (text == "current") return PriceBasis::current();
  if (text == "constant:own") return PriceBasis{PriceBasis::kOwnBase};
  if (text.size() == 13 && text.starts_with("constant:")) {
    int year = 0;
    for (const char c : text.substr(9))
      year = c >= '0' && c <= '9' ? year * 10 + (c - '0') : -10000;
    if (year >= 1900 && year <= 2199) return PriceBasis::constant(year);
  }
  return unknown("price basis", text, "it is current or as constant:2021");
}

std::string to_string(const PriceBasis& basis) {
  if (basis.is_none()) return "";
  if (basis.is_current()) return "current";
  if (basis.year == PriceBasis::kOwnBase) return "constant:own";
  return "constant:" + std::to_string(basis.year);
}

std::string to_prose(const PriceBasis& basis) {
  if (basis.is_current()) return "current prices";
  if (basis.year == PriceBasis::kOwnBase) return "constant prices of the country's own base year";
  return "constant " + std::to_string(basis.year) + " prices";
}

std::string to_string(ObsStatus status) { return {static_cast<char>(status)}; }

std::string_view to_string(Extent extent) {
  switch (extent) {
    case Extent::printed:
      return "printed";
    case Extent::transcribed:
      return "transcribed";
    case Extent::quoted:
      break;
  }
  return "quoted";
}

Extent weaker(Extent a, Extent b) {
  for (const Extent extent : {Extent::quoted, Extent::transcribed}) {
    if (a == extent || b == extent) return extent;
  }
  return Extent::printed;
}

std::optional<Extent> extent_named(std::string_view text) {
  for (const Extent extent : {Extent::printed, Extent::transcribed, Extent::quoted}) {
    if (to_string(extent) == text) return extent;
  }
  return std::nullopt;
}

}  // namespace muster
