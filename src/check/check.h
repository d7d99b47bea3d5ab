// The whole of check: a document in, its claims with their verdicts out.
//
//   document → sentences → mentions → claims → readings → verdicts
//
// Pure: no files, no clock. `today` is something the caller says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/claims.h"
#include "check/lexicon.h"
#include "check/readings.h"
#include "check/verdicts.h"

namespace muster {

// A text to be checked. The views must outlive the result.
struct Document {
  std::string_view id;
  std::string_view title;      // empty: its first line, where that is a headline
  std::string_view text;       // valid UTF-8
  std::optional<Period> date;  // as given, or from metadata
  std::string_view date_from = "given";
};

struct CheckOptions {
  Date today;                 // publications up to this day exist
  std::optional<Date> as_of;  // judge by what was known on that day; default: the article's
  std::string_view publisher = "NATO";
  // Working and cells of every reading, not only of the one that the verdict rests on; for texts of
  // a thousand claims or fewer.
  bool in_full = false;
};

struct CheckedClaim {
  Claim claim;
  Assessment assessment;
  Judgement judgement;
};

struct CheckResult {
  std::string_view id;
  std::string_view title;
  std::string_view text;
  std::optional<Period> date;  // one day, or the window that was inferred; none where unknown
  std::optional<Date> day;     // that the claims were read by
  std::string_view date_from;  // given, metadata, inferred; empty where unknown
  std::vector<std::string> date_evidence;
  Date as_of;
  std::string_view publisher;
  std::optional<VintageId> vintage;  // the newest of the publisher on that day
  std::vector<CheckedClaim> claims;  // in the order of the text

  std::size_t count(Verdict verdict) const;
};

CheckResult check(const Ledger& ledger, const Lexicon& lexicon, const Document& document,
                  const CheckOptions& options);
// For many documents: `remembered` carries what was worked out from one to the next.
CheckResult check(const Ledger& ledger, const Lexicon& lexicon, const Document& document,
                  const CheckOptions& options, Remembered& remembered);

// One self-contained page: the article with its claims marked, and an evidence sheet.
std::string to_html(const Ledger& ledger, const CheckResult& result);

// schema.org ClaimReview, one object a claim that has a verdict, as a JSON array. `url` of the
// article, where it has one.
std::string to_claim_review(const Ledger& ledger, const CheckResult& result, std::string_view url);

// The same on one line, for streams; always with the document's id.
std::string to_json_line(const Ledger& ledger, const CheckResult& result, bool include_text);

// Schema muster.check/1, indented. `include_text` where the text is not the file itself.
std::string to_json(const Ledger& ledger, const CheckResult& result, bool include_text);

}  // namespace muster
