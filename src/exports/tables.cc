#include "exports/tables.h"

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "exports/slice.h"
#include "ledger/sdmx.h"
#include "ledger/tidy_table.h"

namespace muster {
namespace {

using C = TidyColumn;

// One record; the pieces are quoted where they must be.
template <typename Texts>
void add_record(std::string& out, const Texts& fields) {
  bool first = true;
  for (const auto& field : fields) {
    if (!first) out += ',';
    out += csv_field(field);
    first = false;
  }
  out += '\n';
}

bool is_same_figure(const Observation& a, const Observation& b) {
  return a.measure == b.measure && a.area == b.area && a.year == b.year && a.vintage == b.vintage &&
         a.unit == b.unit && a.basis == b.basis && a.status == b.status &&
         a.value.units == b.value.units && a.value.places == b.value.places;
}

}  // namespace

std::string to_csv(const Ledger& ledger, const std::vector<Observation>& slice) {
  std::string out;
  std::array<std::string_view, kTidyColumns> header;
  for (std::size_t i = 0; i < kTidyColumns; ++i) header[i] = kTidyNames[i].csv;
  add_record(out, header);
  for (const Observation& o : slice) add_record(out, tidy_row(ledger, o).fields);
  return out;
}

std::string to_sdmx_csv(const Ledger& ledger, const std::vector<Observation>& slice) {
  std::vector<std::string> header = {"STRUCTURE[" + std::string(1, kSubfieldSeparator) + "]",
                                     "STRUCTURE_ID", "ACTION"};
  for (const C column : kSdmxOrder) {
    std::string id(kTidyNames[static_cast<std::size_t>(column)].sdmx);
    if (column == C::source_cell) id += "[]";
    header.push_back(id);
  }
  std::string out;
  add_record(out, header);
  for (std::size_t i = 0; i < slice.size();) {
    TidyRow row = tidy_row(ledger, slice[i]);
    std::string cells = sdmx_subfield(slice[i].cell);
    std::size_t next = i + 1;
    for (; next < slice.size() && is_same_figure(slice[i], slice[next]); ++next)
      cells += kSubfieldSeparator + sdmx_subfield(slice[next].cell);
    row[C::source_cell] = cells;
    if (row[C::price_basis].empty()) row[C::price_basis] = kNotApplicable;
    std::vector<std::string> record = {"dataflow", std::string(kMusterDataflow), "I"};
    for (const C column : kSdmxOrder) record.push_back(row[column]);
    add_record(out, record);
    i = next;
  }
  return out;
}

std::string to_json(const Ledger& ledger, const std::vector<Observation>& slice) {
  using Json = nlohmann::ordered_json;
  std::string out = "{\"schema\": \"muster.export/1\",\n\"vintages\": [";
  bool first = true;
  const auto add = [&](const Json& object) {
    out += (first ? "\n" : ",\n") + object.dump();
    first = false;
  };
  for (const VintageId id : vintages_of(slice)) {
    const Vintage& v = ledger.vintage(id);
    Json cut_off;
    if (v.cut_off != kDistantPast) cut_off = to_string(v.cut_off);
    add({{"vintage", v.id},
         {"publisher", v.publisher},
         {"title", v.title},
         {"published", to_string(v.published)},
         {"cut_off", cut_off},
         {"first_year", v.first_year.value},
         {"last_year", v.last_year.value},
         {"price_base", to_string(v.base)},
         {"estimate_years", v.estimate_years},
         {"measure_name", v.measure_name},
         {"what_is_here", v.what_is_here},
         {"complete", v.complete}});
  }
  out += "],\n\"observations\": [";
  first = true;
  for (const Observation& o : slice) {
    // The figure as text, digit by digit as it was published, and as a number to compute with.
    add({{"vintage", ledger.vintage(o.vintage).id},
         {"measure", measure(o.measure).name},
         {"ref_area", ledger.area(o.area).code},
         {"time_period", o.year.value},
         {"obs_value", o.value.to_string()},
         {"number", o.value.to_double()},
         {"unit", to_string(o.unit)},
         {"price_basis", to_string(o.basis)},
         {"obs_status", std::string(1, static_cast<char>(o.status))},
         {"source_cell", o.cell}});
  }
  out += "]}\n";
  return out;
}

}  // namespace muster
