// The text of a PDF, by poppler's pdftotext, which must be installed.
#pragma once

#include <string>

#include "base/error.h"

namespace muster::cli {

enum class PdfText : std::uint8_t {
  reading,  // in the order in which it is read
  layout,   // each line as it stands on the page
};

// At most kLargestDocument of it (input.h). Fails where the program is missing or can't read the
// file, with what to do.
Result<std::string> pdf_text(const std::string& file, PdfText as);

}  // namespace muster::cli
