#include "dynamics/detector.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "dynamics/projection.h"

namespace recipe::dynamics {
namespace {

constexpr std::size_t cumulative_from = 4;

/// A threshold is multiplied by this much, and for each unit that the references stray.
constexpr double part_without_stray = 0.5;
constexpr double part_of_stray = 0.8;

/// Adds what a run that was left out shows against the model of the others.
void add_stray(const ReferenceModel& model, const PlacedCurve& run, Stray& stray) {
  const Thresholds basic = Thresholds::basic(model.reference_count());
  const GriddedCurve curve = on_grid(model.grid(), run, model.scale());
  RunningStatistics statistics;
  for (std::size_t bin = 0; bin < curve.y.size(); ++bin) {
    const Bin& at = model.bins()[bin];
    if (!at.monitored || !std::isfinite(at.mean) || !std::isfinite(curve.y[bin])) continue;
    statistics.add(model.deviation(bin, curve.y[bin], curve.count[bin]).z);
    stray.smoothed = std::max(stray.smoothed, std::fabs(statistics.smoothed()) / basic.smoothed);
    if (statistics.count() < cumulative_from) continue;
    stray.cumulative =
        std::max(stray.cumulative, std::fabs(statistics.cumulative()) / basic.cumulative);
  }
}

/// In shares of one, as the model has its references.
PlacedCurve in_shares(PlacedCurve curve, MetricKind metric) {
  if (!reads_as_percent(curve, metric)) return curve;
  for (Placed& point : curve) point.value /= 100;
  return curve;
}

}  // namespace

ModelOptions calibrated_options() {
  ModelOptions options;
  options.floor = 0.03;
  options.warp = 0.2;
  options.steepness = 0.2;
  options.timing = 4;
  return options;
}

/// The least with which few enough sound runs of the development curves alarm: docs/on-track.md.
Thresholds calibrated_base(std::size_t references) {
  struct Row {
    std::size_t fewest;
    double factor;  ///< of the basic thresholds
  };
  static constexpr std::array<Row, 5> rows{
      {{10, 1.12}, {5, 0.92}, {3, 1.16}, {2, 0.92}, {0, 0.52}}};
  const auto row = std::find_if(rows.begin(), rows.end(),
                                [&](const Row& from) { return references >= from.fewest; });
  Thresholds thresholds = Thresholds::basic(references);
  thresholds.smoothed *= row->factor;
  thresholds.cumulative *= row->factor;
  thresholds.two_in_a_row = std::numeric_limits<double>::infinity();
  thresholds.cumulative_from = cumulative_from;
  return thresholds;
}

Stray stray_of(std::span<const PlacedCurve> references, MetricKind metric,
               const ModelOptions& options) {
  Stray stray;
  if (references.size() < 2) return stray;
  const std::size_t tried = std::min(references.size(), most_left_out);
  for (std::size_t i = 0; i < tried; ++i) {
    const std::size_t left_out = i * references.size() / tried;
    std::vector<PlacedCurve> others(references.begin(), references.end());
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(left_out));
    const auto model = ReferenceModel::build(others, metric, options);
    if (model && model->can_judge()) {
      add_stray(*model, in_shares(references[left_out], metric), stray);
    }
  }
  return stray;
}

double calibration(double stray) { return part_without_stray + part_of_stray * stray; }

Result<Detector> Detector::build(std::span<const PlacedCurve> references, MetricKind metric,
                                 Method method) {
  const bool basic = method == Method::basic;
  const ModelOptions options = basic ? ModelOptions{} : calibrated_options();
  Detector detector;
  TRY_ASSIGN(detector.model, ReferenceModel::build(references, metric, options));
  const std::size_t count = detector.model.reference_count();
  TRY_ASSIGN(detector.spread, ReferenceModel::build(references, metric, projection_options(count)));
  detector.thresholds = basic ? Thresholds::basic(count) : calibrated_base(count);
  if (basic || count < 2) return detector;
  const Stray stray = stray_of(references, metric, options);
  detector.thresholds.smoothed *= calibration(stray.smoothed);
  detector.thresholds.cumulative *= calibration(stray.cumulative);
  return detector;
}

}  // namespace recipe::dynamics
