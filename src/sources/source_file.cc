#include "sources/source_file.h"

#include <sodium/crypto_hash_sha256.h>

#include <array>

#include "sources/nato.h"
#include "sources/xlsx.h"

namespace muster {

Result<SourceFile> read_source(std::string_view bytes, const Ledger& ledger) {
  if (is_zip(bytes)) {
    auto workbook = Workbook::open(bytes);
    if (!workbook) return workbook.error();
    if (is_nato_workbook(*workbook)) return read_nato_workbook(*workbook, ledger);
  }
  // TODO: SIPRI's workbook, World Bank CSV, zip and JSON, IMF WEO tables, ECB rates, SDMX-CSV and
  // SDMX-ML, Muster's own CSV.
  return Error{"the format is not known", "", "muster reads NATO's defence expenditure workbooks"};
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

}  // namespace muster
