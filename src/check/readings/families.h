// The families of readings that assess() chooses from; one file each.
#pragma once

#include <functional>
#include <optional>

#include "check/readings.h"
#include "measures/value.h"

namespace muster {

// By vintage (by_vintage.cc)
// ------------------------------------------------------------------------

// One way to look a figure up.
struct Lens {
  Scope scope;  // pinned to one vintage
  Year year;
  std::optional<Year> from_year;    // for changes
  std::optional<PriceBasis> basis;  // for money
  bool is_default = false;          // the first: its sentence may be printed as a correction
  bool rate_of_the_day = false;     // money in another currency at the article's day's rate
  bool in_words = false;            // answer, working, cells and sentence too
};

// What the ledger says through a lens, or nothing where it has not the figures.
using Look = std::function<std::optional<Reading>(const Lens&)>;

// Whether price bases matter, and whether a conversion may be at the day's rate.
struct Dimensions {
  bool money = false;
  bool real_only = false;  // said to be in real terms: constant prices only
  bool foreign = false;    // in another currency than the publisher's dollars
  bool other_publishers = false;
  // A sum of money is usually meant at current prices. Where the vintage of the day has only
  // constant ones, it does not cover the claim.
  bool usually_current = false;
  MeasureId measure = MeasureId::defence_share_of_gdp;
  std::optional<MeasureId> instead{};  // the answer may be computed from this one instead
};

// Reads a claim in every vintage: the newest of the article's day first, then earlier ones, then
// later ones, then other publishers'; in each the years and price bases in order.
Assessment assess_by_vintage(const ReadingContext& context, const Claim& claim,
                             const Dimensions& dimensions, const Look& look);

// "the vintage that a reader of that day would have opened": the newest one, where the ledger lacks
// none that came after it; `year` is what is asked of it.
bool is_vintage_of_the_day(const ReadingContext& context, VintageId vintage, Year year);

// "(NATO, The Secretary General's Annual Report 2024, 24 April 2025)".
std::string source_words(const Ledger& ledger, VintageId vintage);

// Figures (figures.cc), standings (standings.cc), facts (facts.cc), conversions (conversions.cc)
// -------

Assessment assess_level(const ReadingContext& context, const Claim& claim, const Level& level);
Assessment assess_change(const ReadingContext& context, const Claim& claim,
                         const ChangeStated& change);
Assessment assess_group_share(const ReadingContext& context, const Claim& claim,
                              const GroupShare& share);
Assessment assess_first(const ReadingContext& context, const Claim& claim,
                        const FirstStated& first);
Assessment assess_count(const ReadingContext& context, const Claim& claim, const Count& count);
// A change of the count that meets the claim's guideline: "has doubled since 2021".
Assessment assess_count_change(const ReadingContext& context, const Claim& claim,
                               const ChangeStated& change);
Assessment assess_list(const ReadingContext& context, const Claim& claim, const List& list);
Assessment assess_comparison(const ReadingContext& context, const Claim& claim,
                             const Comparison& comparison);
Assessment assess_guideline(const ReadingContext& context, const Claim& claim,
                            const GuidelineStated& stated);
Assessment assess_membership(const ReadingContext& context, const Claim& claim,
                             const MembershipStated& stated);
Assessment assess_event(const ReadingContext& context, const Claim& claim,
                        const EventStated& stated);
Assessment assess_office(const ReadingContext& context, const Claim& claim,
                         const OfficeStated& stated);
Assessment assess_conversion(const ReadingContext& context, const Claim& claim,
                             const ConversionStated& stated);

}  // namespace muster
