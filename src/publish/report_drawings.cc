#include "publish/report_drawings.h"

#include <algorithm>

#include "publish/charts.h"

namespace muster {
namespace {

bool is_estimate(const Figure& figure) { return figure.status != ObsStatus::actual; }

struct MetBoth {
  Told count;
  std::size_t of = 0;  // allies with both figures
};

// `answering` is the vintage that the report counts by.
Prose both_sentence(const ReportContext& context, VintageId answering, const Compliance& first,
                    const Compliance& second, MetBoth both) {
  const Ledger& ledger = context.ledger;
  const std::string by = by_figures_of(ledger, second.section.vintage, answering);
  const std::size_t all = second.standings.size();
  Prose prose;
  if (both.of < all) {
    prose << (by.empty() ? "Of" : by + "of") << " the " << std::to_string(both.of)
          << " allies with a figure for both guidelines, " << std::move(both.count) << " met both.";
  } else if (by.empty()) {
    prose << std::move(both.count) << " of " << std::to_string(all)
          << " allies met both guidelines.";
  } else {
    prose << by << told_count(ledger, first, context.alliance, true) << " of "
          << std::to_string(all) << " allies met the first of these guidelines, "
          << told_count(ledger, second, context.alliance, true) << " the second and "
          << std::move(both.count) << " both.";
  }
  if (by.empty()) prose << " (" << ledger.vintage(second.section.vintage).id << ")";
  return prose;
}

}  // namespace

Drawing ranking_drawing(const ReportContext& context, const Compliance& shares) {
  const Ledger& ledger = context.ledger;
  std::vector<Bar> bars;
  bool estimates = false;
  for (const CrossSectionEntry& entry : ranked(shares.section)) {
    estimates |= is_estimate(*entry.figure);
    const bool met = std::ranges::any_of(shares.standings, [&](const Standing& standing) {
      return standing.area == entry.area && standing.met == true;
    });
    const Told share = told(ledger, MeasureId::defence_share_of_gdp, entry.area, context.year,
                            *entry.figure, Manner::table);
    bars.push_back({std::string(ledger.area(entry.area).name), entry.figure->value, share.text,
                    is_estimate(*entry.figure), met});
  }
  const std::string label = "Defence expenditure as a share of GDP by ally, " +
                            to_string(context.year) + ", with the guideline of 2%";
  return {ranking_chart(label, bars, shares.guideline->threshold.to_double(), "2% of GDP"),
          "Defence expenditure as a share of GDP, " + to_string(context.year) + ", per cent (" +
              std::string(ledger.vintage(shares.section.vintage).id) + ")" +
              (estimates ? "; pale with a broken edge: estimates" : "")};
}

Drawing trends_drawing(const ReportContext& context, const DataTable& years, double threshold) {
  std::vector<Trend> trends;
  std::vector<VintageId> vintages;
  for (const auto& row : years.rows) {
    Trend trend{std::get<std::string>(row.front()), {}};
    for (const TableCell& cell : row) {
      const auto* figure = std::get_if<Told>(&cell);
      if (figure == nullptr) continue;
      trend.points.push_back(
          {figure->year.value, figure->value, figure->status != ObsStatus::actual});
      vintages.push_back(figure->vintage_id);
    }
    trends.push_back(std::move(trend));
  }
  const std::string said =
      definitions_of(context.ledger, MeasureId::defence_share_of_gdp, vintages);
  return {small_multiples("Share of GDP of each ally by year, with the guideline of 2%", trends,
                          threshold),
          "Share of GDP, " + to_string(context.first) + " to " + to_string(context.year) +
              ", all on one scale; the line is 2%; dotted: estimates" +
              (said.empty() ? "" : ". " + said)};
}

std::optional<BothGuidelines> both_guidelines(const ReportContext& context, const Compliance& first,
                                              const Compliance& second) {
  const Ledger& ledger = context.ledger;
  const VintageId vintage = second.section.vintage;
  const std::string from(ledger.vintage(vintage).id);
  const auto shares = compliance(ledger, *first.guideline, context.alliance, context.year,
                                 Scope{kDistantFuture, "", vintage});
  if (!shares) return std::nullopt;
  BothGuidelines made;
  made.table = {"quadrant",
                "Both guidelines at once",
                "Per cent of GDP, and of defence expenditure; " + from + ".",
                {"ally", "share of GDP, %", "equipment, % of expenditure", "meets"},
                {}};
  std::vector<Dot> dots;
  bool estimates = false;
  Told both;  // how many met both
  std::vector<AreaId> met;
  for (std::size_t i = 0; i < shares->section.entries.size(); ++i) {
    const CrossSectionEntry& x = shares->section.entries[i];
    const CrossSectionEntry& y = second.section.entries[i];
    if (!x.figure || !y.figure) continue;
    estimates |= is_estimate(*x.figure);
    dots.push_back({std::string(ledger.area(x.area).code), x.figure->value, y.figure->value,
                    is_estimate(*x.figure)});
    const bool meets_first = shares->standings[i].met == true;
    const bool meets_second = second.standings[i].met == true;
    if (meets_first && meets_second) {
      met.push_back(x.area);
      both.cells.insert(both.cells.end(), {x.figure->cells.front(), y.figure->cells.front()});
    }
    made.table.rows.push_back(
        {std::string(ledger.area(x.area).name),
         told(ledger, MeasureId::defence_share_of_gdp, x.area, context.year, *x.figure,
              Manner::table),
         told(ledger, MeasureId::equipment_share, y.area, context.year, *y.figure, Manner::table),
         std::string(meets_first && meets_second ? "both"
                     : meets_first               ? "share of GDP"
                     : meets_second              ? "equipment"
                                                 : "neither")});
  }
  both.text = std::to_string(met.size());
  both.measure = "count_meeting_both";
  both.area = ledger.area(context.alliance).code;
  both.year = context.year;
  both.value = static_cast<double>(met.size());
  both.unit = "ALLIES";
  both.status = estimates ? ObsStatus::estimate : ObsStatus::actual;
  both.vintage = from;
  both.working = {names_of(ledger, met)};
  made.sentence = both_sentence(context, first.section.vintage, *shares, second,
                                {std::move(both), dots.size()});
  made.drawing = {
      quadrant_chart(
          "Share of GDP against equipment share by ally, " + to_string(context.year), dots,
          {"defence expenditure, % of GDP", first.guideline->threshold.to_double()},
          {"major equipment, % of defence expenditure", second.guideline->threshold.to_double()}),
      "Both guidelines at once, " + to_string(context.year) + " (" + from + ")" +
          (estimates ? "; hollow: estimates" : "")};
  return made;
}

}  // namespace muster
