// muster revisions: what changed most between two publications, and who crossed a guideline by it.

#include "measures/revisions.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "measures/revision_history.h"

namespace muster::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  CommonOptions common;
  std::string from;
  std::string to;
  std::string measure = "defence_share_of_gdp";
  std::size_t most = 20;
  bool horizons = false;
};

bool is_percent(const Revision& revision) { return revision.from.unit.kind == UnitKind::percent; }

std::string printed(const Ledger& ledger, const Observation& observation) {
  const Figure figure = figure_of(ledger, observation);
  return to_prose(figure.value, figure.unit);
}

std::string size_words(const Revision& revision) {
  return fmt::format("{:+.2f} {}", revision.size, is_percent(revision) ? "points" : "per cent");
}

Result<std::pair<VintageId, VintageId>> asked_vintages(const Ledger& ledger, MeasureId measure,
                                                       const Options& options) {
  const auto scope = options.common.scope(ledger);
  if (!scope) return scope.error();
  if (options.from.empty() != options.to.empty())
    return Error{"--from and --to belong together", "", "give both, or neither"};
  if (options.from.empty()) return newest_two(ledger, measure, *scope);
  const auto from = find_vintage(ledger, options.from);
  if (!from) return from.error();
  const auto to = find_vintage(ledger, options.to);
  if (!to) return to.error();
  if (ledger.vintage(*to).published < ledger.vintage(*from).published)
    return Error{"--from is later than --to", "", "swap them"};
  return std::pair(*from, *to);
}

void print_text(const Ledger& ledger, MeasureId id, const Revisions& revisions, std::size_t most) {
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
  if (from.measure_name != to.measure_name) {
    fmt::print("a break: {} counts “{}”, {} “{}”\n", from.id, from.measure_name, to.id,
               to.measure_name);
  }
  Table table({Align::left, Align::left, Align::right, Align::right, Align::right, Align::left});
  table.row({"", "", "then", "now", "revision", "cell"});
  for (std::size_t i = 0; i < revisions.changed.size() && i < most; ++i) {
    const Revision& revision = revisions.changed[i];
    table.row({std::string(ledger.area(revision.area).name), std::to_string(revision.year.value),
               printed(ledger, revision.from), printed(ledger, revision.to), size_words(revision),
               cell_name(ledger, revision.to)});
  }
  if (!revisions.changed.empty()) fmt::print("\n{}", table.print());
  if (revisions.changed.size() > most)
    fmt::print("  and {} more (--most)\n", revisions.changed.size() - most);
  for (const Crossing& crossing : crossings(ledger, id, revisions)) {
    fmt::print("{} {} {} in {} by this revision: {}, not {}\n",
               capitalised(with_article(ledger.area(crossing.revision->area))),
               crossing.met_now ? "meets" : "no longer meets", crossing.guideline->id,
               crossing.revision->year.value, printed(ledger, crossing.revision->to),
               printed(ledger, crossing.revision->from));
  }
}

void print_json(const Ledger& ledger, MeasureId id, const Revisions& revisions) {
  Json json{{"schema", "muster.revisions/1"},
            {"measure", measure(id).name},
            {"from", ledger.vintage(revisions.from).id},
            {"to", ledger.vintage(revisions.to).id},
            {"compared", revisions.compared},
            {"not_comparable", revisions.not_comparable},
            {"mean_absolute", revisions.mean_absolute},
            {"revisions", Json::array()},
            {"crossings", Json::array()}};
  for (const Revision& revision : revisions.changed) {
    json["revisions"].push_back({{"area", ledger.area(revision.area).code},
                                 {"year", revision.year.value},
                                 {"then", revision.from.value.to_string()},
                                 {"now", revision.to.value.to_string()},
                                 {"size", revision.size},
                                 {"size_unit", is_percent(revision) ? "points" : "per cent"},
                                 {"cell_then", cell_name(ledger, revision.from)},
                                 {"cell_now", cell_name(ledger, revision.to)}});
  }
  for (const Crossing& crossing : crossings(ledger, id, revisions)) {
    json["crossings"].push_back({{"area", ledger.area(crossing.revision->area).code},
                                 {"year", crossing.revision->year.value},
                                 {"guideline", crossing.guideline->id},
                                 {"met_now", crossing.met_now}});
  }
  fmt::print("{}\n", json.dump(2));
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
  Json json{{"schema", "muster.revision_horizons/1"},
            {"measure", measure(id).name},
            {"publisher", scope.publisher},
            {"as_of", to_string(scope.as_of)},
            {"horizons", Json::array()}};
  for (const auto& [from, to, spread] : horizons) {
    Json row{{"from", from},
             {"to", to},
             {"cases", spread.cases},
             {"mean", spread.mean},
             {"mean_absolute", spread.mean_absolute},
             {"standard_deviation", spread.deviation}};
    if (spread.largest) {
      row["size_unit"] = is_percent(*spread.largest) ? "points" : "per cent";
      row["largest"] = {{"size", spread.largest->size},
                        {"area", ledger.area(spread.largest->area).code},
                        {"year", spread.largest->year.value},
                        {"cell_then", cell_name(ledger, spread.largest->from)},
                        {"cell_now", cell_name(ledger, spread.largest->to)}};
    }
    json["horizons"].push_back(std::move(row));
  }
  fmt::print("{}\n", json.dump(2));
}

int run_horizons(const Ledger& ledger, MeasureId id, const Options& options) {
  if (!options.from.empty() || !options.to.empty())
    return fail({"--horizons looks at all vintages", "--from, --to", "leave them away"});
  const auto scope = options.common.scope(ledger);
  if (!scope) return fail(scope.error());
  const auto horizons = revision_horizons(ledger, id, *scope);
  if (horizons.back().spread.cases == 0) {
    return fail({"no figure of " + std::string(measure(id).title) + " by " +
                     std::string(scope->publisher) + " was told twice as of " +
                     to_prose(scope->as_of),
                 "", "see muster vintages for what there is"});
  }
  if (options.common.format == "json") {
    print_horizons_json(ledger, id, *scope, horizons);
  } else {
    print_horizons_text(ledger, id, *scope, horizons);
  }
  return kOk;
}

int run(const Options& options) {
  const auto opened = options.common.ledger();
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  const auto measure = find_measure(options.measure);
  if (!measure) return fail(measure.error());
  if (options.horizons) return run_horizons(ledger, *measure, options);
  const auto vintages = asked_vintages(ledger, *measure, options);
  if (!vintages) return fail(vintages.error());
  const Revisions revisions = revisions_of(ledger, *measure, vintages->first, vintages->second);
  if (revisions.compared + revisions.not_comparable == 0) {
    return fail({"the two publications have no figure of " +
                     std::string(muster::measure(*measure).title) + " in common",
                 "", "see muster vintages for what is in them"});
  }
  if (options.common.format == "json") {
    print_json(ledger, *measure, revisions);
  } else {
    print_text(ledger, *measure, revisions, options.most);
  }
  return kOk;
}

}  // namespace

void declare_revisions(CLI::App& app, Run& run_chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand(
      "revisions", "what changed between two publications, and who crossed a line");
  sub->add_option("--from", options->from, "the earlier vintage; default: the newest two");
  sub->add_option("--to", options->to, "the later one");
  sub->add_option("--measure", options->measure, "of what")->capture_default_str();
  sub->add_option("--most", options->most, "how many to print")->capture_default_str();
  sub->add_flag("--horizons", options->horizons,
                "mean and spread of all revisions, from estimate to first actual to latest");
  options->common.declare(*sub, {"text", "json"});
  sub->callback([options, &run_chosen] { run_chosen = [options] { return run(*options); }; });
}

}  // namespace muster::cli
