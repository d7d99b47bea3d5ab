// muster vintages and muster sources: what is in the ledger, and where each comes from.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "cli/command.h"
#include "cli/terminal.h"

namespace muster::cli {
namespace {

using Json = nlohmann::ordered_json;

std::size_t observations_in(const Ledger& ledger, std::size_t vintage) {
  std::size_t count = 0;
  for (const std::uint16_t row : ledger.observations.vintage) count += row == vintage ? 1 : 0;
  return count;
}

int run_vintages(const CommonOptions& options, bool all_publishers) {
  const auto opened = options.ledger();
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  const auto scope = options.scope(ledger);
  if (!scope) return fail(scope.error());
  Json json{{"schema", "muster.vintages/1"}, {"vintages", Json::array()}};
  Table table({Align::left, Align::left, Align::right, Align::left, Align::left});
  table.row({"vintage", "years", "figures", "constant prices", "what is here"});
  if (options.format == "csv")
    fmt::print(
        "vintage,publisher,title,published,cut_off,first_year,last_year,price_base,estimate_years,"
        "figures,what_is_here\n");
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
    const Vintage& v = ledger.vintages[i];
    if (v.published > scope->as_of || (!all_publishers && v.publisher != scope->publisher))
      continue;
    const std::size_t figures = observations_in(ledger, i);
    const std::string base = v.base.is_none() ? "" : std::to_string(v.base.year);
    const std::string cut_off = v.cut_off == kDistantPast ? "" : to_string(v.cut_off);
    if (options.format == "json") {
      json["vintages"].push_back({{"vintage", v.id},
                                  {"publisher", v.publisher},
                                  {"title", v.title},
                                  {"published", to_string(v.published)},
                                  {"cut_off", cut_off.empty() ? Json() : Json(cut_off)},
                                  {"first_year", v.first_year.value},
                                  {"last_year", v.last_year.value},
                                  {"price_base", base.empty() ? Json() : Json(v.base.year)},
                                  {"estimate_years", v.estimate_years},
                                  {"measure_name", v.measure_name},
                                  {"figures", figures},
                                  {"what_is_here", v.what_is_here}});
    } else if (options.format == "csv") {
      fmt::print("{},{},{},{},{},{},{},{},{},{},{}\n", v.id, v.publisher, csv_field(v.title),
                 to_string(v.published), cut_off, v.first_year.value, v.last_year.value, base,
                 v.estimate_years, figures, csv_field(v.what_is_here));
    } else {
      table.row({std::string(v.id), fmt::format("{}–{}", v.first_year.value, v.last_year.value),
                 figures > 0 ? std::to_string(figures) : "", base, std::string(v.what_is_here)});
    }
  }
  if (options.format == "json") fmt::print("{}\n", json.dump(2));
  if (options.format == "text") fmt::print("{}", table.print(0));
  return kOk;
}

int run_sources(const CommonOptions& options) {
  const auto opened = options.ledger();
  if (!opened) return fail(opened.error());
  const Ledger& ledger = **opened;
  Json json{{"schema", "muster.sources/1"}, {"sources", Json::array()}};
  if (options.format == "csv") fmt::print("publisher,name,what,definition,terms,citation\n");
  for (const Publisher& p : ledger.publishers) {
    if (options.format == "json") {
      json["sources"].push_back({{"publisher", p.id},
                                 {"name", p.name},
                                 {"what", p.what},
                                 {"definition", p.definition},
                                 {"terms", p.terms},
                                 {"citation", p.citation}});
    } else if (options.format == "csv") {
      fmt::print("{},{},{},{},{},{}\n", p.id, csv_field(p.name), csv_field(p.what),
                 csv_field(p.definition), csv_field(p.terms), csv_field(p.citation));
    } else {
      const Palette colour = palette();
      const int width = terminal_width() - 14;
      fmt::print("{}{}{}  {}\n", colour.bold, p.id, colour.off, p.name);
      fmt::print("  what        {}\n", wrapped(p.what, width, 14));
      fmt::print("  definition  {}\n", wrapped(p.definition, width, 14));
      fmt::print("  terms       {}\n", wrapped(p.terms, width, 14));
      fmt::print("  cite as     {}\n\n", wrapped(p.citation, width, 14));
    }
  }
  if (options.format == "json") fmt::print("{}\n", json.dump(2));
  return kOk;
}

}  // namespace

void declare_vintages(CLI::App& app, Run& run_chosen) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* sub = app.add_subcommand("vintages", "the publications in the ledger");
  options->declare(*sub, {"text", "csv", "json"});
  const CLI::Option* publisher = sub->get_option("--publisher");
  sub->callback([options, publisher, &run_chosen] {
    const bool all = publisher->count() == 0;
    run_chosen = [options, all] { return run_vintages(*options, all); };
  });
}

void declare_sources(CLI::App& app, Run& run_chosen) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* sub = app.add_subcommand("sources", "where the figures come from, under what terms");
  sub->add_option("--format", options->format, "text, csv or json")
      ->check(CLI::IsMember({"text", "csv", "json"}));
  sub->callback(
      [options, &run_chosen] { run_chosen = [options] { return run_sources(*options); }; });
}

}  // namespace muster::cli
