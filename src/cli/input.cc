#include "cli/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/text.h"
#include "cli/pdf_text.h"

namespace muster::cli {
namespace {

Error unreadable(const std::string& name) {
  return {std::strerror(errno), name, "check the path and its permissions"};
}

struct Descriptor {
  int fd;
  explicit Descriptor(int opened) : fd(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd > STDIN_FILENO) close(fd);
  }
};

}  // namespace

Result<std::string> read_bytes(const std::string& file, std::size_t most) {
  const bool standard_input = file == "-";
  const std::string name = standard_input ? "standard input" : file;
  const Descriptor in(standard_input ? STDIN_FILENO : open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (in.fd < 0 || fstat(in.fd, &status) != 0) return unreadable(name);
  if (S_ISDIR(status.st_mode))
    return Error{"this is a directory", name, "name a file, or - for standard input"};
  const Error too_large{
      "larger than the " + std::to_string(most >> 20U) + " MB that one file may have", name,
      "split it"};
  if (S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) > most) return too_large;

  std::string text;
  std::array<char, 1U << 16U> buffer{};
  for (;;) {
    const ssize_t got = read(in.fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(name);
    if (got == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > most) return too_large;
  }
  return text;
}

namespace {

// What must be text is text.
std::optional<Error> unfit(const std::string& text, const std::string& file) {
  const std::string name = file == "-" ? "standard input" : file;
  if (text.find_first_not_of(" \t\r\n") == std::string::npos)
    return Error{"there is no text in it", name, "name a file with an article"};
  if (text.find('\0') != std::string::npos) {
    return Error{
        "this is a binary file (a zero byte at byte " + std::to_string(text.find('\0')) + ")", name,
        "convert it to plain text first"};
  }
  if (const auto bad = first_invalid_utf8(text)) {
    return Error{"invalid UTF-8 at byte " + std::to_string(*bad), name,
                 "convert it, as with iconv -f latin1 -t utf-8"};
  }
  return std::nullopt;
}

}  // namespace

Result<std::string> read_text(const std::string& file) {
  auto text = read_bytes(file, kLargestDocument);
  if (!text) return text.error();
  if (auto error = unfit(*text, file)) return *error;
  return text;
}

Result<ReadableText> read_document(const std::string& file) {
  auto bytes = read_bytes(file, kLargestDocument);
  if (!bytes) return bytes.error();
  const DocumentFormat format = recognise_format(*bytes, file);
  if (format == DocumentFormat::pdf) {
    bytes = pdf_text(file, PdfText::reading);
    if (!bytes) return bytes.error();
  }
  // A mail has its own charset.
  if (format != DocumentFormat::mail) {
    if (auto error = unfit(*bytes, file)) return *error;
  }
  Result<ReadableText> readable =
      ReadableText{*bytes, "", "", std::nullopt, format == DocumentFormat::pdf};
  if (format == DocumentFormat::mail) readable = read_mail(*bytes);
  if (format == DocumentFormat::html) readable = read_html(*bytes);
  if (format == DocumentFormat::markdown) readable = read_markdown(*bytes);
  if (!readable) return Error{readable.error().what, file, readable.error().hint};
  if (auto error = unfit(readable->text, file)) return *error;
  if (readable->text.find_first_not_of(" \t\r\n") == std::string::npos)
    return Error{"there is no text in it", file, "name a file with an article"};
  return readable;
}

}  // namespace muster::cli
