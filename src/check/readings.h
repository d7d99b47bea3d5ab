// Readings: the defensible ways to take a claim, each with what the ledger says in it and whether
// the claim agrees. Claims about figures are read vintage by vintage; claims about facts (offices,
// events, membership, guidelines) have one reading.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/claims.h"
#include "check/remembered.h"
#include "ledger/ledger.h"

namespace muster {

// The rounding rule of a count that takes in members without armed forces, whom no guideline binds.
inline constexpr std::string_view kUnboundCounted = "members without armed forces counted";

// What a claim is judged against.
struct ReadingContext {
  const Ledger& ledger;
  Remembered& remembered;
  std::optional<Date>
      day;  // of the article: what "last year" and "in office" mean; none where unknown
  std::optional<Date>
      known;   // publications up to this day were known to its reader; usually the same day
  Date today;  // "today's" verdict: publications up to this day are known
  std::string_view publisher = "NATO";
  // Working, cells and words of every reading, not only of those that the verdict rests on.
  bool in_full = false;
  // Only whether it stands in the newest publication of the day: for telling what is meant.
  bool asking = false;
};

// One reading: vintage, definition, price basis, exchange-rate rule, rounding rule; and the period
// where the text does not name it.
struct Reading {
  std::optional<VintageId> vintage;  // none for facts
  std::string_view definition;       // the publisher whose definition it is; empty for facts
  PriceBasis basis;
  std::string exchange_rate;    // the rule, where money was converted
  std::string rounding;         // the rule under which it agrees; empty where it does not
  std::string period;           // "2024", "2014 to 2024"
  std::optional<double> value;  // percent, plain units of currency, allies
  std::string unit;             // "% of GDP", "USD", "allies"
  // The rest is empty where the reading is told by its figure alone.
  std::string answer;    // the value in words: "3.19%", "22 allies"
  std::string sentence;  // what the ledger says, as an editor could print it
  std::vector<std::string> working;
  std::vector<std::string> cells;
  bool agrees = false;
  double distance =
      0;  // how far the claim lies off, in points for percentages and as a fraction else
};

// What tells a reading from others, in words: vintage, period, price basis, exchange-rate rule,
// rounding rule where it is not the usual one.
std::string coordinates(const Ledger& ledger, const Reading& reading);

// All five of them, each named: "vintage NATO-2025-04-24, definition NATO's, prices current, …".
std::string all_coordinates(const Ledger& ledger, const Reading& reading);

// "NATO", "the World Bank": as a sentence names a publisher.
std::string publisher_words(const Ledger& ledger, std::string_view publisher);

// The answer in words; of a reading that is told by its figure alone, the figure and its unit.
std::string answer_of(const Reading& reading);

struct Assessment {
  std::vector<Reading> readings;  // in order; the first is the default
  std::optional<Reading> today;   // the default reading on today's knowledge
  // The ledger has the vintage that a reader of the article's day would have opened, and it has the
  // cell.
  bool covered = false;
  // A year that may be meant is in the ledger in part only, and not enough for this claim: nothing
  // contradicts it.
  bool half_known = false;
  // How far figures of this age have been revised; a claim within it is not contradicted where not
  // covered.
  double revision = std::numeric_limits<double>::infinity();
};

Assessment assess(const ReadingContext& context, const Claim& claim);

}  // namespace muster
