// Who meets a guideline, and how many do.

#include <algorithm>
#include <cmath>

#include "base/decimal.h"
#include "base/text.h"
#include "check/readings/families.h"
#include "measures/compliance.h"

namespace muster {
namespace {

std::optional<Sides> sides_of_guideline(const Ledger& ledger, const Guideline& guideline, Year year,
                                        VintageId vintage) {
  const Scope scope{kDistantFuture, ledger.vintage(vintage).publisher, vintage};
  const auto found = compliance(ledger, guideline, *area_coded(ledger, "NATO"), year, scope);
  if (!found) return std::nullopt;
  Sides sides{
      found->met(), found->missed(),       found->unknown().size(), found->section.without_forces,
      {},           found->section.vintage};
  for (const Standing& standing : found->standings) {
    if (!standing.cell.empty()) sides.cells.push_back(standing.cell);
  }
  return sides;
}

const std::optional<Sides>& sides_of_guideline(const ReadingContext& context,
                                               const Guideline& guideline, Year year,
                                               VintageId vintage) {
  return Remembered::once(
      context.remembered.sides, Remembered::GuidelineYear(&guideline, vintage, year),
      [&] { return sides_of_guideline(context.ledger, guideline, year, vintage); });
}

// By the guideline, or by a line of the text's own; the second is put into `own`.
const std::optional<Sides>& sides_of(const ReadingContext& context, const Claim& claim,
                                     const std::optional<StatedValue>& threshold, const Lens& lens,
                                     std::optional<Sides>& own) {
  const Ledger& ledger = context.ledger;
  if (claim.guideline != nullptr && !threshold)
    return sides_of_guideline(context, *claim.guideline, lens.year, *lens.scope.vintage);
  const auto measure_id = measure_named(claim.measure);
  if (!measure_id || !threshold) return own;
  const auto& [section, rounded] = context.remembered.table(
      ledger, *measure_id, *area_coded(ledger, "NATO"), lens.year, {lens.scope});
  if (!section) return own;
  Sides& sides = own.emplace();
  StatedValue line = *threshold;
  if (line.bound == Bound::exact) line.bound = Bound::at_least;
  // "Slovakia and Romania are above 2%" is said of 2.00% too, where 2% is the guideline.
  const bool loosely_above = line.bound == Bound::more_than && claim.guideline != nullptr &&
                             std::holds_alternative<List>(claim.detail);
  if (loosely_above) line.bound = Bound::at_least;
  for (const CrossSectionEntry& entry : section->entries) {
    if (!entry.figure) {
      ++sides.unknown;
      continue;
    }
    (agrees(line, entry.figure->value, Rounding::nearest) ? sides.above : sides.below)
        .push_back(entry.area);
    sides.cells.push_back(entry.figure->cells.front());
  }
  sides.without_forces = section->without_forces;
  sides.vintage = section->vintage;
  return own;
}

std::string line_words(const Claim& claim, const std::optional<StatedValue>& threshold) {
  if (claim.guideline != nullptr && !threshold) {
    const bool equipment = claim.guideline->metric == measure(MeasureId::equipment_share).name;
    return claim.guideline->threshold.to_string() +
           (equipment ? "% of defence expenditure on equipment" : "% of GDP");
  }
  if (!threshold) return "";
  StatedValue plain = *threshold;
  plain.bound = Bound::exact;
  return to_prose(plain) +
         (claim.measure == measure(MeasureId::defence_share_of_gdp).name ? " of GDP" : "");
}

// "at or above" or, for "more than 3%", "above".
std::string above_words(const std::optional<StatedValue>& threshold) {
  return threshold && threshold->bound == Bound::more_than ? "above " : "at or above ";
}

// The working that both counts and lists show.
std::vector<std::string> working_of(const Ledger& ledger, const Sides& sides,
                                    const std::string& above) {
  std::vector<std::string> steps;
  steps.push_back(std::to_string(sides.above.size() + sides.below.size() + sides.unknown) +
                  " allies with armed forces");
  const auto side = [&](const std::vector<AreaId>& areas, const std::string& words) {
    std::string text = std::to_string(areas.size()) + " " + words;
    if (areas.size() <= 16 && !areas.empty()) text += ": " + codes_of(ledger, areas);
    steps.push_back(text);
  };
  side(sides.above, above);
  side(sides.below, "below");
  if (sides.unknown > 0)
    steps.push_back(std::to_string(sides.unknown) + " without a figure in this vintage");
  for (const AreaId area : sides.without_forces)
    steps.push_back(with_article(ledger.area(area)) + " has no armed forces and is left out");
  return steps;
}

// How far counts have moved between vintages of one year, over all years and pairs: allies.
double largest_count_revision(const ReadingContext& context, const Guideline& guideline) {
  const Ledger& ledger = context.ledger;
  const auto metric = measure_named(guideline.metric);
  if (!metric) return std::numeric_limits<double>::infinity();
  Year first = ledger.vintages.front().first_year;
  Year last = first;
  for (const Vintage& vintage : ledger.vintages) {
    first = std::min(first, vintage.first_year);
    last = std::max(last, vintage.last_year);
  }
  double largest = 0;
  for (Year of = first; of <= last; ++of.value) {
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    const std::vector<bool> present = vintages_with_any(ledger, *metric, of);
    for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
      if (!present[i] || ledger.vintages[i].publisher != context.publisher) continue;
      const auto& found = sides_of_guideline(context, guideline, of, static_cast<VintageId>(i));
      if (!found || found->unknown > 0) continue;
      low = std::min(low, static_cast<double>(found->above.size()));
      high = std::max(high, static_cast<double>(found->above.size()));
    }
    if (high >= low) largest = std::max(largest, high - low);
  }
  return largest;
}

MeasureId measure_of(const Claim& claim) {
  return measure_named(claim.measure).value_or(MeasureId::defence_share_of_gdp);
}

}  // namespace

Assessment assess_count(const ReadingContext& context, const Claim& claim, const Count& count) {
  Dimensions dimensions;
  dimensions.measure = measure_of(claim);
  const Ledger& ledger = context.ledger;
  const AreaId nato = *area_coded(ledger, "NATO");
  const auto read = [&](const Lens& lens,
                        const std::optional<StatedValue>& threshold) -> std::optional<Reading> {
    const std::string line = line_words(claim, threshold);
    const std::string above = above_words(threshold);
    std::optional<Sides> own;
    const auto& sides = sides_of(context, claim, threshold, lens, own);
    if (!sides || sides->unknown > 0) return std::nullopt;
    const std::vector<AreaId>& counted = count.missing ? sides->below : sides->above;
    const auto number = static_cast<double>(counted.size());
    const std::size_t with_forces = sides->above.size() + sides->below.size();
    Reading reading;
    reading.value = number;
    reading.unit = "allies";
    std::optional<Rounding> rounding;
    if (count.count.unit == StatedUnit::fraction) {
      rounding = agreeing_rounding(count.count, number / static_cast<double>(with_forces));
      if (!rounding)
        rounding = agreeing_rounding(
            count.count, number / static_cast<double>(with_forces + sides->without_forces.size()));
      reading.distance = std::fabs(count.count.value * static_cast<double>(with_forces) - number);
    } else {
      rounding = agreeing_rounding(count.count, number - count.beyond);
      reading.distance = distance_outside(count.count, number - count.beyond);
    }
    reading.agrees = rounding.has_value();
    // "the 21 of 30 below it": those who are not bound are counted with those who miss it.
    const auto with_others = number + static_cast<double>(sides->without_forces.size());
    const bool loosely = !rounding && count.missing && count.count.unit == StatedUnit::count &&
                         agreeing_rounding(count.count, with_others);
    if (loosely) rounding = Rounding::nearest;
    if (loosely) reading.agrees = true;
    if (count.all) {
      rounding = Rounding::nearest;
      reading.agrees = sides->below.empty();
      reading.distance = static_cast<double>(sides->below.size());
    }
    // "22 of 32": all members, those with armed forces, or the members of the article's day.
    if (count.of) {
      const auto of = static_cast<std::size_t>(*count.of);
      const std::size_t on_the_day =
          context.day ? members_on(ledger, nato, *context.day).size() : of;
      const bool right = of == with_forces || of == with_forces + sides->without_forces.size() ||
                         of == on_the_day || of + sides->without_forces.size() == on_the_day;
      reading.agrees = reading.agrees && right;
      if (!right && lens.in_words)
        reading.working.push_back("the alliance had " +
                                  std::to_string(with_forces + sides->without_forces.size()) +
                                  " members, not " + std::to_string(of));
    }
    if (reading.agrees) reading.rounding = loosely ? kUnboundCounted : to_string(*rounding);
    if (!lens.in_words) return reading;
    reading.answer = std::to_string(counted.size()) + (counted.size() == 1 ? " ally" : " allies");
    const auto steps = working_of(ledger, *sides, above + line);
    reading.working.insert(reading.working.end(), steps.begin(), steps.end());
    reading.cells = sides->cells;
    if (lens.is_default)
      reading.sentence = std::to_string(counted.size()) + " of " + std::to_string(with_forces) +
                         " allies with armed forces were " + (count.missing ? "below " : above) +
                         line + " in " + std::to_string(lens.year.value) + " " +
                         source_words(ledger, sides->vintage) + ".";
    return reading;
  };
  // "23 are above the 2% threshold" is said of 2.00% too, where 2% is the guideline.
  const bool loosely_above =
      count.threshold && count.threshold->bound == Bound::more_than && claim.guideline != nullptr;
  const Look look = [&](const Lens& lens) {
    std::optional<Reading> strictly = read(lens, count.threshold);
    if (!loosely_above || !strictly || strictly->agrees) return strictly;
    std::optional<Reading> with_the_line = read(lens, std::nullopt);
    return with_the_line && with_the_line->agrees ? with_the_line : strictly;
  };
  Assessment assessment = assess_by_vintage(context, claim, dimensions, look);
  const bool settled =
      assessment.covered || std::ranges::any_of(assessment.readings, &Reading::agrees);
  if (!settled && !assessment.half_known && !assessment.readings.empty())
    assessment.revision =
        claim.guideline == nullptr
            ? std::numeric_limits<double>::infinity()
            : Remembered::once(context.remembered.count_revisions,
                               std::pair(claim.guideline, context.publisher),
                               [&] { return largest_count_revision(context, *claim.guideline); });
  return assessment;
}

Assessment assess_count_change(const ReadingContext& context, const Claim& claim,
                               const ChangeStated& change) {
  Dimensions dimensions;
  dimensions.measure = measure_of(claim);
  if (change.from_years.empty() || !change.by) return {};
  Assessment assessment = assess_by_vintage(
      context, claim, dimensions, [&](const Lens& lens) -> std::optional<Reading> {
        if (!lens.from_year || *lens.from_year >= lens.year) return std::nullopt;
        const auto& before =
            sides_of_guideline(context, *claim.guideline, *lens.from_year, *lens.scope.vintage);
        const auto& after =
            sides_of_guideline(context, *claim.guideline, lens.year, *lens.scope.vintage);
        if (!before || !after || before->unknown > 0 || after->unknown > 0 || before->above.empty())
          return std::nullopt;
        const auto first = static_cast<double>(before->above.size());
        const auto last = static_cast<double>(after->above.size());
        Reading reading;
        reading.period =
            std::to_string(lens.from_year->value) + " to " + std::to_string(lens.year.value);
        reading.value = last / first;
        reading.unit = "times";
        const auto rounding = agreeing_rounding(*change.by, last / first);
        reading.agrees = rounding.has_value();
        reading.rounding = rounding ? to_string(*rounding) : "";
        reading.distance = distance_outside(*change.by, last / first);
        if (!lens.in_words) return reading;
        const auto allies = [&](const Sides& sides, Year year) {
          return std::to_string(sides.above.size()) + " in " + std::to_string(year.value);
        };
        reading.answer = allies(*before, *lens.from_year) + ", " + allies(*after, lens.year);
        reading.working = {allies(*before, *lens.from_year), allies(*after, lens.year)};
        reading.cells = after->cells;
        if (lens.is_default)
          reading.sentence = "Allies at or above " + line_words(claim, std::nullopt) + ": " +
                             reading.answer + " " + source_words(context.ledger, after->vintage) +
                             ".";
        return reading;
      });
  // By what a count of either year has been revised is no measure of the ratio.
  if (!assessment.covered) assessment.revision = std::numeric_limits<double>::infinity();
  return assessment;
}

Assessment assess_list(const ReadingContext& context, const Claim& claim, const List& list) {
  Dimensions dimensions;
  dimensions.measure = measure_of(claim);
  const Ledger& ledger = context.ledger;
  const std::string line = line_words(claim, list.threshold);
  const std::string above = above_words(list.threshold);
  const Look look = [&](const Lens& lens) -> std::optional<Reading> {
    std::optional<Sides> own;
    const auto& sides = sides_of(context, claim, list.threshold, lens, own);
    if (!sides) return std::nullopt;
    const std::vector<AreaId>& right_side = list.missing ? sides->below : sides->above;
    const std::vector<AreaId>& wrong_side = list.missing ? sides->above : sides->below;
    const auto has = [](const std::vector<AreaId>& areas, AreaId area) {
      return std::ranges::find(areas, area) != areas.end();
    };
    std::vector<AreaId> wrong;
    for (const AreaId area : claim.subject) {
      if (has(wrong_side, area)) wrong.push_back(area);
      // Not in this vintage, or (Iceland) not bound: nothing can be said.
      if (!has(wrong_side, area) && !has(right_side, area)) return std::nullopt;
    }
    std::vector<AreaId> absent;
    for (const AreaId area : right_side) {
      if (!has(claim.subject, area)) absent.push_back(area);
    }
    if (list.complete && sides->unknown > 0) return std::nullopt;
    Reading reading;
    reading.agrees = wrong.empty() && (!list.complete || absent.empty());
    reading.rounding = reading.agrees ? "as written" : "";
    reading.value = static_cast<double>(right_side.size());
    reading.unit = "allies";
    reading.distance = static_cast<double>(wrong.size() + (list.complete ? absent.size() : 0));
    if (!lens.in_words) return reading;
    reading.answer =
        std::to_string(right_side.size()) + (list.missing ? " below " : " " + above) + line;
    if (!wrong.empty())
      reading.working.push_back(codes_of(ledger, wrong) + (wrong.size() == 1 ? " was " : " were ") +
                                (list.missing ? "not below" : "below") + " " + line);
    if (list.complete && !absent.empty())
      reading.working.push_back("not named: " + codes_of(ledger, absent));
    const auto steps = working_of(ledger, *sides, above + line);
    reading.working.insert(reading.working.end(), steps.begin(), steps.end());
    // The cells of those named: their shares are what the statement rests on.
    std::string shares;
    for (const AreaId area : claim.subject) {
      auto figure = published_value(ledger, measure_of(claim), area, lens.year, {lens.scope});
      if (!figure) continue;
      shares += (shares.empty() ? "" : ", ") + std::string(ledger.area(area).code) + " " +
                to_prose(figure->value, figure->unit);
      reading.cells.push_back(figure->cells.front());
    }
    if (!shares.empty()) reading.working.push_back(shares);
    if (lens.is_default)
      reading.sentence = "In " + std::to_string(lens.year.value) + ", " +
                         (right_side.empty() ? "no ally" : names_of(ledger, right_side)) +
                         (right_side.size() == 1 ? " was " : " were ") +
                         (list.missing ? "below " : above) + line + " " +
                         source_words(ledger, sides->vintage) + ".";
    return reading;
  };
  Assessment assessment = assess_by_vintage(context, claim, dimensions, look);
  if (!assessment.covered) assessment.revision = std::numeric_limits<double>::infinity();
  return assessment;
}

}  // namespace muster
