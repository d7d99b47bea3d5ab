// Claims: the checkable statements of a text, found by grammar over its mentions.
//
// A claim says what is stated, of whom, for when, and nothing about whether it is so. One file a
// family under claims/ finds them; readings/ judges them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "check/stated.h"
#include "ledger/ledger.h"

namespace muster {

enum class ClaimKind : std::uint8_t {
  share_of_gdp,
  amount,
  count_meeting_guideline,
  list_meeting_guideline,
  change_over_time,
  comparison,
  share_of_group_total,
  guideline,
  membership,
  event,
  office,
  currency_conversion,
  forecast,
  first_or_last,
};
std::string_view to_string(ClaimKind kind);

// The years that a figure is stated for. Where the text names none, `named` is false and the years
// are the likely ones, the likeliest first; each is a reading.
struct ClaimYears {
  std::vector<Year> candidates;
  bool named = false;
};

// "Poland spent 4.12% of GDP": a level of a measure.
struct Level {
  MeasureId measure = MeasureId::defence_share_of_gdp;
  StatedValue value;
};

// "from 3.68% a decade ago to 3.19%", "rose 19.4% in real terms".
struct ChangeStated {
  MeasureId measure = MeasureId::defence_share_of_gdp;
  std::optional<StatedValue> from;
  std::optional<StatedValue> to;
  std::optional<StatedValue> by;  // percent, points, money, or a count for "doubled" (2)
  bool real = false;              // said to be in real terms
  int direction = 0;              // 1 rose, -1 fell, 0 not said
  int years_running = 0;          // "the tenth year in a row"; 0 where nothing is said of it
  std::vector<Year> from_years;   // candidates, as in ClaimYears; the years of `to` are the claim's
};

// "22 allies met this target".
struct Count {
  StatedValue count;
  std::optional<int> of;                 // "22 of 32"
  bool missing = false;                  // counts those that did not
  bool all = false;                      // "every ally": nobody is left; the count may be 0
  int beyond = 0;                        // "19 more": on top of so many that were counted
  std::optional<StatedValue> threshold;  // where it is no guideline's: "five spent more than 3%"
};

// "Belgium, Canada and Spain did not".
struct List {
  bool missing = false;
  bool complete = false;                 // says that there are no others
  std::optional<StatedValue> threshold;  // where it is no guideline's
};

enum class Relation : std::uint8_t { more, less, highest, lowest };

// "spends more than all the others combined", "the highest share", "behind Poland stand Estonia
// (3.43%) and the United States (3.38%)".
struct Comparison {
  MeasureId measure = MeasureId::defence_expenditure;
  std::optional<MeasureId> or_measure{};  // what else it may be of, where the text does not say
  Relation relation = Relation::more;
  // More and less: compared with. Highest: said to be ahead of the first subject, in any order.
  std::vector<AreaId> others;
  bool others_combined = false;  // with all other members together
  bool others_together = false;  // with the sum of `others`
  bool together = false;         // the sum of the subjects
  // Highest and lowest: the first subject's place, 2 for "second-largest". Further subjects follow
  // in order; of the lowest, in any order.
  int place = 1;
  // More: "twice as much", as a fraction of what the others have.
  std::optional<StatedValue> factor;
  AreaId group{};  // among whom
  // What is stated beside each subject; may be shorter.
  std::vector<std::optional<StatedValue>> figures;
};

// "at 2% for the first time since 1992".
struct FirstStated {
  StatedValue threshold;
  std::optional<Year>
      since;          // no year from this one on had it; none: not said, or before any figures
  bool last = false;  // "the last time was": of the past
};

// "accounts for 64% of the alliance's spending".
struct GroupShare {
  MeasureId measure = MeasureId::defence_expenditure;
  StatedValue share;
  AreaId group{};
};

// "agreed to spend at least 2% of GDP", "in Wales in 2014", "by 2035".
struct GuidelineStated {
  StatedValue threshold;
  std::optional<Period> agreed;  // when it is said to have been agreed
  std::optional<Date> after;     // agreed after this day ("following the invasion")
  std::string_view place;        // as written; empty for none
  std::optional<Year> deadline;
  const Promise* promise = nullptr;  // where it is what an ally promised
  bool implied = false;              // "the 2014 pledge": which guideline is meant is not said
  bool standing = false;  // of what force it is ("not binding"), of which the ledger has nothing
};

// "all 32 members", "joined in 2023", "the 32nd member", "12 countries founded it".
struct MembershipStated {
  std::optional<int> count;
  std::optional<int> ordinal;
  std::optional<Period> joined;
  bool newest = false;    // nobody has joined since
  bool founders = false;  // the count is that of the founders
  bool undated = false;   // "joined last year", in a text without a date
};

// "the invasion of Ukraine in 2022", "a summit in the Netherlands".
struct EventStated {
  std::vector<std::string_view> events;  // ids that the words may mean
  std::optional<Period> when;
  std::optional<Period> or_when;  // "on 24 June": of the year before or of this one
  std::optional<AreaId> area;
  std::string_view place;  // as written
  bool future = false;
};

// before, after: predecessor and successor of another; began: took it up then.
enum class Tenure : std::uint8_t { holds, held, will_hold, before, after, began };

// "NATO Secretary General Mark Rutte".
struct OfficeStated {
  std::string_view person;
  std::vector<std::string_view> offices;  // names that the words may mean
  std::optional<AreaId> area;
  Period at;  // when it is said to be so
  Tenure tenure = Tenure::holds;
  std::string_view other;  // of before and after
};

// "$1.3 trillion (€1.1 trillion)".
struct ConversionStated {
  StatedValue from;
  StatedValue to;
};

using ClaimDetail =
    std::variant<Level, ChangeStated, Count, List, Comparison, GroupShare, FirstStated,
                 GuidelineStated, MembershipStated, EventStated, OfficeStated, ConversionStated>;

// Why a statement is not understood well enough to accuse anybody by it.
enum class Doubt : std::uint8_t {
  none,
  asserted,   // wished, planned, asked, conditional
  denied,     // a negation, an exception, a circle of its own ("the others")
  words,      // a word or name that is not known where it matters
  subject,    // whose figure it is was not said, or not by this clause
  year,       // another time is nearer, or none is said and several may be meant
  predicate,  // what is said of it is not what the claim takes it for
};
std::string_view to_string(Doubt doubt);

struct Claim {
  ClaimKind kind = ClaimKind::share_of_gdp;
  std::string_view pattern;  // what found it: "levels"
  std::uint32_t begin = 0;   // bytes in the text
  std::uint32_t end = 0;
  std::vector<AreaId> subject;
  std::string_view
      measure;  // its name; "office", "event_date", … where no measure of the ledger is meant
  const Guideline* guideline = nullptr;
  ClaimYears years;
  bool future = false;        // said of what is to come
  Doubt doubt = Doubt::none;  // with one it is never contradicted
  bool other_source = false;  // said on another publisher's word: never contradicted by this one's
  ClaimDetail detail;
};

}  // namespace muster
