#include "measures/change.h"

#include <algorithm>
#include <cmath>

#include "measures/definition.h"

namespace muster {

Result<Change> change_of(const Ledger& ledger, MeasureId id, AreaId area, Year from, Year to,
                         const ValueOptions& options) {
  for (const VintageId vintage : vintages_with(ledger, id, area, to, options.scope)) {
    ValueOptions pinned = options;
    pinned.scope.vintage = vintage;
    auto last = value_of(ledger, id, area, to, pinned);
    if (!last) continue;
    pinned.basis = last->basis;
    pinned.currency = last->unit.currency;
    auto first = value_of(ledger, id, area, from, pinned);
    if (!first) continue;
    Change change{*std::move(first), *std::move(last), 0, std::nullopt};
    change.absolute = change.to.value - change.from.value;
    if (change.from.value != 0) change.percent = (change.to.value / change.from.value - 1) * 100;
    return change;
  }
  return Error{"no vintage has the " + std::string(measure(id).title) + " of " +
                   with_article(ledger.area(area)) + " for both " + std::to_string(from.value) +
                   " and " + std::to_string(to.value),
               "", "a change is never taken across vintages"};
}

std::optional<PriceBasis> constant_basis(const Ledger& ledger, MeasureId id, AreaId area, Year year,
                                         const Scope& scope) {
  const auto found = newest_observation(ledger, id, area, year, scope,
                                        [](const Observation& o) { return o.basis.is_constant(); });
  if (!found) return std::nullopt;
  return found->basis;
}

Result<Figure> share_of_total(const Ledger& ledger, MeasureId id, AreaId area, AreaId group,
                              Year year, const ValueOptions& options) {
  Result<Figure> failure = Error{"no vintage has both figures", "", ""};
  for (const VintageId vintage : vintages_with(ledger, id, area, year, options.scope)) {
    ValueOptions pinned = options;
    pinned.scope.vintage = vintage;
    auto part = value_of(ledger, id, area, year, pinned);
    if (!part) {
      failure = part.error();
      continue;
    }
    pinned.basis = part->basis;
    pinned.currency = part->unit.currency;
    auto whole = value_of(ledger, id, group, year, pinned);
    if (!whole || whole->value == 0) {
      failure = whole ? Error{"the total is zero", "", ""} : whole.error();
      continue;
    }
    Figure share;
    share.value = part->value / whole->value * 100;
    share.unit = {UnitKind::percent, 0, {}};
    share.basis = part->basis;
    share.status = part->status == ObsStatus::actual ? whole->status : part->status;
    share.vintage = vintage;
    share.working = {with_article(ledger.area(area)) + " " + to_prose(part->value, part->unit) +
                     " of " + to_prose(whole->value, whole->unit) + " for " +
                     with_article(ledger.area(group)) + " is " +
                     to_prose(share.value, share.unit, 1)};
    share.cells = part->cells;
    share.cells.insert(share.cells.end(), whole->cells.begin(), whole->cells.end());
    return share;
  }
  return failure;
}

bool are_comparable(const Observation& a, const Observation& b) {
  return a.unit.kind == b.unit.kind && a.unit.currency == b.unit.currency &&
         (a.basis == b.basis || a.unit.kind == UnitKind::percent);
}

double largest_revision(const Ledger& ledger, MeasureId id, std::string_view publisher, int age) {
  // Revisions are rare events: ages above two years behave alike (benchmark revisions of GDP).
  const int bucket = std::clamp(age, 0, kOldestAge);
  double largest = 0;
  for (std::size_t a = 0; a < ledger.areas.size(); ++a) {
    const RowRange rows = rows_of(ledger, id, static_cast<AreaId>(a));
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      const Observation early = ledger.observation(id, static_cast<AreaId>(a), i);
      const Vintage& vintage = ledger.vintage(early.vintage);
      if (vintage.publisher != publisher) continue;
      if (std::clamp(year_of(vintage.published).value - early.year.value, 0, kOldestAge) != bucket)
        continue;
      for (std::size_t j = i + 1; j < rows.end; ++j) {
        const Observation late = ledger.observation(id, static_cast<AreaId>(a), j);
        if (late.year != early.year) break;
        const bool comparable = are_comparable(early, late) &&
                                same_definition(ledger, id, early.vintage, late.vintage) &&
                                ledger.vintage(late.vintage).publisher == publisher;
        if (!comparable || late.vintage == early.vintage) continue;
        const double base = std::fabs(figure_of(ledger, early).value);
        const double difference =
            std::fabs(figure_of(ledger, late).value - figure_of(ledger, early).value);
        const double size =
            early.unit.kind == UnitKind::percent ? difference : (base > 0 ? difference / base : 0);
        largest = std::max(largest, size);
      }
    }
  }
  return largest;
}

}  // namespace muster
