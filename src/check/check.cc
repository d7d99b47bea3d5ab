#include "check/check.h"

#include <algorithm>

#include "check/dateline.h"
#include "check/find_claims.h"
#include "check/mentions.h"
#include "check/topic.h"
#include "ledger/as_of.h"

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

// What was known by then: the newest publication of the publisher.
void choose_vintage(const Ledger& ledger, const CheckOptions& options, CheckResult& result) {
  result.as_of = options.as_of.value_or(result.day.value_or(options.today));
  const VintageRange known = vintages_known(ledger, options.publisher, result.as_of);
  result.vintage.reset();
  if (known.begin != known.end) result.vintage = static_cast<VintageId>(known.end - 1);
}

// All that can be said of a document before it is read.
CheckResult begin_result(const Ledger& ledger, const Document& document,
                         const CheckOptions& options) {
  CheckResult result;
  result.id = document.id;
  result.text = document.text;
  result.title = document.title.empty() ? headline(document.text) : document.title;
  result.publisher = options.publisher;
  if (document.date) {
    result.date = document.date;
    result.day = std::min(document.date->to, options.today);
    result.date_from = document.date_from;
  }
  choose_vintage(ledger, options, result);
  return result;
}

// When a document without a date was written, from what it mentions.
void infer_date(const Ledger& ledger, const Mentions& mentions, const CheckOptions& options,
                CheckResult& result) {
  Dateline dateline = infer_dateline(ledger, mentions, options.today);
  if (!dateline.known) return;
  result.date = dateline.window;
  result.day = dateline.window.from;
  result.date_from = "inferred";
  result.date_evidence = std::move(dateline.evidence);
  choose_vintage(ledger, options, result);
}

DocumentFacts facts_of(const Ledger& ledger, Remembered& remembered, const Mentions& mentions,
                       std::optional<Date> day) {
  DocumentFacts facts;
  facts.day = day;
  facts.report_year = report_year(ledger, mentions, day);
  facts.on_topic = is_on_topic(ledger, mentions);
  facts.alliance = remembered.alliance(ledger);
  return facts;
}

ReadingContext context_of(const Ledger& ledger, Remembered& remembered, const CheckOptions& options,
                          std::optional<Date> day, std::size_t claims) {
  // The workings of all readings are most of a result: a text with more claims than anybody reads
  // goes without.
  constexpr std::size_t kMostInFull = 1000;
  return {ledger,
          remembered,
          day,
          options.as_of ? options.as_of : day,
          options.today,
          options.publisher,
          options.in_full && claims <= kMostInFull,
          false};
}

// Where the text names no year, the years that it may mean are tried; where it stands in one of
// them by what was known on its day, that is the year meant.
void settle_year(const ReadingContext& context, CheckedClaim& checked) {
  ClaimYears& years = checked.claim.years;
  if (years.named || !checked.judgement.reading) return;
  const Reading& reading = checked.assessment.readings[*checked.judgement.reading];
  const bool known =
      !context.day ||
      (reading.vintage && context.ledger.vintage(*reading.vintage).published <= *context.day);
  const bool closely = reading.agrees && reading.rounding != to_string(Rounding::truncated);
  if (!closely || !known) return;
  const auto meant = std::ranges::find_if(years.candidates, [&](Year year) {
    return reading.period.ends_with(std::to_string(year.value));
  });
  if (meant != years.candidates.end()) std::rotate(years.candidates.begin(), meant, meant + 1);
}

// By the publication that a reader of the day would have opened, in one of the years that may be
// meant, digit by digit. An older one would fit too often by chance.
std::optional<Year> year_borne_out(const ReadingContext& context, const Claim& claim) {
  const Assessment assessment = assess(context, claim);
  const auto found = std::ranges::find_if(assessment.readings, [&](const Reading& reading) {
    return reading.agrees && reading.rounding != to_string(Rounding::truncated) &&
           reading.rounding != to_string(Rounding::coarse);
  });
  if (found == assessment.readings.end()) return std::nullopt;
  for (const Year year : claim.years.candidates) {
    if (found->period.ends_with(std::to_string(year.value))) return year;
  }
  return std::nullopt;
}

CheckedClaim check_claim(const ReadingContext& context, Claim claim) {
  CheckedClaim checked;
  checked.assessment = assess(context, claim);
  checked.judgement = judge(context, claim, checked.assessment);
  checked.claim = std::move(claim);
  settle_year(context, checked);
  return checked;
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
  CheckResult result = begin_result(ledger, document, options);
  // Nineteen texts of twenty in an archive are about other things, and end here.
  if (!may_be_on_topic(document.text)) return result;

  const Mentions mentions = find_mentions(lexicon, ledger, document.text);
  if (!document.date) infer_date(ledger, mentions, options, result);
  const DocumentFacts facts = facts_of(ledger, remembered, mentions, result.day);
  // Which of several meanings stands is asked without words.
  ReadingContext asking = context_of(ledger, remembered, options, result.day, SIZE_MAX);
  asking.asking = true;
  const Fits fits = [&](const Claim& claim) { return year_borne_out(asking, claim); };
  std::vector<Claim> claims = find_claims(ledger, lexicon, mentions, facts, fits);
  const ReadingContext context = context_of(ledger, remembered, options, result.day, claims.size());
  result.claims.reserve(claims.size());
  for (Claim& claim : claims) result.claims.push_back(check_claim(context, std::move(claim)));
  return result;
}

}  // namespace muster
