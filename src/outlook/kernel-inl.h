// The kernel's code, compiled once an instruction set (kernel_*.cc). Never included elsewhere.
//
// Of the standard library nothing but types is used here: an inline function of it that was
// compiled for AVX-512 could be the one that the linker keeps for the whole program.
#include <hwy/highway.h>

#include "outlook/kernel.h"
#include "outlook/student.h"

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

// The low halves' product, 64 bits wide.
HWY_INLINE B wide_product(B x, std::uint32_t factor) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Mul(hn::And(x, word(0xFFFFFFFF)), word(factor));
#else
  const hn::Repartition<std::uint32_t, U> halves;
  return hn::MulEven(hn::BitCast(halves, x), hn::BitCast(halves, word(factor)));
#endif
}

// `blocks` Philox blocks side by side, so that their rounds overlap. Words are in the low halves of
// their lanes; what is in the high ones does no harm until the last round, which puts words 0 and 1
// into one output, 2 and 3 into the other.
template <int blocks>
HWY_INLINE void philox_blocks(B path, std::uint32_t first, std::uint32_t ally,
                              std::uint32_t purpose, const PhiloxKeys& keys, B* high, B* low) {
  B x0[blocks], x1[blocks], x2[blocks], x3[blocks];
  for (int i = 0; i < blocks; ++i) {
    x0[i] = path;
    x1[i] = word(first + static_cast<std::uint32_t>(i));
    x2[i] = word(ally);
    x3[i] = word(purpose);
  }
  for (int round = 0; round < kPhiloxRounds - 1; ++round) {
    const B k0 = word(keys.first[round]), k1 = word(keys.second[round]);
    for (int i = 0; i < blocks; ++i) {
      const B p0 = wide_product(x0[i], kPhiloxMultiplier0);
      const B p1 = wide_product(x2[i], kPhiloxMultiplier1);
      x0[i] = hn::Xor3(hn::ShiftRight<32>(p1), x1[i], k0);
      x2[i] = hn::Xor3(hn::ShiftRight<32>(p0), x3[i], k1);
      x1[i] = p1;
      x3[i] = p0;
    }
  }
  const B k0 = word(std::uint64_t{keys.first[kPhiloxRounds - 1]} << 32);
  const B k1 = word(std::uint64_t{keys.second[kPhiloxRounds - 1]} << 32);
  for (int i = 0; i < blocks; ++i) {
    const B p0 = wide_product(x0[i], kPhiloxMultiplier0);
    const B p1 = wide_product(x2[i], kPhiloxMultiplier1);
    high[i] = hn::Xor3(p1, hn::ShiftLeft<32>(x1[i]), k0);
    low[i] = hn::Xor3(p0, hn::ShiftLeft<32>(x3[i]), k1);
  }
}

// The sum of c[i] z^i.
template <std::size_t terms>
HWY_INLINE V polynomial(V z, const double (&c)[terms]) {
  V sum = num(c[terms - 1]);
  for (std::size_t i = terms - 1; i > 0; --i) sum = mul_add(sum, z, num(c[i - 1]));
  return sum;
}

// The polynomials below are minimax ones over the range that is named, found by weighted least
// squares on Chebyshev nodes.

// -2 artanh(s) / s as a function of s², |s| < 0.1716; to 1.3e-10 in the logarithm.
constexpr double kMinusArtanh[] = {-1.999999993839227, -0.66666946417055983, -0.39965916386539074,
                                   -0.30098153445685849};
// sin(q) / q and cos(q) as functions of q², |q| < pi / 4; to 1.3e-9 and 5e-11.
constexpr double kSine[] = {0.99999998622580466, -0.1666663680157533, 0.0083315859544749512,
                            -0.0001946223221004255};
constexpr double kCosine[] = {0.99999999995260047, -0.49999999615433294, 0.041666616739177528,
                              -0.0013886619209270441, 2.4379929286917845e-05};
// e^r, |r| < ln 2 / 2; to 4e-11.
constexpr double kExponential[] = {
    0.9999999999595498, 0.99999999996404731,   0.50000001077471301,   0.16666666995868912,
    0.0416662182793174, 0.0083332486438336927, 0.0013948580547870457, 0.00019924170630094908};

constexpr double kTwo52 = 4503599627370496.0;
constexpr std::uint64_t kTwo52Bits = 0x4330000000000000;
constexpr double kLn2 = 0.6931471805599453;

// A whole number under 2^52, from an integer lane.
HWY_INLINE V plus_two52(B whole) { return hn::BitCast(D(), hn::Or(whole, word(kTwo52Bits))); }

// -ln(x / 2^40) for whole numbers of 1 to 2^40: by the exponent, and by the series of
// 2 artanh(s), s = (m - 1) / (m + 1), for m between the root of a half and the root of two.
HWY_INLINE V minus_log_of_40_bits(V x) {
  constexpr std::uint64_t kRootHalf = 0x3FE6A09E667F3BCD;
  const B bits = hn::Add(hn::BitCast(U(), x), word(0x3FF0000000000000 - kRootHalf));
  const V exponent = hn::Sub(plus_two52(hn::ShiftRight<52>(bits)), num(kTwo52 + 1023 + 40));
  const V m = hn::BitCast(D(), hn::Add(hn::And(bits, word(0x000FFFFFFFFFFFFF)), word(kRootHalf)));
  const V s = hn::Div(hn::Sub(m, num(1)), hn::Add(m, num(1)));
  return mul_add(exponent, num(-kLn2), hn::Mul(polynomial(hn::Mul(s, s), kMinusArtanh), s));
}

// Two independent standard normals from 64 random bits, after Box and Muller (1958): 40 bits for
// the radius (so that 7.4 is the largest), 22 for the angle within its quadrant, one for each sign.
HWY_INLINE void two_normals(B bits, V& x, V& y) {
  const D d;
  const V uniform = hn::Sub(num(kTwo52 + 1099511627776.0), plus_two52(hn::ShiftRight<24>(bits)));
  const V radius = hn::Sqrt(minus_log_of_40_bits(uniform));  // over the root of two
  // The quadrant's middle is at 0: then sin and cos of the angle are (cos q ± sin q) / root 2.
  const V place = hn::Sub(plus_two52(hn::And(bits, word(0x3FFFFF))), num(kTwo52 + 2097152));
  const V q = hn::Mul(place, num(1.5707963267948966 / 4194304));
  const V z = hn::Mul(q, q);
  const V sine = hn::Mul(polynomial(z, kSine), q);
  const V cosine = polynomial(z, kCosine);
  const B sign = word(0x8000000000000000);
  x = hn::Xor(hn::Mul(radius, hn::Sub(cosine, sine)),
              hn::BitCast(d, hn::And(hn::ShiftLeft<40>(bits), sign)));
  y = hn::Xor(hn::Mul(radius, hn::Add(cosine, sine)),
              hn::BitCast(d, hn::And(hn::ShiftLeft<41>(bits), sign)));
}

// e^x for |x| < 700: 2^k e^r.
HWY_INLINE V exp_of(V x) {
  // Adding 1.5 × 2^52 rounds to a whole number, which is then in the low bits.
  const V shifted = mul_add(x, num(1.4426950408889634), num(1.5 * kTwo52));
  const V r = hn::Sub(x, hn::Mul(hn::Sub(shifted, num(1.5 * kTwo52)), num(kLn2)));
  return hn::BitCast(D(), hn::Add(hn::BitCast(U(), polynomial(r, kExponential)),
                                  hn::ShiftLeft<52>(hn::BitCast(U(), shifted))));
}

// As spread_factor() in student.h.
HWY_INLINE V spread_factors(V z, double degrees) {
  if (degrees <= 0) return num(1);
  const double variance = 2 / (9 * degrees);
  const V root = hn::Max(mul_add(z, hn::Sqrt(num(variance)), num(1 - variance)), num(0.1));
  const V cube = hn::Mul(hn::Mul(root, root), root);
  return hn::Min(hn::Div(num(1), hn::Sqrt(cube)), num(kWidest));
}

// 4 × `blocks` normals of each path.
template <int blocks>
HWY_INLINE void make_normals(B path, std::uint32_t first, std::uint32_t ally, std::uint32_t purpose,
                             const PhiloxKeys& keys, V* out) {
  B high[blocks], low[blocks];
  philox_blocks<blocks>(path, first, ally, purpose, keys, high, low);
  for (int i = 0; i < blocks; ++i) {
    two_normals(high[i], out[4 * i], out[4 * i + 1]);
    two_normals(low[i], out[4 * i + 2], out[4 * i + 3]);
  }
}

// What a stream's numbers are for: the last word of the counter.
enum Purpose : std::uint32_t { kShocks = 0, kPriceShocks = 1, kStart = 2, kPlain = 3 };
// Shocks are made for four years at a time: growth and share in two blocks, prices in a third,
// which is left out where nobody asks for them.
constexpr std::size_t kYearsAtOnce = 4;

HWY_INLINE B path_numbers(std::uint32_t first, std::size_t offset) {
  return hn::Add(hn::Iota(U(), 0), word(first + static_cast<std::uint32_t>(offset)));
}

// Of four years from `year` on: growth's and share's in pairs, then prices'.
template <bool prices>
HWY_INLINE void make_shocks(B path, std::size_t year, std::uint32_t ally, const PhiloxKeys& keys,
                            V (&e)[3 * kYearsAtOnce]) {
  const auto at = static_cast<std::uint32_t>(year / 2);
  make_normals<2>(path, at, ally, kShocks, keys, e);
  if constexpr (prices) {
    make_normals<1>(path, at, ally, kPriceShocks, keys, e + 2 * kYearsAtOnce);
  }
}

void normals(const PhiloxKeys& keys, PathStream stream, std::size_t per_path, std::size_t paths,
             double* out, std::size_t stride) {
  const D d;
  for (std::size_t p = 0; p < paths; p += hn::Lanes(d)) {
    const B path = path_numbers(stream.first_path, p);
    for (std::size_t n = 0; n < per_path; n += 8) {
      V made[8];
      make_normals<2>(path, static_cast<std::uint32_t>(n / 4), stream.ally, kPlain, keys, made);
      for (std::size_t i = 0; i < 8; ++i) hn::StoreU(made[i], d, out + (n + i) * stride + p);
    }
  }
}

template <bool prices>
HWY_INLINE void make_factors(const PhiloxKeys& keys, std::uint32_t first_path,
                             const double (*mix)[3], std::size_t years, std::size_t paths,
                             double* out, std::size_t stride) {
  const D d;
  for (std::size_t p = 0; p < paths; p += hn::Lanes(d)) {
    const B path = path_numbers(first_path, p);
    for (std::size_t quad = 0; quad < years; quad += kYearsAtOnce) {
      V e[3 * kYearsAtOnce];
      make_shocks<prices>(path, quad, 0, keys, e);
      for (std::size_t i = 0; i < kYearsAtOnce && quad + i < years; ++i) {
        double* const row = out + 3 * (quad + i) * stride + p;
        const V z0 = e[2 * i], z1 = e[2 * i + 1];
        hn::StoreU(hn::Mul(num(mix[0][0]), z0), d, row);
        hn::StoreU(mul_add(num(mix[1][0]), z0, hn::Mul(num(mix[1][1]), z1)), d, row + stride);
        if constexpr (prices) {
          const V z2 = e[2 * kYearsAtOnce + i];
          hn::StoreU(
              mul_add(num(mix[2][0]), z0, mul_add(num(mix[2][1]), z1, hn::Mul(num(mix[2][2]), z2))),
              d, row + 2 * stride);
        }
      }
    }
  }
}

void factors(const PhiloxKeys& keys, std::uint32_t first_path, const double (*mix)[3],
             std::size_t years, bool prices, std::size_t paths, double* out, std::size_t stride) {
  if (prices) {
    make_factors<true>(keys, first_path, mix, years, paths, out, stride);
  } else {
    make_factors<false>(keys, first_path, mix, years, paths, out, stride);
  }
}

template <bool prices>
HWY_INLINE void make_paths(const PhiloxKeys& keys, PathStream stream, const AllyDynamics& ally,
                           const double* factors, std::size_t count, AllyPaths out,
                           std::size_t stride) {
  const D d;
  for (std::size_t p = 0; p < count; p += hn::Lanes(d)) {
    const B path = path_numbers(stream.first_path, p);
    V start[8];
    make_normals<2>(path, 0, stream.ally, kStart, keys, start);
    const V mean_growth = hn::Mul(start[0], num(ally.sd_growth));
    const V mean_price = hn::Mul(start[1], num(ally.sd_price));
    V drift = hn::Mul(start[2], num(ally.sd_drift));
    V off = hn::Mul(start[3], num(ally.sd_revision));
    const V spread = spread_factors(start[4], ally.degrees);
    V gdp = num(ally.gdp), price = num(ally.price);
    V growth = num(0), inflation = num(0);
    for (std::size_t quad = 0; quad < ally.years; quad += kYearsAtOnce) {
      V e[3 * kYearsAtOnce];
      make_shocks<prices>(path, quad, stream.ally, keys, e);
      for (std::size_t i = 0; i < kYearsAtOnce; ++i) {
        const std::size_t year = quad + i;
        if (year >= ally.years) break;
        const V z0 = e[2 * i], z1 = e[2 * i + 1];
        const double* const f = factors + 3 * year * stride + p;
        const std::size_t at = year * stride + p;

        const V moves_growth = num(ally.moves_growth[year]);
        const V shock_growth =
            mul_add(num(ally.own[0][0]), z0, hn::Mul(num(ally.common[0]), hn::LoadU(d, f)));
        growth = mul_add(num(ally.phi_growth), growth, hn::Mul(moves_growth, shock_growth));
        gdp = mul_add(
            gdp, hn::Add(num(ally.growth_mean[year]), mul_add(moves_growth, mean_growth, growth)),
            gdp);
        hn::StoreU(gdp, d, out.gdp + at);

        // Before the first year that moves, the trend waits.
        if (ally.moves_share[year] != 0) {
          const V shock_share =
              hn::Mul(num(ally.moves_share[year]),
                      mul_add(num(ally.own[1][0]), z0,
                              mul_add(num(ally.own[1][1]), z1,
                                      hn::Mul(num(ally.common[1]), hn::LoadU(d, f + stride)))));
          drift = hn::Mul(num(ally.phi_drift), drift);
          off = hn::Add(off, hn::Add(drift, shock_share));
          drift = mul_add(num(ally.kappa), shock_share, drift);
        }
        const V low = exp_of(hn::Sub(num(-ally.share_median[year]), hn::Mul(spread, off)));
        hn::StoreU(hn::Div(num(ally.ceiling), hn::Add(num(1), low)), d, out.share + at);

        if constexpr (prices) {
          const V z2 = e[2 * kYearsAtOnce + i];
          const V moves_price = num(ally.moves_price[year]);
          const V shock_price =
              mul_add(num(ally.own[2][0]), z0,
                      mul_add(num(ally.own[2][1]), z1,
                              mul_add(num(ally.own[2][2]), z2,
                                      hn::Mul(num(ally.common[2]), hn::LoadU(d, f + 2 * stride)))));
          inflation = mul_add(num(ally.phi_price), inflation, hn::Mul(moves_price, shock_price));
          price = mul_add(
              price,
              hn::Add(num(ally.price_mean[year]), mul_add(moves_price, mean_price, inflation)),
              price);
          hn::StoreU(price, d, out.price + at);
        }
      }
    }
  }
}

void paths(const PhiloxKeys& keys, PathStream stream, const AllyDynamics& ally,
           const double* factors, std::size_t count, AllyPaths out, std::size_t stride) {
  if (out.price != nullptr) {
    make_paths<true>(keys, stream, ally, factors, count, out, stride);
  } else {
    make_paths<false>(keys, stream, ally, factors, count, out, stride);
  }
}

void costs(const CostInput& in, std::size_t paths, const CostOutput& out) {
  const D d;
  for (std::size_t year = 0; year < in.years; ++year) {
    // Per cent to fractions here.
    const V assumed = num(in.follows_trend ? 0 : in.path[year] / 100), today = num(in.today / 100),
            hundredth = num(0.01);
    for (std::size_t p = 0; p < paths; p += hn::Lanes(d)) {
      const std::size_t at = year * in.stride + p;
      const V gdp = hn::LoadU(d, in.gdp + at);
      const V trend = hn::Mul(hn::Mul(hn::LoadU(d, in.share + at), hundredth), gdp);
      const V spending = in.follows_trend ? trend : hn::Mul(assumed, gdp);
      hn::StoreU(spending, d, out.spending + at);
      if (out.above_trend != nullptr) hn::StoreU(hn::Sub(spending, trend), d, out.above_trend + at);
      if (out.above_today != nullptr)
        hn::StoreU(hn::Sub(spending, hn::Mul(today, gdp)), d, out.above_today + at);
    }
  }
}

void add(const double* x, std::size_t count, double* sum) {
  const D d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d))
    hn::StoreU(hn::Add(hn::LoadU(d, sum + i), hn::LoadU(d, x + i)), d, sum + i);
}

void multiply(const double* x, const double* y, std::size_t count, double* out) {
  const D d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d))
    hn::StoreU(hn::Mul(hn::LoadU(d, x + i), hn::LoadU(d, y + i)), d, out + i);
}

void subtract(const double* x, const double* y, std::size_t count, double* out) {
  const D d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d))
    hn::StoreU(hn::Sub(hn::LoadU(d, x + i), hn::LoadU(d, y + i)), d, out + i);
}

void divide(const double* x, const double* y, double factor, std::size_t count, double* out) {
  const D d;
  for (std::size_t i = 0; i < count; i += hn::Lanes(d))
    hn::StoreU(hn::Div(hn::Mul(num(factor), hn::LoadU(d, x + i)), hn::LoadU(d, y + i)), d, out + i);
}

double count_at_least(const double* x, std::size_t count, double line, double* meeting) {
  const D d;
  V found = num(0);
  for (std::size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V one = hn::IfThenElseZero(hn::Ge(hn::LoadU(d, x + i), num(line)), num(1));
    hn::StoreU(hn::Add(hn::LoadU(d, meeting + i), one), d, meeting + i);
    found = hn::Add(found, one);
  }
  return hn::GetLane(hn::SumOfLanes(d, found));  // whole numbers: their order is the same to them
}

double sum(const double* x, std::size_t count) {
  // Eight sums whatever the vectors' width, then these in order.
  double lanes[kPathsAtOnce] = {};
  const D d;
  for (std::size_t i = 0; i < count; i += kPathsAtOnce)
    for (std::size_t lane = 0; lane < kPathsAtOnce; lane += hn::Lanes(d))
      hn::StoreU(hn::Add(hn::LoadU(d, lanes + lane), hn::LoadU(d, x + i + lane)), d, lanes + lane);
  double total = 0;
  for (const double lane : lanes) total += lane;
  return total;
}

void bin(const double* x, std::size_t count, double low, double scale, std::uint32_t* bins,
         std::size_t bin_count) {
  const D d;
  // The places of many first, then the counting: a number that was just written as part of a vector
  // is slow to read by itself.
  constexpr std::size_t kMany = 256;
  HWY_ALIGN std::uint64_t at[kMany];
  const V most = num(static_cast<double>(bin_count) - 1);
  for (std::size_t begin = 0; begin < count; begin += kMany) {
    const std::size_t many = count - begin < kMany ? count - begin : kMany;
    for (std::size_t i = 0; i < many; i += hn::Lanes(d)) {
      const V place = hn::Mul(hn::Sub(hn::LoadU(d, x + begin + i), num(low)), num(scale));
      const V clamped = hn::Min(hn::Max(place, num(0)), most);
      // The whole part is read from the low bits, as in exp_of(). Halves go to the even number, so
      // less than a half is taken off.
      const V whole = hn::Add(hn::Sub(clamped, num(0.4999999)), num(1.5 * kTwo52));
      hn::Store(hn::And(hn::BitCast(U(), whole), word(0xFFFFFFFF)), U(), at + i);
    }
    for (std::size_t i = 0; i < many; ++i) ++bins[at[i]];
  }
}

constexpr Kernel kernel_named(const char* name) {
  return {name,     normals,  factors, paths,          costs, add,
          subtract, multiply, divide,  count_at_least, sum,   bin};
}

}  // namespace muster::HWY_NAMESPACE
