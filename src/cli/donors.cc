// muster donors: who has given Ukraine how much, in a year or over all that the tracker covers.

#include <fmt/format.h>

#include <array>

#include "base/csv.h"
#include "base/json_writer.h"
#include "cli/asked_figure.h"
#include "cli/terminal.h"
#include "measures/support.h"

namespace muster::cli {
namespace {

struct DonorsOptions {
  CommonOptions common;
  std::string year;
};

// A column: its measure, and its head in the text.
struct DonorColumn {
  MeasureId measure;
  const char* head;
};
constexpr std::array<DonorColumn, 6> kDonorColumns = {{
    {MeasureId::support_to_ukraine, "allocated"},
    {MeasureId::military_support_to_ukraine, "military"},
    {MeasureId::financial_support_to_ukraine, "financial"},
    {MeasureId::humanitarian_support_to_ukraine, "humanitarian"},
    {MeasureId::committed_support_to_ukraine, "committed"},
    {MeasureId::support_to_ukraine_share_of_gdp, "of GDP"},
}};

// Months stand behind a year's figure; one cell tells where they are.
std::string cell_told(const Figure& figure) {
  return figure.cells.empty() ? "" : figure.cells.front();
}

bool has_column(const Donors& donors, std::size_t column) {
  for (const DonorRow& row : donors.rows) {
    if (row.figures[column]) return true;
  }
  return false;
}

void print_donors_text(const Ledger& ledger, const Scope& scope, const Donors& donors) {
  const Vintage& vintage = ledger.vintage(donors.rows.front().figures.front()->vintage);
  fmt::print("Aid to Ukraine, {}: {} as of {} ({}, published {})\n\n", donors.span, scope.publisher,
             to_prose(scope.as_of), vintage.title, to_prose(vintage.published));
  std::vector<Align> columns = {Align::right, Align::left};
  std::vector<std::string> head = {"", "donor"};
  for (std::size_t i = 0; i < kDonorColumns.size(); ++i) {
    if (!has_column(donors, i)) continue;
    columns.push_back(Align::right);
    head.emplace_back(kDonorColumns[i].head);
  }
  columns.push_back(Align::left);
  head.emplace_back("cell of what is allocated");
  Table table(columns);
  table.row(head);
  std::size_t place = 0;
  for (const DonorRow& row : donors.rows) {
    std::vector<std::string> cells = {std::to_string(++place),
                                      std::string(ledger.area(row.area).name)};
    for (std::size_t i = 0; i < kDonorColumns.size(); ++i) {
      if (!has_column(donors, i)) continue;
      cells.push_back(row.figures[i] ? to_prose(kDonorColumns[i].measure, *row.figures[i]) : "–");
    }
    cells.push_back(cell_told(*row.figures.front()));
    table.row(cells);
  }
  fmt::print("{}", table.print());
}

void print_donors_csv(const Ledger& ledger, const Donors& donors) {
  fmt::print("area,name,period,measure,value,unit,price_basis,status,vintage,cell\n");
  for (const DonorRow& row : donors.rows) {
    const Area& area = ledger.area(row.area);
    for (std::size_t i = 0; i < kDonorColumns.size(); ++i) {
      const auto& figure = row.figures[i];
      if (!figure) continue;
      fmt::print("{},{},{},{},{},{},{},{},{},{}\n", area.code, csv_field(area.name), donors.span,
                 measure(kDonorColumns[i].measure).name, figure->value, to_string(figure->unit),
                 to_string(figure->basis), static_cast<char>(figure->status),
                 ledger.vintage(figure->vintage).id, csv_field(cell_told(*figure)));
    }
  }
}

void print_donors_json(const Ledger& ledger, const Scope& scope, const Donors& donors) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.donors/1");
  json.member("publisher", scope.publisher);
  json.member("as_of", to_string(scope.as_of));
  json.member("period", donors.span);
  json.begin_array("donors");
  for (const DonorRow& row : donors.rows) {
    json.begin_object();
    json.member("area", ledger.area(row.area).code);
    json.member("name", ledger.area(row.area).name);
    json.begin_array("figures");
    for (std::size_t i = 0; i < kDonorColumns.size(); ++i) {
      const auto& figure = row.figures[i];
      if (!figure) continue;
      json.begin_object();
      json.member("measure", measure(kDonorColumns[i].measure).name);
      json.member("value", figure->value);
      json.member("unit", to_string(figure->unit));
      json.member("price_basis", to_string(figure->basis));
      json.member("status", to_string(figure->status));
      json.member("vintage", ledger.vintage(figure->vintage).id);
      json.member("working", figure->working);
      json.member("cells", figure->cells);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

int run_donors(const Ledger& ledger, const Scope& asked_of, const DonorsOptions& options) {
  DonorsAsk ask;
  for (const DonorColumn& column : kDonorColumns) ask.measures.push_back(column.measure);
  if (!options.year.empty()) {
    const auto year = year_given(options.year, "--year");
    if (!year) return fail(year.error());
    ask.year = *year;
  }
  const auto everybody = find_area(ledger, "ALL_DONORS");
  if (!everybody) return fail(everybody.error());
  const Scope scope =
      answerer(ledger, asked_of, options.common, ask.measures.front(), *everybody).scope;
  const auto donors = donors_of(ledger, ask, scope);
  if (!donors) return fail(donors.error());
  if (options.common.format == "json") {
    print_donors_json(ledger, scope, *donors);
  } else if (options.common.format == "csv") {
    print_donors_csv(ledger, *donors);
  } else {
    print_donors_text(ledger, scope, *donors);
  }
  return kOk;
}

}  // namespace

Command donors_command() {
  return question<DonorsOptions>(
      "donors", "aid to Ukraine by donor",
      [](DonorsOptions& o) {
        return joined({{{"--year", &o.year, "of that year; default: the whole period"}},
                       o.common.scope(),
                       o.common.formats({"text", "csv", "json"}),
                       o.common.pinned()});
      },
      run_donors);
}

}  // namespace muster::cli
