#include "measures/rates.h"

#include <algorithm>

namespace muster {
namespace {

// Whose rates the table of annual rates holds; what others state stands among the observations.
constexpr std::string_view kKeeper = "ECB";

// The newest of the keeper's publications in scope.
std::optional<VintageId> keeper_vintage(const Ledger& ledger, const Scope& scope) {
  const VintageRange vintages = vintages_in(ledger, scope);
  if (vintages.begin == vintages.end) return std::nullopt;
  const auto newest = static_cast<VintageId>(vintages.end - 1);
  if (ledger.vintage(newest).publisher != kKeeper) return std::nullopt;
  return newest;
}

const AnnualRate* full_year(const Ledger& ledger, Currency currency, Year year) {
  const auto found = std::ranges::find_if(ledger.annual_rates, [&](const AnnualRate& rate) {
    return rate.currency == currency && rate.per == kUsd && rate.year == year && !rate.partial_year;
  });
  return found == ledger.annual_rates.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Figure> annual_rate_of(const Ledger& ledger, AreaId area, Year year,
                                     const Scope& scope) {
  const auto vintage = keeper_vintage(ledger, scope);
  if (!vintage) return std::nullopt;
  const Currency currency = currency_of(ledger, area, year);
  const AnnualRate* rate = currency.none() ? nullptr : full_year(ledger, currency, year);
  if (rate == nullptr) return std::nullopt;
  Figure figure;
  figure.value = rate->rate.to_double();
  figure.unit = {UnitKind::money, 0, currency};
  figure.vintage = *vintage;
  figure.published = rate->rate;
  figure.cells = {std::string(ledger.vintage(*vintage).id) + "/" + std::string(currency.text()) +
                  " per USD, " + std::string(rate->method)};
  return figure;
}

bool has_annual_rates(const Ledger& ledger, AreaId area, const Scope& scope) {
  if (!keeper_vintage(ledger, scope)) return false;
  return std::ranges::any_of(ledger.currencies, [&](const CurrencyPeriod& period) {
    return period.area == area &&
           std::ranges::any_of(ledger.annual_rates, [&](const AnnualRate& rate) {
             return rate.currency == period.currency && rate.per == kUsd;
           });
  });
}

}  // namespace muster
