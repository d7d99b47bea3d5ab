// Guidelines, membership, events and offices: facts with dates, one reading each.

#include <algorithm>

#include "base/text.h"
#include "check/readings/families.h"
#include "measures/compliance.h"
#include "measures/promises.h"

namespace muster {
namespace {

Assessment settled(Reading reading) {
  Assessment assessment;
  assessment.covered = true;
  assessment.today = reading;
  assessment.readings.push_back(std::move(reading));
  return assessment;
}

Assessment nothing_known() { return {}; }

// Does `place`, a word of the text, occur in an event's place or name?
bool names_place(std::string_view event_place, std::string_view place) {
  return !place.empty() && ascii_lower(event_place).find(ascii_lower(place)) != std::string::npos;
}

std::string agreement_words(const Agreement& agreement) {
  return std::string(agreement.where) + ", " + to_prose(agreement.agreed) + ": " +
         std::string(agreement.text);
}

const Event* event_of(const Ledger& ledger, std::string_view id) {
  const auto found = std::ranges::find(ledger.events, id, &Event::id);
  return found == ledger.events.end() ? nullptr : &*found;
}

bool agreement_place(const Ledger& ledger, const Agreement& agreement, std::string_view place) {
  if (place.empty() || names_place(agreement.where, place)) return true;
  const Event* event = event_of(ledger, agreement.event);
  if (event == nullptr) return false;
  if (names_place(event->place, place) || names_place(event->name, place)) return true;
  return false;
}

}  // namespace

// What an ally promised, as the table has it.
Assessment assess_promise(const ReadingContext& context, const Promise& promise) {
  Reading reading;
  reading.rounding = "as written";
  reading.unit = "% of GDP";
  reading.value = promise.threshold.to_double();
  reading.agrees = true;
  const Area& area = context.ledger.area(promise.area);
  const std::string by = promise.by.value == 0 ? "" : " by " + std::to_string(promise.by.value);
  reading.answer = promised_words(promise) + by + ", " + to_prose(promise.said);
  reading.sentence = with_article(area) + " promised " + promised_words(promise) + by + ": " +
                     std::string(promise.said_by) + ", " + to_prose(promise.said) + ".";
  reading.working = {std::string(promise.said_by) + ", " + std::string(promise.where) + ", " +
                     to_prose(promise.said)};
  reading.cells = {"promises/" + std::string(area.code) + "/" + to_string(promise.said) + " (" +
                   std::string(promise.source) + ")"};
  return settled(std::move(reading));
}

Assessment assess_guideline(const ReadingContext& context, const Claim& claim,
                            const GuidelineStated& stated) {
  const Ledger& ledger = context.ledger;
  if (stated.promise != nullptr) return assess_promise(context, *stated.promise);
  if (stated.standing) return nothing_known();
  // What was agreed by the article's day, at that time and place.
  std::vector<const Agreement*> there;
  for (const Agreement& agreement : ledger.agreements) {
    if (context.day && agreement.agreed.from > *context.day) continue;
    const bool then = !stated.agreed || agreement.agreed.overlaps(*stated.agreed);
    const bool after = !stated.after || agreement.agreed.from >= *stated.after;
    if (then && after && agreement_place(ledger, agreement, stated.place))
      there.push_back(&agreement);
  }
  Reading reading;
  reading.unit = "% of GDP";
  const auto guideline_of = [&](const Agreement& agreement) {
    return *std::ranges::find(ledger.guidelines, agreement.guideline, &Guideline::id);
  };
  const auto matches = [&](const Agreement& agreement) {
    const Guideline guideline = guideline_of(agreement);
    if (claim.guideline != nullptr) return guideline.id == claim.guideline->id;
    return false;
  };
  const auto deadline_fits = [&](const Agreement& agreement) {
    return !stated.deadline || agreement.deadline.empty() ||
           agreement.deadline == std::to_string(stated.deadline->value);
  };
  const Agreement* found = nullptr;
  for (const Agreement* agreement : there) {
    if (matches(*agreement) && (found == nullptr || deadline_fits(*agreement))) found = agreement;
  }
  for (const Agreement& agreement : ledger.agreements) {
    if (claim.guideline != nullptr && agreement.guideline == claim.guideline->id)
      reading.working.push_back(agreement_words(agreement));
  }
  if (found != nullptr && stated.implied && !deadline_fits(*found)) return nothing_known();
  if (found != nullptr) {
    const Guideline guideline = guideline_of(*found);
    reading.value = guideline.threshold.to_double();
    reading.agrees = deadline_fits(*found);
    reading.rounding = "as written";
    reading.answer = std::string(found->where) + ", " + to_prose(found->agreed);
    reading.sentence = "Allies agreed on " + std::string(guideline.text) + " at the " +
                       std::string(found->where) + " (" + to_prose(found->agreed) + ")" +
                       (found->deadline.empty() ? "" : ", by " + std::string(found->deadline)) +
                       ".";
    reading.cells = {"guidelines/" + std::string(found->guideline) + "/" +
                     std::string(found->where)};
    return settled(std::move(reading));
  }
  if (stated.implied) return nothing_known();
  // Summits reaffirm what earlier ones agreed, and the ledger does not list each time.
  if (found == nullptr && claim.guideline != nullptr) {
    const auto original =
        std::ranges::find(ledger.agreements, claim.guideline->id, &Agreement::guideline);
    for (const Event& event : ledger.events) {
      const bool then = stated.agreed && event.period.overlaps(*stated.agreed);
      const bool placed_there = stated.place.empty() || names_place(event.place, stated.place);
      if (event.kind == "summit" && original != ledger.agreements.end() && then && placed_there &&
          event.period.from > original->agreed.from)
        return nothing_known();
    }
  }
  // Something else was agreed there and then, or this was agreed elsewhere: both contradict.
  const bool placed = stated.agreed.has_value() || !stated.place.empty();
  if (!placed || claim.guideline == nullptr) {
    if (!placed || there.empty()) return nothing_known();
    const Guideline guideline = guideline_of(*there.front());
    if (guideline.metric != measure(MeasureId::defence_share_of_gdp).name) return nothing_known();
    // The summit that raised the bar has several guidelines: 3.5, 1.5 and 5 in all.
    for (const Agreement* agreement : there) reading.working.push_back(agreement_words(*agreement));
    reading.value = guideline.threshold.to_double();
    reading.answer = guideline.threshold.to_string() + "% of GDP";
    // The very number that was agreed there: of whatever else is said, it is not against it.
    if (std::ranges::any_of(there, [&](const Agreement* agreement) {
          return guideline_of(*agreement).threshold.to_double() == stated.threshold.value;
        }))
      return nothing_known();
    reading.sentence = "The " + std::string(there.front()->where) + " (" +
                       to_prose(there.front()->agreed) + ") agreed on " +
                       std::string(guideline.text) + ".";
    reading.cells = {"guidelines/" + std::string(there.front()->guideline) + "/" +
                     std::string(there.front()->where)};
    return settled(std::move(reading));
  }
  const Agreement* nearest = nullptr;
  for (const Agreement& agreement : ledger.agreements) {
    if (agreement.guideline == claim.guideline->id &&
        (!context.day || agreement.agreed.from <= *context.day))
      nearest = &agreement;
  }
  if (nearest == nullptr) return nothing_known();
  reading.answer = std::string(nearest->where) + ", " + to_prose(nearest->agreed);
  reading.sentence = "Allies agreed on " + std::string(claim.guideline->text) + " at: ";
  for (std::size_t i = 0; i < reading.working.size(); ++i)
    reading.sentence +=
        (i > 0 ? "; " : "") + reading.working[i].substr(0, reading.working[i].find(':'));
  reading.sentence += ".";
  reading.cells = {"guidelines/" + std::string(nearest->guideline) + "/" +
                   std::string(nearest->where)};
  return settled(std::move(reading));
}

Assessment assess_membership(const ReadingContext& context, const Claim& claim,
                             const MembershipStated& stated) {
  const Ledger& ledger = context.ledger;
  const AreaId nato = *area_coded(ledger, "NATO");
  std::vector<Membership> joined;  // in the order of accession
  for (const Membership& membership : ledger.memberships) {
    if (membership.group == nato) joined.push_back(membership);
  }
  std::ranges::stable_sort(joined, {}, [](const Membership& m) { return m.period.from; });
  Reading reading;
  reading.rounding = "as written";
  reading.cells = {"groups/NATO"};
  if (stated.undated || (stated.newest && !context.day)) return nothing_known();
  if (stated.founders) {
    const Date founded = joined.front().period.from;
    const auto founders = std::ranges::count_if(
        joined, [&](const Membership& m) { return m.period.from == founded; });
    const bool then = !stated.joined || stated.joined->contains(founded);
    const bool among = std::ranges::all_of(claim.subject, [&](AreaId area) {
      return area == nato || std::ranges::any_of(joined, [&](const Membership& m) {
               return m.area == area && m.period.from == founded;
             });
    });
    reading.value = static_cast<double>(founders);
    reading.unit = "members";
    reading.agrees = then && among && (!stated.count || *stated.count == founders);
    reading.answer = std::to_string(founders) + " founders on " + to_prose(founded);
    reading.sentence = "NATO was founded by " + std::to_string(founders) + " countries on " +
                       to_prose(founded) + ".";
    return settled(std::move(reading));
  }
  if (stated.count) {
    if (!context.day) return nothing_known();
    const std::vector<AreaId> now = members_on(ledger, nato, *context.day);
    const Membership* newest = nullptr;
    for (const Membership& membership : joined) {
      if (membership.period.from <= *context.day) newest = &membership;
    }
    reading.value = static_cast<double>(now.size());
    reading.unit = "members";
    reading.agrees = static_cast<int>(now.size()) == *stated.count;
    reading.answer = std::to_string(now.size()) + " members";
    if (newest != nullptr) {
      reading.answer += " since " + to_prose(newest->period.from);
      reading.working = {with_article(ledger.area(newest->area)) + " joined on " +
                         to_prose(newest->period.from)};
    }
    reading.sentence =
        "NATO had " + std::to_string(now.size()) + " members on " + to_prose(*context.day) + ".";
    return settled(std::move(reading));
  }
  std::string words;
  reading.agrees = true;
  for (const AreaId area : claim.subject) {
    const auto own = std::ranges::find(joined, area, &Membership::area);
    if (own == joined.end()) {
      // Not a member at all: Ukraine joined nothing.
      return nothing_known();
    }
    const auto place = std::ranges::count_if(
        joined, [&](const Membership& m) { return m.period.from < own->period.from; });
    const auto same_day = std::ranges::count_if(
        joined, [&](const Membership& m) { return m.period.from == own->period.from; });
    const auto later = std::ranges::count_if(joined, [&](const Membership& m) {
      return context.day && m.period.from > own->period.from && m.period.from <= *context.day;
    });
    if (stated.newest && (later > 0 || own->period.from > *context.day)) reading.agrees = false;
    if (stated.joined && !stated.joined->contains(own->period.from)) reading.agrees = false;
    if (stated.ordinal && (*stated.ordinal <= place || *stated.ordinal > place + same_day))
      reading.agrees = false;
    words += (words.empty() ? "" : "; ") + with_article(ledger.area(area)) + " joined on " +
             to_prose(own->period.from);
    if (stated.ordinal)
      words += " as member " + std::to_string(place + 1) +
               (same_day > 1 ? " to " + std::to_string(place + same_day) : "");
  }
  reading.answer = words;
  reading.sentence = capitalised(words) + ".";
  return settled(std::move(reading));
}

Assessment assess_event(const ReadingContext& context, const Claim& claim,
                        const EventStated& stated) {
  const Ledger& ledger = context.ledger;
  Reading reading;
  reading.rounding = "as written";
  const auto describe = [&](const Event& event) {
    reading.answer = to_prose(event.period);
    reading.sentence =
        std::string(event.name) +
        (event.kind == "summit" && !event.place.empty() ? " (" + std::string(event.place) + ")"
                                                        : "") +
        ": " + to_prose(event.period) + ".";
    reading.working = {std::string(event.name) + ", " + to_prose(event.period)};
    reading.cells = {"events/" + std::string(event.id)};
  };
  if (claim.measure == "data_cut_off" || claim.measure == "data_release") {
    // Whether some other publication was meant cannot be known: this is never contradicted.
    const bool release = claim.measure == "data_release";
    for (const Vintage& vintage : ledger.vintages) {
      const Date day = release ? vintage.published : vintage.cut_off;
      if (vintage.publisher != context.publisher || !stated.when->contains(day)) continue;
      reading.agrees = true;
      reading.answer = to_prose(day);
      reading.working = {std::string(vintage.title) + ": " +
                         (release ? "published on " : "data up to ") + to_prose(day)};
      reading.cells = {"vintages/" + std::string(vintage.id)};
      return settled(std::move(reading));
    }
    return nothing_known();
  }
  if (!stated.events.empty()) {
    const Event* first = nullptr;
    for (const std::string_view id : stated.events) {
      const Event* event = event_of(ledger, id);
      if (event == nullptr) continue;
      // The one nearest to the stated day is what an editor would want to read.
      const auto off = [&](const Event& e) {
        return stated.when ? std::abs(e.period.from.days - stated.when->from.days) : 0;
      };
      if (first == nullptr || off(*event) < off(*first)) first = event;
      // Without a time it is told by its place: "the pledge made in Wales".
      const bool there = !stated.when && stated.area && !stated.place.empty();
      if (there || (stated.when && event->period.overlaps(*stated.when))) {
        describe(*event);
        reading.agrees = true;
        return settled(std::move(reading));
      }
    }
    if (first == nullptr || !stated.when || !first->is_sure()) return nothing_known();
    describe(*first);
    if (first->kind == "war")
      reading.sentence =
          std::string(first->name) + " began on " + to_prose(first->period.from) + ".";
    // What did happen then: the agreement that the sentence speaks of.
    for (const Agreement& agreement : ledger.agreements) {
      if (claim.guideline == nullptr || agreement.guideline != claim.guideline->id ||
          !agreement.agreed.overlaps(*stated.when))
        continue;
      reading.working.push_back(agreement_words(agreement));
    }
    return settled(std::move(reading));
  }

  // A summit: by place, by time, or both.
  const auto in_place = [&](const Event& event) {
    if (!stated.area) return true;
    if (!stated.place.empty())
      return names_place(event.place, stated.place) || names_place(event.name, stated.place);
    return event.area == stated.area;
  };
  const Event* by_place = nullptr;  // the nearest one at that place
  const Event* by_time = nullptr;
  for (const Event& event : ledger.events) {
    if (event.kind != "summit") continue;
    const bool then = (stated.when && event.period.overlaps(*stated.when)) ||
                      (stated.or_when && event.period.overlaps(*stated.or_when));
    if (then) by_time = &event;
    if (!in_place(event)) continue;
    if (stated.when) {
      if (then) {
        describe(event);
        reading.agrees = true;
        return settled(std::move(reading));
      }
      if (by_place == nullptr || event.period.from <= stated.when->to) by_place = &event;
      continue;
    }
    if (!context.day) {
      by_place = &event;
      continue;
    }
    // No time is given: the next summit there, or the last.
    constexpr int kHorizon = 550;  // days that a summit is spoken of ahead
    const int ahead = event.period.to.days - context.day->days;
    const bool fits = stated.future ? ahead >= 0 && ahead <= kHorizon : ahead <= kHorizon;
    if (!fits) continue;
    describe(event);
    reading.agrees = true;
  }
  if (reading.agrees) return settled(std::move(reading));
  // Contradicted only where the ledger has a summit then and there is no other of that name nearby.
  const Event* other = by_time != nullptr ? by_time : by_place;
  if (other == nullptr || !other->is_sure() || !stated.when || !stated.area) return nothing_known();
  describe(*other);
  return settled(std::move(reading));
}

Assessment assess_office(const ReadingContext& context, const Claim& /*claim*/,
                         const OfficeStated& stated) {
  const Ledger& ledger = context.ledger;
  const auto named = [&](const Office& office) {
    return std::ranges::find(stated.offices, office.office) != stated.offices.end() &&
           stated.area && office.area == *stated.area;
  };
  std::vector<const Office*> terms;
  for (const Office& office : ledger.offices) {
    if (named(office) && office.person == stated.person) terms.push_back(&office);
  }
  // Rows of one report or none support, and contradict nobody.
  const bool sure = std::ranges::all_of(ledger.offices, [&](const Office& office) {
    const bool concerned = office.person == stated.person || office.person == stated.other;
    return !concerned || !named(office) || office.is_sure();
  });
  Reading reading;
  reading.rounding = "as written";
  const auto term_words = [&](const Office& office) {
    const std::string from =
        office.begun.from == kDistantPast ? "" : "since " + to_prose(office.begun);
    const bool still = office.ended.to == kDistantFuture;
    if (still) return from.empty() ? std::string("in office when last read") : from;
    const std::string until = "until " + to_prose(office.ended);
    return from.empty() ? until : "from " + to_prose(office.begun) + " " + until;
  };
  const std::string who = std::string(stated.person);
  const std::string of = stated.area ? " of " + with_article(ledger.area(*stated.area)) : "";
  const auto describe = [&](const Office& office) {
    reading.answer = term_words(office);
    reading.working = {std::string(office.person) + ", " + std::string(office.office) + of +
                       (office.acting ? " (acting)" : "") + ": " + term_words(office)};
    reading.sentence = std::string(office.person) + " was " + std::string(office.office) + of +
                       " " + term_words(office) + ".";
    if (office.ended.to == kDistantFuture)
      reading.sentence = std::string(office.person) + " has been " + std::string(office.office) +
                         of + " " + term_words(office) + ".";
    reading.cells = {"offices/" + std::string(ledger.area(office.area).code) + "/" +
                     std::string(office.office) + "/" + std::string(office.person)};
  };
  if (stated.tenure == Tenure::before || stated.tenure == Tenure::after) {
    for (const Office* mine : terms) {
      for (const Office& other : ledger.offices) {
        if (other.person != stated.other || !named(other)) continue;
        const bool earlier = mine->begun.from < other.begun.from;
        describe(other);
        const std::string the_other = reading.working.front();
        describe(*mine);
        reading.working.push_back(the_other);
        // Nobody but acting holders in between.
        const auto between = [&](const Office& office) {
          const Office& a = earlier ? *mine : other;
          const Office& b = earlier ? other : *mine;
          return named(office) && !office.acting && office.begun.from > a.begun.from &&
                 office.begun.from < b.begun.from;
        };
        reading.agrees = earlier == (stated.tenure == Tenure::before) &&
                         std::ranges::none_of(ledger.offices, between);
        if (reading.agrees) return settled(std::move(reading));
      }
    }
    return reading.answer.empty() || !sure ? nothing_known() : settled(std::move(reading));
  }
  for (const Office* term : terms) {
    const Period sure_or_possible{term->begun.from, term->ended.to};
    bool agrees = false;
    switch (stated.tenure) {
      case Tenure::holds:
        agrees = sure_or_possible.overlaps(stated.at);
        break;
      case Tenure::held:
        agrees = term->begun.from < stated.at.to;
        break;
      case Tenure::will_hold:
        agrees = term->begun.to > stated.at.from;
        break;
      case Tenure::began:
        agrees = term->begun.overlaps(stated.at);
        break;
      case Tenure::before:
      case Tenure::after:
        break;
    }
    if (!agrees && !reading.answer.empty()) continue;
    describe(*term);
    reading.agrees = agrees;
    if (agrees) return settled(std::move(reading));
  }
  // A person of the table who took it up on another day.
  if (stated.tenure == Tenure::began && !reading.answer.empty())
    return sure ? settled(std::move(reading)) : nothing_known();
  if (stated.at.from == kDistantPast || stated.tenure != Tenure::holds) {
    // Without a day, or "former": a person who never held it is not in the table, and others may be
    // missing.
    return nothing_known();
  }
  // Contradicted where somebody else is known to have held the office then.
  for (const Office& office : ledger.offices) {
    const bool surely = office.begun.to <= stated.at.from && office.ended.from >= stated.at.to;
    if (!named(office) || !surely) continue;
    if (office.person == stated.person || !office.is_sure()) return nothing_known();
    describe(office);
    reading.agrees = false;
    return settled(std::move(reading));
  }
  return nothing_known();
}

}  // namespace muster
