// What each stage made of a text, for whoever mends a rule: phrases and clauses of every sentence,
// as `muster check --explain` prints them and tests/transcripts/reading/ hold them.
#pragma once

#include <string>

#include "check/mentions.h"

namespace muster {

std::string explain(const Lexicon& lexicon, const Mentions& mentions);

}  // namespace muster
