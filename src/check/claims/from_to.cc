#include "check/claims/from_to.h"

#include <algorithm>

namespace muster {
namespace {

using C = LexicalClass;

bool is_amount(const Phrases& phrases, std::size_t i) {
  const Mention* m = phrases.mention(i);
  return m != nullptr && m->kind == MentionKind::quantity && !m->ordinal;
}

// The figure behind `from` to which it went: of the same unit, in the same clause.
std::optional<std::size_t> end_of(const Parse& parse, std::size_t from) {
  const Phrases& phrases = parse.phrases;
  for (std::size_t i = from + 1; i < phrases.size() && i - from <= 10; ++i) {
    if (parse.clauses.of(i) != parse.clauses.of(from)) return std::nullopt;
    if (!is_amount(phrases, i)) continue;
    const bool alike = phrases.mention(i)->quantity.unit == phrases.mention(from)->quantity.unit;
    return alike && phrases[i].link == Link::to ? std::optional(i) : std::nullopt;
  }
  return std::nullopt;
}

std::vector<MeasureId> measures_of(const Read& read, std::size_t to) {
  const Phrases& phrases = read.parse.phrases;
  const auto has = [&](ClassMask classes) { return read.parse.clause_has(to, classes); };
  std::vector<MeasureId> measures;
  const StatedValue& value = phrases.mention(to)->quantity;
  if (value.unit == StatedUnit::money) return {MeasureId::defence_expenditure};
  if (value.unit != StatedUnit::percent) return {};
  if (has(C::gdp)) return {MeasureId::defence_share_of_gdp};
  if (has(C::equipment)) measures.push_back(MeasureId::equipment_share);
  if (has(C::personnel)) measures.push_back(MeasureId::personnel_share);
  for (const MeasureId id : read.referents.measures) {
    const bool share = id == MeasureId::defence_share_of_gdp || id == MeasureId::equipment_share ||
                       id == MeasureId::personnel_share;
    if (share && std::ranges::find(measures, id) == measures.end()) measures.push_back(id);
  }
  return measures;
}

std::vector<Year> begin_years(const Read& read, std::size_t from, Year to) {
  std::vector<Year> years;
  for (const std::size_t i : when_of(read.parse, from).times) {
    const std::int32_t time = read.parse.phrases[i].mention;
    const auto year = time < 0 ? std::nullopt : read.scene.year_at(static_cast<std::size_t>(time));
    if (year) years.push_back(*year);
  }
  for (const int back : {1, 10}) years.push_back(Year{static_cast<std::int16_t>(to.value - back)});
  for (const Year year : read.referents.years) years.push_back(year);
  std::erase_if(years, [&](Year year) { return year >= to; });
  return years;
}

std::optional<Claim> change_of(const Read& read, std::size_t from, std::size_t to,
                               const Fits& fits) {
  const Phrases& phrases = read.parse.phrases;
  const auto first = static_cast<std::size_t>(phrases[from].mention);
  const auto last = static_cast<std::size_t>(phrases[to].mention);
  const ClaimYears years = candidate_years(read, to);
  for (const MeasureId id : measures_of(read, to)) {
    for (const AreaId area : candidate_areas(read, from)) {
      for (const Year year : years.candidates) {
        Claim claim = read.scene.claim(ClaimKind::change_over_time,
                                       read.scene.back_to(area, first, 12), last);
        claim.subject = {area};
        claim.measure = measure(id).name;
        claim.years = {{year}, true};
        claim.doubt = Doubt::subject;
        ChangeStated change;
        change.measure = id;
        change.from = phrases.mention(from)->quantity;
        change.to = phrases.mention(to)->quantity;
        change.from_years = begin_years(read, from, year);
        if (change.from_years.empty()) continue;
        claim.detail = change;
        if (settle(claim, fits)) return claim;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

void find_from_to(const Read& read, const Fits& fits, std::vector<Claim>& claims) {
  const Phrases& phrases = read.parse.phrases;
  for (std::size_t from = 0; from < phrases.size(); ++from) {
    if (!is_amount(phrases, from) || phrases[from].link != Link::from ||
        is_told(claims, *phrases.mention(from)))
      continue;
    const auto to = end_of(read.parse, from);
    if (!to || is_told(claims, *phrases.mention(*to))) continue;
    if (auto claim = change_of(read, from, *to, fits)) {
      claim->pattern = "from_to";
      claims.push_back(*std::move(claim));
    }
  }
}

}  // namespace muster
