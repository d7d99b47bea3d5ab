// muster change AREA MEASURE FROM TO: how much of a change is new money, prices, growth, revision.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/terminal.h"
#include "measures/decomposition.h"

namespace muster::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  AskedOptions asked;  // its year is the later one
  std::string from;
  std::string then;  // a day
};

// "+1.24 points", "+$21.3 billion".
std::string signed_prose(double size, const Unit& unit) {
  if (unit.kind == UnitKind::percent)
    return fmt::format("{}{:.2f} points", size < 0 ? "−" : "+", size < 0 ? -size : size);
  return (size < 0 ? "−" : "+") + money_prose(size < 0 ? -size : size, unit.currency);
}

void print_text(const Ledger& ledger, const AskedFigure& asked, Year from,
                const Decomposition& found) {
  const auto end = [&](const Figure& figure, Year year) {
    return fmt::format("{} in {} ({}{})", to_prose(figure.value, figure.unit), year.value,
                       ledger.vintage(figure.vintage).id,
                       figure.status == ObsStatus::actual ? "" : ", an estimate");
  };
  fmt::print("{} of {}: {}, from {} to {}\n",
             capitalised(std::string(measure(asked.measure).title)),
             with_article(ledger.area(asked.area)), signed_prose(found.change, found.to.unit),
             end(found.from, from), end(found.to, asked.year));
  Table table({Align::left, Align::right, Align::left});
  for (const Part& part : found.parts) {
    // Rounding that can't be seen is no news.
    const bool nothing = part.kind == PartKind::rounding && part.size < 5e-3 && part.size > -5e-3;
    if (nothing) continue;
    table.row(
        {std::string(name_of(part.kind)), signed_prose(part.size, found.to.unit), part.working});
  }
  fmt::print("\n{}\n", table.print());
  for (const std::string& remark : found.remarks)
    fmt::print("{}\n", wrapped(capitalised(remark) + ".", terminal_width(), 0));
}

void print_json(const Ledger& ledger, const AskedFigure& asked, Year from,
                const Decomposition& found) {
  const auto end = [&](const Figure& figure, Year year) {
    return Json{{"year", year.value},
                {"value", figure.value},
                {"status", std::string(1, static_cast<char>(figure.status))},
                {"vintage", ledger.vintage(figure.vintage).id},
                {"cells", figure.cells}};
  };
  Json json{{"schema", "muster.change/1"},
            {"area", ledger.area(asked.area).code},
            {"measure", measure(asked.measure).name},
            {"unit", found.to.unit.kind == UnitKind::percent ? "percentage points"
                                                             : to_string(found.to.unit)},
            {"price_basis", to_string(found.to.basis)},
            {"from", end(found.from, from)},
            {"to", end(found.to, asked.year)},
            {"change", found.change},
            {"parts", Json::array()},
            {"remarks", found.remarks}};
  for (const Part& part : found.parts) {
    json["parts"].push_back({{"part", name_of(part.kind)},
                             {"size", part.size},
                             {"working", part.working},
                             {"cells", part.cells}});
  }
  fmt::print("{}\n", json.dump(2));
}

int run(const Options& options) {
  const auto opened = options.asked.common.ledger();
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  const auto asked = asked_figure(ledger, options.asked);
  if (!asked) return fail(asked.error());
  const auto from = parse_period(options.from);
  if (!from || options.from.size() != 4)
    return fail({"'" + options.from + "' is no year", "FROM", "write it as 2014"});
  std::optional<Scope> then;
  if (!options.then.empty()) {
    const auto day = parse_period(options.then);
    if (!day) return fail({day.error().what, "--then", day.error().hint});
    then = asked->options.scope;
    then->as_of = day->to;
    then->vintage.reset();
  }
  const auto found = decompose(ledger, asked->measure, asked->area, year_of(from->from),
                               asked->year, asked->options, then);
  if (!found) return fail(found.error());
  if (options.asked.common.format == "json") {
    print_json(ledger, *asked, year_of(from->from), *found);
  } else {
    print_text(ledger, *asked, year_of(from->from), *found);
  }
  return kOk;
}

}  // namespace

void declare_change(CLI::App& app, Run& run_chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand(
      "change", "why a figure changed: new money, prices, exchange rate, growth, revisions");
  sub->add_option("AREA", options->asked.area, "code or name: POL, Poland, NATO_EUR_CAN")
      ->required();
  sub->add_option("MEASURE", options->asked.measure,
                  "defence_share_of_gdp, defence_expenditure or gdp")
      ->required();
  sub->add_option("FROM", options->from, "the earlier year")->required();
  sub->add_option("TO", options->asked.year, "the later one")->required();
  sub->add_option("--currency", options->asked.currency, "of amounts; default: USD");
  sub->add_option("--then", options->then,
                  "the first figure as it was known on that day: its revision since is a part");
  options->asked.common.declare(*sub, {"text", "json"});
  options->asked.common.declare_vintage(*sub);
  sub->callback([options, &run_chosen] { run_chosen = [options] { return run(*options); }; });
}

}  // namespace muster::cli
