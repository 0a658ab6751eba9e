#pragma once

#include <cstddef>
#include <optional>

namespace recipe::dynamics {

/// What a deviation shows in: `smoothed` lasts a few bins, `two_in_a_row` is large at once,
/// `cumulative` is small and lasts.
enum class Statistic { smoothed, two_in_a_row, cumulative, not_finite };

/// Where each statistic alarms; infinite for one that is not used.
struct Thresholds {
  double smoothed = 0;
  double two_in_a_row = 0;
  double cumulative = 0;
  std::size_t cumulative_from = 8;  ///< deviations, with fewer it does not alarm

  /// Of the basic detector. Measured with 1, 2, 3, 5 and 10 references; between them those for
  /// fewer hold.
  static Thresholds basic(std::size_t references);
};

/// Three statistics over standardised deviations, each in constant space. Their sign is that of the
/// deviation.
class RunningStatistics {
 public:
  void add(double z);

  /// Exponentially weighted mean with weight 0.3, each deviation clipped to six.
  double smoothed() const { return smoothed_; }
  /// The smaller of the last two deviations if both have one sign, else 0.
  double two_in_a_row() const { return two_; }
  /// Sum of the deviations, each clipped to three, over its standard deviation when neighbours are
  /// correlated.
  double cumulative() const;
  /// Of the clipped deviations.
  double sum() const { return sum_; }
  std::size_t count() const { return count_; }

  struct Crossing {
    Statistic statistic;
    double level;  ///< signed
    double threshold;
  };
  /// The first statistic that reaches its threshold.
  std::optional<Crossing> crossing(const Thresholds& thresholds) const;

 private:
  double smoothed_ = 0;
  double two_ = 0;
  double sum_ = 0;
  double last_ = 0;
  std::size_t count_ = 0;
};

}  // namespace recipe::dynamics
