// One document of a stream: a line of JSON in, a line of JSON out.
#pragma once

#include <string>

#include "check/check.h"

namespace muster::cli {

struct LineResult {
  std::string json;           // without a line end
  bool contradicted = false;  // a claim of it is
  bool failed = false;        // the line was no document
};

// The parser takes sixteen bytes at a time: so many behind a line must be readable, if not used.
constexpr std::size_t kReadPast = 16;

// `line` is {"id", "url", "date", "text"}, parsed where it stands. A line that can't be read gives
// an object with an "error" instead of claims.
LineResult check_line(const Ledger& ledger, const Lexicon& lexicon, char* line, std::size_t length,
                      const CheckOptions& options, Remembered& remembered);

// The result of a line of which nothing can be read.
std::string error_line(std::string_view id, std::string_view what);

}  // namespace muster::cli
