#include "check/referents.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace muster {
namespace {

// Puts it first and forgets what was spoken of long ago.
template <typename T>
void put_first(std::vector<T>& list, const T& value, std::size_t most) {
  std::erase(list, value);
  list.insert(list.begin(), value);
  if (list.size() > most) list.pop_back();
}

}  // namespace

void Referents::note(AreaId area) {
  constexpr std::size_t kMost = 3;
  put_first(areas, area, kMost);
}

void Referents::note(MeasureId measure) {
  constexpr std::size_t kMost = 3;
  put_first(measures, measure, kMost);
}

void Referents::note(Year year) {
  constexpr std::size_t kMost = 2;
  put_first(years, year, kMost);
}

void Referents::note(const Claim& claim) {
  const auto measure = measure_named(claim.measure);
  if (!measure) return;
  note(*measure);
  if (claim.subject.size() == 1) note(claim.subject.front());
  if (claim.years.named && !claim.years.candidates.empty()) note(claim.years.candidates.front());
}

void Referents::note(const Parse& parse) {
  for (const Clause& clause : parse.clauses.list()) {
    for (const std::size_t i : clause.subject) {
      if (parse.phrases[i].kind != PhraseKind::area) continue;
      note(parse.phrases.mention(i)->area);
      break;
    }
  }
}

std::vector<AreaId> main_areas(const Ledger& ledger, const Mentions& mentions) {
  std::vector<std::pair<AreaId, int>> counts;
  for (const Sentence& sentence : mentions.sentences) {
    for (const Mention& m : sentence.mentions) {
      if (m.kind != MentionKind::area || ledger.area(m.area).is_group) continue;
      const auto at = std::ranges::find(counts, m.area, &std::pair<AreaId, int>::first);
      if (at == counts.end()) {
        counts.emplace_back(m.area, 1);
      } else {
        ++at->second;
      }
    }
  }
  std::ranges::stable_sort(counts, std::greater<>{}, &std::pair<AreaId, int>::second);
  constexpr std::size_t kMost = 8;
  std::vector<AreaId> areas;
  for (const auto& [area, count] : counts) {
    if (areas.size() < kMost) areas.push_back(area);
  }
  return areas;
}

}  // namespace muster
