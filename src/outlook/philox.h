// Philox4x32-10: random numbers by counting. The numbers of a path are a function of the seed and
// of where they stand (path, years, ally, purpose), so that any thread can make any of them, in any
// order, and they are the same.
//
// J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2,
// 3", Proceedings of SC11, 2011. This is the plain form; the kernel (kernel-inl.h) makes the same
// numbers several at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace muster {

inline constexpr std::size_t kPhiloxRounds = 10;
inline constexpr std::uint32_t kPhiloxMultiplier0 = 0xD2511F53;
inline constexpr std::uint32_t kPhiloxMultiplier1 = 0xCD9E8D57;
inline constexpr std::uint32_t kPhiloxStep0 = 0x9E3779B9;  // the golden ratio
inline constexpr std::uint32_t kPhiloxStep1 = 0xBB67AE85;  // the root of three, less one

using PhiloxBlock = std::array<std::uint32_t, 4>;

// The keys of the rounds; the low half of `seed` is the first word of the key.
struct PhiloxKeys {
  std::array<std::uint32_t, kPhiloxRounds> first{};
  std::array<std::uint32_t, kPhiloxRounds> second{};

  constexpr explicit PhiloxKeys(std::uint64_t seed) {
    auto a = static_cast<std::uint32_t>(seed);
    auto b = static_cast<std::uint32_t>(seed >> 32U);
    for (std::size_t round = 0; round < kPhiloxRounds; ++round) {
      first[round] = a;
      second[round] = b;
      a += kPhiloxStep0;
      b += kPhiloxStep1;
    }
  }
};

constexpr PhiloxBlock philox(PhiloxBlock counter, const PhiloxKeys& keys) {
  for (std::size_t round = 0; round < kPhiloxRounds; ++round) {
    const std::uint64_t p0 = std::uint64_t{kPhiloxMultiplier0} * counter[0];
    const std::uint64_t p1 = std::uint64_t{kPhiloxMultiplier1} * counter[2];
    counter = {static_cast<std::uint32_t>(p1 >> 32U) ^ counter[1] ^ keys.first[round],
               static_cast<std::uint32_t>(p1),
               static_cast<std::uint32_t>(p0 >> 32U) ^ counter[3] ^ keys.second[round],
               static_cast<std::uint32_t>(p0)};
  }
  return counter;
}

}  // namespace muster
