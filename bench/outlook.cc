// The projection's engine, in path-steps a second: an ally in a year on a path. Beside it, in the
// same process and in turns: the normals alone by the same generator, and the same model by the
// standard library's generator and distribution.
//
//   bench_outlook [PATHS] [THREADS]
//
// The model is a whole one: growth, prices and share of 32 allies over 15 years, correlated; what
// is spent of each; the alliance's sum; who is at 3.5%; the quantiles of share and spending of each
// ally and year. bench/outlook.py does the same with numpy.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

#include "cli/threads.h"
#include "outlook/quantiles.h"
#include "outlook/simulation.h"

namespace {

using namespace muster;

constexpr std::size_t kAllies = 32;
constexpr std::size_t kYears = 15;
constexpr std::size_t kBlock = 256;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

AllyDynamics dynamics() {
  AllyDynamics moves;
  moves.years = kYears;
  for (std::size_t t = 0; t < kYears; ++t) {
    moves.growth_mean[t] = 0.02;
    moves.price_mean[t] = 0.025;
    moves.share_median[t] = -1.5 + 0.01 * static_cast<double>(t);
    moves.moves_growth[t] = moves.moves_price[t] = moves.moves_share[t] = 1;
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

constexpr double kMix[3][3] = {{1, 0, 0}, {-0.2, 0.98, 0}, {0.1, 0.05, 0.99}};

SimulationJob job(std::size_t paths, const AllyDynamics& moves) {
  SimulationJob job;
  for (std::uint32_t ally = 0; ally < kAllies; ++ally)
    job.allies.push_back({moves, ally + 1, {}, 2, true});
  job.groups.emplace_back();
  for (std::size_t ally = 0; ally < kAllies; ++ally) job.groups[0].push_back(ally);
  // The projection's first year stands for today's: fourteen after it are told.
  job.years = kYears - 1;
  job.told_years.assign(job.years, true);
  for (std::size_t v = 0; v < 3; ++v)
    for (std::size_t w = 0; w < 3; ++w) job.mix.lower[v][w] = kMix[v][w];
  job.quantities = kShareOnly | bit(Quantity::current_spending);
  job.price_moves = moves;
  job.price_stream = 1;
  job.line = 3.495;
  job.paths = paths;
  job.seed = 1;
  return job;
}

double engine(std::size_t paths, unsigned threads, const AllyDynamics& moves) {
  const double begin = now();
  const auto result = simulate(job(paths, moves), cli::threaded(threads));
  const double seconds = now() - begin;
  if (!(result.fans[0][0][3].median() > 0)) std::abort();
  return seconds;
}

// As many normals as the engine draws: three a year in fours of years, eight a path and ally to
// start with, and the common factors once.
double normals_alone(std::size_t paths, unsigned threads) {
  const Kernel& kernel = best_kernel();
  const PhiloxKeys keys(1);
  constexpr std::size_t kYearsMade = (kYears + 3) / 4 * 4;
  constexpr std::size_t kOfAlly = 3 * kYearsMade + 8;
  const double begin = now();
  cli::threaded(threads).run(threads, [&](std::size_t part, std::size_t) {
    std::vector<double> out(kOfAlly * kBlock);
    for (std::size_t block = paths / kBlock * part / threads;
         block < paths / kBlock * (part + 1) / threads; ++block) {
      const auto first = static_cast<std::uint32_t>(block * kBlock);
      kernel.normals(keys, {0, first}, 3 * kYearsMade / 8 * 8, kBlock, out.data(), kBlock);
      for (std::uint32_t ally = 1; ally <= kAllies; ++ally)
        kernel.normals(keys, {ally, first}, kOfAlly, kBlock, out.data(), kBlock);
    }
    if (out[0] == 12345) std::abort();
  });
  return now() - begin;
}

// The same model as one would write it first; quantiles from all paths of an ally and year.
double plain(std::size_t paths, const AllyDynamics& m) {
  const double begin = now();
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  std::vector<double> share(kAllies * kYears * paths), spending(kAllies * kYears * paths);
  std::vector<double> total(kYears * paths, 0.0);
  std::vector<int> meeting(kYears * paths, 0);
  for (std::size_t p = 0; p < paths; ++p) {
    double factor[kYears][3];
    for (auto& f : factor) {
      const double z[3] = {normal(random), normal(random), normal(random)};
      for (std::size_t v = 0; v < 3; ++v) {
        f[v] = 0;
        for (std::size_t w = 0; w <= v; ++w) f[v] += kMix[v][w] * z[w];
      }
    }
    for (std::size_t ally = 0; ally < kAllies; ++ally) {
      const double mean_growth = m.sd_growth * normal(random);
      const double mean_price = m.sd_price * normal(random);
      double drift = m.sd_drift * normal(random);
      double off = m.sd_revision * normal(random);
      const double spread = 2 / (9 * m.degrees);
      const double root = std::max(1 - spread + normal(random) * std::sqrt(spread), 0.1);
      const double wide = std::min(1 / std::sqrt(root * root * root), 3.0);
      double gdp = m.gdp, price = m.price, growth = 0, inflation = 0;
      for (std::size_t t = 0; t < kYears; ++t) {
        const double z0 = normal(random), z1 = normal(random), z2 = normal(random);
        growth = m.phi_growth * growth + m.own[0][0] * z0 + m.common[0] * factor[t][0];
        gdp += gdp * (m.growth_mean[t] + mean_growth + growth);
        const double shock = m.own[1][0] * z0 + m.own[1][1] * z1 + m.common[1] * factor[t][1];
        drift *= m.phi_drift;
        off += drift + shock;
        drift += m.kappa * shock;
        inflation = m.phi_price * inflation + m.own[2][0] * z0 + m.own[2][1] * z1 +
                    m.own[2][2] * z2 + m.common[2] * factor[t][2];
        price += price * (m.price_mean[t] + mean_price + inflation);
        const std::size_t at = (ally * kYears + t) * paths + p;
        share[at] = m.ceiling / (1 + std::exp(-(m.share_median[t] + wide * off)));
        const double spent = share[at] / 100 * gdp;
        spending[at] = spent * price;
        total[t * paths + p] += spent;
        meeting[t * paths + p] += share[at] >= 3.495;
      }
    }
  }
  double sum = 0;
  for (auto* values : {&share, &spending}) {
    for (std::size_t series = 0; series < kAllies * kYears; ++series) {
      const auto first = values->begin() + static_cast<std::ptrdiff_t>(series * paths);
      const auto last = first + static_cast<std::ptrdiff_t>(paths);
      auto from = first;
      for (const double p : kFanProbabilities) {
        const auto at = first + static_cast<std::ptrdiff_t>(p * static_cast<double>(paths - 1));
        std::nth_element(from, at, last);
        sum += *at;
        from = at;
      }
    }
  }
  if (!(sum + total[3] + meeting[3] > 0)) std::abort();
  return now() - begin;
}

double median(std::array<double, 5> x) {
  std::ranges::sort(x);
  return x[2];
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t paths = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
  const auto threads = static_cast<unsigned>(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1);
  const AllyDynamics moves = dynamics();
  const auto steps = [&](std::size_t n) { return static_cast<double>(n * kAllies * kYears); };
  constexpr std::size_t kPlainPaths = 4000;  // its rate does not depend on them
  std::array<double, 5> ours{}, alone{}, simple{};
  for (std::size_t i = 0; i < ours.size(); ++i) {  // in turns: the machine's moods are common
    ours[i] = engine(paths, threads, moves) / steps(paths);
    alone[i] = normals_alone(paths, threads) / steps(paths);
    simple[i] = plain(kPlainPaths, moves) / steps(kPlainPaths);
  }
  std::printf("%s, %u threads, %zu paths\n", best_kernel().name.data(), threads, paths);
  std::printf("engine          %7.1f million path-steps a second\n", 1e-6 / median(ours));
  std::printf("normals alone   %7.1f, engine over it %.2f times the time\n", 1e-6 / median(alone),
              median(ours) / median(alone));
  std::printf("plain C++       %7.1f, engine %.1f times as fast\n", 1e-6 / median(simple),
              median(simple) / median(ours));
  return 0;
}
