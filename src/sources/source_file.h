// A publisher's file as read: its publication, and what of it was left out and why. Each reader
// turns bytes into one of these; none knows of files or stores. Data only: read_source.h recognises
// which reader a file is for.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "ledger/publication.h"

namespace muster {

// A cell that holds something and became no figure, or not the whole of it.
struct LeftOut {
  std::string cell;    // "TABLE4!F23"
  std::string text;    // what stands there
  std::string reason;  // "a change over several years, which follows from the years"
};

// A country whose name the ledger does not know, taken by the code beside it.
struct TakenByCode {
  std::string name;  // "Macedonia, FYR"
  std::string code;  // "MKD"
};

struct SourceFile {
  std::string kind;  // "NATO defence expenditure workbook"
  // Publishers' own files are of one publication; an export of Muster's may hold several.
  std::vector<Publication> publications{1};
  Publication& publication() { return publications.front(); }
  const Publication& publication() const { return publications.front(); }
  // Every cell of the data tables that holds a number is a figure or stands here, as does every
  // cell that holds a mark for "no figure".
  std::vector<LeftOut> left_out;
  // Cells whose figure has fewer digits than stand there, since a decimal has no room for them; no
  // publisher's file has had one yet.
  std::vector<LeftOut> rounded;
  std::vector<TakenByCode> by_code;  // each name once
  // It holds no figures but says of which day the publisher's other files are.
  bool tells_release = false;
};

// What a user may say of a file that does not say it itself.
struct SourceHints {
  std::string indicator;  // "SP.POP.TOTL"
  // Nothing was published later; the core has no clock.
  Date today = kDistantFuture;
  // The day of a file that does not say its own: which currency was a country's, and which years
  // were still to come, hangs on it.
  Date published = kDistantPast;
};

// The error with where it happened put before the place that it names itself: "line 7, TABLE3!A1".
inline Error within(std::string place, Error error) {
  error.where = error.where.empty() ? std::move(place) : place + ", " + error.where;
  return error;
}

}  // namespace muster
