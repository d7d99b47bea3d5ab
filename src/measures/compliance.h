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

struct Compliance {
  const Guideline* guideline = nullptr;
  CrossSection section;
  std::vector<Standing> standings;  // as the section's entries

  std::vector<AreaId> met() const;
  std::vector<AreaId> missed() const;
  std::vector<AreaId> unknown() const;
};

// Does this published figure meet the guideline?
bool meets_guideline(const Guideline& guideline, const Decimal& figure);

// The standing of every ally with armed forces in `year`, in one vintage. Fails when the
// guideline's metric is not in the ledger, or no vintage in scope has it for that year.
Result<Compliance> compliance(const Ledger& ledger, const Guideline& guideline, AreaId group,
                              Year year, const Scope& scope);

// "Belgium, Canada and Croatia".
std::string names_of(const Ledger& ledger, const std::vector<AreaId>& areas);
// "BEL CAN HRV".
std::string codes_of(const Ledger& ledger, const std::vector<AreaId>& areas);

}  // namespace muster
