#include "outlook/student.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace muster {
namespace {

constexpr std::size_t kNodes = 64;

}  // namespace

double spread_factor(double z, double degrees) {
  const double spread = 2 / (9 * degrees);
  // No chi square is negative; the third power of so little is beyond the cap.
  const double root = std::max(1 - spread + z * std::sqrt(spread), 0.1);
  return std::min(1 / std::sqrt(root * root * root), kWidest);
}

double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

double normal_quantile(double p) {
  // Halving the interval is slow, sure, and not in any loop.
  double low = -9;
  double high = 9;
  while (high - low > 1e-13) {
    const double middle = (low + high) / 2;
    (normal_cdf(middle) < p ? low : high) = middle;
    if (middle == low && middle == high) break;
  }
  return (low + high) / 2;
}

std::span<const double> equally_likely_normals() {
  static const std::array<double, kNodes> made = [] {
    std::array<double, kNodes> z{};
    for (std::size_t i = 0; i < kNodes; ++i)
      z[i] = normal_quantile((static_cast<double>(i) + 0.5) / kNodes);
    return z;
  }();
  return made;
}

double drawn_t_cdf(double x, double degrees) {
  double sum = 0;
  for (const double z : equally_likely_normals()) sum += normal_cdf(x / spread_factor(z, degrees));
  return sum / kNodes;
}

double drawn_t_quantile(double p, double degrees) {
  // From the first terms of Cornish and Fisher's expansion, by Newton's steps.
  const double z = normal_quantile(p);
  double x = z + (z * z * z + z) / (4 * degrees);
  for (int i = 0; i < 8; ++i) {
    double density = 0;
    for (const double node : equally_likely_normals()) {
      const double spread = spread_factor(node, degrees);
      density += std::exp(-0.5 * (x / spread) * (x / spread)) / spread;
    }
    density /= kNodes * std::sqrt(2 * std::numbers::pi);
    const double step = (drawn_t_cdf(x, degrees) - p) / density;
    x -= step;
    if (std::fabs(step) < 1e-9) break;
  }
  return x;
}

}  // namespace muster
