#include "dynamics/running_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace recipe::dynamics {

Thresholds Thresholds::basic(std::size_t references) {
  struct Row {
    std::size_t fewest;
    Thresholds thresholds;
  };
  static constexpr std::array<Row, 5> rows{{{10, {4.0, 9, 3.5}},
                                            {5, {4.0, 8, 3.5}},
                                            {3, {4.2, 8, 4.5}},
                                            {2, {4.5, 10, 5.0}},
                                            {0, {5.0, 12, 5.0}}}};
  for (const Row& row : rows) {
    if (references >= row.fewest) return row.thresholds;
  }
  return rows.back().thresholds;
}

void RunningStatistics::add(double z) {
  constexpr double weight = 0.3;
  smoothed_ = (1 - weight) * smoothed_ + weight * std::clamp(z, -6.0, 6.0);
  two_ = 0;
  if (z * last_ > 0) two_ = std::copysign(std::min(std::fabs(last_), std::fabs(z)), z);
  sum_ += std::clamp(z, -3.0, 3.0);
  last_ = z;
  ++count_;
}

double RunningStatistics::cumulative() const {
  if (count_ == 0) return 0;
  const double count = static_cast<double>(count_);
  return sum_ / std::sqrt(count * (1 + 0.15 * count));
}

std::optional<RunningStatistics::Crossing> RunningStatistics::crossing(
    const Thresholds& thresholds) const {
  if (std::fabs(smoothed_) >= thresholds.smoothed) {
    return Crossing{Statistic::smoothed, smoothed_, thresholds.smoothed};
  }
  if (std::fabs(two_) >= thresholds.two_in_a_row) {
    return Crossing{Statistic::two_in_a_row, two_, thresholds.two_in_a_row};
  }
  if (count_ >= thresholds.cumulative_from && std::fabs(cumulative()) >= thresholds.cumulative) {
    return Crossing{Statistic::cumulative, cumulative(), thresholds.cumulative};
  }
  return std::nullopt;
}

}  // namespace recipe::dynamics
