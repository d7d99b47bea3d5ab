#include "check/referents.h"

#include <algorithm>
#include <map>

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

std::optional<AreaId> main_area(const Ledger& ledger, const Mentions& mentions) {
  std::map<AreaId, int> counts;
  for (const Sentence& sentence : mentions.sentences) {
    for (const Mention& m : sentence.mentions) {
      if (m.kind == MentionKind::area && !ledger.area(m.area).is_group) ++counts[m.area];
    }
  }
  const auto most = std::ranges::max_element(counts, {}, [](const auto& c) { return c.second; });
  return most == counts.end() ? std::nullopt : std::optional(most->first);
}

}  // namespace muster
