// Levels, changes and shares of a total.

#include <algorithm>
#include <cmath>

#include "base/decimal.h"
#include "base/text.h"
#include "check/readings/families.h"
#include "measures/change.h"
#include "measures/compliance.h"
#include "measures/convert.h"

namespace muster {
namespace {

std::string possessive(const Area& area) {
  const std::string name = with_article(area);
  return name + (name.back() == 's' ? "'" : "'s");
}

std::string unit_of(const Figure& figure, MeasureId id) {
  switch (figure.unit.kind) {
    case UnitKind::percent:
      return id == MeasureId::defence_share_of_gdp ? "% of GDP" : "%";
    case UnitKind::persons:
      return "persons";
    case UnitKind::index:
      return "index";
    case UnitKind::money:
      break;
  }
  return std::string(figure.unit.currency.text());
}

// The figure in the currency asked, by the year's mean rate or the article's day's.
std::optional<Figure> figure_through(const ReadingContext& context, const Lens& lens, MeasureId id,
                                     AreaId area, Year year, Currency currency) {
  ValueOptions options{lens.scope, lens.basis, currency};
  if (lens.rate_of_the_day) {
    options.currency = kUsd;
    if (!context.day || currency == kUsd) return std::nullopt;
    auto in_dollars = value_of(context.ledger, id, area, year, options);
    if (!in_dollars) return std::nullopt;
    auto converted =
        convert_at_daily_rate(context.ledger, in_dollars->value, kUsd, currency, *context.day);
    if (!converted) return std::nullopt;
    Figure figure = *in_dollars;
    figure.working.push_back(money_prose(figure.value, kUsd) + " at " + converted->working);
    figure.value = converted->amount;
    figure.unit.currency = currency;
    figure.published.reset();
    return figure;
  }
  auto figure = value_of(context.ledger, id, area, year, options);
  if (!figure) return std::nullopt;
  return *std::move(figure);
}

std::string basis_words(const PriceBasis& basis, UnitKind kind) {
  if (kind != UnitKind::money || basis.is_none()) return "";
  return " at " + to_prose(basis);
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

Assessment assess_level(const ReadingContext& context, const Claim& claim, const Level& level) {
  const StatedValue& stated = level.value;
  Dimensions dimensions;
  dimensions.measure = level.measure;
  dimensions.money = stated.unit == StatedUnit::money;
  dimensions.foreign = dimensions.money && stated.currency != kUsd;
  dimensions.other_publishers = true;
  dimensions.usually_current = dimensions.money;
  const Look look = [&](const Lens& lens) -> std::optional<Reading> {
    Reading reading;
    reading.agrees = true;
    for (const AreaId area : claim.subject) {
      const auto figure =
          figure_through(context, lens, level.measure, area, lens.year, stated.currency);
      if (!figure) return std::nullopt;
      const auto rounding = agreeing_rounding(stated, figure->value);
      reading.agrees = reading.agrees && rounding.has_value();
      reading.distance = std::max(reading.distance, how_far_off(stated, figure->value));
      if (rounding) reading.rounding = to_string(*rounding);
      reading.value = figure->value;
      reading.unit = unit_of(*figure, level.measure);
      reading.basis = figure->basis;
      if (lens.rate_of_the_day) reading.exchange_rate = "rate of the article's day";
      if (!lens.rate_of_the_day && dimensions.foreign && !figure->working.empty())
        reading.exchange_rate = "mean rate of the year";
      if (!lens.in_words) continue;
      const std::string answer = to_prose(figure->value, figure->unit);
      reading.answer +=
          (reading.answer.empty() ? "" : ", ") +
          (claim.subject.size() > 1 ? std::string(context.ledger.area(area).code) + " " : "") +
          answer;
      if (lens.is_default)
        reading.sentence += (reading.sentence.empty() ? "" : " ") +
                            capitalised(possessive(context.ledger.area(area))) + " " +
                            std::string(measure(level.measure).title) + " in " +
                            std::to_string(lens.year.value) + " was " + answer +
                            basis_words(figure->basis, figure->unit.kind) + " " +
                            source_words(context.ledger, figure->vintage) + ".";
      append(reading.working, figure->working);
      append(reading.cells, figure->cells);
    }
    if (!reading.agrees) reading.rounding.clear();
    return reading;
  };
  return assess_by_vintage(context, claim, dimensions, look);
}

// "the tenth year in a row": the printed changes of those years all point the same way.
std::optional<Reading> read_streak(const ReadingContext& context, const Claim& claim,
                                   const ChangeStated& change, const Lens& lens) {
  const Ledger& ledger = context.ledger;
  const AreaId area = claim.subject.front();
  int running = 0;
  Reading reading;
  std::string told;
  Year year = lens.year;
  bool turned = false;  // a year that points the other way was reached
  for (; running <= change.years_running; --year.value) {
    const auto found =
        published_observation(ledger, MeasureId::real_change, area, year, {lens.scope});
    if (!found) break;
    const double value = found->value.to_double();
    turned = change.direction > 0 ? value <= 0 : value >= 0;
    if (turned) break;
    ++running;
    reading.basis = found->basis;
    if (!lens.in_words) continue;
    reading.cells.push_back(cell_name(ledger, *found));
    told += (told.empty() ? "" : ", ") + std::to_string(year.value) + " " +
            with_thousands(value, 1) + "%";
  }
  // Fewer years than stated, and the table does not reach further: nothing can be said.
  if (!turned && running < change.years_running) return std::nullopt;
  reading.value = running;
  reading.unit = "years";
  reading.agrees = running == change.years_running;
  reading.rounding = reading.agrees ? "as written" : "";
  reading.distance = std::fabs(running - static_cast<double>(change.years_running));
  if (!lens.in_words) return reading;
  const std::string years = std::to_string(running) + (running == 1 ? " year" : " years");
  reading.answer = (running > change.years_running ? "at least " : "") + years +
                   (change.direction > 0 ? " of growth" : " of decline") + " in real terms";
  reading.working = {told.empty() ? "none" : told};
  if (lens.is_default)
    reading.sentence =
        capitalised(possessive(ledger.area(area))) + " defence expenditure in real terms had " +
        (change.direction > 0 ? "grown" : "fallen") + " for " + reading.answer + " by " +
        std::to_string(lens.year.value) + " " + source_words(ledger, *lens.scope.vintage) + ".";
  return reading;
}

Assessment assess_change(const ReadingContext& context, const Claim& claim,
                         const ChangeStated& change) {
  if (claim.guideline != nullptr) return assess_count_change(context, claim, change);
  if (change.years_running > 0) {
    Dimensions streak;
    streak.measure = MeasureId::real_change;
    Assessment assessment = assess_by_vintage(context, claim, streak, [&](const Lens& lens) {
      return read_streak(context, claim, change, lens);
    });
    if (!assessment.covered) assessment.revision = std::numeric_limits<double>::infinity();
    return assessment;
  }
  Dimensions dimensions;
  const bool level_pair = change.from.has_value() && change.to.has_value();
  dimensions.money = change.measure == MeasureId::defence_expenditure;
  dimensions.real_only = change.real;
  dimensions.measure = level_pair ? change.measure : MeasureId::real_change;
  dimensions.instead = change.measure;
  const AreaId area = claim.subject.front();
  const Area& who = context.ledger.area(area);
  bool from_stands = false;  // in some vintage, whether or not the other end does
  bool to_stands = false;
  const Look look = [&](const Lens& lens) -> std::optional<Reading> {
    Reading reading;
    const Year before{static_cast<std::int16_t>(lens.year.value - 1)};
    const Year from_year = lens.from_year.value_or(before);
    if (from_year >= lens.year) return std::nullopt;
    reading.period = std::to_string(from_year.value) + " to " + std::to_string(lens.year.value);
    const Currency currency = change.to ? change.to->currency : Currency{};
    const std::string title(measure(change.measure).title);

    // "19.4% in real terms": the publisher prints the change on the year before.
    const bool real = lens.basis && lens.basis->is_constant();
    if (!level_pair && change.by && change.by->unit == StatedUnit::percent && real &&
        from_year == before) {
      auto printed =
          published_value(context.ledger, MeasureId::real_change, area, lens.year, {lens.scope});
      if (printed) {
        StatedValue by = *change.by;
        const double actual = printed->value * (change.direction < 0 ? -1 : 1);
        const auto rounding = agreeing_rounding(by, actual);
        reading.agrees = rounding.has_value();
        reading.rounding = rounding ? to_string(*rounding) : "";
        reading.distance = how_far_off(by, actual);
        reading.value = printed->value;
        reading.unit = "%";
        reading.basis = printed->basis;
        if (!lens.in_words) return reading;
        reading.answer = to_prose(printed->value, printed->unit, 1) + " in real terms";
        if (lens.is_default)
          reading.sentence = capitalised(possessive(who)) + " defence expenditure changed by " +
                             reading.answer + " from " + std::to_string(from_year.value) + " to " +
                             std::to_string(lens.year.value) + " " +
                             source_words(context.ledger, printed->vintage) + ".";
        reading.cells = printed->cells;
        return reading;
      }
    }
    const auto first = figure_through(context, lens, change.measure, area, from_year, currency);
    const auto last = figure_through(context, lens, change.measure, area, lens.year, currency);
    if (level_pair) {
      from_stands = from_stands || (first && agreeing_rounding(*change.from, first->value));
      to_stands = to_stands || (last && agreeing_rounding(*change.to, last->value));
    }
    if (!first || !last) return std::nullopt;
    reading.basis = last->basis;
    if (change.to && !change.from) {
      const auto rounding = agreeing_rounding(*change.to, last->value);
      const double moved = last->value - first->value;
      reading.agrees = rounding.has_value() && (change.direction < 0 ? moved < 0 : moved > 0);
      reading.rounding = reading.agrees ? to_string(*rounding) : "";
      reading.distance = how_far_off(*change.to, last->value);
      reading.value = last->value;
      reading.unit = unit_of(*last, change.measure);
    } else if (level_pair) {
      const auto a = agreeing_rounding(*change.from, first->value);
      const auto b = agreeing_rounding(*change.to, last->value);
      reading.agrees = a && b;
      reading.rounding = reading.agrees ? to_string(std::max(*a, *b)) : "";
      // Both ends have their own revisions: a claim is off when either is.
      reading.distance =
          std::max(how_far_off(*change.from, first->value), how_far_off(*change.to, last->value));
      reading.value = last->value;
      reading.unit = unit_of(*last, change.measure);
    } else if (change.by && change.by->unit == StatedUnit::money) {
      // What was spent above the first year's level in all years since; or in the last one alone.
      double sum = 0;
      bool whole = true;
      for (Year year{static_cast<std::int16_t>(from_year.value + 1)}; year <= lens.year;
           ++year.value) {
        const auto then =
            figure_through(context, lens, change.measure, area, year, change.by->currency);
        if (then) sum += then->value - first->value;
        whole = whole && then.has_value();
      }
      const double yearly = last->value - first->value;
      const auto in_all = whole ? agreeing_rounding(*change.by, sum) : std::nullopt;
      const auto in_one = agreeing_rounding(*change.by, yearly);
      const auto rounding = in_all ? in_all : in_one;
      reading.agrees = rounding.has_value();
      reading.rounding = rounding ? to_string(*rounding) : "";
      const bool told_in_all = whole && (in_all || !in_one);
      reading.value = told_in_all ? sum : yearly;
      reading.unit = std::string(change.by->currency.text());
      reading.distance = how_far_off(*change.by, *reading.value);
      if (lens.in_words)
        reading.answer = money_prose(*reading.value, change.by->currency, 1) +
                         (told_in_all ? " above the level of " + std::to_string(from_year.value) +
                                            " in the years since"
                                      : " more a year") +
                         basis_words(last->basis, last->unit.kind);
    } else if (!change.by || change.by->unit == StatedUnit::fraction) {
      // A direction, or how many times as much.
      if (first->value == 0) return std::nullopt;
      const double factor = last->value / first->value;
      const bool moved = change.direction < 0 ? factor < 1 : factor > 1;
      const auto rounding =
          change.by ? agreeing_rounding(*change.by, factor) : std::optional(Rounding::nearest);
      reading.agrees = moved && rounding.has_value();
      reading.rounding = reading.agrees ? to_string(*rounding) : "";
      reading.distance = std::fabs(factor - 1);
      if (change.by) reading.distance = distance_outside(*change.by, factor);
      if (!moved) reading.distance = std::max(reading.distance, std::fabs(factor - 1));
      reading.value = factor;
      reading.unit = "times";
      if (lens.in_words)
        reading.answer = with_thousands(factor, 2) + " times" +
                         basis_words(last->basis, last->unit.kind) + " (" +
                         to_prose(first->value, first->unit) + " to " +
                         to_prose(last->value, last->unit) + ")";
    } else {
      if (first->value == 0) return std::nullopt;
      const bool points = change.by->unit == StatedUnit::points;
      double actual = points ? last->value - first->value : (last->value / first->value - 1) * 100;
      const double signed_actual = actual;
      if (change.direction < 0) actual = -actual;
      const auto rounding = agreeing_rounding(*change.by, actual);
      reading.agrees = rounding.has_value();
      reading.rounding = rounding ? to_string(*rounding) : "";
      reading.distance = how_far_off(*change.by, actual);
      reading.value = signed_actual;
      reading.unit = points ? "percentage points" : "%";
      if (lens.in_words)
        reading.answer = with_thousands(signed_actual, 1) + (points ? " percentage points" : "%") +
                         basis_words(last->basis, last->unit.kind);
    }
    if (!lens.in_words) return reading;
    const std::string from_words = to_prose(first->value, first->unit);
    const std::string to_words = to_prose(last->value, last->unit);
    if (reading.answer.empty()) reading.answer = from_words + " to " + to_words;
    reading.working = {std::to_string(from_year.value) + ": " + from_words,
                       std::to_string(lens.year.value) + ": " + to_words};
    append(reading.cells, first->cells);
    append(reading.cells, last->cells);
    if (lens.is_default)
      reading.sentence = capitalised(possessive(who)) + " " + title + " went from " + from_words +
                         " in " + std::to_string(from_year.value) + " to " + to_words + " in " +
                         std::to_string(lens.year.value) +
                         basis_words(last->basis, last->unit.kind) + " " +
                         source_words(context.ledger, last->vintage) + ".";
    return reading;
  };
  Assessment assessment = assess_by_vintage(context, claim, dimensions, look);
  // Each end as another publication gave it: no vintage has both, and neither is wrong.
  if (from_stands && to_stands) {
    assessment.covered = false;
    assessment.revision = std::numeric_limits<double>::infinity();
  }
  return assessment;
}

Assessment assess_group_share(const ReadingContext& context, const Claim& claim,
                              const GroupShare& share) {
  Dimensions dimensions;
  dimensions.money = true;
  dimensions.measure = MeasureId::share_of_group_total;
  dimensions.instead = share.measure;
  const AreaId area = claim.subject.front();
  const Ledger& ledger = context.ledger;
  const Look look = [&](const Lens& lens) -> std::optional<Reading> {
    Reading reading;
    ValueOptions options{lens.scope, lens.basis, {}};
    // As the publisher prints it, where it does (it may count what its tables leave out); else
    // computed.
    const bool printed_kind =
        share.measure == MeasureId::defence_expenditure && lens.basis && lens.basis->is_constant();
    auto found = printed_kind ? published_value(ledger, MeasureId::share_of_group_total, area,
                                                lens.year, {lens.scope})
                              : Result<Figure>(Error{});
    if (!found)
      found = share_of_total(ledger, share.measure, area, share.group, lens.year, options);
    if (!found) return std::nullopt;
    const StatedValue stated = as_percent(share.share);
    const auto rounding = agreeing_rounding(stated, found->value);
    reading.agrees = rounding.has_value();
    reading.rounding = rounding ? to_string(*rounding) : "";
    reading.distance = how_far_off(stated, found->value);
    reading.value = found->value;
    reading.unit = "%";
    reading.basis = found->basis;
    if (!lens.in_words) return reading;
    reading.answer = to_prose(found->value, found->unit, 1);
    reading.working = found->working;
    reading.cells = found->cells;
    if (lens.is_default)
      reading.sentence = capitalised(possessive(ledger.area(area))) + " share of the " +
                         std::string(measure(share.measure).title) + " of " +
                         with_article(ledger.area(share.group)) + " in " +
                         std::to_string(lens.year.value) + " was " + reading.answer +
                         basis_words(found->basis, UnitKind::money) + " " +
                         source_words(ledger, found->vintage) + ".";
    return reading;
  };
  return assess_by_vintage(context, claim, dimensions, look);
}

}  // namespace muster
