// Readers of publishers' files: any bytes, recognised or not.

#include <cstdint>

#include "sources/import.h"
#include "sources/read_source.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* indicator : {"", "SP.POP.TOTL", "NY.GDP.MKTP.CN"}) {
    auto file = muster::read_source(bytes, muster::embedded_ledger(), {indicator});
    if (!file) continue;
    for (auto& publication : file->publications) {
      for (const auto& figure : publication.figures) {
        if (figure.cell.empty()) __builtin_trap();  // a figure without its cell is worth nothing
      }
      (void)muster::prepare_import(std::move(publication), std::nullopt, muster::embedded_ledger());
    }
  }
  return 0;
}
