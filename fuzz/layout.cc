// The reader of printed tables: any text that pdftotext -layout might give.

#include <cstdint>

#include "sources/import.h"
#include "sources/read_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto file = muster::read_pdf_text(text, muster::embedded_ledger());
  if (!file) return 0;
  for (const auto& row : file->left_out) {
    if (row.cell.empty() || row.reason.empty()) __builtin_trap();
  }
  for (auto& publication : file->publications) {
    for (const auto& figure : publication.figures) {
      if (!muster::is_as_printed(figure.cell)) __builtin_trap();  // it would pass for an exact one
    }
    (void)muster::prepare_import(std::move(publication), std::nullopt, muster::embedded_ledger());
  }
  return 0;
}
