// A page as PDF, by a program of the system.
#pragma once

#include <optional>
#include <string>

#include "base/error.h"

namespace muster::cli {

// Prints `html` into `pdf` by Chromium or WeasyPrint, whichever is found first. Fails with a line
// that says what to install where neither is.
std::optional<Error> print_pdf(const std::string& html, const std::string& pdf);
// Is there one of them? For a check before any work is done.
std::optional<Error> pdf_printer_missing();

}  // namespace muster::cli
