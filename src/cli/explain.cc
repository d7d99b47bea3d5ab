// muster explain AREA MEASURE YEAR: a figure down to the publisher's cells, through every step.

#include <fmt/format.h>

#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/command.h"
#include "cli/open_ledger.h"
#include "cli/terminal.h"
#include "ledger/store.h"
#include "measures/real_terms.h"
#include "measures/support.h"

namespace muster::cli {
namespace {

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
                                o.unit, o.basis, o.status, std::string(o.cell), o.extent});
    if (!file) return file.error();
    explained.files[i] = *std::move(file);
  }
  return std::nullopt;
}

// Cells of the figure that are no observation: aid over a span of months, a year's exchange rate.
std::vector<std::string> cells_beside(const Ledger& ledger, const Explained& explained) {
  std::vector<std::string> beside;
  for (const std::string& cell : explained.figure.cells) {
    const bool told = std::ranges::any_of(
        explained.sources, [&](const Observation& o) { return cell_name(ledger, o) == cell; });
    if (!told) beside.push_back(cell);
  }
  return beside;
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
  if (!vintage.url.empty()) fmt::print("  at {}\n", vintage.url);
  std::vector<std::string> told;
  for (std::size_t i = 0; i < explained.sources.size(); ++i) {
    const auto& file = explained.files[i];
    if (explained.sources[i].vintage != id || !file) continue;
    if (std::ranges::find(told, file->sha256) != told.end()) continue;
    told.push_back(file->sha256);
    fmt::print("  from {}, imported on {}, sha256 {}\n", file->name, file->imported, file->sha256);
  }
  if (const auto publisher = find_publisher(ledger, vintage.publisher))
    fmt::print("  definition: {}\n", (*publisher)->definition);
}

void print_explain_text(const Ledger& ledger, const AskedFigure& asked,
                        const Explained& explained) {
  const Figure& figure = explained.figure;
  fmt::print("{} of {} in {}: {}{}{}\n", capitalised(std::string(measure(asked.measure).title)),
             with_article(ledger.area(asked.area)), asked.year.value,
             to_prose(asked.measure, figure), basis_of(figure.basis), status_of(figure.status));
  if (!asked.note.empty()) fmt::print("{}\n", asked.note);
  if (!figure.working.empty()) fmt::print("\nworking\n");
  for (const std::string& step : figure.working) fmt::print("  {}\n", step);
  fmt::print("\ncells\n");
  for (const Observation& o : explained.sources) {
    fmt::print("  {}  {} of {} in {}: {} {}{}{}, {}\n", cell_name(ledger, o),
               measure(o.measure).title, with_article(ledger.area(o.area)), o.year.value,
               o.value.to_string(), to_string(o.unit), basis_of(o.basis), status_of(o.status),
               to_string(o.extent));
    for (const SupportFigure* month : months_behind(ledger, o))
      fmt::print("    {}: {} {} ({})\n", month->period, month->value.to_string(), month->unit,
                 month->cell);
  }
  for (const std::string& cell : cells_beside(ledger, explained)) fmt::print("  {}\n", cell);
  const auto vintages = explained.vintages();
  fmt::print("\npublication{}\n", vintages.size() > 1 ? "s" : "");
  for (const VintageId vintage : vintages) print_publication(ledger, explained, vintage);
}

// The files of the sources, each once, in their order.
std::vector<const ImportedFile*> files_once(const Explained& explained) {
  std::vector<const ImportedFile*> once;
  for (const auto& file : explained.files) {
    if (file && std::ranges::none_of(
                    once, [&](const ImportedFile* f) { return f->sha256 == file->sha256; }))
      once.push_back(&*file);
  }
  return once;
}

void write_source(JsonWriter& json, const Ledger& ledger, const Observation& o,
                  const std::optional<ImportedFile>& file) {
  json.begin_object();
  json.member("cell", cell_name(ledger, o));
  json.member("extent", to_string(o.extent));
  json.member("measure", measure(o.measure).name);
  json.member("area", ledger.area(o.area).code);
  json.member("year", o.year.value);
  json.member("value", o.value.to_string());
  json.member("unit", to_string(o.unit));
  json.member("price_basis", to_string(o.basis));
  json.member("status", to_string(o.status));
  json.member("sha256", file ? std::optional(file->sha256) : std::nullopt);
  const auto months = months_behind(ledger, o);
  if (!months.empty()) json.begin_array("months");
  for (const SupportFigure* month : months) {
    json.begin_object();
    json.member("month", month->period);
    json.member("value", month->value.to_string());
    json.member("unit", month->unit);
    json.member("cell", month->cell);
    json.end_object();
  }
  if (!months.empty()) json.end_array();
  json.end_object();
}

void write_publication(JsonWriter& json, const Vintage& vintage) {
  json.begin_object();
  json.member("vintage", vintage.id);
  json.member("title", vintage.title);
  json.member("published", to_string(vintage.published));
  json.end_object();
}

void print_explain_json(const Ledger& ledger, const AskedFigure& asked,
                        const Explained& explained) {
  const Figure& figure = explained.figure;
  const Vintage& vintage = ledger.vintage(figure.vintage);
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.explain/1");
  json.member("area", ledger.area(asked.area).code);
  json.member("measure", measure(asked.measure).name);
  json.member("year", asked.year.value);
  json.member("publisher", vintage.publisher);
  json.member("value", figure.value);
  json.member("unit", to_string(figure.unit));
  json.member("price_basis", to_string(figure.basis));
  json.member("status", to_string(figure.status));
  json.member("extent", to_string(figure.extent));
  json.member("working", figure.working);
  json.begin_array("cells");
  for (std::size_t i = 0; i < explained.sources.size(); ++i)
    write_source(json, ledger, explained.sources[i], explained.files[i]);
  json.end_array();
  json.member("cells_beside", cells_beside(ledger, explained));
  json.member("vintage", vintage.id);
  json.member("published", to_string(vintage.published));
  json.begin_array("publications");
  for (const VintageId id : explained.vintages()) write_publication(json, ledger.vintage(id));
  json.end_array();
  json.begin_array("files");
  for (const ImportedFile* file : files_once(explained)) {
    json.begin_object();
    json.member("name", file->name);
    json.member("sha256", file->sha256);
    json.member("imported", file->imported);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

int run_explain(const Ledger& ledger, const Scope& scope, const AskedOptions& options) {
  const auto asked = asked_figure(ledger, scope, options.common, options);
  if (!asked) return fail(asked.error());
  Explained explained;
  const auto figure = value_at_prices(ledger, asked->measure, asked->area, asked->year,
                                      asked->options, &explained.sources);
  if (!figure) return fail(figure.error());
  explained.figure = *figure;
  if (explained.sources.empty()) explained.sources = sources_of(ledger, *asked, *figure);
  if (auto error = find_files(ledger, options.common.ledger_file, explained)) return fail(*error);
  if (options.common.format == "json") {
    print_explain_json(ledger, *asked, explained);
  } else {
    print_explain_text(ledger, *asked, explained);
  }
  return kOk;
}

}  // namespace

Command explain_command() {
  return question<AskedOptions>(
      "explain", "a figure down to the publisher's cells",
      [](AskedOptions& o) {
        return joined(
            {o.options(), o.common.scope(), o.common.formats({"text", "json"}), o.common.pinned()});
      },
      run_explain);
}

}  // namespace muster::cli
