// "for the first time since": met now, and in no year since.

#include <algorithm>

#include "check/readings/families.h"

namespace muster {

Assessment assess_first(const ReadingContext& context, const Claim& claim,
                        const FirstStated& first) {
  Dimensions dimensions;
  dimensions.measure = MeasureId::defence_share_of_gdp;
  const Ledger& ledger = context.ledger;
  const AreaId area = claim.subject.front();
  if (first.last) return {};  // of a past that the ledger rarely reaches
  StatedValue line = first.threshold;
  if (line.bound == Bound::exact || line.bound == Bound::about) line.bound = Bound::at_least;
  const Look look = [&](const Lens& lens) -> std::optional<Reading> {
    const auto now =
        published_observation(ledger, dimensions.measure, area, lens.year, {lens.scope});
    if (!now) return std::nullopt;
    Reading reading;
    reading.value = now->value.to_double();
    reading.unit = "% of GDP";
    reading.basis = now->basis;
    if (lens.in_words) reading.cells = {cell_name(ledger, *now)};
    const bool meets = agrees(line, now->value.to_double(), Rounding::nearest);
    // Earlier years of the same vintage, back to where it is said to begin; the ledger may not
    // reach it.
    std::optional<Year> earlier;
    const Year from = first.since.value_or(ledger.vintage(now->vintage).first_year);
    bool whole = first.since.has_value();
    for (Year year = from; year < lens.year; ++year.value) {
      const auto then = published_observation(ledger, dimensions.measure, area, year, {lens.scope});
      if (!then) {
        whole = false;
        continue;
      }
      const bool met = agrees(line, then->value.to_double(), Rounding::nearest);
      if (met && year > from) earlier = year;
      if (met && year > from && lens.in_words) reading.cells.push_back(cell_name(ledger, *then));
    }
    // Nothing speaks against it and not all speaks for it; or it is not yet so in a year that is
    // not named.
    if (!earlier && (!whole || (!meets && !claim.years.named))) return std::nullopt;
    reading.agrees = meets && !earlier;
    reading.rounding = reading.agrees ? "as written" : "";
    reading.distance = reading.agrees ? 0 : 1;
    if (!lens.in_words) return reading;
    const std::string figure = now->value.rounded(2).to_string() + "%";
    reading.answer = figure + " in " + std::to_string(lens.year.value);
    if (earlier) reading.answer += ", and met in " + std::to_string(earlier->value) + " too";
    const std::string who = with_article(ledger.area(area));
    if (lens.is_default) {
      reading.sentence =
          "In " + std::to_string(lens.year.value) + " the share of " + who + " was " + figure +
          " of GDP" +
          (earlier ? "; it had met that mark in " + std::to_string(earlier->value) + " as well"
                   : "") +
          " " + source_words(ledger, now->vintage) + ".";
    }
    return reading;
  };
  Assessment assessment = assess_by_vintage(context, claim, dimensions, look);
  if (!assessment.covered) assessment.revision = std::numeric_limits<double>::infinity();
  return assessment;
}

}  // namespace muster
