// From readings to a verdict: of the article's day, and of today.
#pragma once

#include <string>
#include <string_view>

#include "check/readings.h"

namespace muster {

enum class Verdict : std::uint8_t { holds, holds_in_another_reading, contradicted, not_in_ledger };
std::string_view to_string(Verdict verdict);

enum class VerdictToday : std::uint8_t { holds, stale, contradicted, not_in_ledger };
std::string_view to_string(VerdictToday verdict);

struct Judgement {
  Verdict verdict = Verdict::not_in_ledger;
  VerdictToday today = VerdictToday::not_in_ledger;
  // The reading in which the claim stands; else the default one, or the nearest official figure.
  // None where the ledger has nothing.
  std::optional<std::size_t> reading;
  std::string correction;  // a sentence that an editor could print; empty unless contradicted
};

// First reading that agrees wins. None agrees: contradicted where the vintage of the day has the
// figure, or where the claim lies further off than figures of that age have ever been revised;
// never for what is said of the future.
Judgement judge(const ReadingContext& context, const Claim& claim, const Assessment& assessment);

}  // namespace muster
