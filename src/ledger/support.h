// Aid to Ukraine, which the tracker tells by donor, component and span of months, as measures of
// the ledger: what it tells of a whole year is an observation like any other.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ledger/ledger_data.h"

namespace muster {

// The area that stands for all donors together.
inline constexpr std::string_view kAllDonors = "ALL_DONORS";

// A measure, and the component of the tracker that is its figure.
struct SupportMeasure {
  MeasureId measure;
  std::string_view component;
};
inline constexpr std::array<SupportMeasure, 6> kSupportMeasures = {{
    {MeasureId::support_to_ukraine, "allocations_total"},
    {MeasureId::military_support_to_ukraine, "allocations_military"},
    {MeasureId::financial_support_to_ukraine, "allocations_financial"},
    {MeasureId::humanitarian_support_to_ukraine, "allocations_humanitarian"},
    {MeasureId::committed_support_to_ukraine, "commitments_total"},
    {MeasureId::support_to_ukraine_share_of_gdp, "allocations_total_pct_gdp"},
}};

std::optional<MeasureId> support_measure(std::string_view component);
// Of the tracker's units those that the ledger has: "EUR bn", "% of donor GDP".
std::optional<Unit> support_unit(std::string_view unit);
bool is_support(MeasureId measure);

// Is the period one month, as "2024-03"?
bool is_month(std::string_view period);
// Adds figures exactly, to at most twelve decimals.
Decimal sum_of(std::span<const SupportFigure* const> figures);
// "sum of 9 months, line 31, total to line 42, total".
std::string months_cell(std::span<const SupportFigure* const> months);

// Which area a donor is, as the tracker names it.
std::optional<AreaId> donor_area(std::span<const Area> areas, std::string_view donor,
                                 std::string_view code);

// The observations of whole years that `data.support` holds: as printed, else the sum of the year's
// months, where the publication covers the year from January to December; a month in which a donor
// is absent is one without aid. What is in `there` already is not added. Cells are kept in
// `data.strings`.
std::vector<Observation> yearly_support(LedgerData& data, std::span<const Observation> there);

}  // namespace muster
