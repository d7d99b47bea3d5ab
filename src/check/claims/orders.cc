#include "check/claims/orders.h"

#include <algorithm>

namespace muster {
namespace {

using C = LexicalClass;

class Orders {
 public:
  Orders(const Read& read, const Fits& fits, std::vector<Claim>& claims)
      : read_(read), phrases_(read.parse.phrases), fits_(fits), claims_(claims) {}

  void find() {
    // The more words a construction has, the surer it is.
    std::vector<Construction> orders;
    for (const Construction& c : read_.parse.constructions) {
      if (c.sense <= Sense::alike) orders.push_back(c);
    }
    std::ranges::stable_sort(orders, std::ranges::greater{},
                             [](const Construction& c) { return c.end - c.first; });
    for (const Construction& c : orders) {
      const std::size_t first = read_.parse.phrase_at(c.first);
      const std::size_t last = read_.parse.phrase_at(c.end - 1);
      // "above the 3.5%", "led by": a bound, and who leads something else.
      const bool bounds = phrases_[last].kind == PhraseKind::figure;
      if (!is_stated(first) || bounds) continue;
      switch (c.sense) {
        case Sense::more:
        case Sense::less:
          if (!find_only(first, last, c.sense)) find_beside(first, last, c.sense);
          break;
        case Sense::highest:
        case Sense::lowest:
          find_place(first, last, c.sense);
          break;
        case Sense::next:
          find_next(first, last);
          break;
        default:
          break;
      }
    }
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      if (phrases_.is(i, C::multiple) && is_stated(i)) find_multiple(i);
    }
  }

 private:
  const Clause& clause_of(std::size_t i) const {
    return read_.parse.clauses[read_.parse.clauses.of(i)];
  }

  bool is_stated(std::size_t i) const {
    const Clause& clause = clause_of(i);
    const bool stated =
        clause.modality == Modality::asserted || clause.modality == Modality::future;
    return stated && !clause.asks && clause.frame != Frame::want && !clause.negated;
  }

  // The area behind a comparison, over what may stand between: "ahead even of the", "than those
  // of".
  std::optional<std::size_t> area_behind(std::size_t last) const {
    constexpr std::size_t kReach = 6;
    for (std::size_t j = last + 1; j < phrases_.size() && j - last <= kReach; ++j) {
      if (phrases_[j].kind == PhraseKind::area) return j;
      const GrammarWord& word = phrases_[j].grammar;
      const bool passes = word.is(WordClass::determiner) || word.is(WordClass::adverb) ||
                          word.is(WordClass::link) || word.is(WordClass::pronoun) ||
                          word.is(WordClass::adjective) || phrases_.is(j, C::only) ||
                          phrases_[j].grammar.frame == Frame::be;
      if (!passes) break;
    }
    return std::nullopt;
  }

  std::size_t end_of_list(std::size_t i) const {
    std::size_t last = i;
    while (last + 1 < phrases_.size() &&
           (phrases_[last + 1].kind == PhraseKind::area || phrases_.is_mark(last + 1, ",") ||
            phrases_[last + 1].grammar.is(WordClass::conjunction) ||
            phrases_[last + 1].grammar.is(WordClass::determiner)))
      ++last;
    while (last > i && phrases_[last].kind != PhraseKind::area) --last;
    return last;
  }

  // "behind Germany but ahead of Spain", "more than France".
  void find_beside(std::size_t first, std::size_t last, Sense sense) {
    const auto area = area_behind(last);
    if (!area) return;
    Comparison comparison;
    comparison.relation = sense == Sense::less ? Relation::less : Relation::more;
    comparison.others = joined_areas(read_.parse, *area);
    // "ahead of the United States (3.24%)": two figures told side by side are two figures.
    Claim claim = claim_over(read_, ClaimKind::comparison, first, end_of_list(*area));
    settle_with(claim, comparison, first, comparison.others);
  }

  // "twice what Canada does", "three times the share of Spain".
  void find_multiple(std::size_t i) {
    constexpr std::size_t kReach = 8;
    for (std::size_t j = i + 1; j < phrases_.size() && j - i <= kReach; ++j) {
      if (phrases_[j].kind == PhraseKind::figure || phrases_[j].kind == PhraseKind::time ||
          (phrases_[j].kind == PhraseKind::mark && !phrases_.is_mark(j, ",")))
        return;
      if (phrases_[j].kind != PhraseKind::area) continue;
      if (read_.scene.ledger().area(phrases_.mention(j)->area).is_group) return;
      Comparison comparison;
      comparison.relation = Relation::more;
      comparison.factor = read_.scene.factor_at(static_cast<std::size_t>(phrases_[i].mention));
      comparison.others = {phrases_.mention(j)->area};
      Claim claim = claim_over(read_, ClaimKind::comparison, i, j);
      settle_with(claim, comparison, i, comparison.others);
      return;
    }
  }

  // "Only Luxembourg ranked lower", "only six allies spend more": the place right behind them.
  bool find_only(std::size_t first, std::size_t last, Sense sense) {
    const auto& phrases = clause_of(first).phrases;
    const auto only = std::ranges::find_if(
        phrases, [&](std::size_t j) { return j < first && phrases_.is(j, C::only); });
    if (only == phrases.end()) return false;
    Comparison comparison;
    comparison.relation = sense == Sense::more ? Relation::highest : Relation::lowest;
    std::vector<AreaId> named;
    for (std::size_t j = *only + 1; j < first && named.empty() && comparison.place == 1; ++j) {
      const Mention* m = phrases_.mention(j);
      if (phrases_[j].kind == PhraseKind::area) {
        named = joined_areas(read_.parse, j);
        comparison.place = static_cast<int>(named.size()) + 1;
      } else if (m != nullptr && m->kind == MentionKind::quantity &&
                 m->quantity.unit == StatedUnit::count && m->quantity.value < 32) {
        comparison.place = static_cast<int>(m->quantity.value) + 1;
      }
    }
    // "only three exceed 3.5%": a count.
    for (std::size_t j = last + 1; j < phrases_.size() && j - last <= 4; ++j) {
      if (phrases_[j].kind == PhraseKind::figure || phrases_.is(j, C::guideline_noun)) return false;
    }
    if (comparison.place == 1) return false;
    if (sense == Sense::more) comparison.others = named;
    Claim claim = claim_over(read_, ClaimKind::comparison, *only, last);
    settle_with(claim, comparison, *only, named);
    return true;
  }

  // "in last place", "third from the bottom", "the lowest figure of all".
  void find_place(std::size_t first, std::size_t last, Sense sense) {
    Comparison comparison;
    comparison.relation = sense == Sense::lowest ? Relation::lowest : Relation::highest;
    std::size_t from = first;
    constexpr std::size_t kReach = 4;
    for (std::size_t j = first; j-- > 0 && first - j <= kReach;) {
      if (phrases_[j].kind == PhraseKind::mark) break;
      const Mention* m = phrases_.mention(j);
      if (m == nullptr || m->kind != MentionKind::quantity || !m->ordinal) continue;
      comparison.place = static_cast<int>(m->quantity.value);
      from = j;
      break;
    }
    // "the highest since 2014" is a first, and no place.
    const bool of_time = std::ranges::any_of(clause_of(first).phrases, [&](std::size_t j) {
      return j > last && phrases_[j].link == Link::since;
    });
    const bool led_by = last + 1 < phrases_.size() && phrases_[last + 1].grammar.link == Link::by;
    if (of_time || led_by || comparison.place > 32) return;
    Claim claim = claim_over(read_, ClaimKind::comparison, from, last);
    settle_with(claim, comparison, from, {});
  }

  // "Estonia, Latvia and Poland come next": behind those who were told of.
  void find_next(std::size_t first, std::size_t last) {
    const Who who = subject_of(read_.parse, read_.parse.clauses.of(first));
    if (who.areas.empty() || who.got != Got::said) return;
    constexpr int kLast = 6;
    for (int place = 2; place <= kLast; ++place) {
      Comparison comparison;
      comparison.relation = Relation::highest;
      comparison.place = place;
      const auto& subject = clause_of(first).subject;
      Claim claim =
          claim_over(read_, ClaimKind::comparison, subject.empty() ? first : subject.front(), last);
      claim.subject = who.areas;
      if (add_where_it_fits(claim, comparison, first)) return;
    }
  }

  void settle_with(Claim& claim, const Comparison& comparison, std::size_t at,
                   const std::vector<AreaId>& except) {
    const bool ranks =
        comparison.relation == Relation::highest || comparison.relation == Relation::lowest;
    for (const AreaId area : candidate_subjects(read_, at, except)) {
      if (ranks && read_.scene.ledger().area(area).is_group) continue;
      claim.subject = {area};
      if (add_where_it_fits(claim, comparison, at)) return;
    }
  }

  bool add_where_it_fits(Claim claim, Comparison comparison, std::size_t at) {
    if (is_told_as(claims_, claim)) return true;
    claim.pattern = "orders";
    claim.doubt = Doubt::subject;
    claim.years = candidate_years(read_, at);
    comparison.group = read_.scene.nato();
    for (const MeasureId id : candidate_measures(read_, at)) {
      claim.measure = measure(id).name;
      comparison.measure = id;
      claim.detail = comparison;
      if (!settle(claim, fits_)) continue;
      claims_.push_back(claim);
      return true;
    }
    return false;
  }

  const Read& read_;
  const Phrases& phrases_;
  const Fits& fits_;
  std::vector<Claim>& claims_;
};

}  // namespace

void find_orders(const Read& read, const Fits& fits, std::vector<Claim>& claims) {
  Orders(read, fits, claims).find();
}

}  // namespace muster
