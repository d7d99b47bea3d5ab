#include "measures/promises.h"

#include <algorithm>

#include "measures/definition.h"
#include "measures/value.h"

namespace muster {
namespace {

// A figure is compared at the two decimals that are published, as a guideline's is.
constexpr int kPromisePlaces = 2;

bool reaches(const Promise& promise, const Decimal& figure) {
  return figure.rounded(kPromisePlaces).to_double() >= promise.threshold.to_double();
}

// The promise that took its place while its year was not over: that for the same year or a later
// one where several were made at once. The same again is no other promise; what took its place
// counts.
const Promise* successor(const Ledger& ledger, const Promise& promise, Date as_of) {
  const Date over = promise.by.value == 0 ? kDistantFuture : make_date(promise.by.value, 12, 31);
  const Promise* found = nullptr;
  for (const Promise& later : ledger.promises) {
    const bool of_money = later.metric == "budget";
    if (later.area != promise.area || later.supersedes != promise.said ||
        of_money != (promise.metric == "budget") || later.said.from <= promise.said.from ||
        later.said.from > over || later.said.from > as_of)
      continue;
    const bool same =
        later.by == promise.by && later.threshold.to_double() == promise.threshold.to_double();
    if (same) return successor(ledger, later, as_of);
    if (found == nullptr || (found->by < promise.by && later.by >= promise.by)) found = &later;
  }
  return found;
}

std::optional<MeasureId> judged_by(const Promise& promise) {
  if (promise.unit != "PERCENT") return std::nullopt;
  return measure_named(promise.metric);
}

PromiseStanding standing_of(const Ledger& ledger, const Promise& promise, const Scope& scope) {
  PromiseStanding standing;
  standing.promise = &promise;
  standing.replaced_by = successor(ledger, promise, scope.as_of);
  if (standing.replaced_by != nullptr) standing.state = PromiseState::replaced;
  const auto metric = judged_by(promise);
  const auto latest = metric ? latest_year(ledger, *metric, promise.area, scope) : std::nullopt;
  if (!latest) return standing;
  const bool to_come = promise.by.value == 0 || *latest < promise.by;
  standing.year = to_come ? *latest : promise.by;
  const auto counts = [&](VintageId vintage) {
    return promise.definition.empty() || ledger.vintage(vintage).measure_name == promise.definition;
  };
  const auto observed = newest_observation(ledger, *metric, promise.area, standing.year, scope,
                                           [&](const Observation& o) { return counts(o.vintage); });
  const Year now = year_of(scope.as_of);
  if (!observed) {
    if (standing.state != PromiseState::replaced && promise.by >= now)
      standing.state = PromiseState::open;
    return standing;
  }
  standing.figure = figure_of(ledger, *observed);
  if (standing.state == PromiseState::replaced) return standing;
  const bool reached = reaches(promise, observed->value);
  if (reached && (!to_come || promise.by.value == 0)) {
    standing.state = PromiseState::kept;
  } else if (!to_come && promise.by < now) {
    standing.state = PromiseState::missed;
  } else {
    standing.state = PromiseState::open;
    return standing;
  }
  for (const VintageId vintage :
       vintages_with(ledger, *metric, promise.area, standing.year, scope)) {
    const auto other =
        published_observation(ledger, *metric, promise.area, standing.year,
                              {{scope.as_of, scope.publisher, vintage}, std::nullopt, Currency{}});
    if (other && counts(vintage) && reaches(promise, other->value) != reached)
      standing.otherwise.push_back(vintage);
  }
  return standing;
}

}  // namespace

std::string_view to_string(PromiseState state) {
  switch (state) {
    case PromiseState::kept:
      return "kept";
    case PromiseState::missed:
      return "missed";
    case PromiseState::open:
      return "open";
    case PromiseState::replaced:
      return "replaced";
    case PromiseState::unjudged:
      return "unjudged";
  }
  return "unjudged";
}

std::vector<PromiseStanding> promises_made(const Ledger& ledger, std::optional<AreaId> area,
                                           const Scope& scope) {
  std::vector<PromiseStanding> made;
  for (const Promise& promise : ledger.promises) {
    if ((area && promise.area != *area) || promise.said.from > scope.as_of) continue;
    made.push_back(standing_of(ledger, promise, scope));
  }
  std::ranges::stable_sort(made, {}, [](const PromiseStanding& s) { return s.promise->said.from; });
  return made;
}

std::string promised_words(const Promise& promise) {
  const bool of_gni = promise.unit == "PERCENT_OF_GNI";
  if (of_gni || promise.unit == "PERCENT") {
    const bool of_defence = promise.metric == "equipment_share";
    return promise.threshold.to_string() + "% of " +
           (of_gni       ? "GNI"
            : of_defence ? "defence expenditure"
                         : "GDP");
  }
  const auto unit = parse_unit(promise.unit);
  return unit ? to_prose(promise.threshold.to_double() * scale_of(*unit),
                         {unit->kind, 0, unit->currency})
              : promise.threshold.to_string() + " " + std::string(promise.unit);
}

}  // namespace muster
