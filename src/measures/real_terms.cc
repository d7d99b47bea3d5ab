#include "measures/real_terms.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "measures/convert.h"

namespace muster {
namespace {

std::string to_text(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.4f", value);
  return buffer.data();
}

// How prices moved from one year to another.
struct Deflator {
  double ratio = 1;
  std::string working;
  std::vector<Observation> sources;
};

// One vintage's figure for a cell in one unit and at one basis, above zero.
std::optional<Observation> observed(const Ledger& ledger, VintageId vintage, MeasureId id,
                                    AreaId area, Year year, std::optional<PriceBasis> basis,
                                    Currency currency) {
  auto found = published_observation(ledger, id, area, year,
                                     {{kDistantFuture, "", vintage}, basis, currency});
  if (!found || found->value.units <= 0) return std::nullopt;
  return found;
}

std::string described(const Ledger& ledger, VintageId vintage, std::string_view what, double ratio,
                      Year from, Year to) {
  return "prices of " + std::to_string(to.value) + " over those of " + std::to_string(from.value) +
         ": " + to_text(ratio) + " (" + std::string(what) + ", " +
         std::string(ledger.vintage(vintage).id) + ")";
}

// From amounts in national currency at current prices over those at constant ones, in both years.
std::optional<Deflator> implied(const Ledger& ledger, VintageId vintage, MeasureId id, AreaId area,
                                Year from, Year to, Currency national) {
  PriceBasis base = ledger.vintage(vintage).base;
  if (!base.is_constant()) base = PriceBasis{PriceBasis::kOwnBase};
  Deflator deflator;
  const auto level = [&](Year year) -> std::optional<double> {
    const auto current = observed(ledger, vintage, id, area, year, PriceBasis::current(), national);
    const auto constant = observed(ledger, vintage, id, area, year, base, national);
    if (!current || !constant) return std::nullopt;
    deflator.sources.push_back(*current);
    deflator.sources.push_back(*constant);
    return figure_of(ledger, *current).value / figure_of(ledger, *constant).value;
  };
  const auto first = level(from);
  const auto last = level(to);
  if (!first || !last) return std::nullopt;
  deflator.ratio = *last / *first;
  deflator.working = described(ledger, vintage,
                               id == MeasureId::gdp ? "deflator of GDP" : "deflator of expenditure",
                               deflator.ratio, from, to);
  return deflator;
}

std::optional<Deflator> published(const Ledger& ledger, VintageId vintage, AreaId area, Year from,
                                  Year to) {
  const auto id = MeasureId::gdp_deflator;
  const auto first = observed(ledger, vintage, id, area, from, std::nullopt, {});
  const auto last = observed(ledger, vintage, id, area, to, std::nullopt, {});
  if (!first || !last) return std::nullopt;
  const double ratio = last->value.to_double() / first->value.to_double();
  return Deflator{
      ratio, described(ledger, vintage, "deflator of GDP", ratio, from, to), {*first, *last}};
}

std::optional<Deflator> deflator_of(const Ledger& ledger, const Figure& figure, MeasureId id,
                                    AreaId area, Year from, Year to, Currency national,
                                    Date as_of) {
  if (from == to) return Deflator{};
  if (auto own = implied(ledger, figure.vintage, id, area, from, to, national)) return own;
  std::vector<std::size_t> newest_first;
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
    if (ledger.vintages[i].published <= as_of) newest_first.push_back(i);
  }
  std::ranges::stable_sort(newest_first, std::ranges::greater{},
                           [&](std::size_t i) { return ledger.vintages[i].published; });
  for (const std::size_t i : newest_first) {
    const auto vintage = static_cast<VintageId>(i);
    if (auto found = published(ledger, vintage, area, from, to)) return found;
    if (auto found = implied(ledger, vintage, MeasureId::gdp, area, from, to, national))
      return found;
  }
  return std::nullopt;
}

// The year whose prices a figure is at; none for a base that only the country knows.
std::optional<Year> price_year(const PriceBasis& basis, Year year) {
  if (basis.is_current()) return year;
  if (basis.year > 0) return Year{basis.year};
  return std::nullopt;
}

// `figure` with its amount in another currency at a year's mean rate.
std::optional<Error> convert(const Ledger& ledger, Figure& figure, Currency to, Year year) {
  if (figure.unit.currency == to) return std::nullopt;
  const auto conversion =
      convert_at_annual_rate(ledger, figure.value, figure.unit.currency, to, year);
  if (!conversion) return conversion.error();
  figure.working.push_back(money_prose(figure.value, figure.unit.currency) + " at " +
                           conversion->working + " is " + money_prose(conversion->amount, to));
  figure.value = conversion->amount;
  figure.unit.currency = to;
  return std::nullopt;
}

Result<Figure> repriced(const Ledger& ledger, const Observation& printed_as, Year year,
                        const ValueOptions& options, std::vector<Observation>& sources) {
  const MeasureId id = printed_as.measure;
  const AreaId area = printed_as.area;
  Figure figure = figure_of(ledger, printed_as);
  sources.push_back(printed_as);
  const std::string of = with_article(ledger.area(area));
  const auto from = price_year(figure.basis, year);
  const auto to = price_year(*options.basis, year);
  if (!from || !to)
    return Error{"the base year of " + of + "'s own constant prices is not in the ledger", "",
                 "ask for current prices, or for those of a year"};
  const Currency printed = figure.unit.currency;
  const Currency national =
      printed != kUsd ? printed : currency_of(ledger, area, std::max(*from, *to));
  if (national.none())
    return Error{"the currency of " + of + " is not in the ledger", "", "ask for current prices"};
  if (auto error = convert(ledger, figure, national, *from)) return *error;
  const auto deflator =
      deflator_of(ledger, figure, id, area, *from, *to, national, options.scope.as_of);
  if (!deflator) {
    return Error{"there is no deflator of " + of + " for " + std::to_string(from->value) + " and " +
                     std::to_string(to->value),
                 "",
                 "import the World Bank's NY.GDP.DEFL.ZS, its GDP in local currency (current and "
                 "constant), or the IMF's World Economic Outlook"};
  }
  const double before = figure.value;
  figure.value *= deflator->ratio;
  figure.basis = *options.basis;
  figure.published.reset();
  if (!deflator->working.empty()) {
    figure.working.push_back(deflator->working + "; " + money_prose(before, national) + " is " +
                             money_prose(figure.value, national) + " at " + to_prose(figure.basis));
    for (const Observation& source : deflator->sources) {
      figure.cells.push_back(cell_name(ledger, source));
      sources.push_back(source);
    }
  }
  const Currency wanted = options.currency.none() ? kUsd : options.currency;
  if (auto error = convert(ledger, figure, wanted, *to)) return *error;
  return figure;
}

// The newest figure in scope at whatever prices it is printed: at current prices first, in national
// currency first. That is any but the dollar: a publisher may tell all years in euros.
std::optional<Observation> as_printed(const Ledger& ledger, MeasureId id, AreaId area, Year year,
                                      const Scope& scope) {
  const auto vintages = vintages_with(ledger, id, area, year, scope);
  if (vintages.empty()) return std::nullopt;
  std::optional<Observation> best;
  const auto preference = [](const Observation& o) {
    return (o.basis.is_current() ? 0 : 2) + (o.unit.currency == kUsd ? 1 : 0);
  };
  const RowRange rows = rows_of(ledger, id, area, year);
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    const Observation o = ledger.observation(id, area, row);
    if (o.vintage != vintages.front() || o.value.units <= 0) continue;
    if (!best || preference(o) < preference(*best)) best = o;
  }
  return best;
}

Result<Figure> of_group(const Ledger& ledger, MeasureId id, AreaId group, Year year,
                        const ValueOptions& options, const Error& reason,
                        std::vector<Observation>& sources) {
  // sum_of_members() finds the vintage that covers everybody.
  ValueOptions as_is = options;
  as_is.basis.reset();
  as_is.currency = {};
  const auto sum = sum_of_members(ledger, id, group, year, as_is);
  if (!sum) return reason;
  Figure total = *sum;
  total.value = 0;
  total.working = {"sum of the members' amounts, each at its own deflator and rate"};
  total.cells.clear();
  total.basis = *options.basis;
  total.unit.currency = options.currency.none() ? kUsd : options.currency;
  for (const AreaId area : members(ledger, group, year)) {
    ValueOptions pinned = options;
    pinned.scope.vintage = sum->vintage;
    if (id == MeasureId::defence_expenditure && !ledger.area(area).has_armed_forces) continue;
    auto part = value_at_prices(ledger, id, area, year, pinned, &sources);
    if (!part) return part.error();
    total.value += part->value;
    for (const std::string& step : part->working)
      total.working.push_back(std::string(ledger.area(area).code) + ": " + step);
    total.cells.insert(total.cells.end(), part->cells.begin(), part->cells.end());
  }
  return total;
}

}  // namespace

Result<Figure> value_at_prices(const Ledger& ledger, MeasureId id, AreaId area, Year year,
                               const ValueOptions& options, std::vector<Observation>* sources) {
  auto direct = value_of(ledger, id, area, year, options);
  if (direct || !options.basis || !has_real_terms(id)) return direct;
  std::vector<Observation> unasked;
  std::vector<Observation>& taken = sources == nullptr ? unasked : *sources;
  if (ledger.area(area).is_group) {
    if (!measure(id).additive) return direct;
    return of_group(ledger, id, area, year, options, direct.error(), taken);
  }
  const auto printed = as_printed(ledger, id, area, year, options.scope);
  if (!printed) return direct;
  return repriced(ledger, *printed, year, options, taken);
}

}  // namespace muster
