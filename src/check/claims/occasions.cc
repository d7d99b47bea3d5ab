#include "check/claims/occasions.h"

#include <algorithm>

#include "base/text.h"

namespace muster {
namespace {

using C = LexicalClass;

constexpr int kMonth = 31;  // days
constexpr int kFewDays = 4;

class Occasions {
 public:
  Occasions(const Read& read, std::vector<Claim>& claims)
      : read_(read), phrases_(read.parse.phrases), claims_(claims) {}

  void find() {
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (phrases_[i].kind == PhraseKind::area) find_place(i);
    }
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (phrases_[i].kind == PhraseKind::time) find_time(i);
    }
  }

 private:
  const Ledger& ledger() const { return read_.scene.ledger(); }
  const Clause& clause_of(std::size_t i) const {
    return read_.parse.clauses[read_.parse.clauses.of(i)];
  }
  std::optional<Period> period_of(std::size_t i) const {
    return phrases_[i].mention < 0
               ? std::nullopt
               : read_.scene.period_at(static_cast<std::size_t>(phrases_[i].mention));
  }
  // The phrase nearest to i within reach that begins a construction of that sense.
  std::optional<std::size_t> near(std::size_t i, Sense sense, std::size_t reach) const {
    std::optional<std::size_t> best;
    const auto distance = [&](std::size_t j) { return i > j ? i - j : j - i; };
    for (const Construction& c : read_.parse.constructions) {
      if (c.sense != sense) continue;
      const std::size_t at = read_.parse.phrase_at(c.first);
      if (distance(at) <= reach && (!best || distance(at) < distance(*best))) best = at;
    }
    return best;
  }
  bool has(ClassMask classes) const {
    return std::ranges::any_of(read_.scene.mentions(),
                               [&](const Mention& m) { return m.is(classes); });
  }
  // A text speaks of summits to come within a year or so, and of all before.
  bool is_within_view(const Event& event) const {
    constexpr int kAhead = 400;
    const auto day = read_.scene.facts().day;
    return !day || event.period.from.days <= day->days + kAhead;
  }

  // "the pledge made in Wales", "Agreed at The Hague in June 2025", "leaves for Vilnius"
  void find_place(std::size_t i) {
    const Mention& place = *phrases_.mention(i);
    if (!place.flags.place && !place.flags.capital_city) return;
    const auto occasion = occasion_near(i);
    if (!occasion) return;
    const auto time = time_beside(i);
    const auto when = time ? period_of(*time) : std::nullopt;
    const Event* event = summit_at(place, when);
    if (event == nullptr) return;
    const std::size_t first = std::min({i, *occasion, time.value_or(i)});
    const std::size_t last = std::max({i, *occasion, time.value_or(i)});
    EventStated stated;
    stated.area = place.area;
    stated.place = read_.scene.last_word_of(static_cast<std::size_t>(phrases_[i].mention));
    if (when) stated.when = when;
    add(claim_over(read_, ClaimKind::event, first, last), *event, stated);
  }
  // What leaders did there, or that they go there.
  std::optional<std::size_t> occasion_near(std::size_t i) const {
    constexpr std::size_t kReach = 9;
    const bool there = phrases_[i].link == Link::in || phrases_[i].link == Link::at ||
                       phrases_[i].link == Link::to || phrases_[i].link == Link::for_ ||
                       phrases_[i].link == Link::since;
    const bool summit = i + 1 < phrases_.size() && phrases_.is(i + 1, C::summit);
    if (summit) return i + 1;
    if (!there) return std::nullopt;
    for (const Sense sense : {Sense::agreed, Sense::meeting, Sense::line}) {
      if (const auto at = near(i, sense, kReach);
          at && read_.parse.clauses.of(*at) == read_.parse.clauses.of(i))
        return at;
    }
    return std::nullopt;
  }
  std::optional<std::size_t> time_beside(std::size_t i) const {
    constexpr std::size_t kReach = 6;
    const auto& own = clause_of(i).phrases;
    for (const std::size_t j : own) {
      const std::size_t gap = i > j ? i - j : j - i;
      if (phrases_[j].kind == PhraseKind::time && gap <= kReach && phrases_[j].link != Link::by &&
          phrases_[j].link != Link::until)
        return j;
    }
    return std::nullopt;
  }
  const Event* summit_at(const Mention& place, const std::optional<Period>& when) const {
    const Event* found = nullptr;
    for (const Event& event : ledger().events) {
      const bool there = event.kind == "summit" && event.area == place.area;
      if (!there || !is_within_view(event) || (when && !event.period.overlaps(*when))) continue;
      if (found == nullptr || event.period.from > found->period.from) found = &event;
    }
    return found;
  }

  // "tables released on Monday", "the two-day meeting that opens on Wednesday"
  void find_time(std::size_t i) {
    const Mention& time = *phrases_.mention(i);
    const auto period = period_of(i);
    if (!period || time.when.whole_years() || is_dateline(i, *period)) return;
    const int days = period->to.days - period->from.days;
    if (days > kMonth) return;
    if (find_release(i, *period)) return;
    for (const Event& event : ledger().events) {
      if (!event.period.overlaps(*period) || event.kind == "publication") continue;
      const auto told_by = words_of(event, i, days > kFewDays);
      if (!told_by) continue;
      EventStated stated;
      stated.when = *period;
      add(claim_over(read_, ClaimKind::event, std::min(i, *told_by), std::max(i, *told_by)), event,
          stated);
      return;
    }
  }
  // "BRUSSELS, June 26 (Agency) -": the text's own day.
  bool is_dateline(std::size_t i, const Period& period) const {
    constexpr std::size_t kFirstFew = 6;
    const auto day = read_.scene.facts().day;
    return i <= kFirstFew && phrases_[i].link == Link::none && day && period.from == *day &&
           period.to == *day;
  }
  bool find_release(std::size_t i, const Period& period) {
    constexpr std::size_t kReach = 8;
    auto told_by = near(i, Sense::publishing, kReach);
    // "said on 17 June 2024 that 23 allies would spend 2%"
    const bool on_day = phrases_[i].link == Link::on && period.from == period.to;
    if (!told_by && on_day && has({C::report, C::publish, C::reporting, C::outlay, C::spend}))
      told_by = i;
    if (!told_by || has(C::other_source)) return false;
    const Claim claim =
        claim_over(read_, ClaimKind::event, std::min(i, *told_by), std::max(i, *told_by));
    EventStated stated;
    stated.when = period;
    for (const Event& event : ledger().events) {
      if (event.kind != "publication" || !event.period.overlaps(period)) continue;
      return add(claim, event, stated);
    }
    return false;
  }
  // Where in the sentence the event is spoken of; nowhere, if it is not.
  std::optional<std::size_t> words_of(const Event& event, std::size_t time, bool vague) const {
    constexpr std::size_t kReach = 10;
    // Members and offices are told as such.
    const bool told_elsewhere = event.kind == "accession" || event.kind == "founding" ||
                                event.kind == "office" || event.kind == "election";
    if (told_elsewhere) return std::nullopt;
    if (event.kind == "summit") {
      if (has({C::summit, C::leaders})) return near(time, Sense::meeting, kReach);
      return names(event.area) ? near(time, Sense::meeting, kReach) : std::nullopt;
    }
    if (event.kind == "ministers")
      return shares_word(event, 2) ? near(time, Sense::meeting, kReach) : std::nullopt;
    if (event.kind == "other summit" || event.kind == "ukraine aid")
      return shares_word(event, 2) ? std::optional(time) : std::nullopt;
    const bool of_area = names(event.area);
    const int shared = vague ? 2 : 1;
    return of_area && shares_word(event, shared) ? std::optional(time) : std::nullopt;
  }
  // By its name, its people or its offices.
  bool names(const std::optional<AreaId>& area) const {
    if (!area) return false;
    for (std::size_t i = 0; i < read_.scene.size(); ++i) {
      const Mention& m = read_.scene.mention(i);
      if (m.kind == MentionKind::area && m.area == *area) return true;
      if (m.kind == MentionKind::person && read_.scene.country_of_holder(i) == area) return true;
    }
    return !read_.referents.main.empty() && read_.referents.main.front() == *area;
  }
  // How many of the longer words of its name and variants the sentence has.
  bool shares_word(const Event& event, int least) const {
    constexpr std::size_t kLong = 4;
    int shared = 0;
    std::vector<std::string> seen;
    for (const std::string_view text : {event.name, event.variants}) {
      for (const std::string_view part : split(text, '|')) {
        for (const std::string_view word : split(part, ' ')) {
          std::string lower = ascii_lower(word);
          while (!lower.empty() && !is_letter(lower.back())) lower.pop_back();
          if (lower.size() < kLong || std::ranges::find(seen, lower) != seen.end()) continue;
          seen.push_back(lower);
          if (read_.scene.contains_word(read_.scene.begin(), read_.scene.end(), lower)) ++shared;
        }
      }
    }
    return shared >= least;
  }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }

  bool add(Claim claim, const Event& event, EventStated stated) {
    if (is_told_as(claims_, claim)) return true;
    claim.pattern = "occasions";
    claim.measure = "event_date";
    claim.doubt = Doubt::subject;
    const bool of_alliance = event.kind == "summit" || event.kind == "publication" ||
                             event.kind == "ministers" || !event.area;
    claim.subject = {of_alliance ? read_.scene.nato() : *event.area};
    stated.events = {event.id};
    claim.detail = stated;
    claims_.push_back(std::move(claim));
    return true;
  }

  const Read& read_;
  const Phrases& phrases_;
  std::vector<Claim>& claims_;
};

}  // namespace

void find_occasions(const Read& read, std::vector<Claim>& claims) {
  Occasions(read, claims).find();
}

}  // namespace muster
