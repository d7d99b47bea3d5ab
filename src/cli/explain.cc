// muster explain AREA MEASURE YEAR: a figure down to the publisher's cells, through every step.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "ledger/store.h"
#include "measures/real_terms.h"

namespace muster::cli {
namespace {

using Json = nlohmann::ordered_json;

// The rows of the figure's own measure, year and vintage that stand in its cells: one for a figure
// as published, else those of the members. A cell alone does not tell them apart: "table 3" is a
// whole table where the publisher's cell is not known.
std::vector<Observation> sources_of(const Ledger& ledger, const AskedFigure& asked,
                                    const Figure& figure) {
  std::vector<AreaId> areas = {asked.area};
  if (figure.cells.size() > 1) areas = members(ledger, asked.area, asked.year);
  std::vector<Observation> found;
  for (const AreaId area : areas) {
    const RowRange rows = rows_of(ledger, asked.measure, area, asked.year);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const Observation observation = ledger.observation(asked.measure, area, row);
      if (observation.vintage == figure.vintage && observation.basis == figure.basis &&
          std::ranges::find(figure.cells, cell_name(ledger, observation)) != figure.cells.end())
        found.push_back(observation);
    }
  }
  return found;
}

// A figure with all that it rests on.
struct Explained {
  Figure figure;
  std::vector<Observation> sources;
  std::vector<std::optional<ImportedFile>> files;  // as the sources; none for an embedded one

  // The publications of the sources, each once, in their order.
  std::vector<VintageId> vintages() const {
    std::vector<VintageId> found = {figure.vintage};
    for (const Observation& o : sources) {
      if (std::ranges::find(found, o.vintage) == found.end()) found.push_back(o.vintage);
    }
    return found;
  }
};

// Which file each source came from.
std::optional<Error> find_files(const Ledger& ledger, const std::string& ledger_file,
                                Explained& explained) {
  explained.files.resize(explained.sources.size());
  const std::string path = ledger_path(ledger_file);
  if (!ledger_file_exists(path)) return std::nullopt;
  const auto store = Store::open(path, Store::Mode::read);
  if (!store) return store.error();
  for (std::size_t i = 0; i < explained.sources.size(); ++i) {
    const Observation& o = explained.sources[i];
    auto file = store->file_of(std::string(ledger.vintage(o.vintage).id),
                               {o.measure, std::string(ledger.area(o.area).code), o.year, o.value,
                                o.unit, o.basis, o.status, std::string(o.cell)});
    if (!file) return file.error();
    explained.files[i] = *std::move(file);
  }
  return std::nullopt;
}

std::string status_of(ObsStatus status) {
  if (status == ObsStatus::estimate) return ", an estimate";
  return status == ObsStatus::provisional ? ", provisional" : "";
}

std::string basis_of(const PriceBasis& basis) {
  return basis.is_none() ? "" : ", at " + to_prose(basis);
}

void print_publication(const Ledger& ledger, const Explained& explained, VintageId id) {
  const Vintage& vintage = ledger.vintage(id);
  fmt::print("  {}: {}, published {}\n  here: {}\n", vintage.id, vintage.title,
             to_prose(vintage.published), vintage.what_is_here);
  std::vector<std::string> told;
  for (std::size_t i = 0; i < explained.sources.size(); ++i) {
    const auto& file = explained.files[i];
    if (explained.sources[i].vintage != id || !file) continue;
    if (std::ranges::find(told, file->sha256) != told.end()) continue;
    told.push_back(file->sha256);
    fmt::print("  from {}, imported on {}, sha256 {}\n", file->name, file->imported, file->sha256);
  }
  for (const Publisher& publisher : ledger.publishers) {
    if (publisher.id == vintage.publisher) fmt::print("  definition: {}\n", publisher.definition);
  }
}

void print_text(const Ledger& ledger, const AskedFigure& asked, const Explained& explained) {
  const Figure& figure = explained.figure;
  fmt::print("{} of {} in {}: {}{}{}\n", capitalised(std::string(measure(asked.measure).title)),
             with_article(ledger.area(asked.area)), asked.year.value,
             to_prose(figure.value, figure.unit), basis_of(figure.basis), status_of(figure.status));
  if (!figure.working.empty()) fmt::print("\nworking\n");
  for (const std::string& step : figure.working) fmt::print("  {}\n", step);
  fmt::print("\ncells\n");
  for (const Observation& o : explained.sources) {
    fmt::print("  {}  {} of {} in {}: {} {}{}{}\n", cell_name(ledger, o), measure(o.measure).title,
               with_article(ledger.area(o.area)), o.year.value, o.value.to_string(),
               to_string(o.unit), basis_of(o.basis), status_of(o.status));
  }
  const auto vintages = explained.vintages();
  fmt::print("\npublication{}\n", vintages.size() > 1 ? "s" : "");
  for (const VintageId vintage : vintages) print_publication(ledger, explained, vintage);
}

void print_json(const Ledger& ledger, const AskedFigure& asked, const Explained& explained) {
  const Figure& figure = explained.figure;
  const Vintage& vintage = ledger.vintage(figure.vintage);
  Json cells = Json::array();
  Json files = Json::array();
  for (std::size_t i = 0; i < explained.sources.size(); ++i) {
    const Observation& o = explained.sources[i];
    const auto& file = explained.files[i];
    cells.push_back({{"cell", cell_name(ledger, o)},
                     {"measure", measure(o.measure).name},
                     {"area", ledger.area(o.area).code},
                     {"year", o.year.value},
                     {"value", o.value.to_string()},
                     {"unit", to_string(o.unit)},
                     {"price_basis", to_string(o.basis)},
                     {"status", std::string(1, static_cast<char>(o.status))},
                     {"sha256", file ? Json(file->sha256) : Json()}});
    if (!file) continue;
    const Json row{{"name", file->name}, {"sha256", file->sha256}, {"imported", file->imported}};
    if (std::ranges::find(files, row) == files.end()) files.push_back(row);
  }
  Json publications = Json::array();
  for (const VintageId id : explained.vintages()) {
    const Vintage& v = ledger.vintage(id);
    publications.push_back(
        {{"vintage", v.id}, {"title", v.title}, {"published", to_string(v.published)}});
  }
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
                  {"publications", publications},
                  {"files", files}};
  fmt::print("{}\n", json.dump(2));
}

int run(const AskedOptions& options) {
  const auto opened = options.common.ledger();
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  const auto asked = asked_figure(ledger, options);
  if (!asked) return fail(asked.error());
  Explained explained;
  const auto figure = value_at_prices(ledger, asked->measure, asked->area, asked->year,
                                      asked->options, &explained.sources);
  if (!figure) return fail(figure.error());
  explained.figure = *figure;
  if (explained.sources.empty()) explained.sources = sources_of(ledger, *asked, *figure);
  if (auto error = find_files(ledger, options.common.ledger_file, explained)) return fail(*error);
  if (options.common.format == "json") {
    print_json(ledger, *asked, explained);
  } else {
    print_text(ledger, *asked, explained);
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
