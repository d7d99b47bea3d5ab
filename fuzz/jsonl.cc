// One line of a stream, any bytes: a result on one line, never a crash.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "cli/check_line.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string line(reinterpret_cast<const char*>(data), size);
  if (line.find('\n') != std::string::npos) return 0;  // the reader cuts at line ends
  line += '\n';
  line.reserve(line.size() + muster::cli::kReadPast);
  const muster::Ledger& ledger = muster::embedded_ledger();
  static const muster::Lexicon lexicon(ledger);
  static muster::Remembered remembered;
  const auto result =
      muster::cli::check_line(ledger, lexicon, line.data(), size,
                              {muster::make_date(2026, 11, 24), std::nullopt, "NATO"}, remembered);
  if (result.json.empty() || result.json.find('\n') != std::string::npos) std::abort();
  return 0;
}
