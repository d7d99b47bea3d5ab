#include "outlook/quantiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "outlook/kernel.h"

namespace muster {
namespace quantiles_test {

// By sorting all, as the definition says.
double by_sorting(std::vector<double> values, double p) {
  std::ranges::sort(values);
  const double place = static_cast<double>(values.size() - 1) * p;
  const auto at = static_cast<std::size_t>(place);
  if (at + 1 == values.size()) return values[at];
  return values[at] + (place - static_cast<double>(at)) * (values[at + 1] - values[at]);
}

TEST(Quantiles, are_those_of_the_sorted_values) {
  const unsigned seed = 20251127;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  FanScratch scratch;
  for (int round = 0; round < 300; ++round) {
    const std::size_t n = 1 + random() % 400;
    std::vector<double> values(n);
    std::lognormal_distribution<double> wide(0, 1 + round % 4);
    for (double& value : values) value = (random() % 2 ? -1 : 1) * wide(random);
    if (round % 3 == 0)  // many ties
      for (double& value : values) value = std::round(value);
    const Fan fan = exact_fan(values, scratch);
    for (std::size_t q = 0; q < fan.at.size(); ++q)
      EXPECT_NEAR(fan.at[q], by_sorting(values, kFanProbabilities[q]),
                  1e-12 * (1 + std::fabs(fan.at[q])));
    EXPECT_EQ(fan.least, std::ranges::min(values));
    EXPECT_EQ(fan.most, std::ranges::max(values));
  }
}

TEST(Quantiles, of_one_value_are_that_value) {
  FanScratch scratch;
  const std::vector<double> same(100, 3.5);
  const Fan fan = exact_fan(same, scratch);
  for (const double value : fan.at) EXPECT_EQ(value, 3.5);
  EXPECT_EQ(fan.mean, 3.5);
}

TEST(Quantiles, by_bins_are_within_a_bin_of_the_exact_ones) {
  std::mt19937 random(7);
  std::gamma_distribution<double> skew(2, 3);
  std::vector<double> values(64000);
  for (double& value : values) value = skew(random);
  FanScratch scratch;
  const Fan exact = exact_fan(values, scratch);
  const Fan first = exact_fan(std::span(values).first(8192), scratch);
  const Binned bins = bins_around(first);
  std::vector<std::uint32_t> counts(Binned::kBins, 0);
  best_kernel().bin(values.data(), values.size(), bins.low, bins.scale(), counts.data(),
                    counts.size());
  const Fan fan = binned_fan(bins, counts, exact.mean);
  for (std::size_t q = 0; q < fan.at.size(); ++q) EXPECT_NEAR(fan.at[q], exact.at[q], bins.width());
}

TEST(Quantiles, by_bins_of_one_value_are_that_value) {
  Fan first;
  first.least = first.most = 2;
  first.at.fill(2);
  const Binned bins = bins_around(first);
  std::vector<double> values(64, 2.0);
  std::vector<std::uint32_t> counts(Binned::kBins, 0);
  best_kernel().bin(values.data(), values.size(), bins.low, bins.scale(), counts.data(),
                    counts.size());
  EXPECT_EQ(binned_fan(bins, counts, 2).median(), 2);
}

}  // namespace quantiles_test
}  // namespace muster
