// The inner loops: the same bytes on every instruction set, normals that are normal, paths that
// have the distribution that is believed.

#include "outlook/kernel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <vector>

#include "outlook/student.h"

namespace muster {
namespace kernel_test {

constexpr std::size_t kPaths = 4096;

std::vector<double> normals(const Kernel& kernel, std::uint64_t seed, std::uint32_t ally,
                            std::size_t per_path, std::size_t paths = kPaths) {
  std::vector<double> out(per_path * paths);
  kernel.normals(PhiloxKeys(seed), {ally, 0}, per_path, paths, out.data(), paths);
  return out;
}

AllyDynamics some_dynamics() {
  AllyDynamics moves;
  moves.years = 11;
  for (std::size_t t = 0; t < moves.years; ++t) {
    moves.growth_mean[t] = 0.02;
    moves.price_mean[t] = 0.025;
    moves.share_median[t] = -1.5 + 0.02 * static_cast<double>(t);
    moves.moves_growth[t] = moves.moves_price[t] = 1;
    moves.moves_share[t] = t == 0 ? 0 : 1 - 0.05 * static_cast<double>(t);
  }
  moves.own[0][0] = 0.015;
  moves.own[1][0] = -0.01;
  moves.own[1][1] = 0.06;
  moves.own[2][0] = 0.001;
  moves.own[2][1] = 0.002;
  moves.own[2][2] = 0.01;
  moves.common[0] = 0.02;
  moves.common[1] = 0.04;
  moves.common[2] = 0.01;
  moves.phi_growth = 0.3;
  moves.phi_price = 0.5;
  moves.phi_drift = 0.75;
  moves.kappa = 0.15;
  moves.gdp = 1e12;
  moves.ceiling = 12;
  moves.degrees = 7;
  moves.sd_growth = 0.004;
  moves.sd_price = 0.003;
  moves.sd_drift = 0.03;
  moves.sd_revision = 0.06;
  return moves;
}

struct Made {
  std::vector<double> factors, share, gdp, price;
};
Made paths_of(const Kernel& kernel, const AllyDynamics& moves, std::size_t paths = kPaths,
              bool prices = true, std::uint32_t first = 0) {
  const double mix[3][3] = {{1, 0, 0}, {-0.2, 0.98, 0}, {0.1, 0.05, 0.99}};
  Made made;
  made.factors.resize(3 * moves.years * paths);
  for (auto* rows : {&made.share, &made.gdp, &made.price}) rows->resize(moves.years * paths);
  kernel.factors(PhiloxKeys(5), first, mix, moves.years, prices, paths, made.factors.data(), paths);
  kernel.paths(PhiloxKeys(5), {77, first}, moves, made.factors.data(), paths,
               {made.share.data(), made.gdp.data(), prices ? made.price.data() : nullptr}, paths);
  return made;
}

bool same_bytes(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

TEST(Kernel, every_instruction_set_gives_the_same_bytes) {
  const auto kernels = all_kernels();
  const Kernel& plain = *kernels.front();
  const auto expected_normals = normals(plain, 9, 3, 16);
  const Made expected = paths_of(plain, some_dynamics());
  for (const Kernel* const kernel : kernels) {
    SCOPED_TRACE(kernel->name);
    EXPECT_TRUE(same_bytes(normals(*kernel, 9, 3, 16), expected_normals));
    const Made made = paths_of(*kernel, some_dynamics());
    EXPECT_TRUE(same_bytes(made.factors, expected.factors));
    EXPECT_TRUE(same_bytes(made.share, expected.share));
    EXPECT_TRUE(same_bytes(made.gdp, expected.gdp));
    EXPECT_TRUE(same_bytes(made.price, expected.price));

    // The small ones, on the paths.
    const auto both = [&](auto run) {
      const auto a = run(plain);
      const auto b = run(*kernel);
      EXPECT_TRUE(same_bytes(a, b));
    };
    const std::size_t n = expected.share.size();
    both([&](const Kernel& k) {
      std::vector<double> out(n, 1.0);
      k.add(expected.share.data(), n, out.data());
      k.subtract(out.data(), expected.price.data(), n, out.data());
      k.multiply(out.data(), expected.gdp.data(), n, out.data());
      k.divide(out.data(), expected.share.data(), 3, n, out.data());
      std::vector<double> meeting(n, 0.0);
      out.push_back(k.count_at_least(expected.share.data(), n, 2.3, meeting.data()));
      out.insert(out.end(), meeting.begin(), meeting.end());
      std::vector<std::uint32_t> bins(64, 0);
      out.push_back(k.bin(expected.share.data(), n, 1.5, 64 / 2.0, bins.data(), bins.size()));
      out.insert(out.end(), bins.begin(), bins.end());
      return out;
    });
  }
}

TEST(Kernel, a_path_is_the_same_wherever_it_is_made) {
  const Made whole = paths_of(best_kernel(), some_dynamics(), 64);
  const Made part = paths_of(best_kernel(), some_dynamics(), 16, true, 32);
  for (std::size_t year = 0; year < 11; ++year)
    for (std::size_t p = 0; p < 16; ++p) {
      EXPECT_EQ(part.share[year * 16 + p], whole.share[year * 64 + 32 + p]);
      EXPECT_EQ(part.price[year * 16 + p], whole.price[year * 64 + 32 + p]);
    }
}

TEST(Kernel, without_prices_all_else_is_the_same) {
  const Made with = paths_of(best_kernel(), some_dynamics());
  const Made without = paths_of(best_kernel(), some_dynamics(), kPaths, false);
  EXPECT_TRUE(same_bytes(with.share, without.share));
  EXPECT_TRUE(same_bytes(with.gdp, without.gdp));
}

// The vectors' numbers are those of the plain generator, through Box and Muller by the C library.
TEST(Kernel, normals_are_box_and_mullers_of_philox) {
  const auto made = normals(best_kernel(), 1234567890123ULL, 42, 8, 64);
  const PhiloxKeys keys(1234567890123ULL);
  for (std::uint32_t path = 0; path < 64; ++path) {
    for (std::uint32_t block = 0; block < 2; ++block) {
      const PhiloxBlock words = philox({path, block, 42, 3}, keys);
      for (std::size_t half = 0; half < 2; ++half) {
        const std::uint64_t bits = (std::uint64_t{words[2 * half]} << 32U) | words[2 * half + 1];
        const double uniform = 1 - static_cast<double>(bits >> 24U) / 1099511627776.0;
        const double radius = std::sqrt(-2 * std::log(uniform));
        const double quarter = static_cast<double>(bits & 0x3FFFFFU) / 4194304.0;
        const double angle = quarter * std::numbers::pi / 2;
        const double x = (bits >> 23U & 1U ? -1 : 1) * radius * std::cos(angle);
        const double y = (bits >> 22U & 1U ? -1 : 1) * radius * std::sin(angle);
        const std::size_t at = (4 * block + 2 * half) * 64 + path;
        // sqrt() makes more of the logarithm's error where the radius is small.
        EXPECT_NEAR(made[at], x, 1e-8 + 1e-8 * std::fabs(x));
        EXPECT_NEAR(made[at + 64], y, 1e-8 + 1e-8 * std::fabs(y));
      }
    }
  }
}

// With a fixed seed these are not random: the bounds are five standard errors.
TEST(Kernel, normals_have_the_moments_of_normals) {
  const auto z = normals(best_kernel(), 2024, 1, 64, 32768);
  const auto n = static_cast<double>(z.size());  // two million
  double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
  for (const double x : z) {
    m1 += x / n;
    m2 += x * x / n;
    m3 += x * x * x / n;
    m4 += x * x * x * x / n;
  }
  EXPECT_NEAR(m1, 0, 5 * std::sqrt(1 / n));
  EXPECT_NEAR(m2, 1, 5 * std::sqrt(2 / n));
  EXPECT_NEAR(m3, 0, 5 * std::sqrt(15 / n));
  EXPECT_NEAR(m4, 3, 5 * std::sqrt(96 / n));
}

TEST(Kernel, normals_have_the_tails_of_normals) {
  const auto z = normals(best_kernel(), 31, 1, 64, 32768);
  const auto n = static_cast<double>(z.size());
  for (const double bound : {1.0, 2.0, 3.0, 4.0, 4.75}) {
    const double p = 2 * normal_cdf(-bound);
    const auto beyond = static_cast<double>(
        std::ranges::count_if(z, [&](double x) { return std::fabs(x) > bound; }));
    EXPECT_NEAR(beyond, n * p, 5 * std::sqrt(n * p) + 1) << bound;
    const auto above =
        static_cast<double>(std::ranges::count_if(z, [&](double x) { return x > bound; }));
    EXPECT_NEAR(above, n * p / 2, 5 * std::sqrt(n * p / 2) + 1) << bound;
  }
}

TEST(Kernel, normals_are_distributed_as_normals) {
  // Kolmogorov and Smirnov's distance, at one in a million.
  auto z = normals(best_kernel(), 8, 1, 8, 32768);
  std::ranges::sort(z);
  double distance = 0;
  const auto n = static_cast<double>(z.size());
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double p = normal_cdf(z[i]);
    distance = std::max({distance, std::fabs(p - static_cast<double>(i) / n),
                         std::fabs(p - static_cast<double>(i + 1) / n)});
  }
  EXPECT_LT(distance, 2.7 / std::sqrt(n));
}

TEST(Kernel, normals_are_not_correlated) {
  constexpr std::size_t n = 32768;
  const auto a = normals(best_kernel(), 8, 1, 8, n);
  const auto other_ally = normals(best_kernel(), 8, 2, 8, n);
  const auto other_seed = normals(best_kernel(), 9, 1, 8, n);
  const auto correlation = [&](const double* x, const double* y) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += x[i] * y[i] / n;
    return sum;
  };
  const double bound = 5 / std::sqrt(static_cast<double>(n));
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_NEAR(correlation(&a[i * n], &other_ally[i * n]), 0, bound);
    EXPECT_NEAR(correlation(&a[i * n], &other_seed[i * n]), 0, bound);
    for (std::size_t j = 0; j < i; ++j)  // of one path: pairs, halves, blocks
      EXPECT_NEAR(correlation(&a[i * n], &a[j * n]), 0, bound) << i << " " << j;
  }
  // Squares of a pair too: Box and Muller's radius is common to both.
  double squares = 0;
  for (std::size_t i = 0; i < n; ++i) squares += (a[i] * a[i] - 1) * (a[n + i] * a[n + i] - 1) / n;
  EXPECT_NEAR(squares, 0, 2 * bound);
  // From path to path.
  double next = 0;
  for (std::size_t i = 1; i < n; ++i) next += a[i] * a[i - 1] / n;
  EXPECT_NEAR(next, 0, bound);
}

TEST(Kernel, without_spread_a_path_is_arithmetic) {
  AllyDynamics moves = some_dynamics();
  for (auto& row : moves.own)
    for (double& x : row) x = 0;
  for (double& x : moves.common) x = 0;
  moves.sd_growth = moves.sd_price = moves.sd_drift = moves.sd_revision = 0;
  const Made made = paths_of(best_kernel(), moves, 8);
  for (std::size_t year = 0; year < moves.years; ++year) {
    const auto years = static_cast<double>(year + 1);
    EXPECT_NEAR(made.gdp[year * 8 + 3], 1e12 * std::pow(1.02, years), 1);
    EXPECT_NEAR(made.price[year * 8 + 3], std::pow(1.025, years), 1e-12);
    EXPECT_NEAR(made.share[year * 8 + 3], 12 / (1 + std::exp(-moves.share_median[year])), 1e-8);
  }
}

// The variance of the share on its scale and the growth of GDP, against their formulas.
TEST(Kernel, paths_have_the_spread_of_their_formula) {
  AllyDynamics moves = some_dynamics();
  moves.degrees = 0;  // normal
  constexpr std::size_t paths = 32768;
  const Made made = paths_of(best_kernel(), moves, paths);
  const std::size_t last = moves.years - 1;
  double mean = 0, square = 0;
  for (std::size_t p = 0; p < paths; ++p) {
    const double share = made.share[last * paths + p];
    const double off = std::log(share / (12 - share)) - moves.share_median[last];
    mean += off / paths;
    square += off * off / paths;
  }
  // The shock's variance: own shocks, and the common factor of variance 1.
  const double shock = 0.01 * 0.01 + 0.06 * 0.06 + 0.04 * 0.04 * (0.2 * 0.2 + 0.98 * 0.98);
  double variance = 0.06 * 0.06;
  double damped = 0;
  for (int i = 1; i <= 10; ++i) damped += std::pow(0.75, i);
  variance += std::pow(0.03 * damped, 2);
  for (int year = 1; year <= 10; ++year) {
    double left = 0;
    for (int i = 1; i <= 10 - year; ++i) left += std::pow(0.75, i);
    variance += shock * std::pow((1 - 0.05 * year) * (1 + 0.15 * left), 2);
  }
  EXPECT_NEAR(mean, 0, 5 * std::sqrt(variance / paths));
  EXPECT_NEAR(square, variance, 5 * variance * std::sqrt(2.0 / paths));

  // Growth of the second year: the mean's, and a first-order autoregression after one year.
  double growth = 0, growth_square = 0;
  for (std::size_t p = 0; p < paths; ++p) {
    const double g = made.gdp[paths + p] / made.gdp[p] - 1.02;
    growth += g / paths;
    growth_square += g * g / paths;
  }
  const double shock_growth = 0.015 * 0.015 + 0.02 * 0.02;
  const double expected = 0.004 * 0.004 + shock_growth * (1 + 0.3 * 0.3);
  EXPECT_NEAR(growth, 0, 5 * std::sqrt(expected / paths));
  EXPECT_NEAR(growth_square, expected, 5 * expected * std::sqrt(2.0 / paths));
}

TEST(Kernel, costs_are_differences_of_shares_of_gdp) {
  constexpr std::size_t n = 8;
  const double path[2] = {2.0, 3.5};
  std::vector<double> share(2 * n, 2.5), gdp(2 * n, 4e12), a(2 * n), b(2 * n), c(2 * n);
  best_kernel().costs({2, path, false, 2.0, share.data(), gdp.data(), n}, n,
                      {a.data(), b.data(), c.data()});
  EXPECT_NEAR(a[n], 140e9, 1);  // 3.5% of 4 trillion
  EXPECT_NEAR(b[n], 40e9, 1);   // less 2.5% of it
  EXPECT_NEAR(c[n], 60e9, 1);   // less 2% of it
  EXPECT_NEAR(b[0], -20e9, 1);
  best_kernel().costs({2, nullptr, true, 2.0, share.data(), gdp.data(), n}, n,
                      {a.data(), b.data(), c.data()});
  EXPECT_NEAR(a[n], 100e9, 1);
  EXPECT_EQ(b[n], 0);
  EXPECT_NEAR(c[n], 20e9, 1);
}

TEST(Kernel, values_outside_the_bins_count_in_the_outermost) {
  const std::vector<double> x = {-5, 0.1, 0.9, 1.5, 3.99, 4, 7, 2.5};
  std::vector<std::uint32_t> bins(4, 0);
  best_kernel().bin(x.data(), x.size(), 0, 1, bins.data(), bins.size());
  EXPECT_EQ(bins, (std::vector<std::uint32_t>{3, 1, 1, 3}));
}

}  // namespace kernel_test
}  // namespace muster
