#include "base/needles.h"

#include <algorithm>
#include <array>
#include <bit>

namespace muster {
namespace {

constexpr std::uint8_t kCase = 0x20;  // what tells an ASCII letter's cases apart

std::uint8_t folded(char c) { return static_cast<std::uint8_t>(c) | kCase; }

template <class Bytes>
Bytes folded_block(const char* at) {
  Bytes bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes | kCase;
}

}  // namespace

Needles::Needles(std::vector<Needle> needles) : needles_(std::move(needles)) {
  std::vector<std::array<std::uint8_t, 3>> seen;
  for (const Needle& needle : needles_) {
    const char* anchor = needle.text.data() + needle.anchor;
    const std::array<std::uint8_t, 3> bytes = {folded(anchor[0]), folded(anchor[1]),
                                               folded(anchor[2])};
    if (std::ranges::find(seen, bytes) != seen.end()) continue;
    seen.push_back(bytes);
    anchors_.push_back({Bytes{} + bytes[0], Bytes{} + bytes[1], Bytes{} + bytes[2]});
  }
}

bool Needles::stands_around(std::string_view text, std::size_t at) const {
  return std::ranges::any_of(needles_, [&](const Needle& needle) {
    return at >= needle.anchor && text.substr(at - needle.anchor).starts_with(needle.text);
  });
}

bool Needles::any_in(std::string_view text) const {
  std::size_t at = 0;
  for (; at + sizeof(Bytes) + 2 <= text.size(); at += sizeof(Bytes)) {
    const char* const block = text.data() + at;
    const auto b0 = folded_block<Bytes>(block);
    const auto b1 = folded_block<Bytes>(block + 1);
    const auto b2 = folded_block<Bytes>(block + 2);
    auto hits = (b0 == anchors_[0].first) & (b1 == anchors_[0].second) & (b2 == anchors_[0].third);
    for (std::size_t i = 1; i < anchors_.size(); ++i)
      hits |= (b0 == anchors_[i].first) & (b1 == anchors_[i].second) & (b2 == anchors_[i].third);
    std::array<std::uint64_t, 2> halves{};
    std::memcpy(halves.data(), &hits, sizeof hits);
    for (std::size_t half = 0; half < halves.size(); ++half) {
      // A hit is a byte of ones.
      for (std::uint64_t rest = halves[half]; rest != 0;) {
        const auto byte = static_cast<std::size_t>(std::countr_zero(rest)) / 8;
        if (stands_around(text, at + half * 8 + byte)) return true;
        rest &= ~(std::uint64_t{0xFF} << (byte * 8));
      }
    }
  }
  // The last few bytes, one by one.
  for (; at < text.size(); ++at) {
    if (stands_around(text, at)) return true;
  }
  return false;
}

}  // namespace muster
