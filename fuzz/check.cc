// The whole of check on any bytes that are valid UTF-8: no crash, every claim within the text,
// every contradiction with its sentence.

#include "check/check.h"

#include <cstdint>
#include <cstdlib>

#include "base/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (muster::first_invalid_utf8(text)) return 0;
  const muster::Ledger& ledger = muster::embedded_ledger();
  static const muster::Lexicon lexicon(ledger);
  muster::Document document;
  document.text = text;
  // Half of all texts come with a date.
  if (size % 2 == 0) document.date = muster::period_of_day(muster::make_date(2025, 5, 2));
  const auto result = muster::check(ledger, lexicon, document,
                                    {muster::make_date(2026, 11, 24), std::nullopt, "NATO"});
  for (const auto& checked : result.claims) {
    if (checked.claim.begin >= checked.claim.end || checked.claim.end > size) std::abort();
    if (checked.judgement.verdict == muster::Verdict::contradicted &&
        checked.judgement.correction.empty())
      std::abort();
  }
  if (muster::to_json(ledger, result, true).empty()) std::abort();
  return 0;
}
