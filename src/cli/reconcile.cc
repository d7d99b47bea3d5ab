// muster reconcile AREA MEASURE YEAR: the publishers' figures for one cell side by side, with their
// definitions, never averaged.

#include <fmt/format.h>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "measures/real_terms.h"

namespace muster::cli {
namespace {

struct Side {
  const Publisher* publisher;
  Figure figure;
};

std::vector<Side> sides_of(const Ledger& ledger, const AskedFigure& asked) {
  std::vector<Side> sides;
  for (const Publisher& publisher : ledger.publishers) {
    ValueOptions of_publisher = asked.options;
    of_publisher.scope.publisher = publisher.id;
    auto figure = value_at_prices(ledger, asked.measure, asked.area, asked.year, of_publisher);
    if (figure) sides.push_back({&publisher, *std::move(figure)});
  }
  return sides;
}

void print_reconcile_json(const Ledger& ledger, const AskedFigure& asked,
                          const std::vector<Side>& sides) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.reconcile/1");
  json.member("area", ledger.area(asked.area).code);
  json.member("measure", measure(asked.measure).name);
  json.member("year", asked.year.value);
  json.begin_array("publishers");
  for (const auto& [publisher, figure] : sides) {
    json.begin_object();
    json.member("publisher", publisher->id);
    json.member("value", figure.value);
    json.member("unit", to_string(figure.unit));
    json.member("price_basis", to_string(figure.basis));
    json.member("status", to_string(figure.status));
    json.member("vintage", ledger.vintage(figure.vintage).id);
    json.member("cells", figure.cells);
    json.member("definition", publisher->definition);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

void print_reconcile_text(const Ledger& ledger, const AskedFigure& asked,
                          const std::vector<Side>& sides) {
  fmt::print("{} of {} in {}\n\n", capitalised(std::string(measure(asked.measure).title)),
             with_article(ledger.area(asked.area)), asked.year.value);
  Table table({Align::left, Align::right, Align::left, Align::left, Align::left});
  table.row({"publisher", "figure", "", "prices", "cell"});
  for (const auto& [publisher, figure] : sides) {
    table.row({std::string(publisher->id), to_prose(asked.measure, figure),
               figure.status == ObsStatus::actual ? "" : "estimate", to_string(figure.basis),
               figure.cells.size() == 1 ? figure.cells.front()
                                        : std::string(ledger.vintage(figure.vintage).id) + ", " +
                                              std::to_string(figure.cells.size()) + " cells"});
  }
  fmt::print("{}\n", table.print());
  for (const Side& side : sides)
    fmt::print("{}: {}\n", side.publisher->id,
               wrapped(side.publisher->definition, terminal_width() - 8, 8));
}

int run_reconcile(const Ledger& ledger, const Scope& scope, const AskedOptions& options) {
  const auto asked = asked_figure(ledger, scope, options.common, options);
  if (!asked) return fail(asked.error());
  const auto sides = sides_of(ledger, *asked);
  if (sides.empty()) {
    return fail({"no publisher has " + std::string(measure(asked->measure).title) + " of " +
                     with_article(ledger.area(asked->area)) + " in " +
                     std::to_string(asked->year.value),
                 "", "see muster vintages for what there is"});
  }
  if (options.common.format == "json") {
    print_reconcile_json(ledger, *asked, sides);
  } else {
    print_reconcile_text(ledger, *asked, sides);
  }
  return kOk;
}

}  // namespace

Command reconcile_command() {
  return question<AskedOptions>(
      "reconcile", "the publishers' figures side by side",
      [](AskedOptions& o) {
        return joined({o.options(), o.common.scope(), o.common.formats({"text", "json"})});
      },
      run_reconcile);
}

}  // namespace muster::cli
