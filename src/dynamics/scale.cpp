#include "dynamics/scale.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace recipe::dynamics {
namespace {

constexpr double least_share = 0.002;
constexpr double value_of_a_broken_loss = 1e9;

/// The largest magnitude, and the median one.
struct Magnitude {
  double largest = 0;
  double median = 0;
  bool negative = false;
};

Magnitude magnitude_of(std::span<const double> values) {
  Magnitude result;
  std::vector<double> sizes;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    sizes.push_back(std::fabs(value));
    result.largest = std::max(result.largest, sizes.back());
    result.negative = result.negative || value < 0;
  }
  if (sizes.empty()) return result;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  result.median = *middle;
  return result;
}

}  // namespace

Scale::Scale(MetricKind metric, std::span<const double> references)
    : worse_(metric.direction == Direction::lower ? 1 : -1) {
  const Magnitude magnitude = magnitude_of(references);
  if (metric.bounds == Bounds::fraction && metric.direction == Direction::higher) {
    kind_ = ScaleKind::log_odds;
  } else if (magnitude.negative) {
    kind_ = ScaleKind::inverse_sinh;
    unit_ = magnitude.median > 0 ? magnitude.median : std::max(magnitude.largest, 1e-300);
  } else {
    const double share = worse_ > 0 ? 1e-4 : 0.1;
    floor_ = std::max(share * magnitude.largest, std::numeric_limits<double>::min());
  }
}

double Scale::to_scale(double value) const {
  if (!std::isfinite(value)) value = worse_ > 0 ? value_of_a_broken_loss : 0;
  switch (kind_) {
    case ScaleKind::log_odds: {
      const double share = std::clamp(value, least_share, 1 - least_share);
      return std::log(share / (1 - share));
    }
    case ScaleKind::inverse_sinh:
      return std::asinh(value / unit_);
    case ScaleKind::logarithm:
      break;
  }
  return std::log(std::max(value, floor_));
}

double Scale::from_scale(double scaled) const {
  switch (kind_) {
    case ScaleKind::log_odds:
      return 1 / (1 + std::exp(-scaled));
    case ScaleKind::inverse_sinh:
      return unit_ * std::sinh(scaled);
    case ScaleKind::logarithm:
      break;
  }
  return std::exp(scaled);
}

}  // namespace recipe::dynamics
