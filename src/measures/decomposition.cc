#include "measures/decomposition.h"

#include <algorithm>
#include <cmath>

namespace muster {
namespace {

// (b - a) / (ln b - ln a): the mean by which logarithmic changes become absolute ones.
double logarithmic_mean(double a, double b) {
  if (std::fabs(b - a) < 1e-12 * std::max(a, b)) return a;
  return (b - a) / std::log(b / a);
}

std::string from_to(const Figure& from, const Figure& to) {
  return to_prose(from.value, from.unit) + " to " + to_prose(to.value, to.unit) +
         (from.basis.is_none() ? "" : " at " + to_prose(from.basis));
}

std::vector<std::string> cells_of(std::initializer_list<const Figure*> figures) {
  std::vector<std::string> cells;
  for (const Figure* figure : figures)
    cells.insert(cells.end(), figure->cells.begin(), figure->cells.end());
  return cells;
}

// One amount in two years.
struct Pair {
  Figure from;
  Figure to;
  double log_change() const { return std::log(to.value / from.value); }
  bool positive() const { return from.value > 0 && to.value > 0; }
};

class Decomposer {
 public:
  Decomposer(const Ledger& ledger, AreaId area, Year from, Year to, VintageId vintage)
      : ledger_(ledger), area_(area), from_(from), to_(to), vintage_(vintage) {}

  // The figures of both years in this vintage; none where it lacks one.
  std::optional<Pair> pair(MeasureId id, std::optional<PriceBasis> basis, Currency currency) const {
    ValueOptions options{{kDistantFuture, "", vintage_}, basis, currency};
    auto from = published_value(ledger_, id, area_, from_, options);
    auto to = published_value(ledger_, id, area_, to_, options);
    if (!from || !to) return std::nullopt;
    return Pair{*std::move(from), *std::move(to)};
  }

  // At the vintage's constant prices, in dollars.
  std::optional<Pair> real(MeasureId id) const {
    return pair(id, ledger_.vintage(vintage_).base, kUsd);
  }

  const Ledger& ledger_;
  AreaId area_;
  Year from_;
  Year to_;
  VintageId vintage_;
};

Part part_of(PartKind kind, double weight, double log_change, std::string working,
             std::vector<std::string> cells) {
  return {kind, weight * log_change, std::move(working), std::move(cells)};
}

// What a later vintage says of the first year, in parts. `then` and `now` are the same figure in
// the two vintages, above zero.
void add_revision(Decomposition& result, const Decomposer& late, MeasureId id, const Figure& then,
                  const Figure& now) {
  const double weight = logarithmic_mean(then.value, now.value);
  const double whole = std::log(now.value / then.value);
  const std::string both =
      to_prose(then.value, then.unit) + ", now " + to_prose(now.value, now.unit);
  if (id != MeasureId::defence_share_of_gdp) {
    result.parts.push_back(
        part_of(id == MeasureId::gdp ? PartKind::gdp_revision : PartKind::expenditure_revision,
                weight, whole, both, cells_of({&then, &now})));
    return;
  }
  // Expenditure at current prices is comparable across bases; what is not its revision is GDP's.
  const ValueOptions of_then{{kDistantFuture, "", then.vintage}, PriceBasis::current(), kUsd};
  const ValueOptions of_now{{kDistantFuture, "", now.vintage}, PriceBasis::current(), kUsd};
  const auto id_money = MeasureId::defence_expenditure;
  const auto money_then = published_value(late.ledger_, id_money, late.area_, late.from_, of_then);
  const auto money_now = published_value(late.ledger_, id_money, late.area_, late.from_, of_now);
  if (!money_then || !money_now || money_then->value <= 0 || money_now->value <= 0) {
    result.parts.push_back(
        part_of(PartKind::revision, weight, whole, both, cells_of({&then, &now})));
    result.remarks.push_back(
        "one of the two publications does not give the expenditure itself: its revision and that "
        "of GDP can't be told apart");
    return;
  }
  const double of_money = std::log(money_now->value / money_then->value);
  result.parts.push_back(part_of(PartKind::expenditure_revision, weight, of_money,
                                 to_prose(money_then->value, money_then->unit) + ", now " +
                                     to_prose(money_now->value, money_now->unit) +
                                     " at current prices",
                                 cells_of({&*money_then, &*money_now})));
  result.parts.push_back(part_of(PartKind::gdp_revision, weight, whole - of_money,
                                 "the rest of the share's revision from " + both,
                                 cells_of({&then, &now})));
}

// Between the years, within one vintage. False where the vintage lacks what is needed.
bool add_share_parts(Decomposition& result, const Decomposer& in) {
  const auto money = in.real(MeasureId::defence_expenditure);
  const auto gdp = in.real(MeasureId::gdp);
  if (!money || !gdp || !money->positive() || !gdp->positive()) return false;
  const double share_from = money->from.value / gdp->from.value * 100;
  const double share_to = money->to.value / gdp->to.value * 100;
  const double weight = logarithmic_mean(share_from, share_to);
  result.parts.push_back(part_of(PartKind::new_money, weight, money->log_change(),
                                 "expenditure from " + from_to(money->from, money->to),
                                 cells_of({&money->from, &money->to})));
  result.parts.push_back(part_of(PartKind::gdp_growth, weight, -gdp->log_change(),
                                 "GDP from " + from_to(gdp->from, gdp->to),
                                 cells_of({&gdp->from, &gdp->to})));
  result.remarks.push_back(
      "prices and exchange rates have no part: the publisher divides expenditure by GDP at the "
      "same constant prices and exchange rates");
  return true;
}

bool add_money_parts(Decomposition& result, const Decomposer& in, MeasureId id, const Pair& nominal,
                     Currency national) {
  const auto real = in.real(id);
  if (!real || !real->positive() || !nominal.positive()) return false;
  const double weight = logarithmic_mean(nominal.from.value, nominal.to.value);
  result.parts.push_back(part_of(id == MeasureId::gdp ? PartKind::gdp_growth : PartKind::new_money,
                                 weight, real->log_change(), from_to(real->from, real->to),
                                 cells_of({&real->from, &real->to})));
  // In another currency than the nation's, what is neither real nor the exchange rate is prices.
  const Currency asked = nominal.from.unit.currency;
  double exchange = 0;
  if (asked != national && !national.none()) {
    const auto own = in.pair(MeasureId::defence_expenditure, PriceBasis::current(), national);
    const auto foreign = in.pair(MeasureId::defence_expenditure, PriceBasis::current(), asked);
    if (own && foreign && own->positive() && foreign->positive()) {
      exchange = foreign->log_change() - own->log_change();
      const double rate_from = own->from.value / foreign->from.value;
      const double rate_to = own->to.value / foreign->to.value;
      result.parts.push_back(part_of(
          PartKind::exchange_rate, weight, exchange,
          std::to_string(rate_from).substr(0, 6) + " to " + std::to_string(rate_to).substr(0, 6) +
              " " + std::string(national.text()) + " per " + std::string(asked.text()),
          cells_of({&own->from, &own->to, &foreign->from, &foreign->to})));
    } else {
      result.remarks.push_back(
          "the publication has no amounts in national currency: prices have the exchange rate's "
          "part too");
    }
  } else if (national.none()) {
    result.remarks.push_back("of several currencies: prices have the exchange rates' part too");
  }
  result.parts.push_back(part_of(PartKind::prices, weight,
                                 nominal.log_change() - real->log_change() - exchange,
                                 "what is left of " + from_to(nominal.from, nominal.to),
                                 cells_of({&nominal.from, &nominal.to})));
  return true;
}

double sum_of(const std::vector<Part>& parts) {
  double sum = 0;
  for (const Part& part : parts) sum += part.size;
  return sum;
}

}  // namespace

std::string_view name_of(PartKind kind) {
  switch (kind) {
    case PartKind::new_money:
      return "new money";
    case PartKind::prices:
      return "prices";
    case PartKind::exchange_rate:
      return "exchange rate";
    case PartKind::gdp_growth:
      return "GDP growth";
    case PartKind::expenditure_revision:
      return "revision of expenditure";
    case PartKind::gdp_revision:
      return "revision of GDP";
    case PartKind::revision:
      return "revision";
    case PartKind::rounding:
      return "rounding";
  }
  return "";
}

Result<Decomposition> decompose(const Ledger& ledger, MeasureId id, AreaId area, Year from, Year to,
                                const ValueOptions& options, const std::optional<Scope>& then) {
  const bool share = id == MeasureId::defence_share_of_gdp;
  if (!share && id != MeasureId::defence_expenditure && id != MeasureId::gdp) {
    return Error{"no parts are known of a change of " + std::string(measure(id).title), "",
                 "ask for defence_share_of_gdp, defence_expenditure or gdp"};
  }
  const Currency asked = options.currency.none() ? kUsd : options.currency;
  const std::optional<PriceBasis> basis =
      share ? std::optional<PriceBasis>() : PriceBasis::current();
  for (const VintageId vintage : vintages_with(ledger, id, area, to, options.scope)) {
    const Decomposer in(ledger, area, from, to, vintage);
    const auto figures = in.pair(id, basis, share ? Currency{} : asked);
    if (!figures) continue;
    Decomposition result{figures->from, figures->to, 0, {}, {}};
    if (then) {
      ValueOptions earlier{*then, basis, share ? Currency{} : asked};
      auto first = published_value(ledger, id, area, from, earlier);
      if (!first) return first.error();
      if (first->value <= 0 || figures->from.value <= 0)
        return Error{"a figure that is not above zero has no parts", "", ""};
      if (first->vintage != vintage) {
        add_revision(result, in, id, *first, figures->from);
        const Vintage& early = ledger.vintage(first->vintage);
        const Vintage& late = ledger.vintage(vintage);
        if (counts_otherwise(early, late)) {
          result.remarks.push_back("a break: " + std::string(early.id) + " counts “" +
                                   std::string(early.measure_name) + "”, " + std::string(late.id) +
                                   " “" + std::string(late.measure_name) +
                                   "”; the revision is of both, figure and definition");
        }
        result.from = *std::move(first);
      }
    }
    const Currency national =
        ledger.area(area).is_group ? Currency{} : currency_of(ledger, area, to);
    const bool done =
        share ? add_share_parts(result, in) : add_money_parts(result, in, id, *figures, national);
    if (!done) continue;
    result.change = result.to.value - result.from.value;
    // The publisher's share is rounded (some allies' to a whole number), its amounts are not.
    const double rest = result.change - sum_of(result.parts);
    if (share) result.parts.push_back({PartKind::rounding, rest, "of the shares as published", {}});
    return result;
  }
  return Error{"no vintage of " + std::string(options.scope.publisher) + " has the " +
                   std::string(measure(id).title) + " of " + with_article(ledger.area(area)) +
                   " in " + std::to_string(from.value) + " and " + std::to_string(to.value) +
                   " with the amounts at constant prices",
               "", "see muster series --vintages for the change itself"};
}

}  // namespace muster
