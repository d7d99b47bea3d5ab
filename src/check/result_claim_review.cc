// The result of a check as schema.org ClaimReview, for search engines and fact-check feeds.

#include <nlohmann/json.hpp>

#include "check/check.h"

namespace muster {

using Json = nlohmann::ordered_json;

std::string to_claim_review(const Ledger& ledger, const CheckResult& result, std::string_view url) {
  Json reviews = Json::array();
  for (const CheckedClaim& checked : result.claims) {
    const Judgement& judgement = checked.judgement;
    if (judgement.verdict == Verdict::not_in_ledger || !judgement.reading) continue;
    const Reading& reading = checked.assessment.readings[*judgement.reading];
    const bool wrong = judgement.verdict == Verdict::contradicted;
    const bool plainly = judgement.verdict == Verdict::holds;
    Json review{{"@context", "https://schema.org"}, {"@type", "ClaimReview"}};
    review["claimReviewed"] =
        result.text.substr(checked.claim.begin, checked.claim.end - checked.claim.begin);
    review["datePublished"] = to_string(result.as_of);
    review["author"] = {{"@type", "Organization"}, {"name", "Muster"}};
    Json appearance{{"@type", "CreativeWork"}};
    if (!result.title.empty()) appearance["headline"] = result.title;
    if (!url.empty()) appearance["url"] = url;
    if (result.day) appearance["datePublished"] = to_string(*result.day);
    review["itemReviewed"] = {{"@type", "Claim"}, {"appearance", appearance}};
    // Five steps are what readers of the format expect; three are used.
    review["reviewRating"] = {
        {"@type", "Rating"},
        {"ratingValue", wrong ? 1 : (plainly ? 5 : 4)},
        {"worstRating", 1},
        {"bestRating", 5},
        {"alternateName",
         wrong ? "Contradicted" : (plainly ? "Holds" : "Holds in another reading")}};
    review["reviewBody"] =
        wrong ? judgement.correction
              : reading.answer +
                    (reading.vintage ? " (" + std::string(ledger.vintage(*reading.vintage).id) + ")"
                                     : "");
    review["citation"] = reading.cells;
    reviews.push_back(std::move(review));
  }
  return reviews.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace muster
