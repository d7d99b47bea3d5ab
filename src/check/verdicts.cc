#include "check/verdicts.h"

#include <algorithm>

namespace muster {

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::holds_in_another_reading:
      return "holds_in_another_reading";
    case Verdict::contradicted:
      return "contradicted";
    case Verdict::not_in_ledger:
      return "not_in_ledger";
  }
  return "";
}

std::string_view to_string(VerdictToday verdict) {
  switch (verdict) {
    case VerdictToday::holds:
      return "holds";
    case VerdictToday::stale:
      return "stale";
    case VerdictToday::contradicted:
      return "contradicted";
    case VerdictToday::not_in_ledger:
      return "not_in_ledger";
  }
  return "";
}

Judgement judge(const ReadingContext& context, const Claim& claim, const Assessment& assessment) {
  Judgement judgement;
  const auto& readings = assessment.readings;
  if (readings.empty()) return judgement;
  const auto agreeing = std::ranges::find_if(readings, &Reading::agrees);
  const bool found = agreeing != readings.end();
  const auto known_then = [&](const Reading& reading) {
    return !reading.vintage || !context.known ||
           context.ledger.vintage(*reading.vintage).published <= *context.known;
  };
  if (found) {
    judgement.reading = static_cast<std::size_t>(agreeing - readings.begin());
    const bool first = agreeing == readings.begin() && known_then(*agreeing) &&
                       agreeing->rounding != "digits cut off" &&
                       agreeing->rounding != "rounded to the digits that are no zeros" &&
                       agreeing->rounding != kUnboundCounted;
    judgement.verdict = first ? Verdict::holds : Verdict::holds_in_another_reading;
  } else {
    judgement.reading = 0;
    // Other publishers' definitions are readings that may support; they never contradict.
    const std::string_view publisher = readings.front().definition;
    const auto nearest = std::ranges::min_element(readings, {}, [&](const Reading& r) {
      return r.definition == publisher ? r.distance : r.distance + 1e6;
    });
    const bool far = nearest->distance > assessment.revision;
    // In another currency than the tables' it hangs on the rate as well.
    const auto* level = std::get_if<Level>(&claim.detail);
    constexpr double kOfRates = 0.2;
    const bool by_rate = level != nullptr && level->value.unit == StatedUnit::money &&
                         level->value.currency != kUsd && nearest->distance <= kOfRates;
    const bool own = publisher.empty() || publisher == context.publisher;
    const bool may_contradict = own && !claim.future && claim.kind != ClaimKind::forecast &&
                                !claim.other_source && claim.doubt == Doubt::none && !by_rate &&
                                (assessment.covered || far);
    judgement.verdict = may_contradict ? Verdict::contradicted : Verdict::not_in_ledger;
    if (judgement.verdict == Verdict::contradicted)
      judgement.correction = readings.front().sentence;
  }
  if (!assessment.today) return judgement;
  if (assessment.today->agrees) {
    judgement.today = VerdictToday::holds;
  } else if (found) {
    judgement.today = VerdictToday::stale;
  } else {
    judgement.today = judgement.verdict == Verdict::contradicted ? VerdictToday::contradicted
                                                                 : VerdictToday::not_in_ledger;
  }
  return judgement;
}

}  // namespace muster
