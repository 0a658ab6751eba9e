#include "dynamics/grid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace recipe::dynamics {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// The curve with the median number of points.
const PlacedCurve& base_of(std::span<const PlacedCurve> references) {
  std::vector<const PlacedCurve*> by_count;
  for (const PlacedCurve& curve : references) by_count.push_back(&curve);
  std::stable_sort(by_count.begin(), by_count.end(),
                   [](const auto* a, const auto* b) { return a->size() < b->size(); });
  return *by_count[by_count.size() / 2];
}

std::vector<double> distances(const std::vector<double>& places) {
  std::vector<double> result;
  for (std::size_t i = 1; i < places.size(); ++i) result.push_back(places[i] - places[i - 1]);
  return result;
}

GriddedCurve averaged(const Grid& grid, const PlacedCurve& curve, const Scale& scale) {
  GriddedCurve result{std::vector<double>(grid.x.size(), 0), {}};
  result.count.assign(grid.x.size(), 0);
  for (const Placed& point : curve) {
    if (point.x <= 0 || point.x > grid.end) continue;
    const std::size_t bin = grid.interval_of(point.x);
    result.y[bin] += scale.to_scale(point.value);
    result.count[bin] += 1;
  }
  for (std::size_t bin = 0; bin < result.y.size(); ++bin) {
    result.y[bin] = result.count[bin] > 0 ? result.y[bin] / result.count[bin] : missing;
  }
  return result;
}

double value_at(const PlacedCurve& scaled, double x, double spacing) {
  const auto after = std::lower_bound(scaled.begin(), scaled.end(), x,
                                      [](const Placed& at, double to) { return at.x < to; });
  if (after == scaled.end()) {
    const Placed& last = scaled.back();
    return is_near_end(x - last.x, spacing) ? last.value : missing;
  }
  if (after == scaled.begin()) {
    return is_near_end(after->x - x, spacing) ? after->value : missing;
  }
  return between(*(after - 1), *after, x, spacing);
}

}  // namespace

Grid Grid::of(std::span<const PlacedCurve> references) {
  Grid grid;
  std::vector<double> ends;
  for (const PlacedCurve& curve : references) {
    if (!curve.empty()) ends.push_back(curve.back().x);
  }
  grid.end = median_of(ends);
  if (!(grid.end > 0) || !std::isfinite(grid.end)) return grid;
  const PlacedCurve& base = base_of(references);
  grid.dense = base.size() > most_sparse_points;
  if (grid.dense) {
    for (std::size_t bin = 1; bin <= dense_bins; ++bin) {
      grid.x.push_back(grid.end * static_cast<double>(bin) / dense_bins);
    }
    return grid;
  }
  for (const Placed& point : base) {
    const bool is_new = grid.x.empty() || point.x > grid.x.back();
    if (point.x > 0 && point.x <= 1.001 * grid.end && is_new) grid.x.push_back(point.x);
  }
  grid.spacing = grid.x.size() > 1 ? median_of(distances(grid.x)) : grid.end;
  return grid;
}

std::size_t Grid::interval_of(double place) const {
  const double bin = std::ceil(static_cast<double>(dense_bins) * place / end - 1e-9) - 1;
  return static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(dense_bins - 1)));
}

GriddedCurve on_grid(const Grid& grid, const PlacedCurve& curve, const Scale& scale) {
  if (grid.dense) return averaged(grid, curve, scale);
  GriddedCurve result{std::vector<double>(grid.x.size(), missing),
                      std::vector<double>(grid.x.size(), 0)};
  if (curve.empty()) return result;
  PlacedCurve scaled = curve;
  for (Placed& point : scaled) point.value = scale.to_scale(point.value);
  for (std::size_t bin = 0; bin < grid.x.size(); ++bin) {
    result.y[bin] = value_at(scaled, grid.x[bin], grid.spacing);
    if (std::isfinite(result.y[bin])) result.count[bin] = 1;
  }
  return result;
}

double between(const Placed& before, const Placed& after, double x, double spacing) {
  const double nearest = std::min(x - before.x, after.x - x);
  if (nearest > 1.01 * spacing) return missing;
  if (after.x <= before.x) return after.value;
  const double share = (x - before.x) / (after.x - before.x);
  return before.value + share * (after.value - before.value);
}

bool is_near_end(double distance, double spacing) { return distance <= 0.25 * spacing; }

}  // namespace recipe::dynamics
