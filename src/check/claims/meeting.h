// What counts ("22 allies met the target") and lists ("Spain and Italy missed it") have in common:
// the verb that says who is above and who below, and the guideline or other threshold that is
// meant.
#pragma once

#include <optional>

#include "check/scene.h"

namespace muster {

struct Meeting {
  const Guideline* guideline = nullptr;
  std::optional<StatedValue> threshold;  // where it is no guideline's
  bool missing = false;                  // below it
  std::size_t last = 0;                  // mention that ends the statement
  bool elliptical = false;               // "did not": the guideline was named elsewhere
  bool is_placed = false;                // "at 2%", without a verb of meeting
  std::optional<std::size_t> percent{};  // the mention that gives the threshold
};

// The statement whose subject ends with mention `subject` and whose verb follows in the same
// clause.
std::optional<Meeting> meeting_behind(const Scene& scene, std::size_t subject);

// The statement that introduces mention `subject`: "those below the line are …", "met by …".
// `first` is set to the mention with which it begins.
std::optional<Meeting> meeting_before(const Scene& scene, std::size_t subject, std::size_t& first);

}  // namespace muster
