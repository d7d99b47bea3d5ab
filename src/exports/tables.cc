#include "exports/tables.h"

#include "base/csv.h"
#include "base/json_writer.h"
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
         a.unit == b.unit && a.basis == b.basis && a.status == b.status && a.extent == b.extent &&
         a.value.units == b.value.units && a.value.places == b.value.places;
}

void write_vintage(JsonWriter& out, const Vintage& vintage) {
  out.begin_object();
  out.member("vintage", vintage.id);
  out.member("publisher", vintage.publisher);
  out.member("title", vintage.title);
  out.member("published", to_string(vintage.published));
  out.member_or_null("cut_off", vintage.cut_off != kDistantPast ? to_string(vintage.cut_off) : "");
  out.member("first_year", vintage.first_year.value);
  out.member("last_year", vintage.last_year.value);
  out.member("price_base", to_string(vintage.base));
  out.member("estimate_years", vintage.estimate_years);
  out.member("measure_name", vintage.measure_name);
  out.member("what_is_here", vintage.what_is_here);
  out.member_or_null("url", vintage.url);
  out.member_or_null("archive_url", vintage.archive_url);
  out.end_object();
}

// The figure as text, digit by digit as it was published, and as a number to compute with.
void write_observation(JsonWriter& out, const Ledger& ledger, const Observation& observation) {
  out.begin_object();
  out.member("vintage", ledger.vintage(observation.vintage).id);
  out.member("measure", measure(observation.measure).name);
  out.member("ref_area", ledger.area(observation.area).code);
  out.member("time_period", observation.year.value);
  out.member("obs_value", observation.value.to_string());
  out.member("number", observation.value.to_double());
  out.member("unit", to_string(observation.unit));
  out.member("price_basis", to_string(observation.basis));
  out.member("obs_status", to_string(observation.status));
  out.member("source_cell", observation.cell);
  out.member("extent", to_string(observation.extent));
  out.end_object();
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

// An object a line, which the writer does not know; the frame around them is written by hand.
std::string to_json(const Ledger& ledger, const std::vector<Observation>& slice) {
  JsonWriter line(0);
  std::string out = "{\"schema\": \"muster.export/1\",\n\"vintages\": [";
  std::string_view before = "\n";
  for (const VintageId id : vintages_of(slice)) {
    write_vintage(line, ledger.vintage(id));
    out.append(before).append(line.text());
    before = ",\n";
  }
  out += "],\n\"observations\": [";
  before = "\n";
  for (const Observation& observation : slice) {
    write_observation(line, ledger, observation);
    out.append(before).append(line.text());
    before = ",\n";
  }
  out += "]}\n";
  return out;
}

}  // namespace muster
