// The kernel's code, compiled once an instruction set (kernel_*.cc). Never included elsewhere.
//
// Of the standard library nothing but types is used here: an inline function of it that was
// compiled for AVX-512 could be the one that the linker keeps for the whole program.
#include "outlook/kernel.h"
#include "outlook/student.h"
#include "outlook/vectors-inl.h"

namespace muster::HWY_NAMESPACE {

// The low halves' product, 64 bits wide.
HWY_INLINE B wide_product(B x, std::uint32_t factor) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Mul(hn::And(x, word(0xFFFFFFFF)), word(factor));
#else
  const hn::Repartition<std::uint32_t, U> halves;
  return hn::MulEven(hn::BitCast(halves, x), hn::BitCast(halves, word(factor)));
#endif
}

// `blocks` Philox blocks of each path side by side, so that their rounds overlap. Words are in the
// low halves of their lanes; what is in the high ones does no harm until the last round, which puts
// words 0 and 1 into one output, 2 and 3 into the other: out[2 i] and out[2 i + 1].
template <std::size_t blocks, std::size_t n>
HWY_INLINE void philox_blocks(const Words<n>& path, std::uint32_t first, std::uint32_t ally,
                              std::uint32_t purpose, const PhiloxKeys& keys,
                              Words<n> (&out)[2 * blocks]) {
  constexpr std::size_t kAll = blocks * n;
  B x0[kAll], x1[kAll], x2[kAll], x3[kAll];
  for (std::size_t i = 0; i < kAll; ++i) {
    x0[i] = path.v[i % n];
    x1[i] = word(first + static_cast<std::uint32_t>(i / n));
    x2[i] = word(ally);
    x3[i] = word(purpose);
  }
  for (std::size_t round = 0; round < kPhiloxRounds - 1; ++round) {
    const B k0 = word(keys.first[round]), k1 = word(keys.second[round]);
    for (std::size_t i = 0; i < kAll; ++i) {
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
  for (std::size_t i = 0; i < kAll; ++i) {
    const B p0 = wide_product(x0[i], kPhiloxMultiplier0);
    const B p1 = wide_product(x2[i], kPhiloxMultiplier1);
    out[2 * (i / n)].v[i % n] = hn::Xor3(p1, hn::ShiftLeft<32>(x1[i]), k0);
    out[2 * (i / n) + 1].v[i % n] = hn::Xor3(p0, hn::ShiftLeft<32>(x3[i]), k1);
  }
}

// The sum of c[i] z^i.
template <std::size_t terms, std::size_t n>
HWY_INLINE Reals<n> polynomial(const Reals<n>& z, const double (&c)[terms]) {
  Reals<n> sum = all<n>(c[terms - 1]);
  for (std::size_t i = terms - 1; i > 0; --i) sum = c[i - 1] + sum * z;
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
// 2^r, |r| < 1/2; to 2e-9.
constexpr double kPowerOfTwo[] = {
    0.99999999991907429,   0.6931472067096458,    0.24022651505014864,   0.055503272157659198,
    0.0096179945184848761, 0.0013400431667195982, 0.00015478021124511342};

constexpr double kTwo52 = 4503599627370496.0;
constexpr std::uint64_t kTwo52Bits = 0x4330000000000000;
constexpr double kLn2 = 0.6931471805599453;

// 2^52 and a whole number under it, from an integer lane.
template <std::size_t n>
HWY_INLINE Reals<n> plus_two52(const Words<n>& whole) {
  return as_reals(whole | kTwo52Bits);
}

// -ln(x / 2^40) for whole numbers of 1 to 2^40: by the exponent, and by the series of
// 2 artanh(s), s = (m - 1) / (m + 1), for m between the root of a half and the root of two.
template <std::size_t n>
HWY_INLINE Reals<n> minus_log_of_40_bits(const Reals<n>& x) {
  constexpr std::uint64_t kRootHalf = 0x3FE6A09E667F3BCD;
  const Words<n> bits = as_words(x) + (0x3FF0000000000000 - kRootHalf);
  const Reals<n> exponent = plus_two52(right<52>(bits)) - (kTwo52 + 1023 + 40);
  const Reals<n> m = as_reals((bits & 0x000FFFFFFFFFFFFF) + kRootHalf);
  const Reals<n> s = (m - 1.0) / (1.0 + m);
  return -kLn2 * exponent + polynomial(s * s, kMinusArtanh) * s;
}

// Two independent standard normals from 64 random bits, after Box and Muller (1958): 40 bits for
// the radius (so that 7.4 is the largest), 22 for the angle within its quadrant, one for each sign.
template <std::size_t n>
HWY_INLINE void two_normals(const Words<n>& bits, Reals<n>& x, Reals<n>& y) {
  const Reals<n> uniform = (kTwo52 + 1099511627776.0) - plus_two52(right<24>(bits));
  const Reals<n> radius = root(minus_log_of_40_bits(uniform));  // over the root of two
  // The quadrant's middle is at 0: then sin and cos of the angle are (cos q ± sin q) / root 2.
  const Reals<n> place = as_reals(and_or(bits, 0x3FFFFF, kTwo52Bits)) - (kTwo52 + 2097152);
  const Reals<n> q = (1.5707963267948966 / 4194304) * place;
  const Reals<n> z = q * q;
  const Reals<n> sine = polynomial(z, kSine) * q;
  const Reals<n> cosine = polynomial(z, kCosine);
  x = with_sign(radius * (cosine - sine), left<40>(bits));
  y = with_sign(radius * (cosine + sine), left<41>(bits));
}

// 2^x for |x| < 1000: 2^k 2^r.
template <std::size_t n>
HWY_INLINE Reals<n> power_of_two(const Reals<n>& x) {
  // Adding 1.5 × 2^52 rounds to a whole number, which is then in the low bits.
  const Reals<n> shifted = 1.5 * kTwo52 + x;
  const Reals<n> r = x - (shifted - 1.5 * kTwo52);
  return as_reals(as_words(polynomial(r, kPowerOfTwo)) + left<52>(as_words(shifted)));
}

// As spread_factor() in student.h.
template <std::size_t n>
HWY_INLINE Reals<n> spread_factors(const Reals<n>& z, double degrees) {
  if (degrees <= 0) return all<n>(1);
  const double variance = 2 / (9 * degrees);
  Reals<n> base = (1 - variance) + z * root(all<n>(variance));
  for (V& v : base.v) v = hn::Max(v, num(0.1));
  Reals<n> factor = all<n>(1) / root(base * base * base);
  for (V& v : factor.v) v = hn::Min(v, num(kWidest));
  return factor;
}

// 4 × `blocks` normals of each path, from out[at] on.
template <std::size_t blocks, std::size_t at, std::size_t n, std::size_t size>
HWY_INLINE void make_normals(const Words<n>& path, std::uint32_t first, std::uint32_t ally,
                             std::uint32_t purpose, const PhiloxKeys& keys, Reals<n> (&out)[size]) {
  static_assert(at + 4 * blocks <= size);
  Words<n> bits[2 * blocks];
  philox_blocks<blocks>(path, first, ally, purpose, keys, bits);
  for (std::size_t i = 0; i < 2 * blocks; ++i)
    two_normals(bits[i], out[at + 2 * i], out[at + 2 * i + 1]);
}

// What a stream's numbers are for: the last word of the counter.
enum Purpose : std::uint32_t { kShocks = 0, kPriceShocks = 1, kStart = 2, kPlain = 3 };
// Shocks are made for four years at a time: growth and share in two blocks, prices in a third,
// which is left out where nobody asks for them.
constexpr std::size_t kYearsAtOnce = 4;

template <std::size_t n>
HWY_INLINE Words<n> path_numbers(std::uint32_t first, std::size_t offset) {
  Words<n> out;
  for (std::size_t k = 0; k < n; ++k)
    out.v[k] = hn::Add(hn::Iota(U(), 0),
                       word(first + static_cast<std::uint32_t>(offset + k * hn::Lanes(D()))));
  return out;
}

// Does `make<n>(offset)` for all paths: several vectors at a time, then what is left.
template <class Make>
HWY_INLINE void each_paths(std::size_t paths, Make make) {
  std::size_t p = 0;
  if constexpr (kSideBySide > 1) {
    constexpr std::size_t kSeveral = kSideBySide * hn::MaxLanes(D());
    for (; p + kSeveral <= paths; p += kSeveral) make.template operator()<kSideBySide>(p);
  }
  for (; p < paths; p += hn::Lanes(D())) make.template operator()<1>(p);
}

// Of four years from `year` on: growth's and share's in pairs, then prices'.
template <bool prices, std::size_t n>
HWY_INLINE void make_shocks(const Words<n>& path, std::size_t year, std::uint32_t ally,
                            const PhiloxKeys& keys, Reals<n> (&e)[3 * kYearsAtOnce]) {
  const auto at = static_cast<std::uint32_t>(year / 2);
  make_normals<2, 0>(path, at, ally, kShocks, keys, e);
  if constexpr (prices) make_normals<1, 2 * kYearsAtOnce>(path, at, ally, kPriceShocks, keys, e);
}

void normals(const PhiloxKeys& keys, PathStream stream, std::size_t per_path, std::size_t paths,
             double* out, std::size_t stride) {
  each_paths(paths, [&]<std::size_t n>(std::size_t p) HWY_ATTR {
    const Words<n> path = path_numbers<n>(stream.first_path, p);
    for (std::size_t first = 0; first < per_path; first += 8) {
      Reals<n> made[8];
      make_normals<2, 0>(path, static_cast<std::uint32_t>(first / 4), stream.ally, kPlain, keys,
                         made);
      for (std::size_t i = 0; i < 8; ++i) store(made[i], out + (first + i) * stride + p);
    }
  });
}

template <bool prices>
HWY_INLINE void make_factors(const PhiloxKeys& keys, std::uint32_t first_path,
                             const double (*mix)[3], std::size_t years, std::size_t paths,
                             double* out, std::size_t stride) {
  each_paths(paths, [&]<std::size_t n>(std::size_t p) HWY_ATTR {
    const Words<n> path = path_numbers<n>(first_path, p);
    for (std::size_t quad = 0; quad < years; quad += kYearsAtOnce) {
      Reals<n> e[3 * kYearsAtOnce];
      make_shocks<prices>(path, quad, 0, keys, e);
      for (std::size_t i = 0; i < kYearsAtOnce && quad + i < years; ++i) {
        double* const row = out + 3 * (quad + i) * stride + p;
        const Reals<n>&z0 = e[2 * i], &z1 = e[2 * i + 1];
        store(mix[0][0] * z0, row);
        store(mix[1][0] * z0 + mix[1][1] * z1, row + stride);
        if constexpr (prices) {
          const Reals<n>& z2 = e[2 * kYearsAtOnce + i];
          store(mix[2][0] * z0 + (mix[2][1] * z1 + mix[2][2] * z2), row + 2 * stride);
        }
      }
    }
  });
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
  // The share's scale is counted in powers of two, and a year's spread is in its weights.
  constexpr double kPerTwo = 1.4426950408889634;
  double median[kMostYears], own0[kMostYears], own1[kMostYears], common[kMostYears];
  for (std::size_t year = 0; year < ally.years; ++year) {
    const double spread = ally.moves_share[year] * kPerTwo;
    median[year] = -ally.share_median[year] * kPerTwo;
    own0[year] = ally.own[1][0] * spread;
    own1[year] = ally.own[1][1] * spread;
    common[year] = ally.common[1] * spread;
  }
  each_paths(count, [&]<std::size_t n>(std::size_t p) HWY_ATTR {
    const Words<n> path = path_numbers<n>(stream.first_path, p);
    Reals<n> start[8];
    make_normals<2, 0>(path, 0, stream.ally, kStart, keys, start);
    const Reals<n> mean_growth = ally.sd_growth * start[0];
    const Reals<n> mean_price = ally.sd_price * start[1];
    Reals<n> drift = (ally.sd_drift * kPerTwo) * start[2];
    Reals<n> off = (ally.sd_revision * kPerTwo) * start[3];
    const Reals<n> spread = spread_factors(start[4], ally.degrees);
    Reals<n> gdp = all<n>(ally.gdp), price = all<n>(ally.price);
    Reals<n> growth = all<n>(0), inflation = all<n>(0);
    for (std::size_t quad = 0; quad < ally.years; quad += kYearsAtOnce) {
      Reals<n> e[3 * kYearsAtOnce];
      make_shocks<prices>(path, quad, stream.ally, keys, e);
      for (std::size_t i = 0; i < kYearsAtOnce; ++i) {
        const std::size_t year = quad + i;
        if (year >= ally.years) break;
        const Reals<n>&z0 = e[2 * i], &z1 = e[2 * i + 1];
        const double* const f = factors + 3 * year * stride + p;
        const std::size_t at = year * stride + p;

        const double moves_growth = ally.moves_growth[year];
        growth = ally.phi_growth * growth +
                 moves_growth * (ally.own[0][0] * z0 + ally.common[0] * load<n>(f));
        gdp = gdp + gdp * (ally.growth_mean[year] + (growth + moves_growth * mean_growth));
        store(gdp, out.gdp + at);

        // Before the first year that moves, the trend waits.
        if (ally.moves_share[year] != 0) {
          const Reals<n> shock =
              own0[year] * z0 + (own1[year] * z1 + common[year] * load<n>(f + stride));
          drift = ally.phi_drift * drift;
          off = off + (drift + shock);
          drift = drift + ally.kappa * shock;
        }
        const Reals<n> low = power_of_two(median[year] - spread * off);
        store(all<n>(ally.ceiling) / (1.0 + low), out.share + at);

        if constexpr (prices) {
          const double moves_price = ally.moves_price[year];
          const Reals<n> shock = ally.own[2][0] * z0 +
                                 (ally.own[2][1] * z1 + (ally.own[2][2] * e[2 * kYearsAtOnce + i] +
                                                         ally.common[2] * load<n>(f + 2 * stride)));
          inflation = ally.phi_price * inflation + moves_price * shock;
          price = price + price * (ally.price_mean[year] + (inflation + moves_price * mean_price));
          store(price, out.price + at);
        }
      }
    }
  });
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

double bin(const double* x, std::size_t count, double low, double scale, std::uint32_t* bins,
           std::size_t bin_count) {
  const D d;
  const hn::Rebind<std::int32_t, D> whole;
  // The places of many first, then the counting: a number that was just written as part of a vector
  // is slow to read by itself.
  constexpr std::size_t kMany = 256;
  HWY_ALIGN std::int32_t at[kMany];
  // Eight sums whatever the vectors' width, then these in order.
  double lanes[kPathsAtOnce] = {};
  const V most = num(static_cast<double>(bin_count) - 1);
  for (std::size_t begin = 0; begin < count; begin += kMany) {
    const std::size_t many = count - begin < kMany ? count - begin : kMany;
    for (std::size_t lane = 0; lane < kPathsAtOnce; lane += hn::Lanes(d)) {
      V sum = hn::LoadU(d, lanes + lane);
      for (std::size_t i = lane; i < many; i += kPathsAtOnce) {
        const V value = hn::LoadU(d, x + begin + i);
        sum = hn::Add(sum, value);
        const V place = hn::Mul(hn::Sub(value, num(low)), num(scale));
        hn::StoreU(hn::DemoteTo(whole, hn::Min(hn::Max(place, num(0)), most)), whole, at + i);
      }
      hn::StoreU(sum, d, lanes + lane);
    }
    for (std::size_t i = 0; i < many; ++i) ++bins[at[i]];
  }
  double total = 0;
  for (const double lane : lanes) total += lane;
  return total;
}

constexpr Kernel kernel_named(const char* name) {
  return {name,     normals,  factors, paths,          costs, add,
          subtract, multiply, divide,  count_at_least, bin};
}

}  // namespace muster::HWY_NAMESPACE
