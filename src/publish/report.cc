#include "publish/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/decimal.h"
#include "base/text.h"
#include "measures/definition.h"
#include "measures/revisions.h"
#include "publish/charts.h"
#include "publish/report_drawings.h"
#include "publish/report_tables.h"

namespace muster {
namespace {

constexpr int kYearsBefore = 10;  // ten years, and the one that they are counted from

std::string name_of(const Ledger& ledger, AreaId area) {
  return std::string(ledger.area(area).name);
}

// With two decimals, or as many as it takes to be more than nothing.
std::string small_number(double value) {
  constexpr int kMostPlaces = 6;
  int places = 2;
  while (value > 0 && places < kMostPlaces && round_to(value, places) == 0) ++places;
  return fmt::format("{:.{}f}", value, places);
}

// Told of many: "Poland (4.07%), Estonia (3.41%) and Latvia (3.39%)".
void add_list(Prose& prose, const ReportContext& context, MeasureId id, Year year,
              const std::vector<CrossSectionEntry>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    prose << (i == 0                    ? ""
              : i + 1 == entries.size() ? " and "
                                        : ", ")
          << with_article(context.ledger.area(entries[i].area)) << " ("
          << told(context.ledger, id, entries[i].area, year, *entries[i].figure, Manner::sentence)
          << ")";
  }
}

// The guideline's standing that every ally has; an error that says what is missing otherwise.
Result<Compliance> complete_compliance(const ReportContext& context, const Guideline& guideline) {
  const Ledger& ledger = context.ledger;
  auto found = compliance(ledger, guideline, context.alliance, context.year, context.scope);
  const auto supported = [&]() -> std::string {
    for (int year = year_of(context.scope.as_of).value; year >= 1990; --year) {
      const auto other = compliance(ledger, guideline, context.alliance,
                                    Year{static_cast<std::int16_t>(year)}, context.scope);
      if (other && other->unknown().empty())
        return "the latest year that can be reported as of that day is " + std::to_string(year);
    }
    return "no year can be reported as of that day; see muster vintages";
  };
  const std::string where =
      "the report for " + to_string(context.year) + " as of " + to_prose(context.scope.as_of);
  if (!found) return Error{found.error().what + ", and nothing was written", where, supported()};
  const auto unknown = found->unknown();
  if (!unknown.empty())
    return Error{std::string(ledger.vintage(found->section.vintage).id) +
                     ", which has most of that year's shares of GDP, has none of " +
                     names_of(ledger, unknown) + ", and nothing was written",
                 where, supported()};
  return found;
}

class ReportMaker {
 public:
  ReportMaker(const Ledger& ledger, const ReportAsk& ask)
      : ledger_(ledger),
        context_{ledger, ask.scope, ask.alliance, ask.year,
                 Year{static_cast<std::int16_t>(ask.year.value - kYearsBefore)}} {
    report_.ask = ask;
  }

  Result<Report> make() {
    const auto guideline = find_guideline(ledger_, "share-2");
    if (!guideline) return guideline.error();
    auto shares = complete_compliance(context_, **guideline);
    if (!shares) return shares.error();
    shares_ = *std::move(shares);
    const Year year = context_.year;
    report_.title = "Defence expenditure of " + name_of(ledger_, context_.alliance) +
                    " countries, " + to_string(year);
    if (const auto equipment_guideline = find_guideline(ledger_, "equipment-20")) {
      auto equipment =
          compliance(ledger_, **equipment_guideline, context_.alliance, year, context_.scope);
      if (equipment) equipment_ = *std::move(equipment);
    }
    totals_ = totals_of(context_);
    add_headlines();
    add_guidelines();
    add_total();
    add_spending();
    add_equipment();
    add_real_change();
    add_personnel();
    add_aid();
    add_years();
    for (const AreaId ally : report_.ask.in_focus) add_focus(ally);
    add_revisions();
    collect_vintages();
    return std::move(report_);
  }

 private:
  ReportSection& section(std::string id, std::string heading) {
    report_.sections.push_back({std::move(id), std::move(heading), {}, {}, {}});
    return report_.sections.back();
  }
  Told told_here(MeasureId id, AreaId area, Year year, const Figure& figure, int places = 2) const {
    return told(ledger_, id, area, year, figure, Manner::sentence, places);
  }

  // Counts are put side by side where one publication has both; a publication knows the earlier
  // year otherwise than the one of that year did.
  void add_counts() {
    const std::string least = " spent at least " +
                              with_thousands(shares_->guideline->threshold.to_double(), 0) +
                              "% of GDP on defence in ";
    Prose first;
    first << told_count(ledger_, *shares_, context_.alliance, true) << " of " << out_of(*shares_)
          << least << to_string(context_.year);
    const Year before{static_cast<std::int16_t>(context_.year.value - 1)};
    const VintageId here = shares_->section.vintage;
    const auto count = [&](const Scope& scope) {
      auto found = compliance(ledger_, *shares_->guideline, context_.alliance, before, scope);
      return found && found->unknown().empty() ? std::optional(*std::move(found)) : std::nullopt;
    };
    const auto last = count(Scope{kDistantFuture, "", here});
    if (last)
      first << ", after " << told_count(ledger_, *last, context_.alliance, true) << " in "
            << to_string(before);
    first << "; " << told_count(ledger_, *shares_, context_.alliance, false) << " did not.";
    report_.headlines.push_back(std::move(first));
    if (last) return;
    const auto other = count(context_.scope);
    if (!other ||
        !same_definition(ledger_, MeasureId::defence_share_of_gdp, other->section.vintage, here))
      return;
    Prose second;
    second << by_figures_of(ledger_, other->section.vintage, here)
           << told_count(ledger_, *other, context_.alliance, true) << " of " << out_of(*other)
           << least << to_string(before) << ".";
    report_.headlines.push_back(std::move(second));
  }

  void add_headlines() {
    add_counts();
    const auto by_size = ranked(shares_->section);
    if (by_size.size() >= 4) {
      const MeasureId share = MeasureId::defence_share_of_gdp;
      Prose most;
      most << "The largest shares were those of ";
      add_list(most, context_, share, context_.year, {by_size.begin(), by_size.begin() + 3});
      // Where only those above a line were told, nobody knows the smallest.
      if (shares_->section.complete()) {
        most << ", the smallest that of ";
        add_list(most, context_, share, context_.year, {by_size.back()});
      }
      most << ".";
      report_.headlines.push_back(std::move(most));
    }
    add_total_headline();
    if (equipment_ && equipment_->unknown().empty()) {
      Prose prose;
      prose << by_figures_of(ledger_, equipment_->section.vintage, shares_->section.vintage)
            << told_count(ledger_, *equipment_, context_.alliance, true) << " of "
            << out_of(*equipment_)
            << " spent at least a fifth of their defence expenditure on major equipment.";
      report_.headlines.push_back(std::move(prose));
    }
  }

  // The newest total that was told, at whatever prices it was told; its vintage's own share of the
  // United States.
  void add_total_headline() {
    const auto usa = area_coded(ledger_, "USA");
    const MeasureId id = MeasureId::defence_expenditure;
    const auto total = published_value(ledger_, id, context_.alliance, context_.year,
                                       {context_.scope, std::nullopt, kUsd});
    if (!total) return;
    const std::string by = by_figures_of(ledger_, total->vintage, shares_->section.vintage);
    Prose prose;
    prose << by << (by.empty() ? "Together" : "together") << " the allies spent "
          << told_here(id, context_.alliance, context_.year, *total) << " at "
          << to_prose(total->basis);
    if (usa) {
      const auto part =
          published_value(ledger_, id, *usa, context_.year,
                          {Scope{kDistantFuture, "", total->vintage}, total->basis, kUsd});
      if (part)
        prose << ", of which the United States " << told_here(id, *usa, context_.year, *part);
    }
    report_.headlines.push_back(std::move(prose << "."));
  }

  void add_guidelines() {
    ReportSection& here = section("guidelines", "Who met which guideline");
    const auto say = [&](const Compliance& compliance) {
      const Guideline& guideline = *compliance.guideline;
      Prose prose;
      prose << capitalised(std::string(guideline.text)) << ": "
            << told_count(ledger_, compliance, context_.alliance, true) << " of "
            << out_of(compliance) << " met it in " << to_string(context_.year) << ". ";
      const auto missed = compliance.missed();
      if (!missed.empty()) prose << "Below it: " << names_of(ledger_, missed) << ". ";
      const auto unknown = compliance.unknown();
      if (!unknown.empty()) prose << "Without a figure: " << names_of(ledger_, unknown) << ". ";
      const VintageId vintage = compliance.section.vintage;
      prose << "(" << ledger_.vintage(vintage).id;
      if (const auto counted = new_definition(ledger_, vintage); !counted.empty())
        prose << ", which counts " << counted;
      prose << ")";
      here.paragraphs.push_back(std::move(prose));
    };
    say(*shares_);
    if (equipment_) {
      say(*equipment_);
    } else {
      here.paragraphs.push_back(Prose() << "No publication up to that day has equipment shares for "
                                        << to_string(context_.year) << ".");
    }
    for (const Guideline& guideline : ledger_.guidelines) {
      if (guideline.id == "share-2" || guideline.id == "equipment-20" ||
          guideline.applies_from > context_.year || !agreed_by(guideline))
        continue;
      auto found = compliance(ledger_, guideline, context_.alliance, context_.year, context_.scope);
      if (found) {
        say(*found);
      } else {
        here.paragraphs.push_back(Prose() << capitalised(std::string(guideline.text)) << " (by "
                                          << guideline.deadline
                                          << "): nobody publishes what is spent on it.");
      }
    }
    here.drawings.push_back(ranking_drawing(context_, *shares_));
    here.tables.push_back(standing_table(context_, *shares_, "shares", "Share of GDP"));
    if (!equipment_) return;
    auto both = both_guidelines(context_, *shares_, *equipment_);
    if (!both) return;
    here.paragraphs.push_back(std::move(both->sentence));
    here.drawings.push_back(std::move(both->drawing));
    here.tables.push_back(std::move(both->table));
  }

  bool agreed_by(const Guideline& guideline) const {
    return std::ranges::any_of(ledger_.agreements, [&](const Agreement& agreement) {
      return agreement.guideline == guideline.id && agreement.agreed.from <= context_.scope.as_of;
    });
  }

  void add_total() {
    ReportSection& here = section("total", "The alliance's total, and who pays it");
    if (!totals_) {
      here.paragraphs.push_back(Prose()
                                << "No publication up to that day has the total, the United "
                                   "States and the others at one price basis for "
                                << to_string(context_.year) << ".");
      return;
    }
    const Totals::Row& last = totals_->rows.back();
    const MeasureId id = MeasureId::defence_expenditure;
    const AreaId usa = *area_coded(ledger_, "USA");
    const AreaId others = *area_coded(ledger_, "NATO_EUR_CAN");
    DataTable table = totals_table(context_, *totals_);
    Told share = std::get<Told>(table.rows.back().back());
    share.text += "%";
    const std::string by = by_figures_of(ledger_, totals_->vintage, shares_->section.vintage);
    here.paragraphs.push_back(
        Prose() << by << (by.empty() ? "Of " : "of ")
                << told_here(id, context_.alliance, last.year, last.alliance) << " in "
                << to_string(last.year) << " the United States spent "
                << told_here(id, usa, last.year, last.united_states) << " (" << std::move(share)
                << "), European allies and Canada " << told_here(id, others, last.year, last.others)
                << ", at " << to_prose(totals_->basis) << ".");
    std::vector<Column> columns;
    bool estimates = false;
    for (const Totals::Row& row : totals_->rows) {
      const bool estimate = row.alliance.status != ObsStatus::actual;
      estimates |= estimate;
      columns.push_back(
          {row.year.value, {row.united_states.value / 1e9, row.others.value / 1e9}, estimate});
    }
    here.drawings.push_back(
        {stacked_chart("Defence expenditure of the United States and of the others by year",
                       {"United States", "Europe and Canada"}, columns, "$ billion"),
         "Billion US dollars at " + to_prose(totals_->basis) + " (" +
             std::string(ledger_.vintage(totals_->vintage).id) + ")" +
             (estimates ? "; pale with a broken edge: estimates" : "")});
    here.tables.push_back(std::move(table));
  }

  // A section that ranks one measure; says so where no publication has it.
  void add_ranking(std::string id, std::string heading, MeasureId measure_id, std::string title) {
    ReportSection& here = section(id, std::move(heading));
    const auto found = cross_section(ledger_, measure_id, context_.alliance, context_.year,
                                     {context_.scope, std::nullopt, kUsd});
    if (!found || found->covered == 0) {
      here.paragraphs.push_back(Prose()
                                << "No publication up to that day has " << measure(measure_id).title
                                << " of single allies for " << to_string(context_.year) << ".");
      return;
    }
    const auto by_size = ranked(*found);
    Prose prose;
    prose << capitalised(std::string(measure(measure_id).title)) << ": the largest"
          << (found->complete() ? "" : fmt::format(" of the {} known", found->covered))
          << " were those of ";
    add_list(prose, context_, measure_id, context_.year,
             {by_size.begin(), by_size.begin() + std::min<std::ptrdiff_t>(3, std::ssize(by_size))});
    prose << ".";
    if (found->vintage != shares_->section.vintage)
      prose << " (" << ledger_.vintage(found->vintage).id << ")";
    here.paragraphs.push_back(std::move(prose));
    here.tables.push_back(
        ranking_table(context_, measure_id, *found, std::move(id), std::move(title)));
  }

  void add_spending() {
    add_ranking("spending", "What each ally spent", MeasureId::defence_expenditure,
                "Defence expenditure");
  }
  void add_equipment() {
    add_ranking("equipment", "Equipment", MeasureId::equipment_share, "Equipment share");
  }
  void add_real_change() {
    add_ranking("real-change", "Real change on the year before", MeasureId::real_change,
                "Real change");
  }
  void add_personnel() {
    add_ranking("personnel", "Military personnel", MeasureId::military_personnel,
                "Military personnel");
  }

  // By the Kiel Institute's tracker, which counts from 2022: nothing is said of earlier years.
  void add_aid() {
    constexpr std::int16_t kFirstYear = 2022;
    if (context_.year.value < kFirstYear) return;
    ReportSection& here = section("aid", "Aid to Ukraine by ally");
    Scope tracker = context_.scope;
    tracker.publisher = "KIEL";
    tracker.vintage.reset();
    const auto donors = donors_of(ledger_,
                                  {{kAidMeasures.begin(), kAidMeasures.end()},
                                   context_.year,
                                   members(ledger_, context_.alliance, context_.year)},
                                  tracker);
    if (!donors) {
      here.paragraphs.push_back(Prose()
                                << "No release of the Ukraine Support Tracker up to that day is in "
                                   "the ledger with figures for "
                                << to_string(context_.year) << ".");
      return;
    }
    Prose prose;
    prose << "Of the allies' aid allocated to Ukraine in " << donors->span
          << ", as the Ukraine Support Tracker counts it, the largest was that of ";
    const std::size_t named = std::min<std::size_t>(3, donors->rows.size());
    for (std::size_t i = 0; i < named; ++i) {
      const DonorRow& row = donors->rows[i];
      prose << (i == 0           ? ""
                : i + 1 == named ? " and "
                                 : ", ")
            << with_article(ledger_.area(row.area)) << " ("
            << told_here(kAidMeasures.front(), row.area, context_.year, *row.figures.front())
            << ")";
    }
    const Vintage& vintage = ledger_.vintage(donors->rows.front().figures.front()->vintage);
    prose << ". The aid of the European Union's institutions is not divided among its members. ("
          << vintage.title << ", published " << to_prose(vintage.published) << ")";
    here.paragraphs.push_back(std::move(prose));
    here.tables.push_back(aid_table(context_, *donors));
  }

  void add_years() {
    ReportSection& here = section("years", "Ten years of each");
    const std::pair<MeasureId, std::pair<const char*, const char*>> kTables[] = {
        {MeasureId::defence_share_of_gdp, {"shares-by-year", "Share of GDP by year"}},
        {MeasureId::defence_expenditure, {"spending-by-year", "Expenditure by year"}},
        {MeasureId::real_change, {"real-change-by-year", "Real change by year"}},
        {MeasureId::equipment_share, {"equipment-by-year", "Equipment share by year"}},
        {MeasureId::military_personnel, {"personnel-by-year", "Military personnel by year"}}};
    for (const auto& [id, names] : kTables) {
      auto table = years_table(context_, id, names.first, names.second);
      if (!table) continue;
      if (id == MeasureId::defence_share_of_gdp)
        here.drawings.push_back(
            trends_drawing(context_, *table, shares_->guideline->threshold.to_double()));
      here.tables.push_back(*std::move(table));
    }
  }

  void add_focus(AreaId ally) {
    const std::string name = name_of(ledger_, ally);
    const std::string code = ascii_lower(ledger_.area(ally).code);
    ReportSection& here = section("ally-" + code, name);
    for (const Compliance* compliance : {&*shares_, equipment_ ? &*equipment_ : nullptr}) {
      if (compliance == nullptr) continue;
      const MeasureId id = *measure_named(compliance->guideline->metric);
      for (std::size_t i = 0; i < compliance->standings.size(); ++i) {
        const Standing& standing = compliance->standings[i];
        const auto& figure = compliance->section.entries[i].figure;
        if (standing.area != ally || !figure) continue;
        Prose prose;
        prose << capitalised(std::string(measure(id).title)) << ": "
              << told_here(id, ally, context_.year, *figure) << " in " << to_string(context_.year)
              << "; the guideline (" << compliance->guideline->text << ") was "
              << (standing.met == true ? "met" : "not met");
        if (const auto rank = place_of(*compliance, i))
          prose << ", place " << told_rank(told_here(id, ally, context_.year, *figure), *rank)
                << " of " << (compliance->unknown().empty() ? "" : "the ")
                << std::to_string(rank->of)
                << (compliance->unknown().empty() ? "" : " with a figure");
        const VintageId vintage = compliance->section.vintage;
        if (vintage != shares_->section.vintage)
          prose << " (" << ledger_.vintage(vintage).id << ")";
        here.paragraphs.push_back(std::move(prose << "."));
      }
    }
    here.tables.push_back(ally_table(context_, ally, "ally-" + code, name));
  }

  // The newest earlier vintage that can be compared with the one that answers.
  std::optional<Revisions> latest_revisions() const {
    const VintageId to = shares_->section.vintage;
    const VintageRange known = vintages_in(ledger_, context_.scope);
    for (std::size_t v = index_of(to); v-- > known.begin;) {
      auto revisions =
          revisions_of(ledger_, MeasureId::defence_share_of_gdp, static_cast<VintageId>(v), to);
      if (revisions.compared > 0) return revisions;
    }
    return std::nullopt;
  }

  // What is told of all figures that two publications have.
  Told of_all(const Revisions& revisions, std::string_view what, double value,
              std::string text) const {
    Told told;
    told.text = std::move(text);
    told.measure = std::string(what) + ":defence_share_of_gdp";
    told.area = ledger_.area(context_.alliance).code;
    told.year = context_.year;
    told.value = value;
    told.unit = what == "mean_absolute_revision" ? "POINTS" : "FIGURES";
    told.vintage = ledger_.vintage(revisions.to).id;
    told.working = {"beside " + std::string(ledger_.vintage(revisions.from).id) +
                    ", all allies and years that both have"};
    return told;
  }

  void add_revisions() {
    ReportSection& here = section("revisions", "What was revised since the last publication");
    const auto found = latest_revisions();
    if (!found) {
      here.paragraphs.push_back(Prose()
                                << "No earlier publication has a share of GDP to compare with.");
      return;
    }
    const std::string from(ledger_.vintage(found->from).id), to(ledger_.vintage(found->to).id);
    const MeasureId id = MeasureId::defence_share_of_gdp;
    const std::string otherwise = definitions_of(ledger_, id, {found->from, found->to});
    if (!otherwise.empty()) here.paragraphs.push_back(Prose() << otherwise);
    here.paragraphs.push_back(
        Prose() << "From " << from << " to " << to << ": "
                << of_all(*found, "revised", static_cast<double>(found->changed.size()),
                          std::to_string(found->changed.size()))
                << " of "
                << of_all(*found, "compared", static_cast<double>(found->compared),
                          std::to_string(found->compared))
                << " shares of GDP in both "
                << (otherwise.empty() ? "were revised" : "are told otherwise")
                << ", over all that both have "
                << "by "
                << of_all(*found, "mean_absolute_revision", found->mean_absolute,
                          small_number(found->mean_absolute))
                << " points on average.");
    const std::string now =
        otherwise.empty()
            ? ""
            : ", now that " + std::string(ledger_.vintage(found->to).measure_name) + " is counted";
    const auto crossed = crossings(ledger_, id, *found);
    for (const Crossing& crossing : crossed) {
      const Revision& revision = *crossing.revision;
      here.paragraphs.push_back(
          Prose() << name_of(ledger_, revision.area)
                  << (crossing.met_now ? " now meets " : " no longer meets ")
                  << crossing.guideline->id << " in " << to_string(revision.year) << now << ": "
                  << told_here(id, revision.area, revision.year, figure_of(ledger_, revision.to))
                  << ", not "
                  << told_here(id, revision.area, revision.year, figure_of(ledger_, revision.from))
                  << ".");
    }
    if (crossed.empty())
      here.paragraphs.push_back(Prose() << "Nobody crossed a guideline's line by it.");
    DataTable table{
        "revisions",
        "Revisions",
        "Share of GDP, per cent; the largest first." + (otherwise.empty() ? "" : " " + otherwise),
        {"ally", "year", from, to, "points"},
        {}};
    for (const Revision& revision : found->changed) {
      const Figure before = figure_of(ledger_, revision.from),
                   after = figure_of(ledger_, revision.to);
      Told size = told(ledger_, id, revision.area, revision.year, after, Manner::table);
      size.measure = "revision:" + std::string(measure(id).name);
      size.value = revision.size;
      size.unit = "POINTS";
      size.text = fmt::format("{:+.2f}", revision.size);
      size.working = {"from " + from + " to " + to};
      table.rows.push_back({name_of(ledger_, revision.area), to_string(revision.year),
                            told(ledger_, id, revision.area, revision.year, before, Manner::table),
                            told(ledger_, id, revision.area, revision.year, after, Manner::table),
                            std::move(size)});
    }
    if (!table.rows.empty()) here.tables.push_back(std::move(table));
  }

  void collect_vintages() {
    std::set<std::string> used;
    const auto take = [&](const Prose& prose) {
      for (const Prose::Part& part : prose.parts())
        if (const auto* figure = std::get_if<Told>(&part)) used.insert(figure->vintage);
    };
    for (const Prose& prose : report_.headlines) take(prose);
    for (const ReportSection& one : report_.sections) {
      for (const Prose& prose : one.paragraphs) take(prose);
      for (const DataTable& table : one.tables)
        for (const auto& row : table.rows)
          for (const TableCell& cell : row)
            if (const auto* figure = std::get_if<Told>(&cell)) used.insert(figure->vintage);
    }
    for (std::size_t v = 0; v < ledger_.vintages.size(); ++v)
      if (used.contains(std::string(ledger_.vintages[v].id)))
        report_.vintages.push_back(static_cast<VintageId>(v));
  }

  const Ledger& ledger_;
  ReportContext context_;
  Report report_;
  std::optional<Compliance> shares_;
  std::optional<Compliance> equipment_;
  std::optional<Totals> totals_;
};

}  // namespace

Result<Report> make_report(const Ledger& ledger, const ReportAsk& ask) {
  return ReportMaker(ledger, ask).make();
}

}  // namespace muster
