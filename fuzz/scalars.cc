// Decimals, dates, units and price bases: what is read comes back when it is written.

#include <cstdint>
#include <cstdlib>

#include "base/date.h"
#include "base/decimal.h"
#include "base/text.h"
#include "ledger/vocabulary.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto value = muster::parse_decimal(text)) {
    const auto back = muster::parse_decimal(value->to_string());
    if (!back || !(*back == *value)) std::abort();
    (void)value->rounded(2);
  }
  if (const auto period = muster::parse_period(text)) {
    const auto day = muster::parse_date(muster::to_string(period->from));
    if (!day || *day != period->from) std::abort();
  }
  if (const auto unit = muster::parse_unit(text); unit && muster::to_string(*unit) != text)
    std::abort();
  if (const auto basis = muster::parse_price_basis(text);
      basis && muster::to_string(*basis) != text)
    std::abort();
  (void)muster::first_invalid_utf8(text);
  (void)muster::nearest_names(text.substr(0, 60), {"Poland", "Portugal"});
  return 0;
}
