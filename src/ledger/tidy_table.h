// The ledger's observations as a tidy table: one row a figure as it stands in one cell of one
// publication, with what a reader must know of that publication beside it. Muster's own CSV has
// these columns; SDMX-CSV has them under SDMX's names.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "ledger/ledger.h"

namespace muster {

enum class TidyColumn : std::size_t {
  vintage,
  publisher,
  published,
  measure,
  ref_area,
  time_period,
  obs_value,
  unit,
  price_basis,
  obs_status,
  source_cell,
  // What follows may be left away in a table written by hand: how the figure came here, and of the
  // publication from its title on.
  extent,
  title,
  cut_off,
  first_year,
  last_year,
  price_base,
  estimate_years,
  measure_name,
  what_is_here,
  url,
  archive_url,
};
inline constexpr std::size_t kTidyColumns = 22;
inline constexpr std::size_t kTidyRequired = static_cast<std::size_t>(TidyColumn::extent);

// As in the header of the CSV, and SDMX's component ids.
struct TidyName {
  std::string_view csv;
  std::string_view sdmx;
};
inline constexpr std::array<TidyName, kTidyColumns> kTidyNames = {{
    {"vintage", "VINTAGE"},
    {"publisher", "PUBLISHER"},
    {"published", "PUBLISHED"},
    {"measure", "MEASURE"},
    {"ref_area", "REF_AREA"},
    {"time_period", "TIME_PERIOD"},
    {"obs_value", "OBS_VALUE"},
    {"unit", "UNIT_MEASURE"},
    {"price_basis", "PRICE_BASIS"},
    {"obs_status", "OBS_STATUS"},
    {"source_cell", "SOURCE_CELL"},
    {"extent", "EXTENT"},
    {"title", "TITLE"},
    {"cut_off", "CUT_OFF"},
    {"first_year", "FIRST_YEAR"},
    {"last_year", "LAST_YEAR"},
    {"price_base", "PRICE_BASE"},
    {"estimate_years", "ESTIMATE_YEARS"},
    {"measure_name", "MEASURE_NAME"},
    {"what_is_here", "WHAT_IS_HERE"},
    {"url", "URL"},
    {"archive_url", "ARCHIVE_URL"},
}};

template <typename Text>
struct TidyRowOf {
  std::array<Text, kTidyColumns> fields;
  Text& operator[](TidyColumn column) { return fields[static_cast<std::size_t>(column)]; }
  const Text& operator[](TidyColumn column) const {
    return fields[static_cast<std::size_t>(column)];
  }
};
using TidyRow = TidyRowOf<std::string>;
using TidyRowView = TidyRowOf<std::string_view>;

TidyRow tidy_row(const Ledger& ledger, const Observation& observation);

}  // namespace muster
