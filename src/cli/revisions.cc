// muster revisions: what changed most between two publications, and who crossed a guideline by it.

#include "measures/revisions.h"

#include <fmt/format.h>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "measures/revision_history.h"

namespace muster::cli {
namespace {

struct RevisionsOptions {
  CommonOptions common;
  std::string from;
  std::string to;
  std::string measure = "defence_share_of_gdp";
  unsigned most = 20;
  bool horizons = false;
};

bool is_percent(const Revision& revision) { return revision.from.unit.kind == UnitKind::percent; }

std::string printed_revisions(const Ledger& ledger, const Observation& observation) {
  const Figure figure = figure_of(ledger, observation);
  return to_prose(figure.value, figure.unit);
}

std::string size_words(const Revision& revision) {
  return fmt::format("{:+.2f} {}", revision.size, is_percent(revision) ? "points" : "per cent");
}

Result<std::pair<VintageId, VintageId>> asked_vintages(const Ledger& ledger, MeasureId measure,
                                                       const Scope& scope,
                                                       const RevisionsOptions& options) {
  if (options.from.empty() != options.to.empty())
    return Error{"--from and --to belong together", "", "give both, or neither"};
  if (options.from.empty()) return newest_two(ledger, measure, scope);
  const auto from = find_vintage(ledger, options.from);
  if (!from) return from.error();
  const auto to = find_vintage(ledger, options.to);
  if (!to) return to.error();
  if (ledger.vintage(*to).published < ledger.vintage(*from).published)
    return Error{"--from is later than --to", "", "swap them"};
  return std::pair(*from, *to);
}

void print_revisions_text(const Ledger& ledger, MeasureId id, const Revisions& revisions,
                          std::size_t most) {
  const Vintage& from = ledger.vintage(revisions.from);
  const Vintage& to = ledger.vintage(revisions.to);
  fmt::print("{}, from {} to {}\n", capitalised(std::string(measure(id).title)), from.id, to.id);
  fmt::print("{} figures in both, {} revised, {} on average\n", revisions.compared,
             revisions.changed.size(),
             revisions.changed.empty()
                 ? "nothing"
                 : fmt::format("{:.2f} {}", revisions.mean_absolute,
                               is_percent(revisions.changed.front()) ? "points" : "per cent"));
  if (revisions.not_comparable > 0)
    fmt::print("{} are told at other prices and not compared\n", revisions.not_comparable);
  if (counts_otherwise(from, to)) {
    fmt::print("a break: {} counts “{}”, {} “{}”\n", from.id, from.measure_name, to.id,
               to.measure_name);
  }
  Table table({Align::left, Align::left, Align::right, Align::right, Align::right, Align::left});
  table.row({"", "", "then", "now", "revision", "cell"});
  for (std::size_t i = 0; i < revisions.changed.size() && i < most; ++i) {
    const Revision& revision = revisions.changed[i];
    table.row({std::string(ledger.area(revision.area).name), std::to_string(revision.year.value),
               printed_revisions(ledger, revision.from), printed_revisions(ledger, revision.to),
               size_words(revision), cell_name(ledger, revision.to)});
  }
  if (!revisions.changed.empty()) fmt::print("\n{}", table.print());
  if (revisions.changed.size() > most)
    fmt::print("  and {} more (--most)\n", revisions.changed.size() - most);
  for (const Crossing& crossing : crossings(ledger, id, revisions)) {
    fmt::print("{} {} {} in {} by this revision: {}, not {}\n",
               capitalised(with_article(ledger.area(crossing.revision->area))),
               crossing.met_now ? "meets" : "no longer meets", crossing.guideline->id,
               crossing.revision->year.value, printed_revisions(ledger, crossing.revision->to),
               printed_revisions(ledger, crossing.revision->from));
  }
}

void write_revision(JsonWriter& json, const Ledger& ledger, const Revision& revision) {
  json.begin_object();
  json.member("area", ledger.area(revision.area).code);
  json.member("year", revision.year.value);
  json.member("then", revision.from.value.to_string());
  json.member("now", revision.to.value.to_string());
  json.member("size", revision.size);
  json.member("size_unit", is_percent(revision) ? "points" : "per cent");
  json.member("cell_then", cell_name(ledger, revision.from));
  json.member("cell_now", cell_name(ledger, revision.to));
  json.end_object();
}

void write_crossing(JsonWriter& json, const Ledger& ledger, const Crossing& crossing) {
  json.begin_object();
  json.member("area", ledger.area(crossing.revision->area).code);
  json.member("year", crossing.revision->year.value);
  json.member("guideline", crossing.guideline->id);
  json.member("met_now", crossing.met_now);
  json.end_object();
}

void print_revisions_json(const Ledger& ledger, MeasureId id, const Revisions& revisions) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.revisions/1");
  json.member("measure", measure(id).name);
  json.member("from", ledger.vintage(revisions.from).id);
  json.member("to", ledger.vintage(revisions.to).id);
  json.member("compared", revisions.compared);
  json.member("not_comparable", revisions.not_comparable);
  json.member("mean_absolute", revisions.mean_absolute);
  json.begin_array("revisions");
  for (const Revision& revision : revisions.changed) write_revision(json, ledger, revision);
  json.end_array();
  json.begin_array("crossings");
  for (const Crossing& crossing : crossings(ledger, id, revisions))
    write_crossing(json, ledger, crossing);
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

void print_horizons_text(const Ledger& ledger, MeasureId id, const Scope& scope,
                         const std::vector<HorizonSpread>& horizons) {
  fmt::print("Revisions of {} by {}, as of {}\n\n", measure(id).title, scope.publisher,
             to_prose(scope.as_of));
  const auto of_measure = horizons.back().spread.largest;
  Table table({Align::left, Align::left, Align::right, Align::right, Align::right, Align::right,
               Align::right, Align::left});
  table.row({"from", "to", "cases", "mean", "mean abs.", "std. dev.", "largest", ""});
  for (const auto& [from, to, spread] : horizons) {
    if (spread.cases == 0) {
      table.row({std::string(from), std::string(to), "0"});
      continue;
    }
    table.row(
        {std::string(from), std::string(to), std::to_string(spread.cases),
         fmt::format("{:+.3f}", spread.mean), fmt::format("{:.3f}", spread.mean_absolute),
         fmt::format("{:.3f}", spread.deviation), fmt::format("{:+.2f}", spread.largest->size),
         fmt::format("{} {}", ledger.area(spread.largest->area).name, spread.largest->year.value)});
  }
  fmt::print("{}\n", table.print());
  if (of_measure)
    fmt::print(
        "In {}. Later figure less earlier; countries only; figures of two definitions and "
        "money at two price bases are not compared.\n",
        is_percent(*of_measure) ? "percentage points" : "per cent of the earlier figure");
}

void print_horizons_json(const Ledger& ledger, MeasureId id, const Scope& scope,
                         const std::vector<HorizonSpread>& horizons) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.revision_horizons/1");
  json.member("measure", measure(id).name);
  json.member("publisher", scope.publisher);
  json.member("as_of", to_string(scope.as_of));
  json.begin_array("horizons");
  for (const auto& [from, to, spread] : horizons) {
    json.begin_object();
    json.member("from", from);
    json.member("to", to);
    json.member("cases", spread.cases);
    json.member("mean", spread.mean);
    json.member("mean_absolute", spread.mean_absolute);
    json.member("standard_deviation", spread.deviation);
    if (const auto& largest = spread.largest) {
      json.member("size_unit", is_percent(*largest) ? "points" : "per cent");
      json.begin_object("largest");
      json.member("size", largest->size);
      json.member("area", ledger.area(largest->area).code);
      json.member("year", largest->year.value);
      json.member("cell_then", cell_name(ledger, largest->from));
      json.member("cell_now", cell_name(ledger, largest->to));
      json.end_object();
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

int run_horizons(const Ledger& ledger, MeasureId id, const Scope& scope,
                 const RevisionsOptions& options) {
  if (!options.from.empty() || !options.to.empty())
    return fail({"--horizons looks at all vintages", "--from, --to", "leave them away"});
  const auto horizons = revision_horizons(ledger, id, scope);
  if (horizons.back().spread.cases == 0) {
    return fail({"no figure of " + std::string(measure(id).title) + " by " +
                     std::string(scope.publisher) + " was told twice as of " +
                     to_prose(scope.as_of),
                 "", "see muster vintages for what there is"});
  }
  if (options.common.format == "json") {
    print_horizons_json(ledger, id, scope, horizons);
  } else {
    print_horizons_text(ledger, id, scope, horizons);
  }
  return kOk;
}

int run_revisions(const Ledger& ledger, const Scope& scope, const RevisionsOptions& options) {
  const auto measure = find_measure(options.measure);
  if (!measure) return fail(measure.error());
  if (options.horizons) return run_horizons(ledger, *measure, scope, options);
  const auto vintages = asked_vintages(ledger, *measure, scope, options);
  if (!vintages) return fail(vintages.error());
  const Revisions revisions = revisions_of(ledger, *measure, vintages->first, vintages->second);
  if (revisions.compared + revisions.not_comparable == 0) {
    return fail({"the two publications have no figure of " +
                     std::string(muster::measure(*measure).title) + " in common",
                 "", "see muster vintages for what is in them"});
  }
  if (options.common.format == "json") {
    print_revisions_json(ledger, *measure, revisions);
  } else {
    print_revisions_text(ledger, *measure, revisions, options.most);
  }
  return kOk;
}

}  // namespace

Command revisions_command() {
  return question<RevisionsOptions>(
      "revisions", "what changed between two publications, and who crossed a line",
      [](RevisionsOptions& o) {
        return joined(
            {{{"--from", &o.from, "the earlier vintage; default: the newest two"},
              {"--to", &o.to, "the later one"},
              {"--measure", &o.measure, "of what"},
              {"--most", &o.most, "how many to print"},
              {"--horizons", &o.horizons,
               "mean and spread of all revisions, from estimate to first actual to latest"}},
             o.common.scope(),
             o.common.formats({"text", "json"})});
      },
      run_revisions);
}

}  // namespace muster::cli
