// The inner loops of the projection: paths of growth, prices and shares, several at a time.
//
// The same code (kernel-inl.h) is compiled for several instruction sets, and the widest that the
// processor has is taken. All of them give the same bytes: every step is one correctly rounded
// operation on float64 (no fused multiply-add, no approximate reciprocal), and a path's numbers
// depend on nothing but the seed, the path's number and the ally.
//
// Columns: one float64 a path. A matrix of years × paths has its years `stride` apart. Counts of
// paths are multiples of kPathsAtOnce; nothing is allocated here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "outlook/philox.h"

namespace muster {

inline constexpr std::size_t kPathsAtOnce = 8;
inline constexpr std::size_t kMostYears = 64;

// Where a stream of random numbers stands: which ally (0: the factors that all share) and what for.
struct PathStream {
  std::uint32_t ally = 0;
  std::uint32_t first_path = 0;
};

// How one ally's growth, prices and share move. Growth and inflation are in fractions a year; years
// are those of the projection, the first one at 0. What is known of a year already has its value in
// the mean or median and 0 in `moves`; else 1, and for the share the spread over today's.
//
//   shock_v = sum over w of own[v][w] e_w + common[v] F_v       v, w: growth, share, prices
//   growth  = growth_mean + moves_growth m_g + a
//             a = phi_growth a + moves_growth shock_g
//   prices  = price_mean + moves_price m_p + b
//             b = phi_price b + moves_price shock_p
//   share   = ceiling / (1 + exp -(share_median + s off))
//             off += d + moves_share shock_s
//             d = phi_drift d before, d += kappa moves_share shock_s after a year that moves
//
// e and F are standard normals, e the ally's own, F common to all allies (correlated among
// themselves already). Drawn once a path: m_g, m_p and the first d (what is not known about means
// and trend), the first `off` (what the last known share may be revised by), and s, which makes
// Student's t of it all.
struct AllyDynamics {
  std::size_t years = 0;
  double growth_mean[kMostYears] = {};
  double price_mean[kMostYears] = {};
  double share_median[kMostYears] = {};
  double moves_growth[kMostYears] = {};
  double moves_price[kMostYears] = {};
  double moves_share[kMostYears] = {};
  double own[3][3] = {};  // lower triangle
  double common[3] = {};
  double phi_growth = 0, phi_price = 0, phi_drift = 0, kappa = 0;
  double gdp = 1;      // before the first year, in the money of the projection
  double price = 1;    // the price level before the first year; 1 at base prices
  double ceiling = 1;  // of the share, per cent
  double degrees = 0;  // of freedom; 0: normal
  double sd_growth = 0, sd_price = 0, sd_drift = 0, sd_revision = 0;
};

// What comes out: years × paths each.
struct AllyPaths {
  double* share = nullptr;  // per cent
  double* gdp = nullptr;    // at constant prices
  double* price = nullptr;
};

// Costs of a share that is assumed, against paths: all years × paths, in the money of `gdp`.
struct CostInput {
  std::size_t years = 0;
  const double* path = nullptr;  // per cent, one a year: the assumed share
  bool follows_trend = false;    // no path is assumed: the share that is drawn is spent
  double today = 0;              // per cent: the share that is held
  const double* share = nullptr;
  const double* gdp = nullptr;
  std::size_t stride = 0;
};
struct CostOutput {
  double* spending = nullptr;     // on the assumed path
  double* above_trend = nullptr;  // the same less what the drawn share comes to; null: not wanted
  double* above_today = nullptr;  // the same less today's share of that GDP; null: not wanted
};

struct Kernel {
  std::string_view name;  // "AVX-512"

  // Standard normals of one stream, `per_path` (a multiple of eight) each: path p's n-th is
  // out[n * stride + p].
  void (*normals)(const PhiloxKeys&, PathStream, std::size_t per_path, std::size_t paths,
                  double* out, std::size_t stride);
  // The common factors, correlated by the lower triangle `mix`: factor v of year t is at
  // out[(3 t + v) * stride + p].
  void (*factors)(const PhiloxKeys&, std::uint32_t first_path, const double (*mix)[3],
                  std::size_t years, bool prices, std::size_t paths, double* out,
                  std::size_t stride);
  // Prices are left out where `out.price` is null; the rest is the same.
  void (*paths)(const PhiloxKeys&, PathStream, const AllyDynamics&, const double* factors,
                std::size_t paths, AllyPaths out, std::size_t stride);
  void (*costs)(const CostInput&, std::size_t paths, const CostOutput& out);
  // sum += x; out = x - y, x * y, factor * x / y.
  void (*add)(const double* x, std::size_t count, double* sum);
  void (*subtract)(const double* x, const double* y, std::size_t count, double* out);
  void (*multiply)(const double* x, const double* y, std::size_t count, double* out);
  void (*divide)(const double* x, const double* y, double factor, std::size_t count, double* out);
  // How many are at or above the line; to `meeting`, one a path, 1 is added where it is.
  double (*count_at_least)(const double* x, std::size_t count, double line, double* meeting);
  // bins[clamp((x - low) * scale)] += 1; what the values add up to, in an order that does not
  // depend on the processor.
  double (*bin)(const double* x, std::size_t count, double low, double scale, std::uint32_t* bins,
                std::size_t bin_count);
};

// The widest that this processor has.
const Kernel& best_kernel();
// All that it has, the plainest first.
std::span<const Kernel* const> all_kernels();

}  // namespace muster
