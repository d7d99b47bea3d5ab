// Vectors of numbers and of bits with the operators that formulas are written in; for kernel-inl.h.
#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

#include "outlook/kernel.h"

namespace muster::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Vectors of at most eight lanes: what kPathsAtOnce promises.
using D = hn::CappedTag<double, kPathsAtOnce>;
using U = hn::RebindToUnsigned<D>;
using V = hn::Vec<D>;
using B = hn::Vec<U>;

HWY_INLINE V num(double x) { return hn::Set(D(), x); }
HWY_INLINE B word(std::uint64_t x) { return hn::Set(U(), x); }
// Two roundings, on every processor the same.
HWY_INLINE V mul_add(V a, V b, V c) { return hn::Add(hn::Mul(a, b), c); }

// Several vectors side by side: a constant or a parameter is loaded once for all of them, and their
// steps overlap.
constexpr std::size_t kSideBySide = HWY_TARGET <= HWY_AVX2 ? 4 : 1;
template <std::size_t n>
struct Reals {
  V v[n];
};
template <std::size_t n>
struct Words {
  B v[n];
};

#define MUSTER_EACH(n, expression)        \
  for (std::size_t k = 0; k < (n); ++k) { \
    out.v[k] = expression;                \
  }                                       \
  return out

template <std::size_t n>
HWY_INLINE Reals<n> operator+(const Reals<n>& x, const Reals<n>& y) {
  Reals<n> out;
  MUSTER_EACH(n, hn::Add(x.v[k], y.v[k]));
}
template <std::size_t n>
HWY_INLINE Reals<n> operator-(const Reals<n>& x, const Reals<n>& y) {
  Reals<n> out;
  MUSTER_EACH(n, hn::Sub(x.v[k], y.v[k]));
}
template <std::size_t n>
HWY_INLINE Reals<n> operator*(const Reals<n>& x, const Reals<n>& y) {
  Reals<n> out;
  MUSTER_EACH(n, hn::Mul(x.v[k], y.v[k]));
}
template <std::size_t n>
HWY_INLINE Reals<n> operator/(const Reals<n>& x, const Reals<n>& y) {
  Reals<n> out;
  MUSTER_EACH(n, hn::Div(x.v[k], y.v[k]));
}
template <std::size_t n>
HWY_INLINE Reals<n> all(double x) {
  Reals<n> out;
  MUSTER_EACH(n, num(x));
}
template <std::size_t n>
HWY_INLINE Reals<n> operator*(double x, const Reals<n>& y) {
  return all<n>(x) * y;
}
template <std::size_t n>
HWY_INLINE Reals<n> operator+(double x, const Reals<n>& y) {
  return all<n>(x) + y;
}
template <std::size_t n>
HWY_INLINE Reals<n> operator-(double x, const Reals<n>& y) {
  return all<n>(x) - y;
}
template <std::size_t n>
HWY_INLINE Reals<n> operator-(const Reals<n>& x, double y) {
  return x - all<n>(y);
}
template <std::size_t n>
HWY_INLINE Reals<n> root(const Reals<n>& x) {
  Reals<n> out;
  MUSTER_EACH(n, hn::Sqrt(x.v[k]));
}
template <std::size_t n>
HWY_INLINE Reals<n> load(const double* from) {
  Reals<n> out;
  MUSTER_EACH(n, hn::LoadU(D(), from + k * hn::Lanes(D())));
}
template <std::size_t n>
HWY_INLINE void store(const Reals<n>& x, double* to) {
  for (std::size_t k = 0; k < n; ++k) hn::StoreU(x.v[k], D(), to + k * hn::Lanes(D()));
}
// Bits as numbers and back.
template <std::size_t n>
HWY_INLINE Reals<n> as_reals(const Words<n>& x) {
  Reals<n> out;
  MUSTER_EACH(n, hn::BitCast(D(), x.v[k]));
}
template <std::size_t n>
HWY_INLINE Words<n> as_words(const Reals<n>& x) {
  Words<n> out;
  MUSTER_EACH(n, hn::BitCast(U(), x.v[k]));
}
template <std::size_t n>
HWY_INLINE Words<n> operator+(const Words<n>& x, const Words<n>& y) {
  Words<n> out;
  MUSTER_EACH(n, hn::Add(x.v[k], y.v[k]));
}
template <std::size_t n>
HWY_INLINE Words<n> operator+(const Words<n>& x, std::uint64_t y) {
  Words<n> out;
  MUSTER_EACH(n, hn::Add(x.v[k], word(y)));
}
template <std::size_t n>
HWY_INLINE Words<n> operator&(const Words<n>& x, std::uint64_t y) {
  Words<n> out;
  MUSTER_EACH(n, hn::And(x.v[k], word(y)));
}
template <std::size_t n>
HWY_INLINE Words<n> operator|(const Words<n>& x, std::uint64_t y) {
  Words<n> out;
  MUSTER_EACH(n, hn::Or(x.v[k], word(y)));
}
// (x & mask) | bits, and the magnitude of one with the sign of the other: single operations on some
// processors.
template <std::size_t n>
HWY_INLINE Words<n> and_or(const Words<n>& x, std::uint64_t mask, std::uint64_t bits) {
  Words<n> out;
  MUSTER_EACH(n, hn::OrAnd(word(bits), x.v[k], word(mask)));
}
template <std::size_t n>
HWY_INLINE Reals<n> with_sign(const Reals<n>& magnitude, const Words<n>& sign) {
  Reals<n> out;
  MUSTER_EACH(n, hn::CopySign(magnitude.v[k], hn::BitCast(D(), sign.v[k])));
}
template <int bits, std::size_t n>
HWY_INLINE Words<n> left(const Words<n>& x) {
  Words<n> out;
  MUSTER_EACH(n, hn::ShiftLeft<bits>(x.v[k]));
}
template <int bits, std::size_t n>
HWY_INLINE Words<n> right(const Words<n>& x) {
  Words<n> out;
  MUSTER_EACH(n, hn::ShiftRight<bits>(x.v[k]));
}
#undef MUSTER_EACH

}  // namespace muster::HWY_NAMESPACE
