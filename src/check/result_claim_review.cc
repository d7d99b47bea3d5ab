// The result of a check as schema.org ClaimReview, for search engines and fact-check feeds.

#include "base/json_writer.h"
#include "check/check.h"

namespace muster {
namespace {

// What was said, and in which document.
void write_claim(JsonWriter& out, const CheckResult& result, std::string_view url) {
  out.begin_object("itemReviewed");
  out.member("@type", "Claim");
  out.begin_object("appearance");
  out.member("@type", "CreativeWork");
  if (!result.title.empty()) out.member("headline", result.title);
  if (!url.empty()) out.member("url", url);
  if (result.day) out.member("datePublished", to_string(*result.day));
  out.end_object();
  out.end_object();
}

// Five steps are what readers of the format expect; three are used.
void write_rating(JsonWriter& out, Verdict verdict) {
  const bool wrong = verdict == Verdict::contradicted;
  const bool plainly = verdict == Verdict::holds;
  out.begin_object("reviewRating");
  out.member("@type", "Rating");
  out.member("ratingValue", wrong ? 1 : (plainly ? 5 : 4));
  out.member("worstRating", 1);
  out.member("bestRating", 5);
  out.member("alternateName",
             wrong ? "Contradicted" : (plainly ? "Holds" : "Holds in another reading"));
  out.end_object();
}

void write_review(JsonWriter& out, const Ledger& ledger, const CheckResult& result,
                  const CheckedClaim& checked, std::string_view url) {
  const Claim& claim = checked.claim;
  const Judgement& judgement = checked.judgement;
  const Reading& reading = checked.assessment.readings[*judgement.reading];
  out.begin_object();
  out.member("@context", "https://schema.org");
  out.member("@type", "ClaimReview");
  out.member("claimReviewed", result.text.substr(claim.begin, claim.end - claim.begin));
  out.member("datePublished", to_string(result.as_of));
  out.begin_object("author");
  out.member("@type", "Organization");
  out.member("name", "Muster");
  out.end_object();
  write_claim(out, result, url);
  write_rating(out, judgement.verdict);
  if (judgement.verdict == Verdict::contradicted) {
    out.member("reviewBody", judgement.correction);
  } else if (reading.vintage) {
    const std::string vintage(ledger.vintage(*reading.vintage).id);
    out.member("reviewBody", reading.answer + " (" + vintage + ")");
  } else {
    out.member("reviewBody", reading.answer);
  }
  out.member("citation", reading.cells);
  out.end_object();
}

}  // namespace

std::string to_claim_review(const Ledger& ledger, const CheckResult& result, std::string_view url) {
  JsonWriter out(2);
  out.begin_array();
  for (const CheckedClaim& checked : result.claims) {
    const Judgement& judgement = checked.judgement;
    if (judgement.verdict != Verdict::not_in_ledger && judgement.reading)
      write_review(out, ledger, result, checked, url);
  }
  out.end_array();
  return out.text();
}

}  // namespace muster
