// muster change AREA MEASURE FROM TO: how much of a change is new money, prices, growth, revision.

#include <fmt/format.h>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/terminal.h"
#include "measures/decomposition.h"

namespace muster::cli {
namespace {

struct ChangeOptions {
  CommonOptions common;
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

void print_change_text(const Ledger& ledger, const AskedFigure& asked, Year from,
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
  if (!asked.note.empty()) fmt::print("{}\n", asked.note);
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

void write_end(JsonWriter& json, std::string_view name, const Ledger& ledger, const Figure& figure,
               Year year) {
  json.begin_object(name);
  json.member("year", year.value);
  json.member("value", figure.value);
  json.member("status", to_string(figure.status));
  json.member("vintage", ledger.vintage(figure.vintage).id);
  json.member("cells", figure.cells);
  json.end_object();
}

void print_change_json(const Ledger& ledger, const AskedFigure& asked, Year from,
                       const Decomposition& found) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.change/1");
  json.member("area", ledger.area(asked.area).code);
  json.member("measure", measure(asked.measure).name);
  json.member("publisher", asked.options.scope.publisher);
  json.member("unit", found.to.unit.kind == UnitKind::percent ? "percentage points"
                                                              : to_string(found.to.unit));
  json.member("price_basis", to_string(found.to.basis));
  write_end(json, "from", ledger, found.from, from);
  write_end(json, "to", ledger, found.to, asked.year);
  json.member("change", found.change);
  json.begin_array("parts");
  for (const Part& part : found.parts) {
    json.begin_object();
    json.member("part", name_of(part.kind));
    json.member("size", part.size);
    json.member("working", part.working);
    json.member("cells", part.cells);
    json.end_object();
  }
  json.end_array();
  json.member("remarks", found.remarks);
  json.end_object();
  fmt::print("{}\n", json.text());
}

int run_change(const Ledger& ledger, const Scope& scope, const ChangeOptions& options) {
  const auto asked = asked_figure(ledger, scope, options.common, options.asked);
  if (!asked) return fail(asked.error());
  const auto from = year_given(options.from, "FROM", "2014");
  if (!from) return fail(from.error());
  std::optional<Scope> then;
  if (!options.then.empty()) {
    const auto day = parse_period(options.then);
    if (!day) return fail({day.error().what, "--then", day.error().hint});
    then = asked->options.scope;
    then->as_of = day->to;
    then->vintage.reset();
  }
  const auto found =
      decompose(ledger, asked->measure, asked->area, *from, asked->year, asked->options, then);
  if (!found) return fail(found.error());
  if (options.common.format == "json") {
    print_change_json(ledger, *asked, *from, *found);
  } else {
    print_change_text(ledger, *asked, *from, *found);
  }
  return kOk;
}

}  // namespace

Command change_command() {
  return question<ChangeOptions>(
      "change", "why a figure changed: new money, prices, exchange rate, growth, revisions",
      [](ChangeOptions& o) {
        return joined(
            {{area_argument(o.asked.area),
              {"MEASURE", &o.asked.measure, "defence_share_of_gdp, defence_expenditure or gdp",
               Need::required},
              {"FROM", &o.from, "the earlier year", Need::required},
              {"TO", &o.asked.year, "the later one", Need::required},
              {"--currency", &o.asked.currency, "of amounts; default: USD"},
              {"--then", &o.then,
               "the first figure as it was known on that day: its revision since is a part"}},
             o.common.scope(),
             o.common.formats({"text", "json"}),
             o.common.pinned()});
      },
      run_change);
}

}  // namespace muster::cli
