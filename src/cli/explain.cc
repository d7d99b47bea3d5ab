// muster explain AREA MEASURE YEAR: a figure down to the publisher's cells, through every step.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "ledger/store.h"

namespace muster::cli {
namespace {

using Json = nlohmann::ordered_json;

// A cell that the figure rests on, as the publisher printed it.
struct Source {
  std::string name;  // "NATO-2024-06-17/TABLE3!N41"
  Observation observation;
};

// The rows of the figure's own measure, year and vintage that stand in its cells: one for a figure
// as published, else those of the members. A cell alone does not tell them apart: "table 3" is a
// whole table where the publisher's cell is not known.
std::vector<Source> sources_of(const Ledger& ledger, const AskedFigure& asked,
                               const Figure& figure) {
  std::vector<AreaId> areas = {asked.area};
  if (figure.cells.size() > 1) areas = members(ledger, asked.area, asked.year);
  std::vector<Source> found;
  for (const AreaId area : areas) {
    const RowRange rows = rows_of(ledger, asked.measure, area, asked.year);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const Observation observation = ledger.observation(asked.measure, area, row);
      const std::string name = cell_name(ledger, observation);
      if (observation.vintage == figure.vintage && observation.basis == figure.basis &&
          std::ranges::find(figure.cells, name) != figure.cells.end())
        found.push_back({name, observation});
    }
  }
  return found;
}

// The files that a vintage was imported from; none for an embedded one.
std::vector<ImportedFile> files_of(const std::string& ledger_file, std::string_view vintage) {
  std::vector<ImportedFile> found;
  const std::string path = ledger_path(ledger_file);
  if (!ledger_file_exists(path)) return found;
  const auto store = Store::open(path, Store::Mode::read);
  const auto files = store ? store->files() : Result<std::vector<ImportedFile>>(store.error());
  if (!files) return found;  // the ledger was opened a moment ago: it is read by another by now
  for (const ImportedFile& file : *files) {
    const bool added = std::ranges::any_of(file.parts, [&](const ImportedPart& part) {
      return part.vintage == vintage && part.figures > 0;
    });
    if (added) found.push_back(file);
  }
  return found;
}

std::string status_of(ObsStatus status) {
  if (status == ObsStatus::estimate) return ", an estimate";
  return status == ObsStatus::provisional ? ", provisional" : "";
}

std::string basis_of(const PriceBasis& basis) {
  return basis.is_none() ? "" : ", at " + to_prose(basis);
}

void print_text(const Ledger& ledger, const AskedFigure& asked, const Figure& figure,
                const std::string& ledger_file) {
  fmt::print("{} of {} in {}: {}{}{}\n", capitalised(std::string(measure(asked.measure).title)),
             with_article(ledger.area(asked.area)), asked.year.value,
             to_prose(figure.value, figure.unit), basis_of(figure.basis), status_of(figure.status));
  if (!figure.working.empty()) fmt::print("\nworking\n");
  for (const std::string& step : figure.working) fmt::print("  {}\n", step);
  fmt::print("\ncells\n");
  for (const Source& source : sources_of(ledger, asked, figure)) {
    const Observation& o = source.observation;
    fmt::print("  {}  {} of {} in {}: {} {}{}{}\n", source.name, measure(o.measure).title,
               with_article(ledger.area(o.area)), o.year.value, o.value.to_string(),
               to_string(o.unit), basis_of(o.basis), status_of(o.status));
  }
  const Vintage& vintage = ledger.vintage(figure.vintage);
  fmt::print("\npublication\n  {}: {}, published {}\n  here: {}\n", vintage.id, vintage.title,
             to_prose(vintage.published), vintage.what_is_here);
  for (const ImportedFile& file : files_of(ledger_file, vintage.id))
    fmt::print("  from {}, imported on {}, sha256 {}\n", file.name, file.imported, file.sha256);
  for (const Publisher& publisher : ledger.publishers) {
    if (publisher.id == vintage.publisher) fmt::print("  definition: {}\n", publisher.definition);
  }
}

void print_json(const Ledger& ledger, const AskedFigure& asked, const Figure& figure,
                const std::string& ledger_file) {
  const Vintage& vintage = ledger.vintage(figure.vintage);
  Json cells = Json::array();
  for (const Source& source : sources_of(ledger, asked, figure)) {
    const Observation& o = source.observation;
    cells.push_back({{"cell", source.name},
                     {"measure", measure(o.measure).name},
                     {"area", ledger.area(o.area).code},
                     {"year", o.year.value},
                     {"value", o.value.to_string()},
                     {"unit", to_string(o.unit)},
                     {"price_basis", to_string(o.basis)},
                     {"status", std::string(1, static_cast<char>(o.status))}});
  }
  Json files = Json::array();
  for (const ImportedFile& file : files_of(ledger_file, vintage.id))
    files.push_back({{"name", file.name}, {"sha256", file.sha256}, {"imported", file.imported}});
  const Json json{{"schema", "muster.explain/1"},
                  {"area", ledger.area(asked.area).code},
                  {"measure", measure(asked.measure).name},
                  {"year", asked.year.value},
                  {"value", figure.value},
                  {"unit", to_string(figure.unit)},
                  {"price_basis", to_string(figure.basis)},
                  {"status", std::string(1, static_cast<char>(figure.status))},
                  {"working", figure.working},
                  {"cells", cells},
                  {"vintage", vintage.id},
                  {"published", to_string(vintage.published)},
                  {"files", files}};
  fmt::print("{}\n", json.dump(2));
}

int run(const AskedOptions& options) {
  const auto opened = options.common.ledger();
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  const auto asked = asked_figure(ledger, options);
  if (!asked) return fail(asked.error());
  const auto figure = value_of(ledger, asked->measure, asked->area, asked->year, asked->options);
  if (!figure) return fail(figure.error());
  if (options.common.format == "json") {
    print_json(ledger, *asked, *figure, options.common.ledger_file);
  } else {
    print_text(ledger, *asked, *figure, options.common.ledger_file);
  }
  return kOk;
}

}  // namespace

void declare_explain(CLI::App& app, Run& run_chosen) {
  auto options = std::make_shared<AskedOptions>();
  CLI::App* sub = app.add_subcommand("explain", "a figure down to the publisher's cells");
  options->declare(*sub);
  options->common.declare(*sub, {"text", "json"});
  options->common.declare_vintage(*sub);
  sub->callback([options, &run_chosen] { run_chosen = [options] { return run(*options); }; });
}

}  // namespace muster::cli
