// The tables of the annual report. All allies of one year in one vintage, and each measure over the
// years: a column is of one vintage, which its note names.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "measures/compliance.h"
#include "measures/support.h"
#include "publish/told.h"

namespace muster {

// What all tables of a report share.
struct ReportContext {
  const Ledger& ledger;
  Scope scope;
  AreaId alliance;
  Year year;
  Year first;  // of the years before it
};

// One year's standing by a guideline: rank, figure, met or not, margin.
DataTable standing_table(const ReportContext& context, const Compliance& compliance, std::string id,
                         std::string title);

// "NATO-2025-08-28 counts defence expenditure, NATO-2026-07-10 core defence expenditure; …": said
// of figures of several publications that don't count the measure alike; else empty.
std::string definitions_of(const Ledger& ledger, MeasureId measure,
                           const std::vector<VintageId>& vintages);

// One measure of all allies in one year, largest first.
DataTable ranking_table(const ReportContext& context, MeasureId measure,
                        const CrossSection& section, std::string id, std::string title);

// All allies over the years; a year that no vintage in scope has for anybody is left out. Nothing
// where there is no such year.
std::optional<DataTable> years_table(const ReportContext& context, MeasureId measure,
                                     std::string id, std::string title);

// What the table of aid has of each ally; its order is that of the first.
inline constexpr std::array<MeasureId, 3> kAidMeasures = {
    MeasureId::support_to_ukraine, MeasureId::military_support_to_ukraine,
    MeasureId::support_to_ukraine_share_of_gdp};

// What allies gave Ukraine in the year, largest first: of the tracker's publication that `donors`
// is of. Allies that it does not list are left out, and the note says who.
DataTable aid_table(const ReportContext& context, const Donors& donors);

// One ally's measures over the years.
DataTable ally_table(const ReportContext& context, AreaId ally, std::string id, std::string title);

// The alliance's total and its two halves by year, of one vintage at one basis.
struct Totals {
  VintageId vintage{};
  PriceBasis basis;
  struct Row {
    Year year;
    Figure alliance, united_states, others;
  };
  std::vector<Row> rows;
};
std::optional<Totals> totals_of(const ReportContext& context);
DataTable totals_table(const ReportContext& context, const Totals& totals);

// "million US dollars at constant 2015 prices, NATO-2024-06-17": below a table.
std::string note_of(const Ledger& ledger, const Figure& figure);

}  // namespace muster
