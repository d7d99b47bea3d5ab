#include "check/check.h"

#include <algorithm>

#include "check/dateline.h"
#include "check/find_claims.h"
#include "check/mentions.h"
#include "check/topic.h"

namespace muster {
namespace {

// The first line, where it is short, ends without a full stop and an empty line follows.
std::string_view headline(std::string_view text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  constexpr std::size_t kLongest = 200;
  const bool alone = end + 1 < text.size() && (text[end + 1] == '\n' || text[end + 1] == '\r');
  if (line.empty() || line.size() > kLongest || line.back() == '.' || !alone) return {};
  return line;
}

// Where the text names no year, the years that it may mean are tried; where it stands in one of
// them by what was known on its day, that is the year meant.
void settle_year(const Ledger& ledger, std::optional<Date> day, CheckedClaim& checked) {
  ClaimYears& years = checked.claim.years;
  if (years.named || !checked.judgement.reading) return;
  const Reading& reading = checked.assessment.readings[*checked.judgement.reading];
  const bool known =
      !day || (reading.vintage && ledger.vintage(*reading.vintage).published <= *day);
  const bool closely = reading.agrees && reading.rounding != to_string(Rounding::truncated);
  if (!closely || !known) return;
  const auto meant = std::ranges::find_if(years.candidates, [&](Year year) {
    return reading.period.ends_with(std::to_string(year.value));
  });
  if (meant != years.candidates.end()) std::rotate(years.candidates.begin(), meant, meant + 1);
}

}  // namespace

std::size_t CheckResult::count(Verdict verdict) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      claims, [&](const CheckedClaim& c) { return c.judgement.verdict == verdict; }));
}

CheckResult check(const Ledger& ledger, const Lexicon& lexicon, const Document& document,
                  const CheckOptions& options) {
  Remembered remembered;
  return check(ledger, lexicon, document, options, remembered);
}

CheckResult check(const Ledger& ledger, const Lexicon& lexicon, const Document& document,
                  const CheckOptions& options, Remembered& remembered) {
  CheckResult result;
  result.id = document.id;
  result.text = document.text;
  result.title = document.title.empty() ? headline(document.text) : document.title;
  result.publisher = options.publisher;

  // Nineteen texts of twenty in an archive are about other things, and end here.
  const bool read = may_be_on_topic(document.text);
  const Mentions mentions = read ? find_mentions(lexicon, ledger, document.text) : Mentions{};
  if (document.date) {
    result.date = document.date;
    result.day = std::min(document.date->to, options.today);
    result.date_from = document.date_from;
  } else if (read) {
    const Dateline dateline = infer_dateline(ledger, mentions, options.today);
    if (dateline.known) {
      result.date = dateline.window;
      result.day = dateline.window.from;
      result.date_from = "inferred";
      result.date_evidence = dateline.evidence;
    }
  }
  result.as_of = options.as_of.value_or(result.day.value_or(options.today));
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
    const Vintage& vintage = ledger.vintages[i];
    if (vintage.publisher == options.publisher && vintage.published <= result.as_of)
      result.vintage = static_cast<VintageId>(i);
  }

  if (!read) return result;

  DocumentFacts facts;
  facts.day = result.day;
  facts.report_year = report_year(ledger, mentions, result.day);
  facts.on_topic = is_on_topic(ledger, mentions);
  std::vector<Claim> claims = find_claims(ledger, mentions, facts);
  // The workings of all readings are most of a result: a text with more claims than anybody reads
  // goes without.
  constexpr std::size_t kMostInFull = 1000;
  const ReadingContext context{ledger,
                               remembered,
                               result.day,
                               options.as_of ? options.as_of : result.day,
                               options.today,
                               options.publisher,
                               options.in_full && claims.size() <= kMostInFull};
  result.claims.reserve(claims.size());
  for (Claim& claim : claims) {
    CheckedClaim checked;
    checked.assessment = assess(context, claim);
    checked.judgement = judge(context, claim, checked.assessment);
    checked.claim = std::move(claim);
    settle_year(ledger, result.day, checked);
    result.claims.push_back(std::move(checked));
  }
  return result;
}

}  // namespace muster
