// How the ledger's observations are told in SDMX: the dataflow's id, the order of its components,
// and what SDMX-CSV 2.0 asks of fields with several values (sdmx-twg/sdmx-csv, field guide).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/tidy_table.h"

namespace muster {

inline constexpr std::string_view kMusterDataflow = "MUSTER:LEDGER(1.0)";
// SDMX's code for a dimension that does not apply; a dimension is never empty.
inline constexpr std::string_view kNotApplicable = "_Z";
inline constexpr char kSubfieldSeparator = ';';

// Dimensions, the figure, then attributes.
inline constexpr std::array<TidyColumn, kTidyColumns> kSdmxOrder = {
    TidyColumn::vintage,      TidyColumn::measure,      TidyColumn::ref_area,
    TidyColumn::unit,         TidyColumn::price_basis,  TidyColumn::time_period,
    TidyColumn::obs_value,    TidyColumn::obs_status,   TidyColumn::source_cell,
    TidyColumn::extent,       TidyColumn::publisher,    TidyColumn::published,
    TidyColumn::title,        TidyColumn::cut_off,      TidyColumn::first_year,
    TidyColumn::last_year,    TidyColumn::price_base,   TidyColumn::estimate_years,
    TidyColumn::measure_name, TidyColumn::what_is_here, TidyColumn::url,
    TidyColumn::archive_url,
};

// One of several values of a field: quoted where it holds the separator or a quote.
std::string sdmx_subfield(std::string_view value);
// The values of such a field. A quote that is not closed runs to the end.
std::vector<std::string> sdmx_subfields(std::string_view field, char separator);

}  // namespace muster
