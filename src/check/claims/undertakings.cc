#include "check/claims/undertakings.h"

#include <algorithm>
#include <cmath>

namespace muster {
namespace {

using C = LexicalClass;

// Shares of GDP that somebody undertakes to reach; below it are changes and deviations.
constexpr double kLeastShare = 0.9;
constexpr double kLargestGoal = 6;

class Undertaking {
 public:
  Undertaking(const Read& read, std::size_t figure)
      : read_(read),
        phrases_(read.parse.phrases),
        figure_(figure),
        clause_(read.parse.clauses[read.parse.clauses.of(figure)]) {}

  std::optional<Claim> find() const {
    if (!is_goal_sized()) return std::nullopt;
    if (is_undertaken() || (is_line() && tells_of_line())) return claim();
    return std::nullopt;
  }

 private:
  const Mention& mention() const { return *phrases_.mention(figure_); }
  bool says(Sense sense) const { return read_.parse.clause_says(figure_, sense); }

  StatedValue value() const { return as_percent(mention().quantity); }
  bool of_equipment() const { return read_.parse.clause_has(figure_, C::equipment); }

  // A round share of GDP, a fifth for equipment.
  bool is_goal_sized() const {
    const StatedValue stated = value();
    if (stated.unit != StatedUnit::percent || mention().ordinal ||
        read_.scene.is_off_topic(static_cast<std::size_t>(phrases_[figure_].mention)))
      return false;
    if (std::fabs(stated.value - 20) < 1e-9) return of_equipment() || is_line();
    // What is promised is round, in steps of a quarter or a tenth: 0.91% is what somebody spends.
    const double quarters = stated.value * 4;
    const double tenths = stated.value * 10;
    const bool round = std::fabs(quarters - std::round(quarters)) < 1e-9 ||
                       std::fabs(tenths - std::round(tenths)) < 1e-9;
    const bool moved = says(Sense::upward) && phrases_[figure_].link == Link::by;
    return round && !moved && stated.value >= kLeastShare && stated.value <= kLargestGoal;
  }

  // Does the clause, or the one that governs it, speak of what is promised, planned or required?
  bool is_undertaken() const {
    if (clause_.asks || clause_.negated) return false;
    if (says(Sense::agreed) || says(Sense::asked)) return true;
    const bool meant = clause_.modality == Modality::planned ||
                       clause_.modality == Modality::wished ||
                       clause_.modality == Modality::conditional || clause_.frame == Frame::plan ||
                       clause_.frame == Frame::want;
    if (meant) return true;
    if (clause_.parent >= 0) {
      const Clause& around = read_.parse.clauses[static_cast<std::size_t>(clause_.parent)];
      const bool told = around.frame == Frame::plan || around.frame == Frame::want;
      // "Nobody expects Luxembourg to spend 2%"
      if (around.negated) return false;
      if (told && clause_.join != Join::bracket) return true;
    }
    return says(Sense::aimed) && deadline().has_value();
  }

  // "the guideline of two per cent", "the 20% criterion"
  bool is_line() const {
    constexpr std::size_t kReach = 3;
    for (const Construction& c : read_.parse.constructions) {
      if (c.sense != Sense::line) continue;
      const std::size_t at = read_.parse.phrase_at(c.first);
      if (at > figure_ && at - figure_ <= 1) return true;
      const bool before =
          at < figure_ && figure_ - at <= kReach && phrases_[figure_].link == Link::of;
      if (before) return true;
    }
    return false;
  }

  // Of the line itself, and not of who is above it; a headline without a verb tells nothing.
  bool tells_of_line() const {
    const bool of_who_meets =
        read_.parse.clause_has(figure_, {C::meet, C::miss, C::more, C::less, C::first_time}) ||
        says(Sense::more) || says(Sense::less) || says(Sense::first_time);
    return clause_.verb >= 0 && !of_who_meets;
  }

  // The year by which it is to be reached: one to come, or one behind "by".
  std::optional<Year> deadline() const {
    const auto day = read_.scene.facts().day;
    for (const std::size_t i : clause_.phrases) {
      if (phrases_[i].kind != PhraseKind::time) continue;
      const auto year = read_.scene.year_at(static_cast<std::size_t>(phrases_[i].mention));
      if (!year) continue;
      const bool by = phrases_[i].link == Link::by || phrases_[i].link == Link::until;
      if (by || (day && *year > year_of(*day))) return year;
    }
    return std::nullopt;
  }

  // The promise of one of those whom it may be said of; of several the newest before the day.
  const Promise* promise_of(AreaId area) const {
    const auto day = read_.scene.facts().day;
    const auto by = deadline();
    const Promise* found = nullptr;
    for (const Promise& promise : read_.scene.ledger().promises) {
      const bool same = promise.area == area && promise.metric != "budget" &&
                        promise.threshold.to_double() == value().value &&
                        (!by || promise.by == *by) && (!day || promise.said.from <= *day);
      if (same && (found == nullptr || promise.said.from > found->said.from)) found = &promise;
    }
    return found;
  }

  std::optional<Claim> claim() const {
    std::size_t last = figure_;
    for (const std::size_t i : clause_.phrases) {
      if (i > figure_ && i - figure_ <= 4 && phrases_[i].kind == PhraseKind::time) last = i;
    }
    Claim claim = claim_over(read_, ClaimKind::guideline, figure_, last);
    claim.pattern = "undertakings";
    claim.measure = "guideline";
    claim.doubt = Doubt::subject;
    GuidelineStated stated;
    stated.threshold = value();
    stated.deadline = deadline();
    const AreaId nato = read_.scene.nato();
    const bool equipment = of_equipment() || std::fabs(value().value - 20) < 1e-9;
    claim.guideline = read_.scene.guideline_of_threshold(value(), equipment);
    claim.subject = {nato};
    // Whoever is named undertakes it; else the alliance, whose number it is.
    for (const AreaId area : candidate_subjects(read_, figure_, {nato})) {
      if (read_.scene.ledger().area(area).is_group) continue;
      stated.promise = promise_of(area);
      if (stated.promise == nullptr) continue;
      claim.subject = {area};
      claim.guideline = nullptr;
      break;
    }
    const Who who = subject_of(read_.parse, read_.parse.clauses.of(figure_));
    const bool of_ally = who.areas.size() == 1 && who.areas.front() != nato &&
                         !read_.scene.ledger().area(who.areas.front()).is_group;
    if (stated.promise == nullptr && of_ally) {
      claim.subject = who.areas;
      claim.guideline = nullptr;
    }
    stated.standing = stated.promise == nullptr && claim.guideline == nullptr;
    // "Trump demanded 4%", "critics say 3%": what somebody asks of others, and nobody undertook.
    if (stated.standing && (!of_ally || !read_.scene.are_followed(claim.subject)))
      return std::nullopt;
    claim.detail = stated;
    return claim;
  }

  const Read& read_;
  const Phrases& phrases_;
  std::size_t figure_;
  const Clause& clause_;
};

// "Nine of the 29 exceed the 2% benchmark": a count, and nothing of what was promised.
bool is_told_of_who_meets(const std::vector<Claim>& claims, const Mention& figure) {
  return std::ranges::any_of(claims, [&](const Claim& claim) {
    const bool of_meeting = claim.kind == ClaimKind::count_meeting_guideline ||
                            claim.kind == ClaimKind::list_meeting_guideline ||
                            claim.kind == ClaimKind::first_or_last ||
                            claim.kind == ClaimKind::change_over_time;
    return of_meeting && claim.begin <= figure.begin_byte && figure.end_byte <= claim.end;
  });
}

}  // namespace

void find_undertakings(const Read& read, std::vector<Claim>& claims) {
  for (std::size_t i = 0; i < read.parse.phrases.size(); ++i) {
    const Mention* m = read.parse.phrases.mention(i);
    if (m == nullptr || m->kind != MentionKind::quantity) continue;
    auto claim = Undertaking(read, i).find();
    if (!claim || is_told_as(claims, *claim) || is_told_of_who_meets(claims, *m)) continue;
    // "Canada promises 2% by 2032": what is undertaken is no forecast beside it.
    std::erase_if(claims, [&](const Claim& other) {
      return other.kind == ClaimKind::forecast && other.begin <= m->begin_byte &&
             m->end_byte <= other.end;
    });
    claims.push_back(*std::move(claim));
  }
}

}  // namespace muster
