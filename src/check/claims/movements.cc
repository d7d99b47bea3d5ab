#include "check/claims/movements.h"

#include <algorithm>
#include <cmath>

namespace muster {
namespace {

using C = LexicalClass;

constexpr std::size_t kMostTries = 60;

class Movements {
 public:
  Movements(const Read& read, const Fits& fits, std::vector<Claim>& claims)
      : read_(read), phrases_(read.parse.phrases), fits_(fits), claims_(claims) {}

  void find() {
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (is_amount(i)) find_pair(i);
    }
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (phrases_.is(i, C::multiple)) find_multiple(i);
      if (is_amount(i)) find_growth(i);
    }
    for (const Construction& c : read_.parse.constructions) {
      if (c.sense == Sense::upward || c.sense == Sense::downward) find_bare(c);
    }
  }

 private:
  bool is_amount(std::size_t i) const {
    const Mention* m = phrases_.mention(i);
    return m != nullptr && m->kind == MentionKind::quantity && !m->ordinal &&
           !m->quantity.is_range();
  }
  std::size_t own(std::size_t i) const { return static_cast<std::size_t>(phrases_[i].mention); }
  StatedValue value(std::size_t i) const {
    StatedValue value = as_percent(read_.scene.share_or_money(own(i)));
    // "99,000": persons are told in round hundreds.
    if (value.unit == StatedUnit::count) value.step = value.coarse_step;
    return value;
  }
  const Clause& clause_of(std::size_t i) const {
    return read_.parse.clauses[read_.parse.clauses.of(i)];
  }
  bool is_stated(std::size_t i) const {
    const Clause& clause = clause_of(i);
    const bool stated =
        clause.modality == Modality::asserted || clause.modality == Modality::future;
    return stated && !clause.asks && clause.frame != Frame::want;
  }

  // The figure before it that it may be set against: the nearest that can be of the same kind.
  std::optional<std::size_t> figure_before(std::size_t i) const {
    constexpr std::size_t kReach = 18;
    for (std::size_t j = i; j-- > 0 && i - j <= kReach;) {
      if (is_amount(j) && alike(j, i)) return j;
    }
    return std::nullopt;
  }
  bool alike(std::size_t a, std::size_t b) const {
    const StatedValue first = value(a);
    const StatedValue second = value(b);
    if (first.unit == second.unit) return true;
    // "47.6 billion against 13.6"
    return (first.unit == StatedUnit::money && second.unit != StatedUnit::points) ||
           (first.unit == StatedUnit::percent && second.unit == StatedUnit::count);
  }
  // The second of a pair, with what it leaves to the first: "13.6" after "47.6 billion".
  StatedValue value_beside(std::size_t i, const StatedValue& other) const {
    StatedValue stated = value(i);
    const bool bare = stated.unit == StatedUnit::count || other.unit == StatedUnit::money;
    if (stated.unit == other.unit || !bare) return stated;
    stated.unit = other.unit;
    stated.currency = other.currency;
    if (other.unit == StatedUnit::money) {
      const double scale = other.value >= 1e9 ? 1e9 : 1e6;
      const double step = stated.step > 0 ? stated.step : 1;
      stated.value *= scale;
      stated.high *= scale;
      stated.step = stated.coarse_step = step * scale;
    }
    return stated;
  }

  bool has_between(std::size_t first, std::size_t last, Sense sense) const {
    return std::ranges::any_of(read_.parse.constructions, [&](const Construction& c) {
      const std::size_t at = read_.parse.phrase_at(c.first);
      return c.sense == sense && at >= first && at <= last;
    });
  }
  // 1 where it rose, -1 where it fell, 0 where both or neither is said.
  int direction(std::size_t first, std::size_t last) const {
    const bool up = has_between(first, last, Sense::upward);
    const bool down = has_between(first, last, Sense::downward);
    return up == down ? 0 : (up ? 1 : -1);
  }

  // What sets one figure against another that stands behind it; "nothing" joins mere lists.
  bool are_set_against(std::size_t a, std::size_t b) const {
    switch (phrases_[b].link) {
      case Link::from:
      case Link::to:
      case Link::than:
      case Link::against:
        return true;
      default:
        break;
    }
    if (phrases_[a].link == Link::from) return true;
    const std::size_t from = a > 4 ? a - 4 : 0;
    return has_between(from, b, Sense::upward) || has_between(from, b, Sense::downward) ||
           has_between(a, b, Sense::alike);
  }
  bool has_area_between(std::size_t a, std::size_t b) const {
    for (std::size_t i = a + 1; i < b; ++i) {
      if (phrases_[i].kind == PhraseKind::area && !phrases_[i].possessive) return true;
    }
    return false;
  }

  std::vector<MeasureId> measures_of(std::size_t i, StatedUnit unit) const {
    const auto has = [&](ClassMask classes) {
      return std::ranges::any_of(read_.scene.mentions(),
                                 [&](const Mention& m) { return m.is(classes); });
    };
    std::vector<MeasureId> measures;
    const auto add = [&](MeasureId id) {
      if (std::ranges::find(measures, id) == measures.end()) measures.push_back(id);
    };
    if (unit == StatedUnit::money) {
      if (has(C::per_head)) add(MeasureId::defence_per_capita);
      if (value(i).value < 1e5) return {MeasureId::defence_per_capita};
      return {MeasureId::defence_expenditure};
    }
    if (unit == StatedUnit::count) {
      if (value(i).value >= 100) add(MeasureId::military_personnel);
      return measures;
    }
    if (unit != StatedUnit::percent) return {};
    if (read_.parse.clause_has(i, C::gdp)) return {MeasureId::defence_share_of_gdp};
    if (has(C::equipment)) add(MeasureId::equipment_share);
    if (has(C::personnel)) add(MeasureId::personnel_share);
    for (const MeasureId id : read_.referents.measures) {
      if (id == MeasureId::defence_share_of_gdp || id == MeasureId::equipment_share ||
          id == MeasureId::personnel_share)
        add(id);
    }
    if (value(i).value < kLargestShareOfGdp) add(MeasureId::defence_share_of_gdp);
    return measures;
  }

  // The years that it may be counted from, the likeliest first.
  std::vector<Year> begin_years(std::size_t from, Year to) const {
    std::vector<Year> years;
    const auto add = [&](Year year) {
      if (year < to && std::ranges::find(years, year) == years.end()) years.push_back(year);
    };
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (phrases_[i].kind != PhraseKind::time) continue;
      if (const auto year = read_.scene.year_at(own(i))) add(*year);
    }
    for (const std::size_t i : when_of(read_.parse, from).times) {
      const auto year = phrases_[i].mention < 0 ? std::nullopt : read_.scene.year_at(own(i));
      if (year) add(*year);
    }
    add(Year{static_cast<std::int16_t>(to.value - 1)});
    for (const Year year : read_.referents.years) add(year);
    // "ten years ago", "when the pledge was made"
    add(Year{static_cast<std::int16_t>(to.value - 10)});
    for (const Agreement& agreement : read_.scene.ledger().agreements)
      add(year_of(agreement.agreed.from));
    return years;
  }

  std::vector<AreaId> areas_of(std::size_t a, std::size_t b) const {
    std::vector<AreaId> areas = candidate_areas(read_, a);
    for (const AreaId area : candidate_areas(read_, b)) {
      if (std::ranges::find(areas, area) == areas.end()) areas.push_back(area);
    }
    return areas;
  }

  // "down from 3.71% in 2014", "from 1.49 to 1.77", "174,800 against 183,500 in 2014"
  void find_pair(std::size_t b) {
    const auto a = figure_before(b);
    if (!a || !are_set_against(*a, b) || !is_stated(b)) return;
    if (has_area_between(*a, b) && phrases_[b].link != Link::to) return;
    if (is_line(b) && phrases_[b].link != Link::to && phrases_[b].link != Link::from) return;
    // Where they are told from the beginning the span is both; else the second's words.
    const bool whole = phrases_[*a].link == Link::from || phrases_[b].link == Link::to;
    std::size_t last = b;
    if (b + 1 < phrases_.size() && phrases_[b + 1].kind == PhraseKind::time) last = b + 1;
    Claim claim =
        claim_over(read_, ClaimKind::change_over_time, whole ? *a : start_of(*a, b), last);
    if (is_told_as(claims_, claim)) return;
    const int way = direction(*a > 6 ? *a - 6 : 0, last);
    const StatedValue first = value_beside(*a, value(b));
    const StatedValue second = value_beside(b, first);
    std::size_t tries = 0;
    for (const bool forward : {whole, !whole}) {
      const std::size_t from = forward ? *a : b;
      const std::size_t to = forward ? b : *a;
      const StatedValue& before = forward ? first : second;
      const StatedValue& after = forward ? second : first;
      if ((way > 0 && after.value < before.value) || (way < 0 && after.value > before.value))
        continue;
      for (const MeasureId id : measures_of(*a, first.unit)) {
        for (const AreaId area : areas_of(*a, b)) {
          for (const Year year : candidate_years(read_, to).candidates) {
            if (++tries > kMostTries) return;
            ChangeStated change;
            change.from = before;
            change.to = after;
            change.from_years = begin_years(from, year);
            if (add_where_it_fits(claim, change, id, area, year)) return;
          }
        }
      }
    }
  }
  // From the word that sets them against each other.
  std::size_t start_of(std::size_t a, std::size_t b) const {
    for (std::size_t i = a + 1; i < b; ++i) {
      if (has_between(i, i, Sense::upward) || has_between(i, i, Sense::downward)) return i;
    }
    return b;
  }

  // "more than double the 1.88% of 2014", "has nearly tripled since"
  void find_multiple(std::size_t i) {
    // "half of the money", "twice that of France": a part, a comparison; and no movement.
    const bool moves = has_between(i, i, Sense::upward) || has_between(i, i, Sense::downward);
    if (!is_stated(i) || !moves || is_amount(i)) return;
    std::size_t last = i;
    std::optional<StatedValue> from;
    for (std::size_t j = i + 1; j < phrases_.size() && j - i <= 10; ++j) {
      if (phrases_[j].kind == PhraseKind::area) return;
      if (is_line(j)) return;
      if (is_amount(j) && !from && value(j).unit != StatedUnit::count) {
        from = value(j);
        last = j;
      }
      if (phrases_[j].kind == PhraseKind::time) last = j;
    }
    Claim claim = claim_over(read_, ClaimKind::change_over_time, i, last);
    if (is_told_as(claims_, claim)) return;
    std::vector<MeasureId> measures = candidate_measures(read_, i);
    if (from) measures = measures_of(last, from->unit);
    std::size_t tries = 0;
    for (const MeasureId id : measures) {
      for (const AreaId area : candidate_subjects(read_, i, {})) {
        for (const Year year : candidate_years(read_, i).candidates) {
          if (++tries > kMostTries) return;
          ChangeStated change;
          change.by = read_.scene.factor_at(own(i));
          change.direction = change.by->value < 1 ? -1 : 1;
          change.from_years = begin_years(i, year);
          if (add_where_it_fits(claim, change, id, area, year)) return;
        }
      }
    }
  }

  // "more than double the agreed 20": what others are measured by.
  bool is_line(std::size_t i) const {
    if (!is_amount(i)) return false;
    const bool named = read_.parse.clause_says(i, Sense::line) || phrases_.is(i, C::guideline_noun);
    return named || std::ranges::any_of(read_.scene.ledger().guidelines, [&](const Guideline& g) {
             return g.threshold.to_double() == value(i).value;
           });
  }

  bool speaks_of_growth(std::size_t i) const {
    const bool here = read_.parse.clause_has(i, C::real) || says_in_sentence(Sense::real);
    if (here) return true;
    const bool spoken = !read_.referents.measures.empty() &&
                        read_.referents.measures.front() == MeasureId::real_change;
    return spoken || read_.parse.clause_says(i, Sense::upward) ||
           read_.parse.clause_says(i, Sense::downward);
  }
  bool says_in_sentence(Sense sense) const { return read_.parse.says(sense); }

  // "grew by 29.5 per cent after inflation", "the Poles 22"
  void find_growth(std::size_t i) {
    const StatedValue by = value(i);
    const StatedValue& written = phrases_.mention(i)->quantity;
    if (!is_stated(i) || is_told(claims_, *phrases_.mention(i)) || !speaks_of_growth(i)) return;
    const bool here = read_.parse.clause_has(i, C::real) || read_.parse.clause_says(i, Sense::real);
    const bool real = here || says_in_sentence(Sense::real);
    const bool percent = by.unit == StatedUnit::percent;
    const bool bare = by.unit == StatedUnit::count && by.value < 100 && by.step <= 1 &&
                      (phrases_[i].link == Link::by || (i > 0 && added(i - 1)));
    const bool part = written.unit == StatedUnit::fraction && !here;
    if (part || is_line(i) || (!percent && !(bare && real))) return;
    if (read_.parse.clause_has(i, C::gdp) || read_.scene.gdp_behind(own(i))) return;
    // "four per cent" fits too often.
    const bool exact = written.step > 0 && written.step < 0.5 && written.bound == Bound::exact;
    if (!exact && !real) return;
    std::size_t last = i;
    if (i + 1 < phrases_.size() && phrases_[i + 1].kind == PhraseKind::time) last = i + 1;
    Claim claim = claim_over(read_, ClaimKind::change_over_time, i, last);
    if (is_told_as(claims_, claim)) return;
    StatedValue stated = by;
    if (bare) {
      stated.unit = StatedUnit::percent;
      stated.step = stated.coarse_step = by.step > 0 ? by.step : 1;
    }
    const bool falls =
        read_.parse.clause_says(i, Sense::downward) && !read_.parse.clause_says(i, Sense::upward);
    for (const AreaId area : candidate_areas(read_, i)) {
      for (const Year year : candidate_years(read_, i).candidates) {
        ChangeStated change;
        change.by = stated;
        change.real = true;
        change.direction = falls ? -1 : 1;
        if (add_where_it_fits(claim, change, MeasureId::defence_expenditure, area, year)) return;
      }
    }
  }

  // "the Poles 22", "the Slovaks added 6.8"
  bool added(std::size_t i) const {
    return phrases_[i].kind == PhraseKind::area || has_between(i, i, Sense::upward) ||
           has_between(i, i, Sense::downward);
  }

  // "Hungary fell too", "The French slipped out again": only which way.
  void find_bare(const Construction& c) {
    const std::size_t at = read_.parse.phrase_at(c.first);
    const Clause& clause = clause_of(at);
    const bool is_verb = clause.verb >= 0 && at <= static_cast<std::size_t>(clause.verb) + 1 &&
                         at + 2 >= static_cast<std::size_t>(clause.verb);
    if (!is_verb || !phrases_.is(at, WordClass::verb) || !is_stated(at) || clause.negated) return;
    const bool figure = std::ranges::any_of(clause.phrases, [&](std::size_t i) {
      return is_amount(i) || phrases_.is(i, C::multiple) || phrases_.is(i, C::gdp);
    });
    const bool spending = read_.parse.clause_has(at, {C::outlay, C::spend, C::defence}) ||
                          read_.parse.says(Sense::real);
    const Who who = subject_of(read_.parse, read_.parse.clauses.of(at));
    if (figure || who.areas.empty() || who.got == Got::assumed || !spending) return;
    Claim claim = claim_over(read_, ClaimKind::change_over_time,
                             clause.subject.empty() ? at : clause.subject.front(), at);
    if (is_told_as(claims_, claim)) return;
    ChangeStated change;
    change.direction = c.sense == Sense::upward ? 1 : -1;
    for (const AreaId area : who.areas) {
      for (const Year year : candidate_years(read_, at).candidates) {
        change.from_years = {Year{static_cast<std::int16_t>(year.value - 1)}};
        if (add_where_it_fits(claim, change, MeasureId::defence_expenditure, area, year)) break;
      }
    }
  }

  bool add_where_it_fits(Claim claim, ChangeStated change, MeasureId id, AreaId area, Year year) {
    claim.pattern = "movements";
    claim.doubt = Doubt::subject;
    claim.subject = {area};
    claim.measure = change.real ? measure(MeasureId::real_change).name : measure(id).name;
    claim.years = {{year}, true};
    change.measure = id;
    claim.detail = change;
    if (!settle(claim, fits_)) return false;
    claims_.push_back(std::move(claim));
    return true;
  }

  const Read& read_;
  const Phrases& phrases_;
  const Fits& fits_;
  std::vector<Claim>& claims_;
};

}  // namespace

void find_movements(const Read& read, const Fits& fits, std::vector<Claim>& claims) {
  Movements(read, fits, claims).find();
}

}  // namespace muster
