#include "check/constructions.h"

#include <algorithm>

namespace muster {

Constructions::Constructions() {
  for (const ConstructionRow& row : embedded_constructions()) {
    const Tokens tokens = tokenize(row.phrase);
    if (tokens.list.empty()) continue;
    Entry entry{{}, Sense{row.sense}};
    entry.words.reserve(tokens.list.size() - 1);
    for (std::size_t i = 1; i < tokens.list.size(); ++i)
      entry.words.emplace_back(tokens.list[i].word);
    by_first_word_[std::string(tokens.list.front().word)].push_back(std::move(entry));
  }
  for (auto& [word, entries] : by_first_word_) {
    std::ranges::stable_sort(entries, std::ranges::greater{},
                             [](const Entry& entry) { return entry.words.size(); });
  }
}

std::vector<Construction> Constructions::find(const std::vector<Token>& tokens, std::size_t first,
                                              std::size_t end) const {
  std::vector<Construction> found;
  const auto covered = [&](std::size_t at, Sense sense) {
    return std::ranges::any_of(
        found, [&](const Construction& c) { return c.sense == sense && at < c.end; });
  };
  for (std::size_t at = first; at < end; ++at) {
    const auto entries = by_first_word_.find(tokens[at].word);
    if (entries == by_first_word_.end()) continue;
    for (const Entry& entry : entries->second) {
      if (at + 1 + entry.words.size() > end || covered(at, entry.sense)) continue;
      const bool same = std::ranges::equal(
          entry.words, std::span(tokens).subspan(at + 1, entry.words.size()),
          [](const std::string& word, const Token& token) { return word == token.word; });
      if (!same) continue;
      found.push_back({entry.sense, static_cast<std::uint32_t>(at),
                       static_cast<std::uint32_t>(at + 1 + entry.words.size())});
    }
  }
  return found;
}

}  // namespace muster
