#include <algorithm>

#include "check/readings/families.h"
#include "measures/change.h"
#include "measures/definition.h"

namespace muster {
namespace {

// Of the asked publisher: what the day knew, newest first; then what came later, oldest first; then
// the other publishers', newest first.
std::vector<VintageId> vintages_in_order(const ReadingContext& context, bool other_publishers) {
  const Ledger& ledger = context.ledger;
  std::vector<VintageId> known;
  std::vector<VintageId> later;
  std::vector<VintageId> others;
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
    const Vintage& vintage = ledger.vintages[i];
    const auto id = static_cast<VintageId>(i);
    if (vintage.published > context.today) continue;
    if (context.asking && context.known && vintage.published > *context.known) continue;
    if (vintage.publisher != context.publisher) {
      others.insert(others.begin(), id);
    } else if (!context.known || vintage.published <= *context.known) {
      known.insert(known.begin(), id);
    } else {
      later.push_back(id);
    }
  }
  known.insert(known.end(), later.begin(), later.end());
  if (other_publishers) known.insert(known.end(), others.begin(), others.end());
  return known;
}

const std::vector<bool>& vintages_of(const ReadingContext& context, MeasureId measure, Year year) {
  return Remembered::once(context.remembered.vintages, std::pair(measure, year),
                          [&] { return vintages_with_any(context.ledger, measure, year); });
}

double revision_of(const ReadingContext& context, MeasureId measure, int age) {
  const auto key = std::tuple(measure, context.publisher, std::clamp(age, 0, kOldestAge));
  return Remembered::once(context.remembered.revisions, key, [&] {
    return largest_revision(context.ledger, measure, context.publisher, age);
  });
}

std::vector<std::optional<PriceBasis>> bases_of(const Vintage& vintage,
                                                const Dimensions& dimensions) {
  if (!dimensions.money) return {std::nullopt};
  std::vector<std::optional<PriceBasis>> bases;
  if (!dimensions.real_only) bases.emplace_back(PriceBasis::current());
  if (!vintage.base.is_none()) bases.emplace_back(vintage.base);
  return bases;
}

}  // namespace

bool is_vintage_of_the_day(const ReadingContext& context, VintageId id, Year year) {
  if (!context.known) return false;
  const Ledger& ledger = context.ledger;
  const Vintage& vintage = ledger.vintage(id);
  if (vintage.published > *context.known) return false;
  // Publishers put these tables out at least once a year, and their estimates of the running year
  // more often.
  constexpr int kLongestGap = 400;  // days
  constexpr int kLongestForEstimates = 150;
  const bool estimate = year >= year_of(vintage.published);
  if (context.known->days - vintage.published.days >
      (estimate ? kLongestForEstimates : kLongestGap))
    return false;
  for (const Vintage& other : ledger.vintages) {
    if (other.publisher == vintage.publisher && other.published > vintage.published &&
        other.published <= *context.known)
      return false;
  }
  // A publication that the ledger knows of and has no figures from.
  for (const Event& event : ledger.events) {
    if (event.kind == "publication" && event.period.from > vintage.published &&
        event.period.from <= *context.known)
      return false;
  }
  return true;
}

std::string source_words(const Ledger& ledger, VintageId id) {
  const Vintage& vintage = ledger.vintage(id);
  return "(" + std::string(vintage.publisher) + ", " + std::string(vintage.title) + ", " +
         to_prose(vintage.published) + ")";
}

Assessment assess_by_vintage(const ReadingContext& context, const Claim& claim,
                             const Dimensions& dimensions, const Look& look) {
  Assessment assessment;
  const Ledger& ledger = context.ledger;
  const auto* change = std::get_if<ChangeStated>(&claim.detail);
  std::vector<std::optional<Year>> from_years = {std::nullopt};
  if (change != nullptr && !change->from_years.empty())
    from_years.assign(change->from_years.begin(), change->from_years.end());

  const std::vector<VintageId> vintages =
      vintages_in_order(context, dimensions.other_publishers && !context.asking);
  std::vector<Lens> lenses;  // of the readings
  const auto read = [&](const Lens& lens) {
    auto reading = look(lens);
    if (!reading) return reading;
    const VintageId id = *lens.scope.vintage;
    reading->vintage = id;
    reading->definition = ledger.vintage(id).publisher;
    if (reading->period.empty()) reading->period = std::to_string(lens.year.value);
    return reading;
  };
  const auto look_through = [&](VintageId id, Year year) {
    for (const std::optional<Year>& from_year : from_years) {
      for (const auto& basis : bases_of(ledger.vintage(id), dimensions)) {
        for (const bool rate_of_the_day : {false, true}) {
          if (rate_of_the_day && !dimensions.foreign) continue;
          const Scope scope{context.today, ledger.vintage(id).publisher, id};
          const bool first = assessment.readings.empty();
          const Lens lens{scope, year, from_year, basis, first, rate_of_the_day, context.in_full};
          auto reading = read(lens);
          if (!reading) continue;
          assessment.readings.push_back(*std::move(reading));
          lenses.push_back(lens);
        }
      }
    }
  };
  for (const Year year : claim.years.candidates) {
    // Most vintages have nothing on the year.
    const std::vector<bool>& present = vintages_of(context, dimensions.measure, year);
    const std::vector<bool>& also =
        vintages_of(context, dimensions.instead.value_or(dimensions.measure), year);
    const std::size_t before = assessment.readings.size();
    bool known_then = false;
    for (const VintageId id : vintages) {
      if (!present[index_of(id)] && !also[index_of(id)]) continue;
      known_then = known_then || (context.known && ledger.vintage(id).published <= *context.known &&
                                  ledger.vintage(id).publisher == context.publisher);
      look_through(id, year);
      if (context.asking && assessment.readings.size() > before) break;
    }
    // A year that may be meant, of which the ledger has a part and not what this claim needs.
    if (!claim.years.named && known_then && assessment.readings.size() == before)
      assessment.half_known = true;
    // Where no year is named, the likely ones are tried until the claim stands in one.
    const bool stands = std::any_of(
        assessment.readings.begin() + static_cast<std::ptrdiff_t>(before),
        assessment.readings.end(), [](const Reading& reading) { return reading.agrees; });
    if (stands) break;
  }
  if (assessment.readings.empty() || context.asking) return assessment;

  const Reading& first = assessment.readings.front();
  const bool unusual_prices = dimensions.usually_current && first.basis.is_constant();
  // Where no year is named, each that may be meant must be covered, as far as anything was known of
  // it: the estimates of the running year may be out of date.
  const auto of_the_day = [&](std::size_t i) {
    const Reading& reading = assessment.readings[i];
    const bool first_of_year = i == 0 || lenses[i].year != lenses[i - 1].year;
    const bool known =
        context.known && ledger.vintage(*reading.vintage).published <= *context.known;
    return !first_of_year || !known ||
           is_vintage_of_the_day(context, *reading.vintage, lenses[i].year);
  };
  bool covered = is_vintage_of_the_day(context, *first.vintage, lenses.front().year);
  for (std::size_t i = 1; covered && !claim.years.named && i < assessment.readings.size(); ++i)
    covered = of_the_day(i);
  assessment.covered = !unusual_prices && !assessment.half_known && covered;
  // Today's reading: the lens in which the claim stands, or else the first, in the newest vintage
  // that has the figures and counts by the same definition.
  const auto agreeing = std::ranges::find_if(assessment.readings, &Reading::agrees);
  const Reading& judged = agreeing != assessment.readings.end() ? *agreeing : first;
  std::size_t newest = 0;
  for (std::size_t i = 0; i < assessment.readings.size(); ++i) {
    const Reading& reading = assessment.readings[i];
    if (reading.definition != context.publisher || reading.period != judged.period ||
        reading.basis.is_current() != judged.basis.is_current() ||
        !same_definition(ledger, dimensions.measure, *judged.vintage, *reading.vintage))
      continue;
    const bool newer =
        !assessment.today || ledger.vintage(*reading.vintage).published >
                                 ledger.vintage(*assessment.today->vintage).published;
    if (!newer) continue;
    assessment.today = reading;
    newest = i;
  }
  // Most readings are told by their figures; the verdict rests on few of them.
  if (!context.in_full) {
    const auto in_words = [&](std::size_t i) {
      lenses[i].in_words = true;
      return *read(lenses[i]);
    };
    if (agreeing != assessment.readings.end() && agreeing != assessment.readings.begin())
      *agreeing = in_words(static_cast<std::size_t>(agreeing - assessment.readings.begin()));
    assessment.readings.front() = in_words(0);
    if (assessment.today) assessment.today = in_words(newest);
  }
  // "NATO's definition gives 3.26%, SIPRI's 3.8%": both named where it stands in the second.
  if (agreeing != assessment.readings.end() && agreeing->definition != context.publisher &&
      !agreeing->answer.empty()) {
    const auto own = std::ranges::find_if(assessment.readings, [&](const Reading& reading) {
      return reading.definition == context.publisher && reading.period == agreeing->period;
    });
    if (own != assessment.readings.end())
      agreeing->working.insert(
          agreeing->working.begin(),
          publisher_words(ledger, context.publisher) + "'s definition gives " + answer_of(*own) +
              ", " + publisher_words(ledger, agreeing->definition) + "'s " + agreeing->answer);
  }
  // What has been revised matters only where nothing agrees and the vintage of the day is not here.
  const bool settled =
      assessment.covered || std::ranges::any_of(assessment.readings, &Reading::agrees);
  if (settled) return assessment;
  // What the article read may have been published at any time from the vintage that is here on:
  // revisions of either age may lie between.
  const int year = lenses.front().year.value;
  const int age = context.known ? year_of(*context.known).value - year : 0;
  const int age_of_vintage = year_of(ledger.vintage(*first.vintage).published).value - year;
  assessment.revision = std::max(revision_of(context, dimensions.measure, age),
                                 revision_of(context, dimensions.measure, age_of_vintage));
  // Current and constant prices may lie further apart than revisions do.
  constexpr double kPricesApart = 0.25;
  if (unusual_prices) assessment.revision = std::max(assessment.revision, kPricesApart);
  if (assessment.half_known) assessment.revision = std::numeric_limits<double>::infinity();
  // Nothing has ever been revised of what stands in one vintage only.
  if (assessment.revision <= 0) assessment.revision = std::numeric_limits<double>::infinity();
  return assessment;
}

}  // namespace muster
