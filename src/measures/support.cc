#include "measures/support.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "ledger/support.h"

namespace muster {
namespace {

std::string_view component_of(MeasureId id) {
  const auto found = std::ranges::find(kSupportMeasures, id, &SupportMeasure::measure);
  return found == kSupportMeasures.end() ? std::string_view() : found->component;
}

bool is_span(std::string_view period) { return period.find("..") != std::string_view::npos; }

// The rows of the newest publication in scope that has the component for that donor.
std::vector<const SupportFigure*> newest_rows_of(const Ledger& ledger, MeasureId id, AreaId area,
                                                 const Scope& scope) {
  std::vector<const SupportFigure*> found;
  const std::string_view component = component_of(id);
  if (component.empty()) return found;
  const VintageRange vintages = vintages_in(ledger, scope);
  for (const SupportFigure& row : ledger.support) {
    if (row.component != component || row.area != area || !support_unit(row.unit) ||
        !vintages.contains(static_cast<std::uint16_t>(row.vintage)))
      continue;
    if (!found.empty() && row.vintage > found.front()->vintage) found.clear();
    if (found.empty() || row.vintage == found.front()->vintage) found.push_back(&row);
  }
  return found;
}

Figure figure_of_rows(const Ledger& ledger, const std::vector<const SupportFigure*>& rows) {
  const SupportFigure& first = *rows.front();
  const Unit unit = *support_unit(first.unit);
  Figure figure;
  figure.published = rows.size() == 1 ? first.value : sum_of(rows);
  figure.value = figure.published->to_double() * scale_of(unit);
  figure.unit = {unit.kind, 0, unit.currency};
  if (unit.kind == UnitKind::money) figure.basis = PriceBasis::current();
  figure.vintage = first.vintage;
  const std::string vintage(ledger.vintage(first.vintage).id);
  for (const SupportFigure* row : rows)
    figure.cells.push_back(vintage + "/" + std::string(row->cell));
  if (rows.size() > 1)
    figure.working = {"sum of " + std::to_string(rows.size()) + " months in " + vintage};
  return figure;
}

// The months that one publication spans, over all donors.
std::pair<std::string, std::string> months_of(const Ledger& ledger, VintageId vintage) {
  std::string first = "9999-12";
  std::string last = "0000-01";
  for (const SupportFigure& row : ledger.support) {
    if (row.vintage != vintage || !is_month(row.period)) continue;
    first = std::min(first, std::string(row.period));
    last = std::max(last, std::string(row.period));
  }
  return {first, last};
}

// What the months add up to: all of them, and those of a year that is not over.
void add_months(const Ledger& ledger, std::vector<const SupportFigure*> months, bool whole,
                std::vector<SpanFigure>& spans) {
  if (months.empty()) return;
  std::ranges::sort(months, {}, &SupportFigure::period);
  const auto [first, last] = months_of(ledger, months.front()->vintage);
  if (whole) spans.push_back({first, last, figure_of_rows(ledger, months)});
  if (last.ends_with("-12")) return;
  const std::string year = last.substr(0, 4);
  std::erase_if(months, [&](const SupportFigure* row) { return !row->period.starts_with(year); });
  if (!months.empty()) spans.push_back({year + "-01", last, figure_of_rows(ledger, months)});
}

// The sum over the donors of those spans that all of them have.
std::vector<SpanFigure> sum_of_donors(const Ledger& ledger, MeasureId id, AreaId group,
                                      const Scope& scope) {
  std::map<std::pair<std::string, std::string>, std::vector<SpanFigure>> by_span;
  std::size_t donors = 0;
  for (const Membership& member : ledger.memberships) {
    if (member.group != group) continue;
    ++donors;
    for (SpanFigure& span : support_spans(ledger, id, member.area, scope))
      by_span[{span.from, span.to}].push_back(std::move(span));
  }
  std::vector<SpanFigure> sums;
  for (const auto& [months, parts] : by_span) {
    const VintageId vintage = parts.front().figure.vintage;
    const bool together =
        parts.size() == donors && std::ranges::all_of(parts, [&](const SpanFigure& part) {
          return part.figure.vintage == vintage;
        });
    if (!together) continue;
    SpanFigure sum = parts.front();
    sum.figure.value = 0;
    sum.figure.published.reset();
    sum.figure.cells.clear();
    for (const SpanFigure& part : parts) {
      sum.figure.value += part.figure.value;
      sum.figure.cells.insert(sum.figure.cells.end(), part.figure.cells.begin(),
                              part.figure.cells.end());
    }
    sum.figure.working = {"sum of " + std::to_string(donors) + " donors in " +
                          std::string(ledger.vintage(vintage).id)};
    sums.push_back(std::move(sum));
  }
  return sums;
}

}  // namespace

std::string to_prose(const SpanFigure& span) {
  return span.to.empty() ? "from " + span.from + " on" : span.from + " to " + span.to;
}

std::vector<SpanFigure> support_spans(const Ledger& ledger, MeasureId id, AreaId area,
                                      const Scope& scope) {
  std::vector<SpanFigure> spans;
  const auto rows = newest_rows_of(ledger, id, area, scope);
  // Of two that print one span (a table of all months, one of shares) the first stands.
  for (const SupportFigure* row : rows) {
    if (!is_span(row->period) || !spans.empty()) continue;
    const std::size_t dots = row->period.find("..");
    spans.push_back({std::string(row->period.substr(0, dots)),
                     std::string(row->period.substr(dots + 2)), figure_of_rows(ledger, {row})});
  }
  std::vector<const SupportFigure*> months;
  std::ranges::copy_if(rows, std::back_inserter(months),
                       [](const SupportFigure* row) { return is_month(row->period); });
  add_months(ledger, std::move(months), spans.empty(), spans);
  if (spans.empty() && ledger.area(area).is_group && measure(id).additive)
    return sum_of_donors(ledger, id, area, scope);
  return spans;
}

std::optional<SpanFigure> whole_support(const Ledger& ledger, MeasureId id, AreaId area,
                                        const Scope& scope) {
  auto spans = support_spans(ledger, id, area, scope);
  if (spans.empty()) return std::nullopt;
  return std::move(spans.front());
}

std::vector<const SupportFigure*> months_behind(const Ledger& ledger, const Observation& o) {
  std::vector<const SupportFigure*> months;
  const std::string_view component = component_of(o.measure);
  const std::string year = to_string(o.year);
  if (component.empty()) return months;
  for (const SupportFigure& row : ledger.support) {
    const bool of_year = is_month(row.period) && row.period.starts_with(year);
    if (of_year && row.vintage == o.vintage && row.area == o.area && row.component == component)
      months.push_back(&row);
  }
  std::ranges::sort(months, {}, &SupportFigure::period);
  return months;
}

bool has_support(const Ledger& ledger, MeasureId id, AreaId area, const Scope& scope) {
  return !newest_rows_of(ledger, id, area, scope).empty();
}

Result<Figure> support_share_of_gdp(const Ledger& ledger, AreaId area, Year year,
                                    const ValueOptions& options) {
  const std::string what = "aid of " + with_article(ledger.area(area)) + " to Ukraine";
  const auto of_year = published_value(ledger, MeasureId::support_to_ukraine, area, year,
                                       {options.scope, std::nullopt, {}});
  if (!of_year) return of_year.error();
  Scope same = options.scope;
  same.vintage = of_year->vintage;
  const auto whole = whole_support(ledger, MeasureId::support_to_ukraine, area, same);
  const auto share = whole_support(ledger, MeasureId::support_to_ukraine_share_of_gdp, area, same);
  const bool comparable = whole && share && whole->from == share->from && whole->to == share->to;
  if (!comparable || whole->figure.value <= 0 || share->figure.value <= 0) {
    return Error{"the tracker has no GDP to compare the " + what + " with", "",
                 "ask for support_to_ukraine"};
  }
  Figure figure = share->figure;
  figure.value = share->figure.value * of_year->value / whole->figure.value;
  figure.published.reset();
  figure.working = {to_prose(of_year->value, of_year->unit) + " of the " +
                    to_prose(whole->figure.value, whole->figure.unit) + " of " + to_prose(*whole) +
                    ", which are " + to_prose(share->figure.value, share->figure.unit) +
                    " of GDP (the GDP is that of the tracker's file, one for all years)"};
  figure.cells = of_year->cells;
  figure.cells.insert(figure.cells.end(), whole->figure.cells.begin(), whole->figure.cells.end());
  figure.cells.insert(figure.cells.end(), share->figure.cells.begin(), share->figure.cells.end());
  return figure;
}

Result<Donors> donors_of(const Ledger& ledger, const DonorsAsk& ask, const Scope& scope) {
  Donors donors;
  if (ask.year) donors.span = to_string(*ask.year);
  std::vector<AreaId> areas = ask.among;
  if (areas.empty()) {
    for (std::size_t i = 0; i < ledger.areas.size(); ++i) areas.push_back(static_cast<AreaId>(i));
  }
  const auto figure_for = [&](MeasureId id, AreaId area) -> std::optional<Figure> {
    if (ask.year) {
      auto found = value_of(ledger, id, area, *ask.year, {scope, std::nullopt, {}});
      return found ? std::optional(*std::move(found)) : std::nullopt;
    }
    auto whole = whole_support(ledger, id, area, scope);
    if (!whole) return std::nullopt;
    donors.span = to_prose(*whole);
    return std::move(whole->figure);
  };
  for (const AreaId area : areas) {
    // A sum of donors is none; the European Union's institutions are.
    const Area& donor = ledger.area(area);
    const bool sum = donor.code == kAllDonors ||
                     (donor.is_group && !has_support(ledger, ask.measures.front(), area, scope));
    if (sum) continue;
    DonorRow row{area, {}};
    for (const MeasureId id : ask.measures) row.figures.push_back(figure_for(id, area));
    if (row.figures.front()) donors.rows.push_back(std::move(row));
  }
  if (donors.rows.empty()) {
    return Error{"no " + std::string(measure(ask.measures.front()).title) +
                     (ask.year ? " in " + to_string(*ask.year) : "") + " from " +
                     std::string(scope.publisher) + " as of " + to_prose(scope.as_of),
                 "", "see muster vintages --publisher KIEL for what there is"};
  }
  std::ranges::stable_sort(donors.rows, std::ranges::greater{},
                           [](const DonorRow& row) { return row.figures.front()->value; });
  return donors;
}

}  // namespace muster
