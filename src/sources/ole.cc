#include "sources/ole.h"

#include <algorithm>

namespace muster {
namespace {

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // numbers above mean that none follows
constexpr std::size_t kHeader = 512;
constexpr std::size_t kEntry = 128;       // of the directory
constexpr std::size_t kSmallSector = 64;  // of streams below kSmallStream
constexpr std::uint64_t kSmallStream = 4096;

Error damaged_file(const std::string& what) { return {what, "", "the file is damaged or cut off"}; }

template <typename Number>
Number little(std::string_view bytes, std::size_t at) {
  if (at > bytes.size() || bytes.size() - at < sizeof(Number)) return 0;
  Number value = 0;
  for (std::size_t i = sizeof(Number); i > 0; --i) {
    value = static_cast<Number>(value << 7U << 1U);  // by eight: a byte may be all there is
    value = static_cast<Number>(value | static_cast<unsigned char>(bytes[at + i - 1]));
  }
  return value;
}

void append_utf_8(std::string& out, std::uint32_t point) {
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | (point >> shift & 0x3FU));
  };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | point >> 6U);
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | point >> 12U);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | point >> 18U);
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace

std::uint16_t little_16(std::string_view bytes, std::size_t at) {
  return little<std::uint16_t>(bytes, at);
}
std::uint32_t little_32(std::string_view bytes, std::size_t at) {
  return little<std::uint32_t>(bytes, at);
}
std::uint64_t little_64(std::string_view bytes, std::size_t at) {
  return little<std::uint64_t>(bytes, at);
}

void append_utf_16(std::string& out, std::string_view bytes) {
  constexpr std::uint32_t kUnknown = 0xFFFD;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    std::uint32_t point = little_16(bytes, at);
    if (point >= 0xD800 && point < 0xE000) {
      const std::uint32_t low = at + 3 < bytes.size() ? little_16(bytes, at + 2) : 0;
      const bool pair = point < 0xDC00 && low >= 0xDC00 && low < 0xE000;
      point = pair ? 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00) : kUnknown;
      if (pair) at += 2;
    }
    append_utf_8(out, point);
  }
}

bool is_compound_file(std::string_view bytes) { return bytes.starts_with(kMagic); }

Result<CompoundFile> CompoundFile::open(std::string_view bytes) {
  if (!is_compound_file(bytes) || bytes.size() < kHeader)
    return damaged_file("it is no compound file");
  CompoundFile file(bytes);
  const unsigned shift = little_16(bytes, 30);
  if (shift != 9 && shift != 12)
    return damaged_file("its sectors are of no size that the format has");
  file.sector_size_ = std::size_t{1} << shift;
  if (auto error = file.read_table()) return *error;
  if (auto error = file.read_directory()) return *error;
  return file;
}

// Sector 0 stands behind the header, which has the size of a sector. The last one may be short.
std::optional<std::string_view> CompoundFile::sector(std::uint32_t number) const {
  const std::uint64_t at = (std::uint64_t{number} + 1) * sector_size_;
  if (number >= kLastSector || at >= bytes_.size()) return std::nullopt;
  return bytes_.substr(at, sector_size_);
}

// Which sectors hold the table is told by the header for the first 109, then by a chain of sectors
// whose last number is the next one's.
std::optional<Error> CompoundFile::read_table() {
  const std::size_t sectors = bytes_.size() / sector_size_ + 1;
  const std::size_t parts = little_32(bytes_, 44);
  if (parts > sectors) return damaged_file("it names more sectors than it has");
  std::vector<std::uint32_t> where;
  for (std::size_t i = 0; i < 109 && where.size() < parts; ++i)
    where.push_back(little_32(bytes_, 76 + 4 * i));
  std::uint32_t more = little_32(bytes_, 68);
  for (std::size_t read = 0; where.size() < parts; ++read) {
    const auto list = sector(more);
    if (!list || read > sectors) return damaged_file("a part of its table of sectors is missing");
    const std::size_t numbers = sector_size_ / 4 - 1;
    for (std::size_t i = 0; i < numbers && where.size() < parts; ++i)
      where.push_back(little_32(*list, 4 * i));
    more = little_32(*list, 4 * numbers);
  }
  for (const std::uint32_t number : where) {
    const auto part = sector(number);
    if (!part || part->size() < sector_size_)
      return damaged_file("a part of its table of sectors is missing");
    for (std::size_t i = 0; i < sector_size_ / 4; ++i) next_.push_back(little_32(*part, 4 * i));
  }
  return std::nullopt;
}

Result<std::string> CompoundFile::chain(std::uint32_t first,
                                        std::optional<std::uint64_t> size) const {
  std::string out;
  std::size_t read = 0;
  for (std::uint32_t at = first; at < kLastSector; at = next_[at]) {
    if (size && out.size() >= *size) break;
    const auto piece = sector(at);
    if (!piece || at >= next_.size()) return damaged_file("a sector is missing");
    if (++read > bytes_.size() / sector_size_ + 1)
      return damaged_file("its sectors follow each other in a circle");
    out += *piece;
  }
  if (size && out.size() < *size) return damaged_file("a stream is cut off");
  if (size) out.resize(*size);
  return out;
}

// Small streams share the root's, in sectors of their own with a table of their own.
Result<std::string> CompoundFile::small_chain(std::uint32_t first, std::uint64_t size) const {
  const auto root = std::ranges::find_if(entries_, &Entry::is_root);
  if (root == entries_.end()) return damaged_file("it has no root");
  const auto shared = chain(root->first, std::nullopt);
  if (!shared) return shared.error();
  const auto table = chain(little_32(bytes_, 60), std::nullopt);
  if (!table) return table.error();
  std::string out;
  for (std::uint32_t at = first; out.size() < size; at = little_32(*table, std::size_t{at} * 4)) {
    const std::uint64_t from = std::uint64_t{at} * kSmallSector;
    if (from >= shared->size() || (std::uint64_t{at} + 1) * 4 > table->size())
      return damaged_file("a stream is cut off");
    out += std::string_view(*shared).substr(from, kSmallSector);
  }
  out.resize(size);
  return out;
}

std::optional<Error> CompoundFile::read_directory() {
  const auto directory = chain(little_32(bytes_, 48), std::nullopt);
  if (!directory) return directory.error();
  for (std::size_t at = 0; at + kEntry <= directory->size(); at += kEntry) {
    const std::string_view row = std::string_view(*directory).substr(at, kEntry);
    const std::size_t length = std::min<std::size_t>(little_16(row, 64), 64);
    Entry entry;
    append_utf_16(entry.name, row.substr(0, length < 2 ? 0 : length - 2));  // it ends with a zero
    entry.is_root = row[66] == 5;
    entry.is_stream = row[66] == 2;
    entry.first = little_32(row, 116);
    entry.size = sector_size_ == 512 ? little_32(row, 120) : little_64(row, 120);
    entries_.push_back(std::move(entry));
  }
  return std::nullopt;
}

const CompoundFile::Entry* CompoundFile::find(std::string_view name) const {
  const auto found = std::ranges::find_if(
      entries_, [&](const Entry& entry) { return entry.is_stream && entry.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

Result<std::string> CompoundFile::read(std::string_view name) const {
  const Entry* entry = find(name);
  if (entry == nullptr) return damaged_file("it has no stream '" + std::string(name) + "'");
  if (entry->size > bytes_.size()) return damaged_file("a stream is cut off");
  return entry->size < kSmallStream ? small_chain(entry->first, entry->size)
                                    : chain(entry->first, entry->size);
}

}  // namespace muster
