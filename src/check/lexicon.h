// The searchable lexicon: given tokens, the longest phrase that begins at one of them.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "check/constructions.h"
#include "check/grammar.h"
#include "check/lexicon_tables.h"
#include "check/tokens.h"
#include "ledger/ledger.h"

namespace muster {

// A set of lexical classes.
class ClassMask {
 public:
  constexpr ClassMask() = default;
  constexpr ClassMask(LexicalClass c) { add(c); }  // NOLINT: implicit
  constexpr ClassMask(std::initializer_list<LexicalClass> classes) {
    for (const LexicalClass c : classes) add(c);
  }
  constexpr void add(LexicalClass c) { word(c) |= bit(c); }
  constexpr void add(ClassMask other) {
    words_[0] |= other.words_[0];
    words_[1] |= other.words_[1];
  }
  constexpr bool has(LexicalClass c) const { return (words_[index(c)] & bit(c)) != 0; }
  constexpr bool has_any(ClassMask other) const {
    return (words_[0] & other.words_[0]) != 0 || (words_[1] & other.words_[1]) != 0;
  }
  constexpr bool empty() const { return words_[0] == 0 && words_[1] == 0; }

 private:
  static constexpr std::size_t index(LexicalClass c) { return static_cast<std::size_t>(c) / 64; }
  static constexpr std::uint64_t bit(LexicalClass c) {
    return std::uint64_t{1} << (static_cast<unsigned>(c) % 64);
  }
  constexpr std::uint64_t& word(LexicalClass c) { return words_[index(c)]; }

  std::uint64_t words_[2] = {0, 0};
};

// How a phrase names an area, and how it must be written to count.
struct EntryFlags {
  bool exact = false;    // upper and lower case as in the table: "US"
  bool capital = false;  // begins with a capital letter: "March", "Turkey"
  bool ambiguous = false;
  bool demonym = false;  // "Belgian"
  bool name = false;     // "Belgium"; both for "UK"
  bool capital_city = false;
  bool place = false;   // a place in the area, never the area itself
  bool after = false;   // stands behind what it belongs to: "or more", "dollars"
  bool before = false;  // stands before it: "USD"
  bool sign = false;    // "$"
  bool suffix = false;  // only glued to a number: "bn"
  bool pronoun = false;
};

struct LexiconEntry {
  LexicalClass lexical_class;
  std::string_view phrase;  // as in the table
  std::string_view value;
  EntryFlags flags;
  std::vector<WordNumber> words;  // the phrase's tokens
};

struct LexiconMatch {
  // Classes that one phrase may have; the tables hold no phrase with more (a test sees to it).
  static constexpr std::size_t kMost = 8;

  ClassMask classes;
  std::size_t tokens = 0;                                  // how many it covers; 0 for no match
  std::size_t count = 0;                                   // of the entries
  std::array<const LexiconEntry*, kMost> entries_array{};  // all entries of that longest phrase

  std::span<const LexiconEntry* const> entries() const { return {entries_array.data(), count}; }
  const LexiconEntry* of(LexicalClass c) const {
    if (!classes.has(c)) return nullptr;
    for (const LexiconEntry* entry : entries()) {
      if (entry->lexical_class == c) return entry;
    }
    return nullptr;
  }
};

// Does the lexicon count this word among the set?
inline bool is_in(WordSet set, const Token& token) {
  return (token.sets >> static_cast<unsigned>(set) & 1U) != 0;
}

class Lexicon {
 public:
  // From the embedded tables, and the persons who held an office in `ledger`, which must outlive
  // it.
  explicit Lexicon(const Ledger& ledger);

  // Gives every word that stands in a phrase its number, and its sets; the functions below need it.
  void number_words(std::vector<Token>& tokens) const;

  // The longest phrase beginning at `first`, not reaching `end`; `text` is the text of the tokens.
  LexiconMatch match(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                     std::size_t end) const;

  const Grammar& grammar() const { return grammar_; }
  const Constructions& constructions() const { return constructions_; }

  // The classes of all phrases that begin with this word: for most words of a text, none.
  ClassMask begun_by(const Token& token) const { return first_words_[token.number].classes; }

 private:
  Grammar grammar_;
  Constructions constructions_;
  struct Candidate {
    const LexiconEntry* entry;
    WordNumber second;  // kNoWord for a phrase of one word
  };
  // What begins with one word, longest first, so that the first fit is the longest.
  struct FirstWord {
    ClassMask classes;
    std::vector<Candidate> candidates;
  };

  struct Known {
    WordNumber number = kNoWord;
    std::uint16_t sets = 0;
  };

  static constexpr std::size_t kFilterBits = std::size_t{1} << 15U;
  static std::size_t filter_bit(std::string_view word);

  void add(LexicalClass lexical_class, std::string_view phrase, std::string_view value,
           const EntryFlags& flags);
  Known& known(std::string_view word);
  WordNumber number_for(std::string_view word);

  std::deque<LexiconEntry> entries_;
  std::deque<std::string> words_;
  std::unordered_map<std::string_view, Known> known_;
  // Most words of a text are in no phrase, and a bit for their first letters and length shows it.
  std::bitset<kFilterBits> filter_;
  std::vector<FirstWord> first_words_{1};  // by number; none begins with kNoWord
};

}  // namespace muster
