#include "cli/write_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace muster::cli {

std::optional<Error> write_file(const std::string& file, std::string_view content) {
  const std::string beside = file + ".part" + std::to_string(getpid());
  const auto failed = [&](int reason) {
    std::remove(beside.c_str());
    return Error{std::string("it can't be written: ") + std::strerror(reason), file,
                 "nothing was changed"};
  };
  std::FILE* out = std::fopen(beside.c_str(), "wb");
  if (out == nullptr) return failed(errno);
  const bool written = std::fwrite(content.data(), 1, content.size(), out) == content.size() &&
                       std::fflush(out) == 0 && fsync(fileno(out)) == 0;
  const int reason = errno;
  const bool closed = std::fclose(out) == 0;
  if (!written) return failed(reason);
  if (!closed || std::rename(beside.c_str(), file.c_str()) != 0) return failed(errno);
  return std::nullopt;
}

}  // namespace muster::cli
