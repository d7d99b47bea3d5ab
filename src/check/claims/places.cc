#include "check/claims/places.h"

#include <algorithm>

namespace muster {
namespace {

using C = LexicalClass;

class PlaceRead {
 public:
  PlaceRead(const Read& read, std::size_t ordinal)
      : read_(read),
        phrases_(read.parse.phrases),
        ordinal_(ordinal),
        clause_(read.parse.clauses[read.parse.clauses.of(ordinal)]) {}

  std::optional<Claim> find(const Fits& fits) const {
    if (!is_place()) return std::nullopt;
    const auto areas = subject();
    const ClaimYears years = candidate_years(read_, ordinal_);
    for (const MeasureId id : measures()) {
      for (const AreaId area : areas) {
        Claim claim = claim_of(id, area, years);
        if (settle(claim, fits)) return claim;
      }
    }
    return std::nullopt;
  }

 private:
  const Mention& mention() const { return *phrases_.mention(ordinal_); }

  bool has_near(ClassMask classes) const {
    constexpr std::size_t kReach = 4;
    for (std::size_t i = ordinal_ + 1; i < phrases_.size() && i <= ordinal_ + kReach; ++i) {
      if (phrases_.is(i, classes)) return true;
      if (phrases_[i].kind == PhraseKind::mark) break;
    }
    return false;
  }

  // Said of a place: behind a verb of standing, and no "second time", "third year", "32nd member".
  bool is_place() const {
    const bool stated = clause_.modality == Modality::asserted && !clause_.asks && !clause_.negated;
    constexpr double kMost = 32;
    if (!stated || mention().quantity.value > kMost) return false;
    if (has_near({C::member_noun, C::running, C::first_time}) &&
        !has_near({C::superlative_high, C::superlative_low}))
      return false;
    const bool behind_verb =
        clause_.verb >= 0 && static_cast<std::int32_t>(ordinal_) > clause_.verb;
    constexpr Frame kSays[] = {Frame::be,   Frame::stand, Frame::rank,   Frame::move,
                               Frame::have, Frame::stay,  Frame::become, Frame::other};
    const bool stands = std::ranges::find(kSays, clause_.frame) != std::end(kSays);
    return has_near({C::superlative_high, C::superlative_low}) || (behind_verb && stands);
  }

  // One of whom it is said; who was spoken of where a pronoun or a noun stands for them.
  std::vector<AreaId> subject() const {
    std::vector<AreaId> areas = candidate_areas(read_, ordinal_);
    constexpr std::size_t kMost = 2;
    if (areas.size() > kMost) areas.resize(kMost);
    std::erase_if(areas, [&](AreaId area) { return read_.scene.ledger().area(area).is_group; });
    return areas;
  }

  std::vector<MeasureId> measures() const {
    const auto has = [&](ClassMask classes) { return read_.parse.clause_has(ordinal_, classes); };
    if (has({C::personnel, C::army})) return {MeasureId::military_personnel};
    if (has(C::equipment)) return {MeasureId::equipment_share};
    if (has(C::gdp)) return {MeasureId::defence_share_of_gdp};
    if (has(C::absolute)) return {MeasureId::defence_expenditure};
    std::vector<MeasureId> measures;
    const auto add = [&](MeasureId id) {
      if (std::ranges::find(measures, id) == measures.end()) measures.push_back(id);
    };
    if (!read_.referents.measures.empty()) add(read_.referents.measures.front());
    add(MeasureId::defence_share_of_gdp);
    add(MeasureId::defence_expenditure);
    constexpr std::size_t kMost = 2;
    if (measures.size() > kMost) measures.resize(kMost);
    return measures;
  }

  Claim claim_of(MeasureId id, AreaId area, const ClaimYears& years) const {
    const auto own = static_cast<std::size_t>(phrases_[ordinal_].mention);
    Claim claim = read_.scene.claim(ClaimKind::comparison, read_.scene.back_to(area, own, 10), own);
    claim.subject = {area};
    claim.measure = measure(id).name;
    claim.years = years;
    claim.doubt = Doubt::subject;
    Comparison comparison;
    comparison.measure = id;
    comparison.relation = has_near(C::superlative_low) ? Relation::lowest : Relation::highest;
    comparison.place = static_cast<int>(mention().quantity.value);
    comparison.group = read_.scene.nato();
    claim.detail = comparison;
    return claim;
  }

  const Read& read_;
  const Phrases& phrases_;
  std::size_t ordinal_;
  const Clause& clause_;
};

}  // namespace

void find_places(const Read& read, const Fits& fits, std::vector<Claim>& claims) {
  for (std::size_t i = 0; i < read.parse.phrases.size(); ++i) {
    const Mention* m = read.parse.phrases.mention(i);
    if (m == nullptr || m->kind != MentionKind::quantity || !m->ordinal) continue;
    const bool told = std::ranges::any_of(claims, [&](const Claim& claim) {
      return claim.begin <= m->begin_byte && m->end_byte <= claim.end;
    });
    if (told) continue;
    if (auto claim = PlaceRead(read, i).find(fits)) {
      claim->pattern = "places";
      claims.push_back(*std::move(claim));
    }
  }
}

}  // namespace muster
