// muster reconcile AREA MEASURE YEAR: the publishers' figures for one cell side by side, with their
// definitions, never averaged.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "measures/real_terms.h"

namespace muster::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Side {
  const Publisher* publisher;
  Figure figure;
};

int run(const AskedOptions& options) {
  const auto opened = options.common.ledger();
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  const auto asked = asked_figure(ledger, options);
  if (!asked) return fail(asked.error());
  std::vector<Side> sides;
  for (const Publisher& publisher : ledger.publishers) {
    ValueOptions of_publisher = asked->options;
    of_publisher.scope.publisher = publisher.id;
    auto figure = value_at_prices(ledger, asked->measure, asked->area, asked->year, of_publisher);
    if (figure) sides.push_back({&publisher, *std::move(figure)});
  }
  if (sides.empty()) {
    return fail({"no publisher has " + std::string(measure(asked->measure).title) + " of " +
                     with_article(ledger.area(asked->area)) + " in " +
                     std::to_string(asked->year.value),
                 "", "see muster vintages for what there is"});
  }
  if (options.common.format == "json") {
    Json json{{"schema", "muster.reconcile/1"},
              {"area", ledger.area(asked->area).code},
              {"measure", measure(asked->measure).name},
              {"year", asked->year.value},
              {"publishers", Json::array()}};
    for (const Side& side : sides) {
      const Figure& figure = side.figure;
      json["publishers"].push_back({{"publisher", side.publisher->id},
                                    {"value", figure.value},
                                    {"unit", to_string(figure.unit)},
                                    {"price_basis", to_string(figure.basis)},
                                    {"status", std::string(1, static_cast<char>(figure.status))},
                                    {"vintage", ledger.vintage(figure.vintage).id},
                                    {"cells", figure.cells},
                                    {"definition", side.publisher->definition}});
    }
    fmt::print("{}\n", json.dump(2));
    return kOk;
  }
  fmt::print("{} of {} in {}\n\n", capitalised(std::string(measure(asked->measure).title)),
             with_article(ledger.area(asked->area)), asked->year.value);
  Table table({Align::left, Align::right, Align::left, Align::left, Align::left});
  table.row({"publisher", "figure", "", "prices", "cell"});
  for (const Side& side : sides) {
    const Figure& figure = side.figure;
    table.row({std::string(side.publisher->id), to_prose(figure.value, figure.unit),
               figure.status == ObsStatus::actual ? "" : "estimate", to_string(figure.basis),
               figure.cells.size() == 1 ? figure.cells.front()
                                        : std::string(ledger.vintage(figure.vintage).id) + ", " +
                                              std::to_string(figure.cells.size()) + " cells"});
  }
  fmt::print("{}\n", table.print());
  for (const Side& side : sides)
    fmt::print("{}: {}\n", side.publisher->id,
               wrapped(side.publisher->definition, terminal_width() - 8, 8));
  return kOk;
}

}  // namespace

void declare_reconcile(CLI::App& app, Run& run_chosen) {
  auto options = std::make_shared<AskedOptions>();
  CLI::App* sub = app.add_subcommand("reconcile", "the publishers' figures side by side");
  options->declare(*sub);
  options->common.declare(*sub, {"text", "json"});
  sub->callback([options, &run_chosen] { run_chosen = [options] { return run(*options); }; });
}

}  // namespace muster::cli
