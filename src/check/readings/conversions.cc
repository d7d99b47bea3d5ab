// Money stated in two currencies: at which rate do they agree?

#include "check/readings/families.h"
#include "measures/convert.h"
#include "measures/figure.h"

namespace muster {
namespace {

// What a stated amount may be: half a unit of its last digit either way, or its hedge.
struct Range {
  double low;
  double high;
};

Range range_of(const StatedValue& stated) {
  const double half = stated.step / 2;
  return {stated.value - half, std::max(stated.high, stated.value) + half};
}

}  // namespace

Assessment assess_conversion(const ReadingContext& context, const Claim& claim,
                             const ConversionStated& stated) {
  Assessment assessment;
  const Ledger& ledger = context.ledger;
  const Range from = range_of(stated.from);
  const Range to = range_of(stated.to);
  const auto read = [&](const Result<Conversion>& one, const std::string& rule) {
    if (!one) return;
    Reading reading;
    reading.exchange_rate = rule;
    reading.value = stated.from.value * one->rate;
    reading.unit = std::string(stated.to.currency.text());
    const double low = from.low * one->rate;
    const double high = from.high * one->rate;
    reading.agrees = low <= to.high && high >= to.low;
    reading.rounding = reading.agrees ? "as written" : "";
    reading.distance = high < to.low ? to.low / high - 1 : (low > to.high ? low / to.high - 1 : 0);
    reading.answer = money_prose(*reading.value, stated.to.currency, 2);
    reading.working = {money_prose(stated.from.value, stated.from.currency, 2) + " at " +
                       one->working + " is " + reading.answer};
    reading.cells = {"rates/" + one->working};
    reading.sentence = reading.working.front() + ".";
    assessment.readings.push_back(std::move(reading));
  };
  // First the mean of the year that the amount is of, then the rate of the article's day, then the
  // means of the years beside it.
  std::vector<Year> years = claim.years.candidates;
  if (context.day) years.push_back(year_of(*context.day));
  if (!years.empty())
    read(convert_at_annual_rate(ledger, stated.from.value, stated.from.currency, stated.to.currency,
                                years.front()),
         "mean rate of " + std::to_string(years.front().value));
  if (context.day)
    read(convert_at_daily_rate(ledger, stated.from.value, stated.from.currency, stated.to.currency,
                               *context.day),
         "rate of the article's day");
  for (std::size_t i = 1; i < years.size(); ++i) {
    if (years[i] == years.front()) continue;
    read(convert_at_annual_rate(ledger, stated.from.value, stated.from.currency, stated.to.currency,
                                years[i]),
         "mean rate of " + std::to_string(years[i].value));
  }
  assessment.covered = !assessment.readings.empty();
  // Rates move within a year, and publishers convert by rates of their own ("2.36 trillion lira or
  // 47.6 billion dollars" are both a publication's): what lies within a quarter of a rule is
  // nobody's slip for certain.
  constexpr double kWithin = 0.25;
  bool close = false;
  for (const Reading& reading : assessment.readings) close = close || reading.distance < kWithin;
  if (close) {
    assessment.covered = false;
    assessment.revision = kWithin;
  }
  return assessment;
}

}  // namespace muster
