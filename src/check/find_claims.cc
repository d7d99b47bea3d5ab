#include "check/find_claims.h"

#include <algorithm>
#include <set>
#include <string>

#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

constexpr std::array kRules = {
    find_offices,     find_events, find_conversions,     find_guidelines,
    find_firsts,      find_counts, find_compared_counts, find_plans,
    find_memberships, find_lists,  find_streaks,         find_group_shares,
    find_changes,     find_ranks,  find_comparisons,     find_levels};

// Whom a following sentence without a name goes on about: the subject of this one's last figure,
// else the first area in it that can spend.
std::vector<AreaId> subject_left_behind(const Scene& scene, const std::vector<Claim>& found) {
  for (auto claim = found.rbegin(); claim != found.rend(); ++claim) {
    const bool figure =
        claim->kind == ClaimKind::share_of_gdp || claim->kind == ClaimKind::amount ||
        claim->kind == ClaimKind::change_over_time || claim->kind == ClaimKind::comparison ||
        claim->kind == ClaimKind::forecast || claim->kind == ClaimKind::share_of_group_total;
    if (figure) return claim->subject;
  }
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (scene.can_be_subject(i)) return scene.list_of(i).areas;
  }
  return {};
}

bool speaks_of_later_year(const Scene& scene, const DocumentFacts& facts) {
  for (std::size_t i = 0; facts.day && i < scene.size(); ++i) {
    if (scene.mention(i).kind != MentionKind::time) continue;
    const auto year = scene.year_at(i);
    if (year && *year > year_of(*facts.day)) return true;
  }
  return false;
}

}  // namespace

std::vector<Claim> find_claims(const Ledger& ledger, const Mentions& mentions,
                               const DocumentFacts& facts) {
  std::vector<Claim> claims;
  if (!facts.on_topic) return claims;
  Discourse discourse;
  // "the target" without a figure has meant 2% until The Hague set others.
  const Date hague = make_date(2025, 6, 24);
  if (!facts.day || *facts.day < hague) {
    if (const auto two_percent = find_guideline(ledger, "share-2"))
      discourse.guideline = *two_percent;
  }
  bool other_source = false;  // once another publisher is named, what follows may be its figures
  std::set<std::pair<ClaimKind, std::string_view>> quoted;
  for (const Sentence& sentence : mentions.sentences) {
    if (sentence.mentions.empty()) {
      discourse.subject.clear();
      discourse.counts = false;
      continue;
    }
    Scene scene(ledger, mentions, sentence, facts, discourse);
    std::vector<Claim> found;
    for (const auto rule : kRules) rule(scene, found);
    std::ranges::stable_sort(found, {}, [](const Claim& c) { return std::pair(c.begin, c.end); });
    const std::vector<AreaId> subject = subject_left_behind(scene, found);
    other_source = other_source || scene.sentence_has(LexicalClass::other_source);
    for (Claim& claim : found) {
      claim.other_source = claim.other_source || other_source;
      const std::string_view quote = mentions.text.substr(claim.begin, claim.end - claim.begin);
      const bool repeated = (claim.kind == ClaimKind::office || claim.kind == ClaimKind::event) &&
                            !quoted.emplace(claim.kind, quote).second;
      // "At that time": as it was seen then, by tables that the ledger may not have.
      if (scene.sentence_has(C::same_time)) claim.other_source = true;
      // A year to come is named: nothing that is known yet can speak against it.
      const bool figure = !std::holds_alternative<GuidelineStated>(claim.detail) &&
                          !std::holds_alternative<EventStated>(claim.detail) &&
                          !std::holds_alternative<OfficeStated>(claim.detail);
      if (figure && speaks_of_later_year(scene, facts) &&
          (!claim.years.named || claim.years.candidates.front() > year_of(*facts.day)))
        claim.future = true;
      if (const auto* stated = std::get_if<GuidelineStated>(&claim.detail);
          stated != nullptr && stated->agreed)
        discourse.period = *stated->agreed;
      if (claim.years.named) discourse.period = period_of_year(claim.years.candidates.back().value);
      if (!repeated) claims.push_back(std::move(claim));
    }
    discourse.subject = subject;
    discourse.counts = false;
    for (const Claim& claim : found) {
      const auto* count = std::get_if<Count>(&claim.detail);
      if (count == nullptr) continue;
      discourse.counts = true;
      discourse.count =
          count->count.unit == StatedUnit::count && !count->missing ? count->count.value : 0;
      discourse.count_years = claim.years;
    }
    const auto has = [&](LexicalClass c) { return scene.sentence_has(c); };
    const bool percent = std::ranges::any_of(sentence.mentions, [](const Mention& m) {
      return m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::percent;
    });
    discourse.speaks_of_shares =
        discourse.speaks_of_shares || (percent && (has(C::gdp) || has(C::guideline_noun)));
  }
  return claims;
}

}  // namespace muster
