#include "publish/site_data.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"
#include "measures/definition.h"
#include "measures/revisions.h"
#include "measures/support.h"

namespace muster {
namespace {

// In the order in which an ally's page shows them.
constexpr MeasureId kMeasures[] = {MeasureId::defence_share_of_gdp, MeasureId::defence_expenditure,
                                   MeasureId::real_change,          MeasureId::equipment_share,
                                   MeasureId::personnel_share,      MeasureId::infrastructure_share,
                                   MeasureId::other_share,          MeasureId::defence_per_capita,
                                   MeasureId::military_personnel};

// What others publish of it: aid to Ukraine, and shares in common funding.
constexpr MeasureId kBeside[] = {MeasureId::support_to_ukraine,
                                 MeasureId::military_support_to_ukraine,
                                 MeasureId::financial_support_to_ukraine,
                                 MeasureId::humanitarian_support_to_ukraine,
                                 MeasureId::committed_support_to_ukraine,
                                 MeasureId::support_to_ukraine_share_of_gdp,
                                 MeasureId::common_funding_share,
                                 MeasureId::common_funding_budget,
                                 MeasureId::common_funding_civil_budget,
                                 MeasureId::common_funding_military_budget,
                                 MeasureId::common_funding_investment_budget};

constexpr std::int16_t kFirstYear = 2009;

Year last_year_on(Date day) { return Year{static_cast<std::int16_t>(year_of(day).value + 1)}; }

// A figure as the pages take it: with its vintage only where it is not its table's.
void write_figure_members(JsonWriter& out, const Ledger& ledger, const Figure& figure,
                          bool with_vintage) {
  out.member("value", figure.value);
  out.member("text", to_prose(figure.value, figure.unit));
  out.member("status", to_string(figure.status));
  if (figure.extent != Extent::printed) out.member("extent", to_string(figure.extent));
  if (!figure.basis.is_none()) out.member("basis", to_string(figure.basis));
  if (with_vintage) out.member("vintage", ledger.vintage(figure.vintage).id);
  if (!figure.cells.empty()) {
    const std::string& cell = figure.cells.front();
    out.member("cell", cell.substr(cell.find('/') + 1));
    if (figure.cells.size() > 1) out.member("more_cells", figure.cells.size() - 1);
  }
  if (!figure.working.empty()) out.member("working", figure.working);
}

void write_figure(JsonWriter& out, std::string_view name, const Ledger& ledger,
                  const std::optional<Figure>& figure, bool with_vintage) {
  if (!figure) return out.member(name, nullptr);
  out.begin_object(name);
  write_figure_members(out, ledger, *figure, with_vintage);
  out.end_object();
}

void write_vintage(JsonWriter& out, const Vintage& vintage, const FigureCount& figures) {
  out.begin_object();
  out.member("id", vintage.id);
  out.member("publisher", vintage.publisher);
  out.member("title", vintage.title);
  out.member("published", to_string(vintage.published));
  out.member("first_year", vintage.first_year.value);
  out.member("last_year", vintage.last_year.value);
  out.member("whole_tables", !figures.only_quoted());
  out.member_or_null("url", vintage.url);
  out.member("counts", vintage.measure_name);
  out.member("what_is_here", vintage.what_is_here);
  out.end_object();
}

void write_area(JsonWriter& out, const Area& area) {
  out.begin_object();
  out.member("code", area.code);
  out.member("name", area.name);
  out.member("armed_forces", area.is_group || area.has_armed_forces);
  out.member("group", area.is_group);
  out.end_object();
}

struct YearTold {
  Compliance compliance;
  std::optional<Figure> total;
  std::vector<std::string> sentences;
};

std::vector<std::string> sentences_of(const Ledger& ledger, const Compliance& found,
                                      const std::optional<Figure>& total, Date day) {
  const Vintage& vintage = ledger.vintage(found.section.vintage);
  std::vector<std::string> said;
  const std::string year = std::to_string(found.section.year.value);
  const auto unknown = found.unknown();
  said.push_back(fmt::format("{} of {} spent at least {}% of GDP on defence in {}, as known on {}.",
                             found.met().size(), out_of(found),
                             with_thousands(found.guideline->threshold.to_double(), 0), year,
                             to_prose(day)));
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
  std::optional<Figure> total;
  if (const auto published =
          published_value(ledger, MeasureId::defence_expenditure, context.ask.alliance, year,
                          {scope, std::nullopt, kUsd}))
    total = *published;
  auto sentences = sentences_of(ledger, *found, total, day);
  return YearTold{*std::move(found), std::move(total), std::move(sentences)};
}

void write_year(JsonWriter& out, const SiteContext& context, Date day, Year year,
                const YearTold& told) {
  const Ledger& ledger = context.ledger;
  const Scope scope{day, context.ask.scope.publisher, std::nullopt};
  const CrossSection& shares = told.compliance.section;
  const auto& standings = told.compliance.standings;
  out.begin_object(std::to_string(year.value));
  out.member("vintage", ledger.vintage(shares.vintage).id);
  out.member("complete", shares.complete());
  out.member("sentences", told.sentences);
  out.member("met", told.compliance.met().size());
  out.member("of", standings.size() - told.compliance.unknown().size());
  write_figure(out, "total", ledger, told.total, true);
  const auto spending = cross_section(ledger, MeasureId::defence_expenditure, context.ask.alliance,
                                      year, {scope, std::nullopt, kUsd});
  const auto equipment = cross_section(ledger, MeasureId::equipment_share, context.ask.alliance,
                                       year, {scope, std::nullopt, {}});
  const auto of_ally = [](const Result<CrossSection>& section, std::size_t i) {
    return section ? section->entries[i].figure : std::nullopt;
  };
  out.begin_array("allies");
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const AreaId area = standings[i].area;
    out.begin_object();
    out.member("area", ledger.area(area).code);
    out.member("met", standings[i].met);
    if (const auto rank = place_of(told.compliance, i)) out.member("rank", rank->place);
    write_figure(out, "share", ledger, shares.entries[i].figure, false);
    write_figure(out, "spending", ledger, of_ally(spending, i), true);
    write_figure(out, "equipment", ledger, of_ally(equipment, i), true);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

// Observations of a measure that the publisher had published; money in dollars (the ledger has it
// in national currency too).
std::vector<Observation> shown_observations(const SiteContext& context, MeasureId measure,
                                            AreaId area) {
  const Ledger& ledger = context.ledger;
  const VintageRange known =
      vintages_in(ledger, {context.newest(), context.ask.scope.publisher, std::nullopt});
  const RowRange rows = rows_of(ledger, measure, area);
  std::vector<Observation> shown;
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    const Observation o = ledger.observation(measure, area, row);
    const bool in_dollars = o.unit.kind != UnitKind::money || o.unit.currency == kUsd;
    if (in_dollars && known.contains(static_cast<std::uint16_t>(o.vintage))) shown.push_back(o);
  }
  return shown;
}

// Years and spans that other publishers than the site's have of an area, of the newest publication
// of each; figures of publishers that allow no republication stay away.
void write_beside(JsonWriter& out, const SiteContext& context, AreaId area) {
  const Ledger& ledger = context.ledger;
  out.begin_array("beside");
  for (const MeasureId id : kBeside) {
    for (const Publisher& publisher : ledger.publishers) {
      if (publisher.id == context.ask.scope.publisher || !publisher.may_be_republished) continue;
      const Scope scope{context.ask.scope.as_of, publisher.id, std::nullopt};
      std::vector<std::pair<std::string, Figure>> told;
      for (Year year{kFirstYear}; year <= last_year_on(scope.as_of); ++year.value) {
        if (auto figure = value_of(ledger, id, area, year, {scope, std::nullopt, {}}))
          told.emplace_back(std::to_string(year.value), *std::move(figure));
      }
      for (SpanFigure& span : support_spans(ledger, id, area, scope))
        told.emplace_back(to_prose(span), std::move(span.figure));
      for (const auto& [period, figure] : told) {
        out.begin_object();
        out.member("measure", measure(id).name);
        out.member("title", measure(id).title);
        out.member("period", period);
        write_figure_members(out, ledger, figure, true);
        out.end_object();
      }
    }
  }
  out.end_array();
}

void write_agreement(JsonWriter& out, const Agreement& agreement) {
  out.begin_object();
  out.member("from", to_string(agreement.agreed.from));
  out.member("when", to_prose(agreement.agreed));
  out.member("where", agreement.where);
  out.member("strength", agreement.strength);
  out.member("deadline", agreement.deadline);
  out.member("text", agreement.text);
  out.end_object();
}

void write_standings(JsonWriter& out, const Ledger& ledger, const Compliance& found) {
  out.begin_object(std::to_string(found.section.year.value));
  out.member("vintage", ledger.vintage(found.section.vintage).id);
  out.member("met", found.met().size());
  out.member("of", found.standings.size() - found.unknown().size());
  out.member("complete", found.unknown().empty());
  out.begin_object("standings");
  for (std::size_t i = 0; i < found.standings.size(); ++i) {
    const Standing& standing = found.standings[i];
    const auto& figure = found.section.entries[i].figure;
    out.begin_object(ledger.area(standing.area).code);
    out.member("met", standing.met);
    out.member_or_null("text", standing.figure ? standing.figure->to_string() : "");
    out.member_or_null("status", figure ? to_string(figure->status) : "");
    out.member("cell", standing.cell);
    out.end_object();
  }
  out.end_object();
  out.end_object();
}

// Who met a guideline as known on a day, in each year of which anything was known.
std::vector<Compliance> known_years(const SiteContext& context, const Guideline& guideline,
                                    Date day) {
  const Scope scope{day, context.ask.scope.publisher, std::nullopt};
  std::vector<Compliance> years;
  for (Year year = std::max(Year{kFirstYear}, guideline.applies_from); year <= last_year_on(day);
       ++year.value) {
    auto found = compliance(context.ledger, guideline, context.ask.alliance, year, scope);
    if (found && found->section.covered > 0) years.push_back(*std::move(found));
  }
  return years;
}

void write_guideline(JsonWriter& out, const SiteContext& context, const Guideline& guideline) {
  out.begin_object();
  out.member("id", guideline.id);
  out.member("text", guideline.text);
  out.member("threshold", guideline.threshold.to_double());
  out.member("applies_from", guideline.applies_from.value);
  out.member("deadline", guideline.deadline);
  out.begin_array("agreed");
  for (const Agreement& agreement : context.ledger.agreements)
    if (agreement.guideline == guideline.id) write_agreement(out, agreement);
  out.end_array();
  out.begin_object("days");
  for (const Date day : context.days) {
    const auto years = known_years(context, guideline, day);
    if (years.empty()) continue;
    out.begin_object(to_string(day));
    for (const Compliance& found : years) write_standings(out, context.ledger, found);
    out.end_object();
  }
  out.end_object();
  out.end_object();
}

void write_revision(JsonWriter& out, const Ledger& ledger, const Revision& revision) {
  out.begin_object();
  out.member("area", ledger.area(revision.area).code);
  out.member("name", ledger.area(revision.area).name);
  out.member("year", revision.year.value);
  write_figure(out, "from", ledger, figure_of(ledger, revision.from), false);
  write_figure(out, "to", ledger, figure_of(ledger, revision.to), false);
  out.member("points", revision.size);
  out.end_object();
}

void write_crossing(JsonWriter& out, const Ledger& ledger, const Crossing& crossing) {
  out.begin_object();
  out.member("area", ledger.area(crossing.revision->area).code);
  out.member("name", ledger.area(crossing.revision->area).name);
  out.member("year", crossing.revision->year.value);
  out.member("guideline", crossing.guideline->id);
  out.member("met_now", crossing.met_now);
  out.end_object();
}

void write_step(JsonWriter& out, const Ledger& ledger, MeasureId measure, const Revisions& found) {
  out.begin_object();
  out.member("from", ledger.vintage(found.from).id);
  out.member("to", ledger.vintage(found.to).id);
  out.member("published", to_string(ledger.vintage(found.to).published));
  out.member("compared", found.compared);
  out.member("mean_absolute", found.mean_absolute);
  // What another definition counts differs, and revises nothing.
  if (!same_definition(ledger, measure, found.from, found.to))
    out.member("counts_anew", ledger.vintage(found.to).measure_name);
  out.begin_array("changed");
  for (const Revision& revision : found.changed) write_revision(out, ledger, revision);
  out.end_array();
  out.begin_array("crossed");
  for (const Crossing& crossing : crossings(ledger, measure, found))
    write_crossing(out, ledger, crossing);
  out.end_array();
  out.end_object();
}

}  // namespace

bool is_shown(const SiteContext& context, const Vintage& vintage) {
  if (vintage.published > context.ask.scope.as_of) return false;
  const auto publisher = find_publisher(context.ledger, vintage.publisher);
  return publisher && (*publisher)->may_be_republished;
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
  const auto guideline = find_guideline(context.ledger, "share-2");
  JsonWriter out(0);
  out.begin_object();
  out.member("schema", "muster.site-allies/1");
  out.member("as_of", to_string(day));
  out.member("guideline", "share-2");
  out.member("threshold", guideline ? (*guideline)->threshold.to_double() : 2.0);
  out.begin_object("years");
  for (Year year{kFirstYear}; year <= last_year_on(day); ++year.value) {
    if (const auto told = year_told(context, day, year)) write_year(out, context, day, year, *told);
  }
  out.end_object();
  out.end_object();
  return out.text() + "\n";
}

std::string area_data(const SiteContext& context, AreaId id) {
  const Ledger& ledger = context.ledger;
  JsonWriter out(0);
  out.begin_object();
  out.member("schema", "muster.site-area/1");
  out.member("area", ledger.area(id).code);
  out.member("name", ledger.area(id).name);
  out.member("as_of", to_string(context.newest()));
  out.begin_array("measures");
  for (const MeasureId measure_id : kMeasures) {
    const auto observations = shown_observations(context, measure_id, id);
    if (observations.empty()) continue;
    out.begin_object();
    out.member("measure", measure(measure_id).name);
    out.member("title", measure(measure_id).title);
    out.begin_array("figures");
    for (const Observation& o : observations) {
      out.begin_object();
      write_figure_members(out, ledger, figure_of(ledger, o), true);
      out.member("year", o.year.value);
      out.end_object();
    }
    out.end_array();
    out.end_object();
  }
  out.end_array();
  write_beside(out, context, id);
  out.end_object();
  return out.text() + "\n";
}

std::string guidelines_data(const SiteContext& context) {
  JsonWriter out(0);
  out.begin_object();
  out.member("schema", "muster.site-guidelines/1");
  out.begin_array("guidelines");
  for (const Guideline& guideline : context.ledger.guidelines)
    write_guideline(out, context, guideline);
  out.end_array();
  out.end_object();
  return out.text() + "\n";
}

std::string revisions_data(const SiteContext& context) {
  const Ledger& ledger = context.ledger;
  const MeasureId id = MeasureId::defence_share_of_gdp;
  const VintageRange known =
      vintages_in(ledger, {context.newest(), context.ask.scope.publisher, std::nullopt});
  JsonWriter out(0);
  out.begin_object();
  out.member("schema", "muster.site-revisions/1");
  out.member("measure", measure(id).name);
  out.member("title", measure(id).title);
  out.begin_array("steps");
  for (std::size_t to = known.begin; to < known.end; ++to) {
    // From the newest before it that has figures in common with it.
    for (std::size_t from = to; from-- > known.begin;) {
      const auto found =
          revisions_of(ledger, id, static_cast<VintageId>(from), static_cast<VintageId>(to));
      if (found.compared == 0) continue;
      write_step(out, ledger, id, found);
      break;
    }
  }
  out.end_array();
  out.end_object();
  return out.text() + "\n";
}

std::string index_data(const SiteContext& context, const std::vector<std::string>& reports) {
  const Ledger& ledger = context.ledger;
  JsonWriter out(0);
  out.begin_object();
  out.member("schema", "muster.site/1");
  out.member("title", context.ask.title);
  out.member("publisher", context.ask.scope.publisher);
  out.member("as_of", to_string(context.newest()));
  out.member("first_year_shown", context.first.year.value);
  out.begin_array("days");
  for (const Date day : context.days) out.value(to_string(day));
  out.end_array();
  out.begin_array("areas");
  for (const AreaId id : context.allies) write_area(out, ledger.area(id));
  for (const std::string_view code : {"NATO", "NATO_EUR_CAN", "NATO_EUR"}) {
    if (const auto id = area_coded(ledger, code)) write_area(out, ledger.area(*id));
  }
  out.end_array();
  out.begin_array("vintages");
  const std::vector<FigureCount> figures = figures_by_vintage(ledger);
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i)
    if (is_shown(context, ledger.vintages[i])) write_vintage(out, ledger.vintages[i], figures[i]);
  out.end_array();
  out.member("reports", reports);
  out.begin_array("beyond_core");
  for (const VintageId id : context.handed) out.value(ledger.vintage(id).id);
  out.end_array();
  out.end_object();
  return out.text() + "\n";
}

}  // namespace muster
