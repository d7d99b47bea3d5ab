// What rules ask about the alliance: how many allies there are and have been, and which guidelines
// they had agreed on. The ledger knows all of it, so that an accession is a row in data/ and
// nothing else.
#pragma once

#include <optional>
#include <vector>

#include "ledger/ledger.h"

namespace muster {

// "all 31 allies" is everybody, "five allies" are some: it depends on how many there have been.
struct AllianceSize {
  int founders = 0;  // on its first day; it has never been smaller
  int fewest = 0;    // since there has been a guideline to meet: what counts of allies are about
  int most = 0;      // since then

  bool may_be_all(double count) const { return fewest <= count && count <= most; }
};
AllianceSize alliance_size(const Ledger& ledger);

// How many allies a text may speak of, right or wrong; larger numbers count something else. Bounds,
// not facts: far above any number that there has been.
inline constexpr double kMostAllies = 40;
inline constexpr double kMostMembers = 60;  // where the text may say that members are counted

// The guidelines for the share of GDP, oldest first: 2%, then 3.5%.
std::vector<const Guideline*> share_guidelines(const Ledger& ledger);

// Had allies agreed on it by that day? Where the day is unknown, whether they ever did.
bool is_agreed(const Ledger& ledger, const Guideline& guideline, std::optional<Date> day);

}  // namespace muster
