#include "dynamics/placed_curve.h"

#include <algorithm>
#include <cmath>

namespace recipe::dynamics {
namespace {

bool has_epochs(const Series& series, const Pace& pace) {
  return std::any_of(series.points.begin(), series.points.end(), [&](const Point& point) {
    return place(point, Axis::epochs, pace).has_value();
  });
}

bool has_steps(const Series& series) {
  return std::any_of(series.points.begin(), series.points.end(),
                     [](const Point& point) { return point.step.has_value(); });
}

}  // namespace

std::optional<double> Pace::epochs_per_step() const {
  if (!samples_per_step || !samples_per_epoch) return std::nullopt;
  const double epochs = *samples_per_step / *samples_per_epoch;
  if (!std::isfinite(epochs) || epochs <= 0) return std::nullopt;
  return epochs;
}

std::optional<double> place(const Point& point, Axis axis, const Pace& pace) {
  std::optional<double> x;
  if (axis == Axis::epochs) {
    const std::optional<double> epochs = pace.epochs_per_step();
    x = point.step && epochs ? *point.step * *epochs : point.epoch;
  } else {
    x = point.step ? point.step : axis == Axis::share ? point.epoch : std::nullopt;
  }
  if (!x || !std::isfinite(*x)) return std::nullopt;
  return x;
}

PlacedCurve placed(const Series& series, Axis axis, const Pace& pace) {
  PlacedCurve curve;
  curve.reserve(series.points.size());
  for (const Point& point : series.points) {
    const std::optional<double> x = place(point, axis, pace);
    if (!x) continue;
    if (!curve.empty() && *x < curve.back().x) {
      const auto again = std::lower_bound(curve.begin(), curve.end(), *x,
                                          [](const Placed& at, double to) { return at.x < to; });
      curve.erase(again, curve.end());
    }
    curve.push_back({*x, point.value});
  }
  if (axis == Axis::share && !curve.empty() && curve.back().x > 0) {
    const double last = curve.back().x;
    for (Placed& at : curve) at.x /= last;
  }
  return curve;
}

Axis common_axis(const Series& reference, const Pace& reference_pace, const Series& run,
                 const Pace& run_pace) {
  if (has_epochs(reference, reference_pace) && has_epochs(run, run_pace)) return Axis::epochs;
  const bool same_pace = reference_pace.samples_per_step == run_pace.samples_per_step;
  if (has_steps(reference) && has_steps(run) && same_pace) return Axis::steps;
  return Axis::share;
}

}  // namespace recipe::dynamics
