#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "dynamics/placed_curve.h"
#include "dynamics/scale.h"

namespace recipe::dynamics {

/// Where curves are compared: up to 100 intervals of equal length over (0, end] for curves with
/// many points, else the places of one curve.
struct Grid {
  std::vector<double> x;
  double end = 0;
  bool dense = false;
  double spacing = 0;  ///< median distance of sparse places

  /// Of references that have points; empty if none has a place beyond 0.
  static Grid of(std::span<const PlacedCurve> references);
  /// The interval of a dense grid that holds a place in (0, end].
  std::size_t interval_of(double place) const;
};

/// A curve on a grid, on the metric's scale; NaN where it has no value.
struct GriddedCurve {
  std::vector<double> y;
  std::vector<double> count;  ///< points that went into each value
};

GriddedCurve on_grid(const Grid& grid, const PlacedCurve& curve, const Scale& scale);

/// The value of a curve at a place between two of its points, or NaN where both are too far off.
double between(const Placed& before, const Placed& after, double x, double spacing);
/// True where a place before the first or behind the last point takes that point's value.
bool is_near_end(double distance, double spacing);

inline constexpr std::size_t dense_bins = 100;
inline constexpr std::size_t most_sparse_points = 150;

}  // namespace recipe::dynamics
