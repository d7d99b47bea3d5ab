// Constructions: phrases of one or more words that say what kind of statement a clause makes:
// "second only to", "ahead of", "brings up the rear". All of it is data
// (data/grammar/en/constructions.csv); "{exceed}" there stands for all forms of the verb.
//
// They are found beside the mentions and may overlap them, so that a word more here changes nothing
// of how a sentence is cut.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "check/tokens.h"

namespace muster {

enum class Sense : std::uint8_t {
  // Order: who stands before whom.
  more,     // "ahead of", "outdoes": the subject before what follows
  less,     // "behind", "exceeded by"
  highest,  // "in first place"
  lowest,   // "closes the list"
  next,     // "come next"
  alike,    // "level with"
  // Undertakings: what is to be reached.
  agreed,  // "agreed", "signed up to"
  aimed,   // "wants to reach", "is to rise to", "plans"
  asked,   // "requires", "should"
  line,    // "guideline", "target", "criterion"
  // Occasions.
  meeting,      // "gather", "sit down"
  publishing,   // "table", "released"
  legislating,  // "bill", "signed into law"
  attack,       // "marched into": Crimea, Ukraine
  // Membership.
  joining,    // "was let in", "accession"
  belonging,  // "members", "flags": what a number of allies counts
  founding,   // "founding member"
  applying,   // "applied", "accession protocol": before a member is one
  // Movement.
  upward,
  downward,
  first_time,  // "for the first time", "never before"
  real,        // "after inflation", "at constant prices"
  // Parts.
  part_of_total,   // "of the total", "of all that the allies spend"
  common_budgets,  // "common budgets", "common funding"
};

std::optional<Sense> sense_named(std::string_view name);

// From constructions.csv and verbs.csv of data/grammar/en/, with all forms of verbs written out;
// fails with file and line. For the build tool.
struct ConstructionText {
  std::string phrase;
  Sense sense = Sense::more;
};
Result<std::vector<ConstructionText>> read_constructions(
    const std::map<std::string, std::string>& files);

// The table compiled into the library.
struct ConstructionRow {
  std::string_view phrase;
  std::uint8_t sense;
};
std::span<const ConstructionRow> embedded_constructions();

struct Construction {
  Sense sense = Sense::more;
  std::uint32_t first = 0;  // tokens
  std::uint32_t end = 0;
};

class Constructions {
 public:
  Constructions();
  // Those of the tokens from `first` to `end`, in order; of each sense the longest, none inside
  // another of its sense.
  std::vector<Construction> find(const std::vector<Token>& tokens, std::size_t first,
                                 std::size_t end) const;

 private:
  struct Entry {
    std::vector<std::string> words;  // behind the first
    Sense sense;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::vector<Entry>, Hash, std::equal_to<>>
      by_first_word_;  // longest first
};

}  // namespace muster
