// muster promises [AREA]: who promised what by when, and whether the figures of the day bear it
// out.

#include "measures/promises.h"

#include <fmt/format.h>

#include <map>

#include "base/csv.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "cli/asked_figure.h"
#include "cli/terminal.h"

namespace muster::cli {
namespace {

struct PromisesOptions {
  CommonOptions common;
  std::string area;
};

std::string by_told(const Promise& promise) {
  return promise.by.value == 0 ? "" : std::to_string(promise.by.value);
}

// "2.03% in 2025 (estimate), NATO-2026-07-10"; why nothing is judged, where nothing is.
std::string judged_told(const Ledger& ledger, const PromiseStanding& standing) {
  const Promise& promise = *standing.promise;
  std::string told;
  if (standing.figure) {
    told = to_prose(*measure_named(promise.metric), *standing.figure) + " in " +
           std::to_string(standing.year.value);
    if (standing.figure->status != ObsStatus::actual) told += " (estimate)";
    told += ", " + standing.figure->cells.front();
  }
  if (standing.replaced_by != nullptr)
    told = "by " + promised_words(*standing.replaced_by) +
           (standing.replaced_by->by.value == 0 ? "" : " by " + by_told(*standing.replaced_by)) +
           ", " + to_prose(standing.replaced_by->said);
  if (!standing.otherwise.empty()) {
    std::vector<std::string> ids;
    ids.reserve(standing.otherwise.size());
    for (const VintageId id : standing.otherwise) ids.emplace_back(ledger.vintage(id).id);
    told += "; otherwise by " + join_prose(ids);
  }
  return told;
}

void print_promises_text(const Ledger& ledger, const Scope& scope,
                         const std::vector<PromiseStanding>& made) {
  fmt::print("Promises, judged by {} as of {}\n\n", scope.publisher, to_prose(scope.as_of));
  Table table(
      {Align::left, Align::left, Align::right, Align::left, Align::left, Align::left, Align::left});
  table.row({"said", "of", "by", "what", "by whom", "", "figure"});
  std::map<PromiseState, int> counts;
  for (const PromiseStanding& standing : made) {
    const Promise& promise = *standing.promise;
    ++counts[standing.state];
    std::string what = promised_words(promise);
    if (!promise.definition.empty()) what += " (core)";
    table.row({to_string(promise.said), std::string(ledger.area(promise.area).code),
               by_told(promise), what, std::string(promise.said_by),
               std::string(to_string(standing.state)) + (promise.is_sure() ? "" : " *"),
               judged_told(ledger, standing)});
  }
  fmt::print("{}\n", table.print());
  std::vector<std::string> parts;
  parts.reserve(counts.size());
  for (const auto& [state, count] : counts)
    parts.push_back(std::to_string(count) + " " + std::string(to_string(state)));
  fmt::print("{}. * from one report that was not looked up further.\n", join_prose(parts));
}

void print_promises_csv(const Ledger& ledger, const std::vector<PromiseStanding>& made) {
  fmt::print(
      "area,metric,threshold,unit,by_year,definition,said_on,said_by,where,state,year,figure,cell,"
      "source,confidence,note\n");
  for (const PromiseStanding& s : made) {
    const Promise& p = *s.promise;
    fmt::print("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", ledger.area(p.area).code,
               p.metric, p.threshold.to_string(), p.unit, by_told(p), csv_field(p.definition),
               to_string(p.said), csv_field(p.said_by), csv_field(p.where), to_string(s.state),
               s.figure ? std::to_string(s.year.value) : "",
               s.figure ? s.figure->published->to_string() : "",
               s.figure ? csv_field(s.figure->cells.front()) : "", csv_field(p.source),
               p.confidence, csv_field(p.note));
  }
}

void write_promise(JsonWriter& json, const Ledger& ledger, const PromiseStanding& s) {
  const Promise& p = *s.promise;
  json.begin_object();
  json.member("area", ledger.area(p.area).code);
  json.member("metric", p.metric);
  json.member("threshold", p.threshold.to_string());
  json.member("unit", p.unit);
  if (p.by.value != 0) json.member("by_year", static_cast<int>(p.by.value));
  if (!p.definition.empty()) json.member("definition", p.definition);
  json.member("said_on", to_string(p.said));
  json.member("said_by", p.said_by);
  json.member("where", p.where);
  json.member("state", to_string(s.state));
  if (s.figure) {
    json.begin_object("figure");
    json.member("year", static_cast<int>(s.year.value));
    json.member("value", s.figure->value);
    json.member("status", to_string(s.figure->status));
    json.member("extent", to_string(s.figure->extent));
    json.member("vintage", ledger.vintage(s.figure->vintage).id);
    json.member("cell", s.figure->cells.front());
    json.end_object();
  }
  if (s.replaced_by != nullptr) json.member("replaced_on", to_string(s.replaced_by->said));
  json.begin_array("otherwise");
  for (const VintageId id : s.otherwise) json.value(ledger.vintage(id).id);
  json.end_array();
  json.member("source", p.source);
  json.member("confidence", p.confidence);
  json.member("note", p.note);
  json.end_object();
}

void print_promises_json(const Ledger& ledger, const Scope& scope,
                         const std::vector<PromiseStanding>& made) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.promises/1");
  json.member("publisher", scope.publisher);
  json.member("as_of", to_string(scope.as_of));
  json.begin_array("promises");
  for (const PromiseStanding& standing : made) write_promise(json, ledger, standing);
  json.end_array();
  json.end_object();
  fmt::print("{}\n", json.text());
}

int run_promises(const Ledger& ledger, const Scope& scope, const PromisesOptions& options) {
  std::optional<AreaId> area;
  if (!options.area.empty()) {
    const auto found = find_area(ledger, options.area);
    if (!found) return fail(found.error());
    area = *found;
  }
  const auto made = promises_made(ledger, area, scope);
  if (made.empty())
    return fail({"no promise of " + (area ? with_article(ledger.area(*area)) : "anybody") +
                     " is known as of " + to_prose(scope.as_of),
                 "", "muster promises lists all; --as-of takes a later day"});
  if (options.common.format == "json") {
    print_promises_json(ledger, scope, made);
  } else if (options.common.format == "csv") {
    print_promises_csv(ledger, made);
  } else {
    print_promises_text(ledger, scope, made);
  }
  return kOk;
}

}  // namespace

Command promises_command() {
  return question<PromisesOptions>(
      "promises", "who promised what by when, and whether it was kept",
      [](PromisesOptions& o) {
        Option area = area_argument(o.area);
        area.need = Need::optional;
        area.help += "; default: all";
        return joined({{area}, o.common.scope(), o.common.formats({"text", "csv", "json"})});
      },
      run_promises);
}

}  // namespace muster::cli
