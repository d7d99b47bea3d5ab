// Quantiles of many paths: exact where all of them are at hand, else from counts in bins, whose
// memory does not grow with the paths.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace muster {

// The quantiles of a fan chart, and the mean.
inline constexpr std::array<double, 5> kFanProbabilities = {0.05, 0.25, 0.50, 0.75, 0.95};
struct Fan {
  std::array<double, 5> at{};  // as kFanProbabilities
  double mean = 0;
  double least = 0, most = 0;  // of the paths; of the bins where they are many

  double median() const { return at[2]; }
};

// Room for exact_fan(), so that it allocates nothing after the first time.
struct FanScratch {
  std::vector<std::uint16_t> places;
  std::vector<double> kept;
};

// Quantiles as R's type 7: at (n - 1) p, between neighbours in proportion. `values` are not empty
// and finite. Linear.
Fan exact_fan(std::span<const double> values, FanScratch& scratch);

// Equally wide bins between `low` and `high`; what lies outside counts in the outermost ones.
// A quantile is exact to the width of its bin, and by interpolation within it usually to much less.
struct Binned {
  double low = 0, high = 0;
  static constexpr std::size_t kBins = 512;

  // What the place of a value is multiplied by.
  double scale() const { return high > low ? static_cast<double>(kBins) / (high - low) : 0; }
  double width() const { return (high - low) / static_cast<double>(kBins); }
};
// Bins for values of which `first` is the fan of the first ones: its 90% band and as much again on
// either side. Farther ones count as if they lay there: that moves no quantile of a fan.
Binned bins_around(const Fan& first);
// `counts` are kBins.
Fan binned_fan(const Binned& bins, std::span<const std::uint32_t> counts, double mean);

}  // namespace muster
