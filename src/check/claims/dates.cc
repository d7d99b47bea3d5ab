#include "check/claims/dates.h"

#include <algorithm>

namespace muster {
namespace {

using C = LexicalClass;

bool sentence_has(const Read& read, ClassMask classes) {
  return std::ranges::any_of(read.scene.mentions(),
                             [&](const Mention& m) { return m.is(classes); });
}

// Does the sentence name the event's country, as its host does or what it happened to?
bool names_area(const Read& read, const Event& event) {
  return event.area && std::ranges::any_of(read.scene.mentions(), [&](const Mention& m) {
           return m.kind == MentionKind::area && m.area == *event.area;
         });
}

bool is_spoken_of(const Read& read, const Event& event) {
  if (event.kind == "summit")
    return sentence_has(read, {C::summit, C::leaders, C::agree}) || names_area(read, event);
  if (event.kind == "publication")
    return sentence_has(read, {C::report, C::publish, C::reporting, C::outlay, C::spend});
  if (event.kind == "accession") return sentence_has(read, C::join);
  return false;
}

}  // namespace

void find_dates(const Read& read, std::vector<Claim>& claims) {
  for (std::size_t i = 0; i < read.scene.size(); ++i) {
    const Mention& m = read.scene.mention(i);
    if (m.kind != MentionKind::time || m.when.whole_years() ||
        m.when.kind == WhenKind::report_day || is_told(claims, m))
      continue;
    const auto period = read.scene.period_at(i);
    constexpr int kLongest = 4;  // days
    if (!period || period->to.days - period->from.days > kLongest) continue;
    const auto told = std::ranges::any_of(claims, [&](const Claim& claim) {
      return claim.kind == ClaimKind::event && claim.begin <= m.begin_byte &&
             m.end_byte <= claim.end;
    });
    if (told) continue;
    for (const Event& event : read.scene.ledger().events) {
      if (!event.period.overlaps(*period) || !is_spoken_of(read, event)) continue;
      Claim claim = read.scene.claim(ClaimKind::event, i, i);
      claim.pattern = "dates";
      claim.measure = "event_date";
      claim.subject = {read.scene.nato()};
      EventStated stated;
      stated.events = {event.id};
      stated.when = *period;
      claim.detail = stated;
      claims.push_back(std::move(claim));
      break;
    }
  }
}

}  // namespace muster
