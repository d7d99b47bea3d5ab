#include "publish/card.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace muster {
namespace {

constexpr int kWidth = 1200, kHeight = 630, kMargin = 60;

// Where a pixel stands.
std::size_t at(int x, int y) {
  return static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
}

enum Colour : std::uint8_t { paper, met, missed, goal };
constexpr std::array<std::array<unsigned char, 3>, 4> kPalette = {
    {{0xfd, 0xfc, 0xf9}, {0x1f, 0x5f, 0xa8}, {0xa4, 0x54, 0x1a}, {0xa3, 0x16, 0x1b}}};

std::string number(std::uint32_t value) {
  return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U & 255U),
          static_cast<char>(value >> 8U & 255U), static_cast<char>(value & 255U)};
}

std::string chunk(std::string_view type, std::string_view content) {
  const std::string body = std::string(type) + std::string(content);
  const auto sum =
      crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return number(static_cast<std::uint32_t>(content.size())) + body +
         number(static_cast<std::uint32_t>(sum));
}

// A picture of palette entries, one byte each (PNG, third edition, colour type 3).
std::string png(const std::vector<std::uint8_t>& pixels) {
  std::string rows;
  for (int y = 0; y < kHeight; ++y) {
    rows += '\0';  // no filter
    for (int x = 0; x < kWidth; ++x) rows += static_cast<char>(pixels[at(x, y)]);
  }
  uLongf size = compressBound(rows.size());
  std::string packed(size, '\0');
  compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
            reinterpret_cast<const Bytef*>(rows.data()), rows.size(), 9);
  packed.resize(size);
  std::string palette;
  for (const auto& colour : kPalette)
    for (const unsigned char part : colour) palette += static_cast<char>(part);
  return "\x89PNG\r\n\x1a\n" +
         chunk("IHDR", number(kWidth) + number(kHeight) + std::string("\x08\x03\x00\x00\x00", 5)) +
         chunk("PLTE", palette) + chunk("IDAT", packed) + chunk("IEND", "");
}

}  // namespace

std::string ranking_card(const std::vector<double>& values, double threshold) {
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(kWidth) * kHeight, paper);
  const auto fill = [&](double x1, double y1, double x2, double y2, Colour colour) {
    for (int y = std::max(0, static_cast<int>(y1));
         y < std::min<int>(kHeight, static_cast<int>(y2)); ++y)
      for (int x = std::max(0, static_cast<int>(x1));
           x < std::min<int>(kWidth, static_cast<int>(x2)); ++x)
        pixels[at(x, y)] = colour;
  };
  double most = threshold;
  for (const double value : values) most = std::max(most, value);
  if (most <= 0) return png(pixels);
  const double floor = kHeight - kMargin;
  const double scale = (kHeight - 2 * kMargin) / most;
  const double step =
      (kWidth - 2.0 * kMargin) / static_cast<double>(std::max<std::size_t>(values.size(), 1));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = kMargin + step * static_cast<double>(i);
    fill(x + step * 0.12, floor - values[i] * scale, x + step * 0.88, floor,
         values[i] >= threshold ? met : missed);
  }
  fill(kMargin / 2.0, floor - threshold * scale - 2, kWidth - kMargin / 2.0,
       floor - threshold * scale + 2, goal);
  return png(pixels);
}

}  // namespace muster
