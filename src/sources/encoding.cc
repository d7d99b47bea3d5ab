#include "sources/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"

namespace muster {
namespace {

void append_utf8(std::string& out, std::uint32_t point) {
  const auto tail = [&](unsigned shift) {
    out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU));
  };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

// Where Windows-1252 differs from Latin 1: 0x80 to 0x9F (the Unicode Consortium's CP1252.TXT).
constexpr std::array<std::uint16_t, 32> kWindows = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

std::string from_windows(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 64);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xA0 ? kWindows.at(byte - 0x80U) : byte);
  }
  return out;
}

enum class Order : std::uint8_t { little, big };

// A mark says it; else the zero halves of ASCII letters do, which stand on one side only.
std::optional<Order> utf16_order(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return Order::little;
  if (bytes.starts_with("\xFE\xFF")) return Order::big;
  const std::string_view head = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros.at(i % 2) += head[i] == '\0' ? 1 : 0;
  const std::size_t most = head.size() / 2;
  if (zeros[0] == 0 && zeros[1] > 0 && zeros[1] * 2 >= most) return Order::little;
  if (zeros[1] == 0 && zeros[0] > 0 && zeros[0] * 2 >= most) return Order::big;
  return std::nullopt;
}

Result<std::string> from_utf16(std::string_view bytes, Order order) {
  const auto fault = [](std::size_t at) {
    return Error{"UTF-16 text that is ill-formed or cut off", "byte " + std::to_string(at + 1),
                 "the file is damaged: fetch it again"};
  };
  if (bytes.size() % 2 != 0) return fault(bytes.size() - 1);
  const auto unit_at = [&](std::size_t at) -> std::uint32_t {
    const std::uint32_t first = static_cast<unsigned char>(bytes[at]);
    const std::uint32_t second = static_cast<unsigned char>(bytes[at + 1]);
    return order == Order::little ? first | (second << 8U) : second | (first << 8U);
  };
  std::string out;
  out.reserve(bytes.size() / 2 + 64);
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    std::uint32_t point = unit_at(at);
    if (point >= 0xD800 && point < 0xE000) {
      const std::uint32_t low = at + 4 <= bytes.size() ? unit_at(at + 2) : 0;
      if (point >= 0xDC00 || low < 0xDC00 || low >= 0xE000) return fault(at);
      point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
      at += 2;
    }
    if (point == 0) return fault(at);
    append_utf8(out, point);
  }
  return out;
}

// What an XML declaration says of the encoding no longer holds.
void drop_declaration(std::string& text) {
  if (!text.starts_with("<?xml")) return;
  const std::size_t end = text.find("?>");
  if (end != std::string::npos) text.erase(0, end + 2);
}

}  // namespace

Result<std::string_view> as_utf8(std::string_view bytes, std::string& converted) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  std::string_view text = bytes;
  if (const auto order = utf16_order(bytes)) {
    auto read = from_utf16(bytes, *order);
    if (!read) return read.error();
    converted = std::move(read).value();
    if (converted.starts_with(kMark)) converted.erase(0, kMark.size());
    drop_declaration(converted);
    text = converted;
  } else if (const std::size_t zero = bytes.substr(0, 4096).find('\0');
             zero != std::string_view::npos) {
    return Error{"it is neither text nor a known workbook", "byte " + std::to_string(zero + 1),
                 "fetch the publisher's own file"};
  } else if (text.starts_with(kMark)) {
    text.remove_prefix(kMark.size());
  }
  // XML declares its encoding, and its reader heeds that.
  if (!text.starts_with('<') && first_invalid_utf8(text)) {
    converted = from_windows(text);
    text = converted;
  }
  if (text.find('\r') != std::string_view::npos && text.find('\n') == std::string_view::npos) {
    if (text.data() != converted.data()) converted = text;
    std::ranges::replace(converted, '\r', '\n');
    text = converted;
  }
  return text;
}

}  // namespace muster
