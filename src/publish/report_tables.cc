#include "publish/report_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "measures/definition.h"

namespace muster {
namespace {

std::string name_of(const ReportContext& context, AreaId area) {
  return std::string(context.ledger.area(area).name);
}

std::string unit_words(const Figure& figure) {
  switch (figure.unit.kind) {
    case UnitKind::percent:
      return "per cent";
    case UnitKind::persons:
      return "persons";
    case UnitKind::index:
      return "index";
    case UnitKind::money:
      break;
  }
  return "million " +
         std::string(figure.unit.currency == kUsd ? "US dollars" : figure.unit.currency.text());
}

int places_of(MeasureId id) { return id == MeasureId::real_change ? 1 : 2; }

// Dollars at current prices where the vintage has them.
ValueOptions in_vintage(VintageId vintage) {
  return {Scope{kDistantFuture, "", vintage}, std::nullopt, kUsd};
}

// Which vintage a year's column is of: the newest that has it for all allies, else for most.
std::optional<VintageId> vintage_of_year(const ReportContext& context, MeasureId id, Year year) {
  const auto section = cross_section(context.ledger, id, context.alliance, year,
                                     {context.scope, std::nullopt, kUsd});
  if (!section || section->covered == 0) return std::nullopt;
  return section->vintage;
}

// " 2013: NATO-2019-06-25. 2014 to 2026: NATO-2026-07-10.": each run of years by its vintage.
std::string vintages_by_year(const Ledger& ledger,
                             const std::vector<std::pair<Year, VintageId>>& columns) {
  std::string said;
  for (std::size_t first = 0, last = 0; first < columns.size(); first = last + 1) {
    last = first;
    while (last + 1 < columns.size() && columns[last + 1].second == columns[first].second) ++last;
    said += " " + to_string(columns[first].first);
    if (last > first) said += " to " + to_string(columns[last].first);
    said += ": " + std::string(ledger.vintage(columns[first].second).id) + ".";
  }
  return said;
}

}  // namespace

std::string note_of(const Ledger& ledger, const Figure& figure) {
  std::string note = unit_words(figure);
  if (!figure.basis.is_none() && figure.unit.kind == UnitKind::money)
    note += " at " + to_prose(figure.basis);
  return note + ", " + std::string(ledger.vintage(figure.vintage).id);
}

std::string definitions_of(const Ledger& ledger, MeasureId measure,
                           const std::vector<VintageId>& vintages) {
  std::map<std::string_view, std::vector<std::string>> counting;  // what is counted, and by which
  bool alike = true;
  for (const VintageId id : vintages) {
    alike = alike && same_definition(ledger, measure, id, vintages.front());
    const Vintage& vintage = ledger.vintage(id);
    if (vintage.measure_name.empty()) continue;
    auto& those = counting[vintage.measure_name];
    if (std::ranges::find(those, vintage.id) == those.end()) those.emplace_back(vintage.id);
  }
  if (alike) return "";
  std::string said;
  for (const auto& [counted, those] : counting)
    said += (said.empty() ? "" : "; ") + join_prose(those) +
            (those.size() == 1 ? " counts " : " count ") + std::string(counted);
  return said + ": what differs between them is no mere revision.";
}

DataTable standing_table(const ReportContext& context, const Compliance& compliance, std::string id,
                         std::string title) {
  const Ledger& ledger = context.ledger;
  const MeasureId metric = *measure_named(compliance.guideline->metric);
  DataTable table{std::move(id), std::move(title), "", {"ally", "rank", "%", "met", "margin"}, {}};
  const auto margin = margins(ledger, compliance, context.scope);
  std::vector<std::size_t> order(compliance.standings.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t i) {
    const auto& figure = compliance.section.entries[i].figure;
    return figure ? figure->value : -1.0;
  });
  for (const std::size_t i : order) {
    const Standing& standing = compliance.standings[i];
    const auto& figure = compliance.section.entries[i].figure;
    std::vector<TableCell> row{name_of(context, standing.area)};
    const auto rank = place_of(compliance, i);
    if (figure) {
      Told share = told(ledger, metric, standing.area, context.year, *figure, Manner::table,
                        compliance.guideline->rounding);
      row.emplace_back(rank ? TableCell(told_rank(share, *rank)) : TableCell(std::string("–")));
      row.emplace_back(std::move(share));
    } else {
      row.emplace_back(std::string("–"));
      row.emplace_back(std::string(standing.met == false ? "below" : "no figure"));
    }
    row.emplace_back(std::string(!standing.met ? "unknown" : *standing.met ? "yes" : "no"));
    if (margin[i] && figure) {
      Told points = told(ledger, metric, standing.area, context.year, *figure, Manner::table);
      points.measure = "margin:" + std::string(compliance.guideline->id);
      points.value = margin[i]->points;
      points.unit = "POINTS";
      points.text = fmt::format("{:+.2f}", margin[i]->points);
      points.working = {"points above " + compliance.guideline->threshold.to_string() + "%"};
      row.emplace_back(std::move(points));
    } else {
      row.emplace_back(std::string());
    }
    table.rows.push_back(std::move(row));
  }
  const Vintage& vintage = ledger.vintage(compliance.section.vintage);
  table.note = "Per cent; margin in points above " + compliance.guideline->threshold.to_string() +
               "%. " + std::string(vintage.id) + ".";
  for (const AreaId area : compliance.section.without_forces)
    table.note += " " + name_of(context, area) + " has no armed forces and is left out.";
  return table;
}

DataTable ranking_table(const ReportContext& context, MeasureId id, const CrossSection& section,
                        std::string name, std::string title) {
  DataTable table{std::move(name), std::move(title), "", {"ally", "rank", ""}, {}};
  const auto entries = ranked(section);
  const int places = places_of(id);
  for (const CrossSectionEntry& entry : entries) {
    const auto rank = rank_of(section, entry.area, places);
    Told figure =
        told(context.ledger, id, entry.area, section.year, *entry.figure, Manner::table, places);
    table.rows.push_back({name_of(context, entry.area), told_rank(figure, *rank), figure});
  }
  for (const CrossSectionEntry& entry : section.entries) {
    if (!entry.figure)
      table.rows.push_back(
          {name_of(context, entry.area), std::string("–"), std::string("no figure")});
  }
  if (!entries.empty()) {
    table.columns.back() = unit_words(*entries.front().figure);
    table.note = capitalised(note_of(context.ledger, *entries.front().figure)) + ".";
  }
  return table;
}

std::optional<DataTable> years_table(const ReportContext& context, MeasureId id, std::string name,
                                     std::string title) {
  const Ledger& ledger = context.ledger;
  DataTable table{std::move(name), std::move(title), "", {"ally"}, {}};
  std::vector<std::pair<Year, VintageId>> columns;
  for (Year year = context.first; year <= context.year; ++year.value) {
    if (const auto vintage = vintage_of_year(context, id, year))
      columns.emplace_back(year, *vintage);
  }
  if (columns.empty()) return std::nullopt;
  for (const auto& [year, vintage] : columns) table.columns.push_back(to_string(year));
  std::optional<Figure> any;
  for (const AreaId area : members(ledger, context.alliance, context.year)) {
    if (!ledger.area(area).has_armed_forces) continue;
    std::vector<TableCell> row{name_of(context, area)};
    for (const auto& [year, vintage] : columns) {
      const auto figure = published_value(ledger, id, area, year, in_vintage(vintage));
      if (figure) {
        any = *figure;
        row.emplace_back(told(ledger, id, area, year, *figure, Manner::table, places_of(id)));
      } else {
        row.emplace_back(std::string("–"));
      }
    }
    table.rows.push_back(std::move(row));
  }
  table.note = any ? capitalised(unit_words(*any)) : "";
  if (any && any->unit.kind == UnitKind::money) table.note += " at " + to_prose(any->basis);
  table.note += ".";
  table.note += vintages_by_year(ledger, columns);
  std::vector<VintageId> vintages;
  vintages.reserve(columns.size());
  for (const auto& [year, vintage] : columns) vintages.push_back(vintage);
  if (const std::string said = definitions_of(ledger, id, vintages); !said.empty())
    table.note += " " + said;
  return table;
}

DataTable aid_table(const ReportContext& context, const Donors& donors) {
  const Ledger& ledger = context.ledger;
  const Vintage& vintage = ledger.vintage(donors.rows.front().figures.front()->vintage);
  DataTable table{"aid",
                  "Aid to Ukraine",
                  "Million euros allocated in " + donors.span +
                      ", at current prices, and per cent " + "of GDP as the tracker has it; " +
                      std::string(vintage.title) + ", published " + to_prose(vintage.published) +
                      " (" + std::string(vintage.id) + ").",
                  {"ally", "allocated, € million", "military, € million", "% of GDP"},
                  {}};
  std::vector<AreaId> absent = members(ledger, context.alliance, context.year);
  for (const DonorRow& row : donors.rows) {
    std::erase(absent, row.area);
    std::vector<TableCell> cells{name_of(context, row.area)};
    for (std::size_t i = 0; i < kAidMeasures.size(); ++i) {
      if (!row.figures[i]) {
        cells.emplace_back(std::string("–"));
        continue;
      }
      cells.emplace_back(
          told(ledger, kAidMeasures[i], row.area, context.year, *row.figures[i], Manner::table));
    }
    table.rows.push_back(std::move(cells));
  }
  if (!absent.empty()) table.note += " Not in the tracker: " + names_of(ledger, absent) + ".";
  return table;
}

DataTable ally_table(const ReportContext& context, AreaId ally, std::string name,
                     std::string title) {
  constexpr MeasureId kMeasures[] = {
      MeasureId::defence_share_of_gdp, MeasureId::defence_expenditure,
      MeasureId::real_change,          MeasureId::equipment_share,
      MeasureId::personnel_share,      MeasureId::infrastructure_share,
      MeasureId::other_share,          MeasureId::defence_per_capita,
      MeasureId::military_personnel};
  DataTable table{std::move(name),
                  std::move(title),
                  "Each figure is of the newest publication that has it.",
                  {"measure"},
                  {}};
  for (Year year = context.first; year <= context.year; ++year.value)
    table.columns.push_back(std::to_string(year.value));
  std::vector<VintageId> vintages;
  for (const MeasureId id : kMeasures) {
    std::vector<TableCell> row{std::string()};
    std::optional<Figure> any;
    for (Year year = context.first; year <= context.year; ++year.value) {
      const auto figure =
          published_value(context.ledger, id, ally, year, {context.scope, std::nullopt, kUsd});
      if (!figure) {
        row.emplace_back(std::string("–"));
        continue;
      }
      any = *figure;
      if (depends_on_definition(id)) vintages.push_back(figure->vintage);
      Told one = told(context.ledger, id, ally, year, *figure, Manner::table, places_of(id));
      // Amounts by head are no millions.
      if (id == MeasureId::defence_per_capita) one.text = with_thousands(figure->value, 0);
      row.emplace_back(std::move(one));
    }
    if (!any) continue;
    const std::string unit = id == MeasureId::defence_per_capita ? "US dollars" : unit_words(*any);
    row.front() = std::string(measure(id).title) + ", " + unit;
    table.rows.push_back(std::move(row));
  }
  const std::string said = definitions_of(context.ledger, MeasureId::defence_expenditure, vintages);
  if (!said.empty()) table.note += " " + said;
  return table;
}

std::optional<Totals> totals_of(const ReportContext& context) {
  const Ledger& ledger = context.ledger;
  const auto usa = area_coded(ledger, "USA");
  const auto others = area_coded(ledger, "NATO_EUR_CAN");
  if (!usa || !others) return std::nullopt;
  std::optional<Totals> best;
  const VintageRange known = vintages_in(ledger, context.scope);
  // The newest vintage that has the year asked for, with the years before it; one that has only
  // that year gives way to one with more.
  for (std::size_t v = known.end; v-- > known.begin;) {
    const auto vintage = static_cast<VintageId>(v);
    const PriceBasis basis = ledger.vintage(vintage).base;
    if (basis.is_none()) continue;
    Totals totals{vintage, basis, {}};
    const ValueOptions options{Scope{kDistantFuture, "", vintage}, basis, kUsd};
    for (Year year = context.first; year <= context.year; ++year.value) {
      auto all = value_of(ledger, MeasureId::defence_expenditure, context.alliance, year, options);
      auto one = value_of(ledger, MeasureId::defence_expenditure, *usa, year, options);
      auto rest = value_of(ledger, MeasureId::defence_expenditure, *others, year, options);
      if (all && one && rest) totals.rows.push_back({year, *all, *one, *rest});
    }
    if (totals.rows.empty() || totals.rows.back().year != context.year) continue;
    if (!best || totals.rows.size() > best->rows.size()) best = std::move(totals);
  }
  return best;
}

DataTable totals_table(const ReportContext& context, const Totals& totals) {
  const Ledger& ledger = context.ledger;
  const AreaId usa = *area_coded(ledger, "USA");
  const AreaId others = *area_coded(ledger, "NATO_EUR_CAN");
  DataTable table{"totals",
                  "The alliance's total",
                  "Million US dollars at " + to_prose(totals.basis) + ", " +
                      std::string(ledger.vintage(totals.vintage).id) + ".",
                  {"year", name_of(context, context.alliance), name_of(context, usa),
                   name_of(context, others), "United States, % of total"},
                  {}};
  const MeasureId spending = MeasureId::defence_expenditure;
  for (const Totals::Row& row : totals.rows) {
    Told share = told(ledger, MeasureId::share_of_group_total, usa, row.year, row.united_states,
                      Manner::table);
    share.value = 100 * row.united_states.value / row.alliance.value;
    share.unit = "PERCENT";
    share.text = with_thousands(share.value, 1);
    share.working = {money_prose(row.united_states.value, kUsd) + " of " +
                     money_prose(row.alliance.value, kUsd)};
    share.cells.insert(share.cells.end(), row.alliance.cells.begin(), row.alliance.cells.end());
    table.rows.push_back(
        {std::to_string(row.year.value),
         told(ledger, spending, context.alliance, row.year, row.alliance, Manner::table),
         told(ledger, spending, usa, row.year, row.united_states, Manner::table),
         told(ledger, spending, others, row.year, row.others, Manner::table), std::move(share)});
  }
  return table;
}

}  // namespace muster
