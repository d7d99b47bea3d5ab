#include "publish/site_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "measures/revisions.h"

namespace muster {
namespace {

using Json = nlohmann::ordered_json;

// In the order in which an ally's page shows them.
constexpr MeasureId kMeasures[] = {MeasureId::defence_share_of_gdp, MeasureId::defence_expenditure,
                                   MeasureId::real_change,          MeasureId::equipment_share,
                                   MeasureId::personnel_share,      MeasureId::infrastructure_share,
                                   MeasureId::other_share,          MeasureId::defence_per_capita,
                                   MeasureId::military_personnel};

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string_view status_of(ObsStatus status) {
  return status == ObsStatus::actual ? "A" : status == ObsStatus::estimate ? "E" : "P";
}

// A figure as the pages take it: with its vintage only where it is not its table's.
Json figure_json(const Ledger& ledger, const Figure& figure, bool with_vintage) {
  Json json{{"value", figure.value},
            {"text", to_prose(figure.value, figure.unit)},
            {"status", status_of(figure.status)}};
  if (!figure.basis.is_none()) json["basis"] = to_string(figure.basis);
  if (with_vintage) json["vintage"] = ledger.vintage(figure.vintage).id;
  if (!figure.cells.empty()) {
    const std::string& cell = figure.cells.front();
    json["cell"] = cell.substr(cell.find('/') + 1);
    if (figure.cells.size() > 1) json["more_cells"] = figure.cells.size() - 1;
  }
  if (!figure.working.empty()) json["working"] = figure.working;
  return json;
}

Json vintage_json(const Vintage& vintage) {
  return {{"id", vintage.id},
          {"publisher", vintage.publisher},
          {"title", vintage.title},
          {"published", to_string(vintage.published)},
          {"first_year", vintage.first_year.value},
          {"last_year", vintage.last_year.value},
          {"whole_tables", vintage.complete},
          {"counts", vintage.measure_name},
          {"what_is_here", vintage.what_is_here}};
}

struct YearTold {
  Compliance compliance;
  std::vector<std::string> sentences;
  Json json;
};

std::vector<std::string> sentences_of(const Ledger& ledger, const Compliance& found,
                                      const std::optional<Figure>& total, Date day) {
  const Vintage& vintage = ledger.vintage(found.section.vintage);
  std::vector<std::string> said;
  const std::string year = std::to_string(found.section.year.value);
  const auto unknown = found.unknown();
  said.push_back(fmt::format(
      "{} of {} allies with armed forces {} at least {}% of GDP on defence in {}, as known on {}.",
      found.met().size(), found.standings.size(),
      unknown.empty() ? "spent" : "are known to have spent",
      with_thousands(found.guideline->threshold.to_double(), 0), year, to_prose(day)));
  if (!unknown.empty())
    said.push_back("There is no figure in this publication for " + names_of(ledger, unknown) + ".");
  const auto by_size = ranked(found.section);
  if (by_size.size() >= 2 && found.section.complete()) {
    const auto of = [&](const CrossSectionEntry& entry) {
      return with_article(ledger.area(entry.area)) + ", " +
             to_prose(entry.figure->value, entry.figure->unit);
    };
    said.push_back("The largest share is that of " + of(by_size.front()) +
                   "; the smallest that of " + of(by_size.back()) + ".");
  }
  if (total)
    said.push_back("Together the allies spent " + to_prose(total->value, total->unit) + " at " +
                   to_prose(total->basis) + " (" + std::string(ledger.vintage(total->vintage).id) +
                   ").");
  said.push_back("Shares: " + std::string(vintage.id) + ", " + std::string(vintage.title) +
                 ", published " + to_prose(vintage.published) + ".");
  return said;
}

// One year as known on a day; none where no publication has it.
std::optional<YearTold> year_told(const SiteContext& context, Date day, Year year) {
  const Ledger& ledger = context.ledger;
  const Scope scope{day, context.ask.scope.publisher, std::nullopt};
  const auto guideline = find_guideline(ledger, "share-2");
  if (!guideline) return std::nullopt;
  auto found = compliance(ledger, **guideline, context.ask.alliance, year, scope);
  if (!found || found->section.covered == 0) return std::nullopt;
  const auto total = published_value(ledger, MeasureId::defence_expenditure, context.ask.alliance,
                                     year, {scope, std::nullopt, kUsd});
  YearTold told{*std::move(found), {}, {}};
  told.sentences =
      sentences_of(ledger, told.compliance, total ? std::optional(*total) : std::nullopt, day);
  Json& json = told.json;
  json["vintage"] = ledger.vintage(told.compliance.section.vintage).id;
  json["complete"] = told.compliance.section.complete();
  json["sentences"] = told.sentences;
  json["met"] = told.compliance.met().size();
  json["of"] = told.compliance.standings.size();
  json["total"] = total ? figure_json(ledger, *total, true) : Json();
  json["allies"] = Json::array();
  const auto spending = cross_section(ledger, MeasureId::defence_expenditure, context.ask.alliance,
                                      year, {scope, std::nullopt, kUsd});
  const auto equipment = cross_section(ledger, MeasureId::equipment_share, context.ask.alliance,
                                       year, {scope, std::nullopt, {}});
  const auto of_ally = [&](const Result<CrossSection>& section, std::size_t i) {
    return section && section->entries[i].figure
               ? figure_json(ledger, *section->entries[i].figure, true)
               : Json();
  };
  for (std::size_t i = 0; i < told.compliance.standings.size(); ++i) {
    const Standing& standing = told.compliance.standings[i];
    const auto& figure = told.compliance.section.entries[i].figure;
    Json ally{{"area", ledger.area(standing.area).code},
              {"met", standing.met ? Json(*standing.met) : Json()}};
    if (const auto rank =
            rank_of(told.compliance.section, standing.area, told.compliance.guideline->rounding))
      ally["rank"] = rank->place;
    ally["share"] = figure ? figure_json(ledger, *figure, false) : Json();
    ally["spending"] = of_ally(spending, i);
    ally["equipment"] = of_ally(equipment, i);
    json["allies"].push_back(std::move(ally));
  }
  return told;
}

constexpr std::int16_t kFirstYear = 2009;

Year last_year_on(Date day) { return Year{static_cast<std::int16_t>(year_of(day).value + 1)}; }

}  // namespace

bool is_shown(const SiteContext& context, const Vintage& vintage) {
  if (vintage.published > context.ask.scope.as_of) return false;
  return std::ranges::any_of(context.ledger.publishers, [&](const Publisher& publisher) {
    return publisher.id == vintage.publisher && publisher.may_be_republished;
  });
}

FirstView first_view(const SiteContext& context) {
  FirstView view;
  // The newest year that one publication has for everybody; else the newest that there is.
  for (Year year = last_year_on(context.newest()); year.value >= kFirstYear; --year.value) {
    const auto told = year_told(context, context.newest(), year);
    if (!told) continue;
    const bool complete = told->compliance.section.complete();
    if (view.sentences.empty() || complete) view = {year, told->sentences};
    if (complete) break;
  }
  return view;
}

std::string allies_as_known(const SiteContext& context, Date day) {
  Json json{{"schema", "muster.site-allies/1"},
            {"as_of", to_string(day)},
            {"guideline", "share-2"},
            {"threshold", 2.0},
            {"years", Json::object()}};
  if (const auto guideline = find_guideline(context.ledger, "share-2"))
    json["threshold"] = (*guideline)->threshold.to_double();
  for (Year year{kFirstYear}; year <= last_year_on(day); ++year.value) {
    if (auto told = year_told(context, day, year))
      json["years"][std::to_string(year.value)] = std::move(told->json);
  }
  return dumped(json);
}

std::string area_data(const SiteContext& context, AreaId id) {
  const Ledger& ledger = context.ledger;
  const Area& area = ledger.area(id);
  Json json{{"schema", "muster.site-area/1"},
            {"area", area.code},
            {"name", area.name},
            {"as_of", to_string(context.newest())},
            {"measures", Json::array()}};
  const VintageRange known =
      vintages_in(ledger, {context.newest(), context.ask.scope.publisher, std::nullopt});
  for (const MeasureId measure_id : kMeasures) {
    Json figures = Json::array();
    const RowRange rows = rows_of(ledger, measure_id, id);
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      const Observation o = ledger.observation(measure_id, id, row);
      // Money in dollars; the ledger has it in national currency too.
      if (!known.contains(static_cast<std::uint16_t>(o.vintage)) ||
          (o.unit.kind == UnitKind::money && o.unit.currency != kUsd))
        continue;
      Json figure = figure_json(ledger, figure_of(ledger, o), true);
      figure["year"] = o.year.value;
      figures.push_back(std::move(figure));
    }
    if (figures.empty()) continue;
    json["measures"].push_back({{"measure", measure(measure_id).name},
                                {"title", measure(measure_id).title},
                                {"figures", std::move(figures)}});
  }
  return dumped(json);
}

std::string guidelines_data(const SiteContext& context) {
  const Ledger& ledger = context.ledger;
  Json json{{"schema", "muster.site-guidelines/1"}, {"guidelines", Json::array()}};
  for (const Guideline& guideline : ledger.guidelines) {
    Json one{{"id", guideline.id},
             {"text", guideline.text},
             {"threshold", guideline.threshold.to_double()},
             {"applies_from", guideline.applies_from.value},
             {"deadline", guideline.deadline},
             {"agreed", Json::array()},
             {"days", Json::object()}};
    for (const Agreement& agreement : ledger.agreements) {
      if (agreement.guideline != guideline.id) continue;
      one["agreed"].push_back({{"from", to_string(agreement.agreed.from)},
                               {"when", to_prose(agreement.agreed)},
                               {"where", agreement.where},
                               {"strength", agreement.strength},
                               {"deadline", agreement.deadline},
                               {"text", agreement.text}});
    }
    for (const Date day : context.days) {
      const Scope scope{day, context.ask.scope.publisher, std::nullopt};
      Json years = Json::object();
      for (Year year = std::max(Year{kFirstYear}, guideline.applies_from);
           year <= last_year_on(day); ++year.value) {
        const auto found = compliance(ledger, guideline, context.ask.alliance, year, scope);
        if (!found || found->section.covered == 0) continue;
        Json standings = Json::object();
        for (std::size_t i = 0; i < found->standings.size(); ++i) {
          const Standing& standing = found->standings[i];
          standings[std::string(ledger.area(standing.area).code)] = {
              {"met", standing.met ? Json(*standing.met) : Json()},
              {"text", standing.figure ? Json(standing.figure->to_string()) : Json()},
              {"status", found->section.entries[i].figure
                             ? Json(status_of(found->section.entries[i].figure->status))
                             : Json()},
              {"cell", standing.cell}};
        }
        years[std::to_string(year.value)] = {{"vintage", ledger.vintage(found->section.vintage).id},
                                             {"met", found->met().size()},
                                             {"of", found->standings.size()},
                                             {"complete", found->unknown().empty()},
                                             {"standings", std::move(standings)}};
      }
      if (!years.empty()) one["days"][to_string(day)] = std::move(years);
    }
    json["guidelines"].push_back(std::move(one));
  }
  return dumped(json);
}

std::string revisions_data(const SiteContext& context) {
  const Ledger& ledger = context.ledger;
  const MeasureId id = MeasureId::defence_share_of_gdp;
  const VintageRange known =
      vintages_in(ledger, {context.newest(), context.ask.scope.publisher, std::nullopt});
  Json json{{"schema", "muster.site-revisions/1"},
            {"measure", measure(id).name},
            {"title", measure(id).title},
            {"steps", Json::array()}};
  for (std::size_t to = known.begin; to < known.end; ++to) {
    // From the newest before it that has figures in common with it.
    for (std::size_t from = to; from-- > known.begin;) {
      const auto found =
          revisions_of(ledger, id, static_cast<VintageId>(from), static_cast<VintageId>(to));
      if (found.compared == 0) continue;
      Json changed = Json::array();
      for (const Revision& revision : found.changed)
        changed.push_back({{"area", ledger.area(revision.area).code},
                           {"name", ledger.area(revision.area).name},
                           {"year", revision.year.value},
                           {"from", figure_json(ledger, figure_of(ledger, revision.from), false)},
                           {"to", figure_json(ledger, figure_of(ledger, revision.to), false)},
                           {"points", revision.size}});
      Json crossed = Json::array();
      for (const Crossing& crossing : crossings(ledger, id, found))
        crossed.push_back({{"area", ledger.area(crossing.revision->area).code},
                           {"name", ledger.area(crossing.revision->area).name},
                           {"year", crossing.revision->year.value},
                           {"guideline", crossing.guideline->id},
                           {"met_now", crossing.met_now}});
      json["steps"].push_back({{"from", ledger.vintage(found.from).id},
                               {"to", ledger.vintage(found.to).id},
                               {"published", to_string(ledger.vintage(found.to).published)},
                               {"compared", found.compared},
                               {"mean_absolute", found.mean_absolute},
                               {"changed", std::move(changed)},
                               {"crossed", std::move(crossed)}});
      break;
    }
  }
  return dumped(json);
}

std::string index_data(const SiteContext& context, const std::vector<std::string>& reports) {
  const Ledger& ledger = context.ledger;
  Json json{{"schema", "muster.site/1"},
            {"title", context.ask.title},
            {"publisher", context.ask.scope.publisher},
            {"as_of", to_string(context.newest())},
            {"first_year_shown", context.first.year.value},
            {"days", Json::array()},
            {"areas", Json::array()},
            {"vintages", Json::array()},
            {"reports", reports},
            {"beyond_core", Json::array()}};
  for (const VintageId id : context.handed) json["beyond_core"].push_back(ledger.vintage(id).id);
  for (const Date day : context.days) json["days"].push_back(to_string(day));
  for (const AreaId id : context.allies) {
    const Area& area = ledger.area(id);
    json["areas"].push_back({{"code", area.code},
                             {"name", area.name},
                             {"armed_forces", area.has_armed_forces},
                             {"group", false}});
  }
  for (const std::string_view code : {"NATO", "NATO_EUR_CAN", "NATO_EUR"}) {
    if (const auto id = area_coded(ledger, code))
      json["areas"].push_back({{"code", code},
                               {"name", ledger.area(*id).name},
                               {"armed_forces", true},
                               {"group", true}});
  }
  for (const Vintage& vintage : ledger.vintages)
    if (is_shown(context, vintage)) json["vintages"].push_back(vintage_json(vintage));
  return dumped(json);
}

}  // namespace muster
