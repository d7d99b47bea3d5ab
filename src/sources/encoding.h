// Text as publishers and spreadsheets store it, to UTF-8 with line feeds.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace muster {

// The text of `bytes` as UTF-8, without a byte order mark: a view into them where they are that
// already, else into `converted`, which both must outlive it. Read are UTF-8; UTF-16 of either
// order, with a mark or without (the IMF's downloads); Windows-1252 and Latin 1, which is what text
// is that is no UTF-8; line ends of carriage returns only. Fails on zero bytes that are no UTF-16,
// and on UTF-16 that is cut off or ill-formed.
Result<std::string_view> as_utf8(std::string_view bytes, std::string& converted);

}  // namespace muster
