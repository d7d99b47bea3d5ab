// Compound files (OLE2; Microsoft's [MS-CFB]): the container of workbooks up to Excel 2003. A small
// file system: sectors, a table of which sector follows which, and a directory of named streams.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace muster {

// Numbers of such files, the lowest byte first; zero where the bytes end before.
std::uint16_t little_16(std::string_view bytes, std::size_t at);
std::uint32_t little_32(std::string_view bytes, std::size_t at);
std::uint64_t little_64(std::string_view bytes, std::size_t at);

// UTF-16 without its mark, lowest byte first, to UTF-8; what is no text becomes U+FFFD.
void append_utf_16(std::string& out, std::string_view bytes);

// True for what begins as a compound file does.
bool is_compound_file(std::string_view bytes);

// A view: the bytes must outlive it.
class CompoundFile {
 public:
  // Fails on what is no such file, is cut off, or has chains that run in a circle.
  static Result<CompoundFile> open(std::string_view bytes);

  bool has(std::string_view name) const { return find(name) != nullptr; }
  // The whole of a stream, wherever in the directory it stands.
  Result<std::string> read(std::string_view name) const;

 private:
  struct Entry {
    std::string name;
    std::uint32_t first = 0;  // sector
    std::uint64_t size = 0;
    bool is_root = false;
    bool is_stream = false;
  };

  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {}
  std::optional<Error> read_table();
  std::optional<Error> read_directory();
  const Entry* find(std::string_view name) const;
  std::optional<std::string_view> sector(std::uint32_t number) const;
  // The sectors of a chain end to end, cut to `size` where that is known.
  Result<std::string> chain(std::uint32_t first, std::optional<std::uint64_t> size) const;
  Result<std::string> small_chain(std::uint32_t first, std::uint64_t size) const;

  std::string_view bytes_;
  std::size_t sector_size_ = 0;
  std::vector<std::uint32_t> next_;  // by sector
  std::vector<Entry> entries_;
};

}  // namespace muster
