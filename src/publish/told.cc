#include "publish/told.h"

#include "base/decimal.h"
#include "base/text.h"

namespace muster {
namespace {

std::string unit_name(const Unit& unit) {
  Unit plain = unit;
  plain.exponent = 0;
  return to_string(plain);
}

std::string table_text(const Figure& figure, int places) {
  switch (figure.unit.kind) {
    case UnitKind::money:
      return with_thousands(figure.value / 1e6, 0);
    case UnitKind::persons:
      return with_thousands(figure.value, 0);
    case UnitKind::percent:
    case UnitKind::index:
      break;
  }
  return with_thousands(figure.value, places);
}

}  // namespace

Told told(const Ledger& ledger, MeasureId id, AreaId area, Year year, const Figure& figure,
          Manner manner, int places) {
  Told told;
  told.text = manner == Manner::table ? table_text(figure, places)
                                      : to_prose(figure.value, figure.unit, places);
  told.measure = measure(id).name;
  told.area = ledger.area(area).code;
  told.year = year;
  told.value = figure.value;
  told.unit = unit_name(figure.unit);
  told.price_basis = to_string(figure.basis);
  told.status = figure.status;
  told.vintage = ledger.vintage(figure.vintage).id;
  told.vintage_id = figure.vintage;
  told.working = figure.working;
  told.cells = figure.cells;
  return told;
}

Told told_count(const Ledger& ledger, const Compliance& compliance, AreaId group, bool met) {
  const auto those = met ? compliance.met() : compliance.missed();
  Told told;
  told.text = std::to_string(those.size());
  told.measure =
      (met ? "count_meeting:" : "count_missing:") + std::string(compliance.guideline->id);
  told.area = ledger.area(group).code;
  told.year = compliance.section.year;
  told.value = static_cast<double>(those.size());
  told.unit = "ALLIES";
  told.vintage = ledger.vintage(compliance.section.vintage).id;
  told.vintage_id = compliance.section.vintage;
  for (const Standing& standing : compliance.standings) {
    if (!standing.figure || standing.met != met) continue;
    told.cells.push_back(standing.cell);
    const auto at = static_cast<std::size_t>(&standing - compliance.standings.data());
    if (compliance.section.entries[at].figure &&
        compliance.section.entries[at].figure->status != ObsStatus::actual)
      told.status = compliance.section.entries[at].figure->status;
  }
  told.working = {"of " + out_of(compliance), names_of(ledger, those)};
  return told;
}

std::string by_figures_of(const Ledger& ledger, VintageId vintage, VintageId beside) {
  if (vintage == beside) return "";
  const Vintage& of = ledger.vintage(vintage);
  const Vintage& other = ledger.vintage(beside);
  std::string said = of.published < other.published   ? "By the older figures of "
                     : other.published < of.published ? "By the newer figures of "
                                                      : "By the figures of ";
  said += of.id;
  if (counts_otherwise(of, other)) said += ", which counts " + std::string(of.measure_name);
  return said + ", ";
}

Told told_rank(Told figure, const Rank& rank) {
  figure.working = {"place " + std::to_string(rank.place) + " of " + std::to_string(rank.of) +
                    " by " + figure.text};
  figure.text = std::to_string(rank.place);
  figure.measure = "rank:" + figure.measure;
  figure.value = static_cast<double>(rank.place);
  figure.unit = "PLACE";
  return figure;
}

std::string provenance(const Told& told) {
  std::string text = told.vintage;
  if (told.status == ObsStatus::estimate) text += ", an estimate";
  if (told.status == ObsStatus::provisional) text += ", provisional";
  if (const auto basis = parse_price_basis(told.price_basis); basis && !basis->is_none())
    text += ", at " + to_prose(*basis);
  for (const std::string& step : told.working) text += "; " + step;
  if (!told.cells.empty()) {
    // The cell's name begins with its vintage, which has been said.
    const std::string& cell = told.cells.front();
    const std::string prefix = told.vintage + "/";
    text += "; cell " + (cell.starts_with(prefix) ? cell.substr(prefix.size()) : cell);
    if (told.cells.size() > 1) text += " and " + std::to_string(told.cells.size() - 1) + " more";
  }
  return text;
}

std::string Prose::plain() const {
  std::string text;
  for (const Part& part : parts_) {
    if (const auto* words = std::get_if<std::string>(&part)) {
      text += *words;
    } else {
      text += std::get<Told>(part).text;
    }
  }
  return text;
}

std::string sources_of(const Prose& prose) {
  std::string sources;
  for (const Prose::Part& part : prose.parts()) {
    if (const auto* figure = std::get_if<Told>(&part))
      sources += (sources.empty() ? "" : "; ") + figure->text + ": " + provenance(*figure);
  }
  return sources;
}

}  // namespace muster
