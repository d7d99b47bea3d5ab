#include "check/claims/figures.h"

#include <algorithm>
#include <cmath>

namespace muster {
namespace {

using C = LexicalClass;

constexpr double kFewestPersons = 1000;
constexpr double kLeastMoney = 1e7;

// One figure of a sentence with all that may be meant by it.
class Filling {
 public:
  Filling(const Scene& scene, const Parse& parse, const Referents& referents, std::size_t figure)
      : scene_(scene),
        parse_(parse),
        referents_(referents),
        figure_(figure),
        clause_(parse.clauses[parse.clauses.of(figure)]) {}

  std::optional<Claim> find(const Fits& fits) const {
    if (!may_be_level() || is_perhaps_a_line()) return std::nullopt;
    const auto areas = candidate_areas({scene_, parse_, referents_}, figure_);
    const auto measures = candidate_measures();
    const ClaimYears years = candidate_years({scene_, parse_, referents_}, figure_);
    constexpr std::size_t kMostTries = 24;
    std::size_t tries = 0;
    for (const MeasureId measure : measures) {
      for (const AreaId area : areas) {
        if (++tries > kMostTries) return std::nullopt;
        Claim claim = claim_of(measure, area, years);
        if (settle(claim, fits)) return claim;
      }
    }
    return std::nullopt;
  }

 private:
  std::size_t own() const { return static_cast<std::size_t>(parse_.phrases[figure_].mention); }
  const Mention& mention() const { return *parse_.phrases.mention(figure_); }

  // A goal, a bound, a part of something else, a number that often fits by chance: none of these.
  bool may_be_level() const {
    const StatedValue& value = mention().quantity;
    if (mention().ordinal || value.is_range()) return false;
    const bool stated =
        clause_.modality == Modality::asserted || clause_.modality == Modality::future;
    if (!stated || clause_.asks || clause_.frame == Frame::want) return false;
    if (mention_has_mark_behind() || scene_.is_off_topic(own())) return false;
    switch (value.unit) {
      case StatedUnit::percent:
        return value.step < 0.5 && value.value > 0 && value.value < 100 &&
               value.bound == Bound::exact;
      case StatedUnit::money:
        return value.value >= kLeastMoney && value.value / value.step >= 100;
      case StatedUnit::count:
        if (is_bare_share()) return true;
        return value.value >= kFewestPersons && value.value / value.coarse_step >= 100 &&
               parse_.phrases[figure_].end == parse_.phrases[figure_].first + 1;
      default:
        return false;
    }
  }

  // "the Americans with 3.61, the Greeks with 2.38": two decimals where shares of GDP were spoken
  // of.
  bool is_bare_share() const {
    const StatedValue& value = mention().quantity;
    const bool hundredths = value.step > 0
                                ? std::fabs(value.step - 0.01) < 1e-9
                                : has_hundredths(scene_.words(mention().first, mention().end));
    return value.unit == StatedUnit::count && value.value < kLargestShareOfGdp && hundredths &&
           scene_.discourse().speaks_of_shares;
  }
  static bool has_hundredths(std::string_view written) {
    const std::size_t point = written.find_last_of(".,");
    return point != std::string_view::npos && written.size() - point == 3;
  }
  StatedValue value() const {
    StatedValue value = mention().quantity;
    if (is_bare_share()) {
      value.unit = StatedUnit::percent;
      value.step = value.coarse_step = 0.01;
    }
    // "185,600": persons are told in round hundreds.
    if (value.unit == StatedUnit::count) value.step = value.coarse_step;
    return value;
  }

  // "seven are at the bare 2.0%": a guideline's number is an ally's figure only where one is named.
  bool is_perhaps_a_line() const {
    if (value().unit != StatedUnit::percent) return false;
    const bool line = std::ranges::any_of(scene_.ledger().guidelines, [&](const Guideline& g) {
      return g.threshold.to_double() == mention().quantity.value;
    });
    return line && who_of(parse_, figure_).got != Got::said;
  }

  // "the 2.5% target"
  bool mention_has_mark_behind() const {
    const std::size_t next = figure_ + 1;
    return next < parse_.phrases.size() && parse_.phrases.is(next, C::guideline_noun);
  }

  bool clause_has(ClassMask classes) const { return parse_.clause_has(figure_, classes); }

  std::vector<MeasureId> candidate_measures() const {
    std::vector<MeasureId> measures;
    const auto add = [&](MeasureId id) {
      if (std::ranges::find(measures, id) == measures.end()) measures.push_back(id);
    };
    const auto add_spoken_of = [&](std::initializer_list<MeasureId> alike) {
      for (const MeasureId id : referents_.measures) {
        if (std::ranges::find(alike, id) != alike.end()) add(id);
      }
    };
    switch (value().unit) {
      case StatedUnit::percent: {
        if (scene_.gdp_behind(own())) return {MeasureId::defence_share_of_gdp};
        if (clause_has(C::equipment)) add(MeasureId::equipment_share);
        if (clause_has(C::personnel)) add(MeasureId::personnel_share);
        const bool moves = clause_has({C::real, C::up, C::down});
        if (moves) add(MeasureId::real_change);
        add_spoken_of({MeasureId::defence_share_of_gdp, MeasureId::equipment_share,
                       MeasureId::real_change, MeasureId::personnel_share});
        if (mention().quantity.value < kLargestShareOfGdp && !moves)
          add(MeasureId::defence_share_of_gdp);
        // "44.0% in 2025", with two digits before the point: no share of GDP.
        if (mention().quantity.value >= kLargestShareOfGdp) add(MeasureId::equipment_share);
        break;
      }
      case StatedUnit::money:
        if (clause_has(C::gdp) && !clause_has({C::defence, C::outlay})) add(MeasureId::gdp);
        add(MeasureId::defence_expenditure);
        break;
      default:
        if (clause_has({C::personnel, C::army, C::defence}) ||
            std::ranges::find(referents_.measures, MeasureId::military_personnel) !=
                referents_.measures.end())
          add(MeasureId::military_personnel);
        break;
    }
    return measures;
  }

  Claim claim_of(MeasureId id, AreaId area, const ClaimYears& years) const {
    // From the area where it stands close before it.
    const std::size_t first = scene_.back_to(area, own(), 8);
    Claim claim =
        scene_.claim(ClaimKind::share_of_gdp, first, scene_.gdp_behind(own()).value_or(own()));
    claim.subject = {area};
    claim.measure = measure(id).name;
    claim.years = years;
    claim.doubt = Doubt::subject;
    if (id == MeasureId::real_change) {
      claim.kind = ClaimKind::change_over_time;
      ChangeStated change;
      change.measure = MeasureId::defence_expenditure;
      change.by = mention().quantity;
      change.real = true;
      change.direction = clause_has(C::down) && !clause_has(C::up) ? -1 : 1;
      claim.detail = change;
      return claim;
    }
    if (value().unit != StatedUnit::percent) claim.kind = ClaimKind::amount;
    claim.detail = Level{id, value()};
    return claim;
  }

  const Scene& scene_;
  const Parse& parse_;
  const Referents& referents_;
  std::size_t figure_;
  const Clause& clause_;
};

// "half of it, 51.1%": the same once more.
bool repeats(const std::vector<Claim>& claims, const Claim& claim) {
  return std::ranges::any_of(claims, [&](const Claim& other) {
    return other.subject == claim.subject && other.measure == claim.measure &&
           other.kind == claim.kind && !other.years.candidates.empty() &&
           other.years.candidates.front() == claim.years.candidates.front();
  });
}

}  // namespace

void find_figures(const Read& read, const Fits& fits, std::vector<Claim>& claims) {
  for (std::size_t i = 0; i < read.parse.phrases.size(); ++i) {
    const Mention* m = read.parse.phrases.mention(i);
    if (m == nullptr || m->kind != MentionKind::quantity || is_told(claims, *m)) continue;
    if (auto claim = Filling(read.scene, read.parse, read.referents, i).find(fits)) {
      if (repeats(claims, *claim)) continue;
      claim->pattern = "figures";
      claims.push_back(*std::move(claim));
    }
  }
}

}  // namespace muster
