// Zip archives held in memory: workbooks, and the tables that publishers pack.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace muster {

struct ZipEntry {
  std::string name;
  std::uint64_t size = 0;    // inflated, as the archive says; never trusted
  std::uint64_t packed = 0;  // within the archive
  std::uint64_t at = 0;      // in the archive's directory
};

// True for what begins as a zip archive does.
bool is_zip(std::string_view bytes);

// A view: the bytes must outlive it. It and its copies are one thread's, and read one entry at a
// time.
class ZipArchive {
 public:
  // Fails on what is no archive, is cut off, or has more than 10,000 entries.
  static Result<ZipArchive> open(std::string_view bytes);

  const std::vector<ZipEntry>& entries() const { return entries_; }
  const ZipEntry* find(std::string_view name) const;

  // Hands the inflated bytes to `take` piece by piece, in constant memory, and stops at its first
  // error. Fails where the entry is damaged, inflates to more than `limit` bytes, or to so much
  // more than it is packed that it can only be meant to fill memory.
  std::optional<Error> inflate(
      const ZipEntry& entry, std::uint64_t limit,
      const std::function<std::optional<Error>(std::string_view)>& take) const;
  // The whole of a small entry.
  Result<std::string> read(const ZipEntry& entry, std::uint64_t limit) const;

 private:
  class Opened;  // by minizip

  explicit ZipArchive(std::shared_ptr<Opened> opened) : opened_(std::move(opened)) {}

  std::shared_ptr<Opened> opened_;
  std::vector<ZipEntry> entries_;
};

}  // namespace muster
