#pragma once

#include <optional>
#include <vector>

#include "dynamics/series.h"

namespace recipe::dynamics {

/// A value at a place in training: epochs, steps, or the share of training done.
struct Placed {
  double x = 0;
  double value = 0;
};
using PlacedCurve = std::vector<Placed>;

enum class Axis { epochs, steps, share };

/// How far one step goes, where that is known.
struct Pace {
  std::optional<double> samples_per_step;
  /// Of the reference, also for the run that is compared with it.
  std::optional<double> samples_per_epoch;

  std::optional<double> epochs_per_step() const;
};

/// Where a point lies on an axis other than `share`; none if it does not say.
std::optional<double> place(const Point& point, Axis axis, const Pace& pace);

/// The points that lie on the axis, in order of x. Where a curve goes back, as after a restart from
/// a checkpoint, what was written later replaces what lies at its x and beyond. For `share` the
/// last step counts as 1.
PlacedCurve placed(const Series& series, Axis axis, const Pace& pace);

/// Epochs, if both curves say them or the paces of both are known; else steps, if both say them and
/// the paces do not differ; else the share.
Axis common_axis(const Series& reference, const Pace& reference_pace, const Series& run,
                 const Pace& run_pace);

}  // namespace recipe::dynamics
