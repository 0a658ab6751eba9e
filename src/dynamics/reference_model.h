#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "dynamics/grid.h"
#include "dynamics/placed_curve.h"
#include "dynamics/scale.h"

namespace recipe::dynamics {

/// Where curves are compared, with what the references say there, on the metric's scale. `mean` is
/// NaN where no reference has a value.
struct Bin {
  double x = 0;  ///< right edge of a dense bin, the place itself of a sparse one
  double mean = 0;
  double lowest = 0;  ///< the tube: of `mean` within a change of x by the time warp
  double highest = 0;
  double variance = 0;   ///< between runs
  double roughness = 0;  ///< variance of the noise from bin to bin
  double count = 0;      ///< points of a reference, on average
  bool monitored = false;
};

/// Constants of the model; the defaults are those of the basic detector.
struct ModelOptions {
  double floor = 0.02;        ///< standard deviation that is always allowed, on the scale
  double warp = 0.15;         ///< relative change of x, divided by the root of the reference count
  double roughness = 0.45;    ///< share of a curve's own roughness that is variance between runs
  double steepness = 0.0125;  ///< standard deviation for each unit of slope against ln x
  double timing = 0;  ///< widens the warp to so many deviations of the references' own time shifts
};

/// A value of a metric within [0, 1] that can only be percent. Rounding may leave 1 a little above.
inline bool is_percent(double value) { return value > 1.0001 && value <= 100; }
/// True for a metric within [0, 1] whose values are written in percent: some above 1, none above
/// 100.
bool reads_as_percent(const PlacedCurve& curve, MetricKind metric);

/// Mean curve, tube and variance of the reference runs of one metric.
class ReferenceModel {
 public:
  /// Of at least one curve with points; curves without finite points are an error.
  static Result<ReferenceModel> build(std::span<const PlacedCurve> references, MetricKind metric,
                                      const ModelOptions& options = {});

  const std::vector<Bin>& bins() const { return bins_; }
  const Scale& scale() const { return scale_; }
  MetricKind metric() const { return metric_; }
  std::size_t reference_count() const { return reference_count_; }
  const Grid& grid() const { return grid_; }
  /// Last x of the references, by their median.
  double end() const { return grid_.end; }
  /// False with fewer than four bins to judge by: then only the final value tells.
  bool can_judge() const;

  /// How far a value on the scale lies outside of the tube; `z`, positive where it is worse, is
  /// that over its standard deviation. `count` is the number of points averaged in it.
  struct Deviation {
    double edge = 0;  ///< of the tube, nearest to the value; the value itself within the tube
    double z = 0;
  };
  Deviation deviation(std::size_t bin, double y, double count) const;

  /// Which share the references were written in: of one (false) or of a hundred, for a metric that
  /// is bounded. All values of the model are shares of one.
  bool in_percent() const { return in_percent_; }

 private:
  MetricKind metric_;
  Scale scale_;
  std::vector<Bin> bins_;
  std::size_t reference_count_ = 0;
  Grid grid_;
  bool in_percent_ = false;
};

}  // namespace recipe::dynamics
