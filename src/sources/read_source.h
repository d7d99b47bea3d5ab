// Any publisher's file to figures: which format it is in, and that format's reader. The roof over
// the readers, which none of them includes.
#pragma once

#include <string_view>

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

// Reads a file whose format is recognised by its content, never by its name. Names of areas,
// currencies and members are the ledger's. The error of an unknown format lists the known ones.
Result<SourceFile> read_source(std::string_view bytes, const Ledger& ledger,
                               const SourceHints& hints = {});

// A PDF is read as the text that `pdftotext -layout` gives; it is a program of the system, so this
// library does not call it.
bool is_pdf(std::string_view bytes);
Result<SourceFile> read_pdf_text(std::string_view text, const Ledger& ledger);

}  // namespace muster
