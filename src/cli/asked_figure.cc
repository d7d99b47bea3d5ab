#include "cli/asked_figure.h"

#include <algorithm>

namespace muster::cli {

void AskedOptions::declare(CLI::App& app) {
  app.add_option("AREA", area, "code or name: POL, Poland, NATO_EUR_CAN")->required();
  app.add_option("MEASURE", measure, "defence_share_of_gdp, defence_expenditure, …")->required();
  app.add_option("YEAR", year, "as in 2024")->required();
  app.add_option("--price-basis", price_basis,
                 "current or as constant:2021; default: current where there is one");
  app.add_option("--currency", currency, "ISO 4217 code; default: USD");
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

Result<AskedFigure> asked_figure(const Ledger& ledger, const AskedOptions& options) {
  const auto scope = options.common.scope(ledger);
  if (!scope) return scope.error();
  const auto area = find_area(ledger, options.area);
  if (!area) return area.error();
  const auto measure = find_measure(options.measure);
  if (!measure) return measure.error();
  const auto period = parse_period(options.year);
  if (!period || options.year.size() != 4)
    return Error{"'" + options.year + "' is no year", "", "write it as 2024"};
  AskedFigure asked{*area, *measure, year_of(period->from), {*scope, std::nullopt, {}}};
  if (auto error =
          read_basis_and_currency(ledger, options.price_basis, options.currency, asked.options))
    return *error;
  return asked;
}

}  // namespace muster::cli
