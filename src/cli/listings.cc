// muster vintages and muster sources: what is in the ledger, and where each comes from.

#include <fmt/format.h>

#include <utility>

#include "base/csv.h"
#include "base/json_writer.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "cli/wanted.h"

namespace muster::cli {
namespace {

struct VintagesOptions {
  CommonOptions common;
  std::string publisher;  // empty: all
  bool wanted = false;
};

struct Listed {
  const Vintage& vintage;
  FigureCount figures;

  std::string base() const {
    return vintage.base.is_none() ? "" : std::to_string(vintage.base.year);
  }
  // "printed", "2662 printed, 3 quoted".
  std::string extents() const {
    const std::pair<std::size_t, Extent> counts[] = {{figures.printed, Extent::printed},
                                                     {figures.transcribed, Extent::transcribed},
                                                     {figures.quoted, Extent::quoted}};
    std::vector<std::string> parts;
    for (const auto& [count, extent] : counts) {
      if (count == figures.all() && count > 0) return std::string(to_string(extent));
      if (count > 0) parts.push_back(fmt::format("{} {}", count, to_string(extent)));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
  }
  std::string cut_off() const {
    return vintage.cut_off == kDistantPast ? "" : to_string(vintage.cut_off);
  }
};

void print_vintages_json(const std::vector<Listed>& all,
                         const std::vector<WithdrawnVintage>& withdrawn) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.vintages/1");
  json.begin_array("vintages");
  for (const Listed& one : all) {
    const Vintage& v = one.vintage;
    json.begin_object();
    json.member("vintage", v.id);
    json.member("publisher", v.publisher);
    json.member("title", v.title);
    json.member("published", to_string(v.published));
    json.member_or_null("cut_off", one.cut_off());
    json.member("first_year", v.first_year.value);
    json.member("last_year", v.last_year.value);
    json.member("price_base", v.base.is_none() ? std::nullopt : std::optional(v.base.year));
    json.member("estimate_years", v.estimate_years);
    json.member("measure_name", v.measure_name);
    json.member("figures", one.figures.all());
    json.begin_object("extent");
    json.member("printed", one.figures.printed);
    json.member("transcribed", one.figures.transcribed);
    json.member("quoted", one.figures.quoted);
    json.end_object();
    json.member("what_is_here", v.what_is_here);
    json.member_or_null("url", v.url);
    json.member_or_null("archive_url", v.archive_url);
    json.end_object();
  }
  json.end_array();
  json.begin_array("withdrawn");
  for (const WithdrawnVintage& w : withdrawn) {
    json.begin_object();
    json.member("vintage", w.id);
    json.member("since", w.since);
    json.member("why", w.why);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

void print_vintages_csv(const std::vector<Listed>& all) {
  fmt::print(
      "vintage,publisher,title,published,cut_off,first_year,last_year,price_base,estimate_years,"
      "figures,printed,transcribed,quoted,what_is_here,url,archive_url\n");
  for (const Listed& one : all) {
    const Vintage& v = one.vintage;
    fmt::print("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", v.id, v.publisher,
               csv_field(v.title), to_string(v.published), one.cut_off(), v.first_year.value,
               v.last_year.value, one.base(), v.estimate_years, one.figures.all(),
               one.figures.printed, one.figures.transcribed, one.figures.quoted,
               csv_field(v.what_is_here), v.url, v.archive_url);
  }
}

void print_vintages_text(const std::vector<Listed>& all,
                         const std::vector<WithdrawnVintage>& withdrawn) {
  Table table({Align::left, Align::left, Align::right, Align::left, Align::left, Align::left});
  table.row({"vintage", "years", "figures", "how they came", "constant prices", "what is here"});
  for (const Listed& one : all) {
    const Vintage& v = one.vintage;
    table.row({std::string(v.id), fmt::format("{}–{}", v.first_year.value, v.last_year.value),
               one.figures.all() > 0 ? std::to_string(one.figures.all()) : "", one.extents(),
               one.base(), std::string(v.what_is_here)});
  }
  fmt::print("{}", table.print(0));
  for (const WithdrawnVintage& w : withdrawn)
    fmt::print("{} is withdrawn since {} and answers nothing: {}\n", w.id, w.since, w.why);
}

int run_vintages(const Ledger& ledger, const Scope& scope, const VintagesOptions& options) {
  if (!options.publisher.empty()) {
    if (const auto known = find_publisher(ledger, options.publisher); !known)
      return fail(known.error());
  }
  if (options.wanted) {
    print_wanted(ledger, scope.as_of, options.publisher, options.common.format);
    return kOk;
  }
  std::vector<WithdrawnVintage> withdrawn;
  for (const WithdrawnVintage& w : ledger.withdrawn) {
    if (options.publisher.empty() || w.publisher == options.publisher) withdrawn.push_back(w);
  }
  const auto figures = figures_by_vintage(ledger);
  std::vector<Listed> all;
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
    const Vintage& vintage = ledger.vintages[i];
    const bool asked = options.publisher.empty() || vintage.publisher == options.publisher;
    if (asked && vintage.published <= scope.as_of) all.push_back({vintage, figures[i]});
  }
  if (options.common.format == "json") {
    print_vintages_json(all, withdrawn);
  } else if (options.common.format == "csv") {
    print_vintages_csv(all);
  } else {
    print_vintages_text(all, withdrawn);
  }
  return kOk;
}

struct SourcesOptions {
  CommonOptions common;
};

void print_sources_json(const Ledger& ledger) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.sources/1");
  json.begin_array("sources");
  for (const Publisher& p : ledger.publishers) {
    json.begin_object();
    json.member("publisher", p.id);
    json.member("name", p.name);
    json.member("what", p.what);
    json.member("definition", p.definition);
    json.member("terms", p.terms);
    json.member("citation", p.citation);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

void print_sources_csv(const Ledger& ledger) {
  fmt::print("publisher,name,what,definition,terms,citation\n");
  for (const Publisher& p : ledger.publishers)
    fmt::print("{},{},{},{},{},{}\n", p.id, csv_field(p.name), csv_field(p.what),
               csv_field(p.definition), csv_field(p.terms), csv_field(p.citation));
}

void print_sources_text(const Ledger& ledger) {
  const Palette colour = palette();
  const int width = terminal_width() - 14;
  for (const Publisher& p : ledger.publishers) {
    fmt::print("{}{}{}  {}\n", colour.bold, p.id, colour.off, p.name);
    fmt::print("  what        {}\n", wrapped(p.what, width, 14));
    fmt::print("  definition  {}\n", wrapped(p.definition, width, 14));
    fmt::print("  terms       {}\n", wrapped(p.terms, width, 14));
    fmt::print("  cite as     {}\n\n", wrapped(p.citation, width, 14));
  }
}

int run_sources(const Ledger& ledger, const Scope& /*scope*/, const SourcesOptions& options) {
  if (options.common.format == "json") {
    print_sources_json(ledger);
  } else if (options.common.format == "csv") {
    print_sources_csv(ledger);
  } else {
    print_sources_text(ledger);
  }
  return kOk;
}

}  // namespace

Command vintages_command() {
  return question<VintagesOptions>(
      "vintages", "the publications in the ledger",
      [](VintagesOptions& o) {
        return joined({{as_of_option(o.common.as_of),
                        {"--publisher", &o.publisher, "of this publisher only; default: all"},
                        ledger_option(o.common.ledger_file),
                        {"--wanted", &o.wanted,
                         "those known of that are not here, or only as others quoted them: which "
                         "file to bring"}},
                       o.common.formats({"text", "csv", "json"})});
      },
      run_vintages);
}

Command sources_command() {
  return question<SourcesOptions>(
      "sources", "where the figures come from, under what terms",
      [](SourcesOptions& o) {
        return o.common.formats({"text", "csv", "json"});
      },
      run_sources);
}

}  // namespace muster::cli
