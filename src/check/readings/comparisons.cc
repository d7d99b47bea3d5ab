// Who spends more than whom, and who stands where among all.

#include <algorithm>
#include <cmath>

#include "base/decimal.h"
#include "base/text.h"
#include "check/readings/families.h"
#include "measures/compliance.h"

namespace muster {
namespace {

// The places that an ally may be given: one, or several where others have the same figure.
struct Places {
  int first = 0;
  int last = 0;
  int from_top = 0;  // as a table of the highest gives it
  const CrossSectionEntry* entry = nullptr;

  bool meets(int from, int to) const { return first <= to && from <= last; }
};

std::optional<Places> places_of(const Table& table, AreaId area, Relation relation) {
  const auto& entries = table.section->entries;
  const auto own = std::ranges::find(entries, area, &CrossSectionEntry::area);
  if (own == entries.end() || !own->figure) return std::nullopt;
  const double value = table.rounded[static_cast<std::size_t>(own - entries.begin())];
  int above = 0;
  int alike = 0;
  for (const double other : table.rounded) {
    if (other > value) ++above;
    if (other == value) ++alike;
  }
  Places places;
  places.entry = &*own;
  places.from_top = above + 1;
  places.first = relation == Relation::highest
                     ? places.from_top
                     : static_cast<int>(table.section->covered) + 1 - above - alike;
  places.last = places.first + alike - 1;
  return places;
}

// "Behind Poland stand Estonia (3.43%) and Latvia (3.15%)": places and figures must both be right.
std::optional<Reading> read_rank(const ReadingContext& context, const Claim& claim,
                                 const Comparison& comparison, const Lens& lens,
                                 const ValueOptions& options) {
  const Ledger& ledger = context.ledger;
  const Table& table =
      context.remembered.table(ledger, comparison.measure, comparison.group, lens.year, options);
  const auto& section = table.section;
  if (!section) return std::nullopt;
  // An ally without a figure may stand anywhere; of more than two, nothing can be said.
  const std::size_t unknown = section->entries.size() - section->covered;
  if (unknown > 2) return std::nullopt;
  const bool highest = comparison.relation == Relation::highest;
  Reading reading;
  reading.rounding = "as written";
  reading.unit = "rank";
  reading.agrees = true;
  const int subjects = static_cast<int>(claim.subject.size());
  std::vector<AreaId> areas = claim.subject;
  areas.insert(areas.end(), comparison.others.begin(), comparison.others.end());
  std::string told;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const auto places = places_of(table, areas[i], comparison.relation);
    if (!places) return std::nullopt;
    const int offset = static_cast<int>(i);
    int from = comparison.place + offset;
    int to = from;
    if (offset >= subjects) {  // ahead of the first
      from = 1;
      to = comparison.place - 1;
    } else if (!highest) {  // the lowest, in any order
      from = comparison.place;
      to = comparison.place + subjects - 1;
    }
    const bool right = places->meets(from - static_cast<int>(unknown), to);
    reading.agrees = reading.agrees && right;
    if (!right)
      reading.distance =
          std::max<double>(reading.distance, std::max(places->first - to, from - places->last));
    if (i < comparison.figures.size() && comparison.figures[i]) {
      const auto rounding = agreeing_rounding(*comparison.figures[i], places->entry->figure->value);
      reading.agrees = reading.agrees && rounding.has_value();
      reading.distance = std::max(
          reading.distance, how_far_off(*comparison.figures[i], places->entry->figure->value));
      if (rounding && *rounding != Rounding::nearest) reading.rounding = to_string(*rounding);
    }
    const Figure& figure = *places->entry->figure;
    const std::string place = std::to_string(places->from_top);
    const std::string of = std::to_string(section->covered);
    if (i == 0) {
      reading.value = places->from_top;
      reading.basis = figure.basis;
    }
    if (!lens.in_words) continue;
    if (i == 0) reading.answer = "rank " + place + " of " + of;
    told += (told.empty() ? "" : ", ") + std::string(ledger.area(areas[i]).code) + " rank " +
            place + " with " + to_prose(figure.value, figure.unit);
    reading.cells.push_back(figure.cells.front());
    if (lens.is_default && i == 0)
      reading.sentence = "By " + std::string(measure(comparison.measure).title) + " in " +
                         std::to_string(lens.year.value) + ", " +
                         with_article(ledger.area(areas[i])) + " ranked " + place + " of " + of +
                         " allies";
    if (lens.is_default && i > 0)
      reading.sentence += (i + 1 == areas.size() ? " and " : ", ") +
                          with_article(ledger.area(areas[i])) + " " + place;
  }
  if (!reading.agrees) reading.rounding.clear();
  if (!lens.in_words) return reading;
  if (lens.is_default) reading.sentence += " " + source_words(ledger, section->vintage) + ".";
  const auto order = ranked(*section);
  std::string steps;
  for (std::size_t i = 0; i < order.size() && i < 5; ++i) {
    const auto& entry = highest ? order[i] : order[order.size() - 1 - i];
    steps += (i > 0 ? ", " : "") + std::string(ledger.area(entry.area).code) + " " +
             to_prose(entry.figure->value, entry.figure->unit);
    reading.cells.push_back(entry.figure->cells.front());
  }
  reading.working = {(highest ? "highest: " : "lowest: ") + steps};
  if (areas.size() > 1) reading.working.push_back(told);
  if (unknown > 0)
    reading.working.push_back(std::to_string(unknown) + " without a figure in this vintage");
  return reading;
}

}  // namespace

Assessment assess_comparison(const ReadingContext& context, const Claim& claim,
                             const Comparison& comparison) {
  if (comparison.or_measure) {
    Comparison first = comparison;
    first.or_measure.reset();
    Comparison second = first;
    second.measure = *comparison.or_measure;
    Assessment assessment = assess_comparison(context, claim, first);
    if (std::ranges::any_of(assessment.readings, &Reading::agrees)) return assessment;
    Assessment other = assess_comparison(context, claim, second);
    return std::ranges::any_of(other.readings, &Reading::agrees) ? other : assessment;
  }
  const Ledger& ledger = context.ledger;
  Dimensions dimensions;
  dimensions.measure = comparison.measure;
  dimensions.money = comparison.measure == MeasureId::defence_expenditure ||
                     comparison.measure == MeasureId::defence_per_capita;
  const AreaId subject = claim.subject.front();
  const std::string name = with_article(ledger.area(subject));
  const std::string title(measure(comparison.measure).title);
  const Look look = [&](const Lens& lens) -> std::optional<Reading> {
    const ValueOptions options{lens.scope, lens.basis, dimensions.money ? kUsd : Currency{}};
    if (comparison.relation == Relation::highest || comparison.relation == Relation::lowest)
      return read_rank(context, claim, comparison, lens, options);
    Reading reading;
    reading.rounding = "as written";
    // "A, B and C all spent more": the one that lies nearest to the other side decides.
    auto own = value_of(ledger, comparison.measure, subject, lens.year, options);
    if (!own) return std::nullopt;
    std::string owner = name;
    if (comparison.together) {
      owner = names_of(ledger, claim.subject);
      own->cells.clear();
      own->value = 0;
    }
    for (const AreaId area : claim.subject) {
      auto figure = value_of(ledger, comparison.measure, area, lens.year, options);
      if (!figure) return std::nullopt;
      if (comparison.together) {
        own->value += figure->value;
        own->cells.insert(own->cells.end(), figure->cells.begin(), figure->cells.end());
        continue;
      }
      const bool nearer = comparison.relation == Relation::less ? figure->value > own->value
                                                                : figure->value < own->value;
      if (!nearer) continue;
      own = figure;
      owner = with_article(ledger.area(area));
    }
    reading.basis = own->basis;
    reading.cells = own->cells;
    std::vector<std::pair<std::string, double>> rivals;
    if (comparison.others_combined) {
      auto total = value_of(ledger, comparison.measure, comparison.group, lens.year, options);
      if (!total) return std::nullopt;
      reading.cells.insert(reading.cells.end(), total->cells.begin(), total->cells.end());
      reading.working = {with_article(ledger.area(comparison.group)) + " " +
                         to_prose(total->value, total->unit) + " in all"};
      rivals.emplace_back("all others", total->value - own->value);
    }
    for (const AreaId other : comparison.others) {
      auto figure = value_of(ledger, comparison.measure, other, lens.year, options);
      if (!figure) return std::nullopt;
      if (comparison.others_together && !rivals.empty()) {
        rivals.front().first += " and " + with_article(ledger.area(other));
        rivals.front().second += figure->value;
      } else {
        rivals.emplace_back(with_article(ledger.area(other)), figure->value);
      }
      reading.cells.insert(reading.cells.end(), figure->cells.begin(), figure->cells.end());
    }
    if (rivals.empty()) return std::nullopt;
    reading.agrees = true;
    for (const auto& [who, value] : rivals) {
      const double ratio = value != 0 ? own->value / value : 0;
      const bool right =
          comparison.factor
              ? agreeing_rounding(*comparison.factor, ratio).has_value()
              : (comparison.relation == Relation::less ? own->value < value : own->value > value);
      reading.agrees = reading.agrees && right;
      if (!right && value != 0)
        reading.distance = std::max(reading.distance, own->unit.kind == UnitKind::percent
                                                          ? std::fabs(own->value - value)
                                                          : std::fabs(own->value / value - 1));
    }
    reading.value = own->value;
    reading.unit =
        own->unit.kind == UnitKind::percent ? "%" : std::string(own->unit.currency.text());
    if (!lens.in_words) return reading;
    std::string against;
    for (const auto& [who, value] : rivals)
      against += (against.empty() ? "" : ", ") + who + " " + to_prose(value, own->unit);
    reading.answer = to_prose(own->value, own->unit) + " against " + against;
    reading.working.push_back(owner + " " + to_prose(own->value, own->unit) + "; " + against);
    if (lens.is_default)
      reading.sentence =
          "The " + title + " of " + owner + " in " + std::to_string(lens.year.value) + " was " +
          to_prose(own->value, own->unit) + "; " + against +
          (own->unit.kind == UnitKind::money ? " (" + to_prose(own->basis) + ")" : "") + " " +
          source_words(ledger, own->vintage) + ".";
    return reading;
  };
  Assessment assessment = assess_by_vintage(context, claim, dimensions, look);
  const bool rank =
      comparison.relation == Relation::highest || comparison.relation == Relation::lowest;
  if (!rank) return assessment;
  // How far ranks have been revised is not known.
  if (!assessment.covered) assessment.revision = std::numeric_limits<double>::infinity();
  return assessment;
}

}  // namespace muster
