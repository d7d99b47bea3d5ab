#include "check/lexicon.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "base/text.h"

namespace muster {
namespace {

EntryFlags parse_flags(std::string_view text) {
  EntryFlags flags;
  for (const std::string_view word : split(text, ' ')) {
    if (word == "exact") flags.exact = true;
    if (word == "capital") flags.capital = flags.capital_city = true;
    if (word == "ambiguous") flags.ambiguous = true;
    if (word == "demonym" || word == "both") flags.demonym = true;
    if (word == "name" || word == "both") flags.name = true;
    if (word == "place") flags.place = true;
    if (word == "after") flags.after = true;
    if (word == "before") flags.before = true;
    if (word == "sign") flags.sign = true;
    if (word == "suffix") flags.suffix = true;
    if (word == "pronoun") flags.pronoun = true;
  }
  return flags;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Does the text write the phrase with the capitals that it needs?
bool written_right(const LexiconEntry& entry, std::string_view written) {
  if (entry.flags.exact) return written == entry.phrase;
  const bool needs_capital =
      entry.flags.capital ||
      (is_upper(entry.phrase[0]) && entry.lexical_class != LexicalClass::office &&
       entry.lexical_class != LexicalClass::event && entry.lexical_class != LexicalClass::gdp &&
       entry.lexical_class != LexicalClass::member_noun);
  return !needs_capital || is_upper(written[0]) || static_cast<unsigned char>(written[0]) >= 0x80;
}

}  // namespace

Lexicon::Lexicon(const Ledger& ledger) {
  for (const LexiconRow& row : embedded_lexicon()) {
    if (row.lexical_class != LexicalClass::word) {
      add(row.lexical_class, row.phrase, row.value, parse_flags(row.flags));
      continue;
    }
    for (const std::string_view set : split(row.value, '|'))
      known(row.phrase).sets |=
          static_cast<std::uint16_t>(1U << static_cast<unsigned>(*word_set_named(set)));
  }
  std::set<std::string_view> seen;
  const auto add_person = [&](std::string_view phrase, std::string_view person) {
    if (!phrase.empty() && seen.insert(phrase).second)
      add(LexicalClass::person, phrase, person, {});
  };
  for (const Office& office : ledger.offices) {
    add_person(office.person, office.person);
    for (const std::string_view variant : split(office.variants, '|'))
      add_person(variant, office.person);
  }
  for (FirstWord& first : first_words_) {
    std::ranges::stable_sort(first.candidates, std::greater<>{},
                             [](const Candidate& c) { return c.entry->words.size(); });
  }
}

std::size_t Lexicon::filter_bit(std::string_view word) {
  std::uint64_t letters = 0;
  std::memcpy(&letters, word.data(), std::min(word.size(), sizeof letters));
  // Fibonacci hashing: the upper bits of the product are well mixed.
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;
  return static_cast<std::size_t>(((letters + word.size()) * kGolden) >> 49U);
}

Lexicon::Known& Lexicon::known(std::string_view word) {
  const auto at = known_.find(word);
  if (at != known_.end()) return at->second;
  filter_.set(filter_bit(word));
  return known_.emplace(words_.emplace_back(word), Known{}).first->second;
}

WordNumber Lexicon::number_for(std::string_view word) {
  Known& entry = known(word);
  if (entry.number == kNoWord) {
    entry.number = static_cast<WordNumber>(first_words_.size());
    first_words_.emplace_back();
  }
  return entry.number;
}

void Lexicon::add(LexicalClass lexical_class, std::string_view phrase, std::string_view value,
                  const EntryFlags& flags) {
  LexiconEntry entry{lexical_class, phrase, value, flags, {}};
  for (const Token& token : tokenize(phrase).list) entry.words.push_back(number_for(token.word));
  if (entry.words.empty()) return;
  const LexiconEntry& kept = entries_.emplace_back(std::move(entry));
  FirstWord& first = first_words_[kept.words.front()];
  first.classes.add(lexical_class);
  first.candidates.push_back({&kept, kept.words.size() > 1 ? kept.words[1] : kNoWord});
}

void Lexicon::number_words(std::vector<Token>& tokens) const {
  for (Token& token : tokens) {
    if (token.kind == TokenKind::number) continue;  // digits are read by value
    if (!filter_.test(filter_bit(token.word))) continue;
    const auto known = known_.find(token.word);
    if (known == known_.end()) continue;
    token.number = known->second.number;
    token.sets = known->second.sets;
  }
}

LexiconMatch Lexicon::match(std::string_view text, const std::vector<Token>& tokens,
                            std::size_t first, std::size_t end) const {
  LexiconMatch found;
  const WordNumber next = first + 1 < end ? tokens[first + 1].number : kNoWord;
  for (const auto& [entry, second] : first_words_[tokens[first].number].candidates) {
    if (second != kNoWord && second != next) continue;
    const std::size_t length = entry->words.size();
    if (length < found.tokens) break;
    if (first + length > end) continue;
    bool same = true;
    for (std::size_t i = 2; i < length && same; ++i)
      same = tokens[first + i].number == entry->words[i];
    if (!same) continue;
    const std::uint32_t begin = tokens[first].begin;
    if (!written_right(*entry, text.substr(begin, tokens[first + length - 1].end - begin)))
      continue;
    if (found.count == LexiconMatch::kMost) break;
    found.tokens = length;
    found.classes.add(entry->lexical_class);
    found.entries_array[found.count++] = entry;
  }
  return found;
}

}  // namespace muster
