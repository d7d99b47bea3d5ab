// Workbooks of before 2007: any bytes as the records of a workbook, in a compound file that is
// sound; where the first byte is odd, the bytes behind it as a whole file.

#include <algorithm>
#include <cstdint>
#include <string>

#include "sources/read_source.h"

namespace {

constexpr std::size_t kSector = 512;
constexpr std::uint32_t kEnd = 0xFFFFFFFE;

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

std::string entry(std::string_view name, char type, std::uint32_t first, std::size_t size) {
  std::string out;
  for (const char c : name) out += std::string{c, '\0'};
  out.resize(64);
  put(out, 2 * name.size() + 2, 2);
  out += type;
  out.resize(116);
  put(out, first, 4);
  put(out, size, 8);
  return out;
}

// The table of sectors stands in the first, the directory in the second, the stream behind them.
std::string compound(std::string stream) {
  constexpr std::size_t kMostSectors = kSector / 4 - 2;
  constexpr std::size_t kSmall = 4096;
  stream.resize(std::min(std::max(stream.size(), kSmall), kMostSectors * kSector));
  const std::size_t size = stream.size();
  const std::size_t sectors = (size + kSector - 1) / kSector;
  stream.resize(sectors * kSector);
  std::string out = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  out.resize(30);
  put(out, 9, 2);
  put(out, 6, 2);
  out.resize(44);
  put(out, 1, 4);
  put(out, 1, 4);  // the directory
  put(out, 0, 4);
  put(out, kSmall, 4);
  put(out, kEnd, 4);
  put(out, 0, 4);
  put(out, kEnd, 4);
  put(out, 0, 4);
  put(out, 0, 4);  // the table
  out.resize(kSector, '\xFF');
  put(out, 0xFFFFFFFD, 4);
  put(out, kEnd, 4);
  for (std::size_t i = 0; i < sectors; ++i) put(out, i + 1 == sectors ? kEnd : i + 3, 4);
  out.resize(2 * kSector, '\xFF');
  out += entry("Root Entry", 5, kEnd, 0) + entry("Workbook", 2, 2, size);
  out.resize(3 * kSector);
  return out + stream;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) bytes = compound(std::move(bytes));
  (void)muster::read_source(bytes, muster::embedded_ledger());
  return 0;
}
