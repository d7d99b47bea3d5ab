// Reads a file or standard input, plain, gzip or zstd: which, its first bytes say.
#pragma once

#include <memory>
#include <string>

#include "base/error.h"

namespace muster::cli {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Appends up to about a megabyte to `out`; false at the end. Fails where the stream is broken.
  virtual Result<bool> read(std::string& out) = 0;
  // Bytes of the file read so far, for progress.
  virtual std::size_t consumed() const = 0;
};

// "-" is standard input.
Result<std::unique_ptr<ByteSource>> open_source(const std::string& file);

}  // namespace muster::cli
