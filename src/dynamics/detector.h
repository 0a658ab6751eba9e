#pragma once

#include <span>

#include "dynamics/reference_model.h"
#include "dynamics/running_statistics.h"

namespace recipe::dynamics {

/// `basic` has fixed thresholds. `calibrated` is told by the references themselves how far sound
/// runs of this recipe stray: each in turn is compared with the others. docs/on-track.md has both
/// with their rates.
enum class Method { basic, calibrated };

/// What a tracker compares a metric with, and when it calls.
struct Detector {
  ReferenceModel model;
  Thresholds thresholds;
  ReferenceModel spread;  ///< on the same bins, for projections

  static Result<Detector> build(std::span<const PlacedCurve> references, MetricKind metric,
                                Method method = Method::calibrated);
};

/// Constants of the model that the calibrated detector uses.
ModelOptions calibrated_options();
/// Its thresholds before they are calibrated.
Thresholds calibrated_base(std::size_t references);

/// How near sound runs come to an alarm: the greatest ratio of each statistic to its basic
/// threshold over the references, each compared with all others. Of more than `most_left_out`
/// references that many are tried. All 0 for one reference.
struct Stray {
  double smoothed = 0;
  double cumulative = 0;
};
Stray stray_of(std::span<const PlacedCurve> references, MetricKind metric,
               const ModelOptions& options);
/// What a threshold is multiplied by where the references stray so far.
double calibration(double stray);
inline constexpr std::size_t most_left_out = 20;

}  // namespace recipe::dynamics
