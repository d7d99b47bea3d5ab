// What was spoken of: the only state that goes from one sentence to the next beside the old rules'
// Discourse. The newest stands first.
#pragma once

#include <optional>
#include <vector>

#include "check/claims.h"
#include "check/statements.h"

namespace muster {

struct Referents {
  std::vector<AreaId> areas;        // the last few that figures were told of
  std::vector<MeasureId> measures;  // of which figures were told
  std::vector<Year> years;
  std::vector<AreaId> main;       // the countries that the document names most often
  std::optional<AreaId> speaker;  // whose "we" it is, once a figure has shown it

  // Whom the sentence is about: the subjects of its clauses.
  void note(const Parse& parse);
  // What the claim leaves to refer to.
  void note(const Claim& claim);
  void note(AreaId area);
  void note(MeasureId measure);
  void note(Year year);
};

// The most often named first; of those named as often the first.
std::vector<AreaId> main_areas(const Ledger& ledger, const Mentions& mentions);

}  // namespace muster
