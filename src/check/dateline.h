// When was this written? From what a text mentions: offices held, events foretold, years and
// reports.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/mentions.h"
#include "ledger/ledger.h"

namespace muster {

struct Dateline {
  Period window;                      // the days on which it can have been written
  std::vector<std::string> evidence;  // "Mark Rutte is Secretary General: since 1 October 2024"
  bool known = false;                 // the window is short enough to read "last year" by
};

// Every mention that bounds the day narrows the window; one that contradicts the others is passed
// over. Nothing is written after `today`.
Dateline infer_dateline(const Ledger& ledger, const Mentions& mentions, Date today);

// The year that the report covers of which the text speaks ("the annual report", figures "in
// 2024").
std::optional<Year> report_year(const Ledger& ledger, const Mentions& mentions,
                                std::optional<Date> day);

}  // namespace muster
