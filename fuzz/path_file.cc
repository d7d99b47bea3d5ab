// The file of assumed paths: any bytes as TOML.

#include "cli/path_file.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)muster::cli::parse_path_file(muster::embedded_ledger(), text, "fuzz.toml",
                                     muster::make_date(2025, 9, 1));
  return 0;
}
