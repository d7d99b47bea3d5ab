// Who meets a guideline: a figure counts as met when, rounded as published, it is at or above the
// threshold. Three-valued: an ally without a figure is neither met nor missed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "measures/cross_section.h"

namespace muster {

struct Standing {
  AreaId area;
  std::optional<Decimal> figure;  // rounded as the guideline says
  std::optional<bool> met;        // none without a figure
  std::string cell;               // empty without a figure
};

// How far a figure is from the line, and how often such a distance has been crossed.
struct Margin {
  double points = 0;             // above the threshold; below it negative
  std::optional<double> amount;  // the same in dollars; none where the vintage lacks the amount
  PriceBasis basis;              // at which prices
  // Of `cases` figures of that age in the vintages so far (age: years from the figure's year to its
  // publication), `crossed` were later revised so far that this one would have crossed the line.
  std::size_t cases = 0;
  std::size_t crossed = 0;
};

struct Compliance {
  const Guideline* guideline = nullptr;
  CrossSection section;
  std::vector<Standing> standings;  // as the section's entries

  std::vector<AreaId> met() const;
  std::vector<AreaId> missed() const;
  std::vector<AreaId> unknown() const;
};

// "31 allies with armed forces", or of how many of them there is a figure: what a count is out of.
std::string out_of(const Compliance& compliance);

// The place by size that the section's entry has. Where the source named only those above the line,
// theirs are places among all, and nobody knows those of the others; where figures lack, places are
// among those that there are.
std::optional<Rank> place_of(const Compliance& compliance, std::size_t entry);

// Does this published figure meet the guideline?
bool meets_guideline(const Guideline& guideline, const Decimal& figure);

// The standing of every ally with armed forces in `year`, in one vintage. Fails when the
// guideline's metric is not in the ledger, or no vintage in scope has it for that year.
Result<Compliance> compliance(const Ledger& ledger, const Guideline& guideline, AreaId group,
                              Year year, const Scope& scope);

// By what definition: "judged by core defence expenditure", or by another where nobody counted
// that; empty where nothing is to be said of it.
std::string definition_words(const Ledger& ledger, const Compliance& compliance);

// What NATO itself said, up to the scope's day, of how many met this guideline in that year; oldest
// first.
std::vector<const PublisherCount*> counts_said(const Ledger& ledger, const Guideline& guideline,
                                               Year year, Date as_of);

// For each standing, in their order; none where it has no figure. What is known of revisions is
// what was published up to the scope's day.
std::vector<std::optional<Margin>> margins(const Ledger& ledger, const Compliance& compliance,
                                           const Scope& scope);

// "Belgium, Canada and Croatia".
std::string names_of(const Ledger& ledger, const std::vector<AreaId>& areas);
// "BEL CAN HRV".
std::string codes_of(const Ledger& ledger, const std::vector<AreaId>& areas);

}  // namespace muster
