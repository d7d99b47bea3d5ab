#include "cli/asked_figure.h"

#include <algorithm>

namespace muster::cli {

Option area_argument(std::string& area) {
  return {"AREA", &area, "code or name: POL, Poland, NATO_EUR_CAN", Need::required};
}

std::vector<Option> basis_and_currency_options(std::string& price_basis, std::string& currency) {
  return {{"--price-basis", &price_basis,
           "current or as constant:2021; default: current where there is one"},
          {"--currency", &currency, "ISO 4217 code; default: USD"}};
}

std::vector<Option> AskedOptions::options() {
  return joined(
      {{area_argument(area),
        {"MEASURE", &measure, "defence_share_of_gdp, defence_expenditure, …", Need::required},
        {"YEAR", &year, "as in 2024", Need::required}},
       basis_and_currency_options(price_basis, currency)});
}

std::optional<Error> read_basis_and_currency(const Ledger& ledger, const std::string& price_basis,
                                             const std::string& currency, ValueOptions& out) {
  if (!price_basis.empty()) {
    const auto basis = parse_price_basis(price_basis);
    if (!basis) return basis.error();
    out.basis = *basis;
  }
  if (!currency.empty()) {
    out.currency = muster::currency(currency);
    const bool known = std::ranges::any_of(
        ledger.currencies, [&](const CurrencyPeriod& c) { return c.currency.text() == currency; });
    if (!known) {
      return Error{"unknown currency '" + currency + "'", "--currency",
                   "write its ISO 4217 code, as in EUR"};
    }
  }
  return std::nullopt;
}

Result<AskedFigure> asked_figure(const Ledger& ledger, const Scope& scope,
                                 const AskedOptions& options) {
  const auto area = find_area(ledger, options.area);
  if (!area) return area.error();
  const auto measure = find_measure(options.measure);
  if (!measure) return measure.error();
  const auto year = year_given(options.year, "YEAR");
  if (!year) return year.error();
  AskedFigure asked{*area, *measure, *year, {scope, std::nullopt, {}}};
  if (auto error =
          read_basis_and_currency(ledger, options.price_basis, options.currency, asked.options))
    return *error;
  return asked;
}

}  // namespace muster::cli
