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

Answerer answerer(const Ledger& ledger, const Scope& scope, const CommonOptions& common,
                  MeasureId id, AreaId area) {
  if (!common.publisher.empty() || scope.vintage) return {scope, ""};
  // What the default publisher told later is no reason to take another's definition now.
  Scope ever = scope;
  ever.as_of = kDistantFuture;
  if (has_measure(ledger, id, area, ever)) return {scope, ""};
  for (const Publisher& publisher : ledger.publishers) {
    Scope other = scope;
    other.publisher = publisher.id;
    if (!has_measure(ledger, id, area, other)) continue;
    return {other, "answered by " + std::string(publisher.id) + " (" + std::string(publisher.name) +
                       "): the publications of " + std::string(scope.publisher) +
                       " have no such figure of " + with_article(ledger.area(area))};
  }
  return {scope, ""};
}

Result<AskedFigure> asked_figure(const Ledger& ledger, const Scope& scope,
                                 const CommonOptions& common, const AskedOptions& options) {
  const auto area = find_area(ledger, options.area);
  if (!area) return area.error();
  const auto measure = find_measure(options.measure);
  if (!measure) return measure.error();
  const auto year = year_given(options.year, "YEAR");
  if (!year) return year.error();
  auto who = answerer(ledger, scope, common, *measure, *area);
  AskedFigure asked{*area, *measure, *year, {who.scope, std::nullopt, {}}, std::move(who.note)};
  if (auto error =
          read_basis_and_currency(ledger, options.price_basis, options.currency, asked.options))
    return *error;
  return asked;
}

}  // namespace muster::cli
