// "for the first time since 1992", "for the first time in 20 years", "not since the Cold War".

#include <algorithm>

#include "check/claims/guideline.h"
#include "check/claims/meeting.h"

namespace muster {
namespace {

using C = LexicalClass;

// The year from which on it is said not to have been so: "since 1992", "in 20 years". None for
// "ever", or for a time that is no year ("since the end of the Cold War").
std::optional<Year> since_when(const Scene& scene, std::size_t phrase) {
  for (std::size_t j = phrase + 1; j < scene.size() && j <= phrase + 3; ++j) {
    const Mention& m = scene.mention(j);
    if (scene.gap(phrase, j) > 6) break;
    if (m.kind == MentionKind::time && scene.year_at(j) &&
        scene.contains_word(scene.mention(phrase).first, m.first, "since"))
      return scene.year_at(j);
    const std::string_view behind = scene.word_behind(j);
    if (m.kind == MentionKind::quantity && scene.word_before(j) == "in" &&
        (behind == "years" || behind == "year") && scene.facts().day) {
      return Year{static_cast<std::int16_t>(year_of(*scene.facts().day).value -
                                            static_cast<int>(m.quantity.value))};
    }
  }
  return std::nullopt;
}

// The year beside the threshold; else news of a first is of the running year until its first
// tables are out.
ClaimYears years_of_news(const Scene& scene, std::size_t percent) {
  ClaimYears years = scene.default_years(true);
  const DocumentFacts& facts = scene.facts();
  if (const ClaimYears beside = scene.years_of(percent); beside.named) {
    const Year year = beside.candidates.front();
    std::erase(years.candidates, year);
    years.candidates.insert(years.candidates.begin(), year);
    return years;
  }
  if (!facts.day || facts.report_year) return years;
  const Year running = year_of(*facts.day);
  const bool tables = std::ranges::any_of(scene.ledger().vintages, [&](const Vintage& vintage) {
    return vintage.published <= *facts.day && year_of(vintage.published) == running;
  });
  const auto at = std::ranges::find(years.candidates, running);
  if (!tables && at != years.candidates.end()) std::rotate(years.candidates.begin(), at, at + 1);
  return years;
}

}  // namespace

void find_firsts(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!scene.mention(i).is(C::first_time)) continue;
    // The threshold that is said to be met, and by whom.
    std::optional<std::size_t> percent;
    for (std::size_t j = 0; j < scene.size(); ++j) {
      const Mention& m = scene.mention(j);
      if (m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::percent && !percent &&
          !scene.used(j))
        percent = j;
    }
    // "Germany reached it for the first time since 1991": the guideline that was spoken of.
    const Guideline* spoken_of = nullptr;
    for (std::size_t j = 0; j < scene.size() && !percent; ++j) {
      const bool meets = scene.mention(j).is({C::meet, C::meet_it}) &&
                         scene.clause(j) == scene.clause(i) &&
                         (scene.mention(j).is(C::meet_it) || scene.word_behind(j) == "it" ||
                          (j + 1 < scene.size() && scene.mention(j + 1).is(C::guideline_noun)));
      if (!meets) continue;
      spoken_of = scene.discourse().guideline;
      if (spoken_of != nullptr) percent = j;
    }
    if (!percent || scene.is_wish(*percent)) continue;
    std::vector<AreaId> subject = scene.subject_of(*percent);
    if (subject.empty()) continue;
    // "for the first time all allies are at 2%": each of them, not their total.
    if (subject.front() == scene.nato() && scene.clause_has(scene.clause(*percent), C::all))
      continue;
    FirstStated stated;
    stated.threshold = scene.mention(*percent).quantity;
    if (spoken_of != nullptr) stated.threshold = threshold_of(*spoken_of);
    stated.since = since_when(scene, i);
    const std::string_view words = scene.word(scene.mention(i).first);
    stated.last =
        words == "last" || (words == "the" && scene.word(scene.mention(i).first + 1) == "last");
    Claim claim =
        scene.claim(ClaimKind::first_or_last, std::min(i, *percent),
                    scene.gdp_behind(std::max(i, *percent)).value_or(std::max(i, *percent)));
    claim.measure = measure(MeasureId::defence_share_of_gdp).name;
    claim.guideline = scene.guideline_of_threshold(stated.threshold, false);
    claim.years = years_of_news(scene, *percent);
    claim.future = scene.is_future(*percent);
    claim.detail = stated;
    // "France and Germany reached it for the first time": each of them.
    for (const AreaId area : subject) {
      claim.subject = {area};
      claims.push_back(claim);
    }
    scene.use(*percent);
    return;
  }
}

}  // namespace muster
