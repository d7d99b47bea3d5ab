#include "outlook/quantiles.h"

#include <algorithm>

namespace muster {
namespace {

constexpr std::size_t kParts = 1024;

}  // namespace

Fan exact_fan(std::span<const double> values, FanScratch& scratch) {
  Fan fan;
  const auto n = values.size();
  double low = values[0];
  double high = values[0];
  double sum = 0;
  for (const double value : values) {
    low = std::min(low, value);
    high = std::max(high, value);
    sum += value;
  }
  fan.mean = sum / static_cast<double>(n);
  fan.least = low;
  fan.most = high;
  if (!(high > low)) {
    fan.at.fill(low);
    return fan;
  }
  // Counted by parts of the range; then only those parts are sorted in which a quantile lies.
  scratch.places.resize(n);
  std::array<std::uint32_t, kParts> counts{};
  const double scale = static_cast<double>(kParts) / (high - low);
  for (std::size_t i = 0; i < n; ++i) {
    const auto part = std::min(static_cast<std::int32_t>((values[i] - low) * scale),
                               static_cast<std::int32_t>(kParts - 1));
    scratch.places[i] = static_cast<std::uint16_t>(part);
    ++counts[static_cast<std::size_t>(part)];
  }
  // The ranks that are wanted, and in which parts they are.
  std::array<std::size_t, 2 * kFanProbabilities.size()> ranks{};
  for (std::size_t q = 0; q < kFanProbabilities.size(); ++q) {
    const double place = static_cast<double>(n - 1) * kFanProbabilities[q];
    ranks[2 * q] = static_cast<std::size_t>(place);
    ranks[2 * q + 1] = std::min(ranks[2 * q] + 1, n - 1);
  }
  std::array<std::uint32_t, kParts + 1> before{};  // values in lower parts
  for (std::size_t part = 0; part < kParts; ++part) before[part + 1] = before[part] + counts[part];
  std::array<bool, kParts> wanted{};
  std::array<std::size_t, ranks.size()> part_of{};
  for (std::size_t r = 0; r < ranks.size(); ++r) {
    const auto at = std::upper_bound(before.begin(), before.end(), ranks[r]);
    part_of[r] = static_cast<std::size_t>(at - before.begin()) - 1;
    wanted[part_of[r]] = true;
  }
  scratch.kept.clear();
  for (std::size_t i = 0; i < n; ++i)
    if (wanted[scratch.places[i]]) scratch.kept.push_back(values[i]);
  std::ranges::sort(scratch.kept);
  std::array<double, ranks.size()> found{};
  for (std::size_t r = 0; r < ranks.size(); ++r) {
    std::size_t skipped = 0;  // values in lower parts that were not kept
    for (std::size_t part = 0; part < part_of[r]; ++part)
      if (!wanted[part]) skipped += counts[part];
    found[r] = scratch.kept[ranks[r] - skipped];
  }
  for (std::size_t q = 0; q < kFanProbabilities.size(); ++q) {
    const double place = static_cast<double>(n - 1) * kFanProbabilities[q];
    const double within = place - static_cast<double>(ranks[2 * q]);
    fan.at[q] = found[2 * q] + within * (found[2 * q + 1] - found[2 * q]);
  }
  return fan;
}

Binned bins_around(const Fan& first) {
  const double band = first.at.back() - first.at.front();
  return {first.at.front() - band, first.at.back() + band};
}

Fan binned_fan(const Binned& bins, std::span<const std::uint32_t> counts, double mean) {
  Fan fan;
  fan.mean = mean;
  fan.least = bins.low;
  fan.most = bins.high;
  double total = 0;
  for (const std::uint32_t count : counts) total += count;
  std::size_t bin = 0;
  double below = 0;
  for (std::size_t q = 0; q < kFanProbabilities.size(); ++q) {
    const double rank = total * kFanProbabilities[q];
    while (bin + 1 < counts.size() && below + counts[bin] < rank) below += counts[bin++];
    const double within = counts[bin] > 0 ? (rank - below) / counts[bin] : 0.5;
    fan.at[q] = bins.low + (static_cast<double>(bin) + std::clamp(within, 0.0, 1.0)) * bins.width();
  }
  return fan;
}

}  // namespace muster
