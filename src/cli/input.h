// Reading what a user names: a file, or standard input.
#pragma once

#include <string>

#include "base/error.h"
#include "documents/readable.h"

namespace muster::cli {

// At most this many bytes: an article is a thousandth of it.
inline constexpr std::size_t kLargestDocument = 64U << 20U;

// And a publisher's table at most this many.
inline constexpr std::size_t kLargestTable = 512U << 20U;

// The bytes of a file, or of standard input for "-", whatever they are; at most `most` of them.
Result<std::string> read_bytes(const std::string& file, std::size_t most);

// The whole of a text file, or of standard input for "-": valid UTF-8, not empty, no binary. A byte
// order mark is kept, so that offsets are the file's.
Result<std::string> read_text(const std::string& file);

// The article in a file of any format that muster reads, or of standard input for "-". PDF goes
// through poppler's pdftotext, which must be installed.
Result<ReadableText> read_document(const std::string& file);

}  // namespace muster::cli
