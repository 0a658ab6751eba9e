#include "dynamics/reference_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "dynamics/bin_variance.h"

namespace recipe::dynamics {
namespace {

constexpr double first_monitored_share = 0.02;
constexpr std::size_t fewest_bins = 4;
constexpr double widest_warp = 1;
/// Of a bin's roughness: what an average of fewer points than the references' varies more.
constexpr double roughness_share = 0.45;

/// The values as shares of one; whether any curve had been in percent.
bool to_shares(std::vector<PlacedCurve>& curves, MetricKind metric) {
  bool any = false;
  for (PlacedCurve& curve : curves) {
    if (!reads_as_percent(curve, metric)) continue;
    for (Placed& point : curve) point.value /= 100;
    any = true;
  }
  return any;
}

std::vector<double> values_of(const std::vector<PlacedCurve>& curves) {
  std::vector<double> values;
  for (const PlacedCurve& curve : curves) {
    for (const Placed& point : curve) values.push_back(point.value);
  }
  return values;
}

/// Mean value and mean count over the references that have the bin.
void fill_mean(Bin& bin, const std::vector<GriddedCurve>& references, std::size_t at) {
  double sum = 0;
  double points = 0;
  double count = 0;
  for (const GriddedCurve& curve : references) {
    if (!std::isfinite(curve.y[at])) continue;
    sum += curve.y[at];
    points += curve.count[at];
    count += 1;
  }
  bin.mean = count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
  bin.count = count > 0 ? points / count : 0;
}

}  // namespace

bool reads_as_percent(const PlacedCurve& curve, MetricKind metric) {
  if (metric.bounds != Bounds::fraction) return false;
  double largest = 0;
  for (const Placed& point : curve) {
    if (std::isfinite(point.value)) largest = std::max(largest, point.value);
  }
  return is_percent(largest);
}

Result<ReferenceModel> ReferenceModel::build(std::span<const PlacedCurve> references,
                                             MetricKind metric, const ModelOptions& options) {
  std::vector<PlacedCurve> curves;
  for (const PlacedCurve& curve : references) {
    const bool usable = std::any_of(curve.begin(), curve.end(), [](const Placed& point) {
      return point.x > 0 && std::isfinite(point.value);
    });
    if (usable) curves.push_back(curve);
  }
  if (curves.empty()) return fail(ErrorKind::invalid, "no reference has a value to compare with");
  ReferenceModel model;
  model.metric_ = metric;
  model.in_percent_ = to_shares(curves, metric);
  model.scale_ = Scale(metric, values_of(curves));
  model.reference_count_ = curves.size();
  model.grid_ = Grid::of(curves);
  const Grid& grid = model.grid_;

  std::vector<GriddedCurve> gridded;
  for (const PlacedCurve& curve : curves) gridded.push_back(on_grid(grid, curve, model.scale_));
  model.bins_.resize(grid.x.size());
  for (std::size_t at = 0; at < grid.x.size(); ++at) {
    Bin& bin = model.bins_[at];
    bin.x = grid.x[at];
    fill_mean(bin, gridded, at);
    bin.monitored = bin.x / grid.end >= first_monitored_share - 1e-12;
  }
  fill_variance(model.bins_, gridded, options);
  const double runs = static_cast<double>(curves.size());
  const double shift = options.timing > 0 ? time_deviation(model.bins_, gridded) : 0;
  const double wide = std::min(options.timing * shift * std::sqrt(1 + 1 / runs), widest_warp);
  fill_tube(model.bins_, std::max(options.warp / std::sqrt(runs), wide));
  return model;
}

bool ReferenceModel::can_judge() const {
  const auto monitored = std::count_if(bins_.begin(), bins_.end(), [](const Bin& bin) {
    return bin.monitored && std::isfinite(bin.mean);
  });
  return static_cast<std::size_t>(monitored) >= fewest_bins;
}

ReferenceModel::Deviation ReferenceModel::deviation(std::size_t at, double y, double count) const {
  const Bin& bin = bins_[at];
  const double edge = y > bin.highest ? bin.highest : y < bin.lowest ? bin.lowest : y;
  const double fewer = std::max(0.0, bin.count / count - 1);
  const double runs = static_cast<double>(reference_count_);
  const double variance = bin.variance * (1 + 1 / runs) + roughness_share * bin.roughness * fewer;
  return {edge, scale_.worse() * (y - edge) / std::sqrt(variance)};
}

}  // namespace recipe::dynamics
