// Any bytes as an e-mail: a text of valid UTF-8 or an error, never a crash.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "documents/readable.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto mail = muster::read_mail({reinterpret_cast<const char*>(data), size});
  if (mail && (muster::first_invalid_utf8(mail->text) || muster::first_invalid_utf8(mail->title)))
    std::abort();
  return 0;
}
