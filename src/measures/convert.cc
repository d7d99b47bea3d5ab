#include "measures/convert.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace muster {
namespace {

// How many of `currency` one unit of `per` bought, on average over `year`.
const AnnualRate* best_rate(const Ledger& ledger, Currency currency, Currency per, Year year) {
  const AnnualRate* best = nullptr;
  for (const AnnualRate& rate : ledger.annual_rates) {
    if (rate.currency != currency || rate.per != per || rate.year != year) continue;
    const bool better = best == nullptr || (best->partial_year && !rate.partial_year);
    if (better) best = &rate;  // the table has the ECB's row before the World Bank's
  }
  return best;
}

// Four places, or as many more as show three digits of a rate far below one.
std::string rate_text(const Decimal& rate) {
  for (std::uint8_t places = 4; places < rate.places; ++places) {
    const Decimal shown = rate.rounded(places);
    if (std::abs(shown.units) >= 100) return shown.to_string();
  }
  return rate.to_string();
}

std::string described(const AnnualRate& rate) {
  return rate_text(rate.rate) + " " + std::string(rate.currency.text()) + " per " +
         std::string(rate.per.text()) + ", " + (rate.partial_year ? "part of " : "mean of ") +
         std::to_string(rate.year.value) + " (" + std::string(rate.method) + ")";
}

Error no_rate(Currency from, Currency to, const std::string& when) {
  return Error{"no exchange rate from " + std::string(from.text()) + " to " +
                   std::string(to.text()) + " for " + when,
               "", "import the ECB's eurofxref-hist.zip or the World Bank's PA.NUS.FCRF for more"};
}

// Value of one unit of `currency` in dollars, with the rate's description.
struct InDollars {
  double value;
  std::string working;
};

std::optional<InDollars> in_dollars(const Ledger& ledger, Currency currency, Year year) {
  if (currency == kUsd) return InDollars{1.0, ""};
  if (const AnnualRate* rate = best_rate(ledger, currency, kUsd, year)) {
    return InDollars{1.0 / rate->rate.to_double(), described(*rate)};
  }
  // The dollar is quoted per euro.
  if (currency == kEur) {
    if (const AnnualRate* rate = best_rate(ledger, kUsd, kEur, year)) {
      return InDollars{rate->rate.to_double(), described(*rate)};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<Conversion> convert_at_annual_rate(const Ledger& ledger, double amount, Currency from,
                                          Currency to, Year year) {
  if (from == to) return Conversion{amount, 1.0, ""};
  // The pair as quoted, before going by way of the dollar.
  if (const AnnualRate* rate = best_rate(ledger, to, from, year)) {
    return Conversion{amount * rate->rate.to_double(), rate->rate.to_double(), described(*rate)};
  }
  if (const AnnualRate* rate = best_rate(ledger, from, to, year)) {
    return Conversion{amount / rate->rate.to_double(), 1.0 / rate->rate.to_double(),
                      described(*rate)};
  }
  const auto source = in_dollars(ledger, from, year);
  const auto target = in_dollars(ledger, to, year);
  if (!source || !target) return no_rate(from, to, std::to_string(year.value));
  const double rate = source->value / target->value;
  std::string working = source->working;
  if (!working.empty() && !target->working.empty()) working += "; ";
  return Conversion{amount * rate, rate, working + target->working};
}

Result<Conversion> convert_at_daily_rate(const Ledger& ledger, double amount, Currency from,
                                         Currency to, Date day) {
  if (from == to) return Conversion{amount, 1.0, ""};
  const bool pair = (from == kUsd && to == kEur) || (from == kEur && to == kUsd);
  const auto after = std::ranges::upper_bound(ledger.daily_rates, day, {}, &DailyRate::date);
  constexpr int kLongestGap =
      7;  // days without a rate around holidays; a longer one is an end of the table
  const bool found =
      after != ledger.daily_rates.begin() && day.days - (after - 1)->date.days <= kLongestGap;
  if (!pair || !found) return no_rate(from, to, to_prose(day));
  const DailyRate& rate = *(after - 1);
  const double usd_per_eur = rate.usd_per_eur.to_double();
  const double factor = from == kEur ? usd_per_eur : 1.0 / usd_per_eur;
  return Conversion{amount * factor, factor,
                    rate.usd_per_eur.to_string() + " USD per EUR on " + to_prose(rate.date) +
                        " (ECB reference rate)"};
}

}  // namespace muster
