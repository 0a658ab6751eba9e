#pragma once

#include <span>

#include "base/metric.h"

namespace recipe::dynamics {

/// What makes the spread between seeds about equal along a curve: the logarithm for what is
/// positive, log odds for what is a share of one and better when higher, the inverse hyperbolic
/// sine for what may be negative.
enum class ScaleKind { logarithm, log_odds, inverse_sinh };

/// What a metric's name says of its values.
struct MetricKind {
  Direction direction = Direction::lower;
  Bounds bounds = Bounds::open;
};

/// Maps a metric's values to a scale on which curves are compared, and back.
class Scale {
 public:
  Scale() = default;
  /// By the kind of the metric and all finite values of its references.
  Scale(MetricKind metric, std::span<const double> references);

  ScaleKind kind() const { return kind_; }
  /// A value that is not finite counts as a loss of 1e9, or an accuracy of 0.
  double to_scale(double value) const;
  /// In the metric's own unit.
  double from_scale(double scaled) const;
  /// +1 where a higher value is worse, else -1.
  double worse() const { return worse_; }

 private:
  ScaleKind kind_ = ScaleKind::logarithm;
  double worse_ = 1;
  double floor_ = 0;  ///< smallest value whose logarithm is taken
  double unit_ = 1;   ///< median magnitude of the references, for the inverse hyperbolic sine
};

}  // namespace recipe::dynamics
