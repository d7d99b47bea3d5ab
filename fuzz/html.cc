// A web page, any bytes: text that is valid UTF-8, or a refusal.

#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "documents/readable.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto& readable : {muster::read_html(bytes), muster::read_markdown(bytes)}) {
    if (readable && (muster::first_invalid_utf8(readable->text) ||
                     readable->text.find('\0') != std::string::npos))
      std::abort();
  }
  return 0;
}
