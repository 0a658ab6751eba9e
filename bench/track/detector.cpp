#include "detector.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace track {
namespace {

using namespace recipe::dynamics;

constexpr double certain = 1000;

/// Two non-finite values of a training loss in a row, or one of an evaluation.
void find_broken(const PlacedCurve& curve, Channel channel, double end, Nearness& nearness) {
  const unsigned needed = channel == Channel::training_loss ? 2 : 1;
  unsigned broken = 0;
  for (const Placed& point : curve) {
    broken = std::isfinite(point.value) ? 0 : broken + 1;
    if (broken >= needed && point.x <= end) return nearness.reach(point.x / end, certain);
  }
}

double ratio_of(const RunningStatistics& statistics, const Thresholds& thresholds) {
  double ratio = std::max(std::fabs(statistics.smoothed()) / thresholds.smoothed,
                          std::fabs(statistics.two_in_a_row()) / thresholds.two_in_a_row);
  if (statistics.count() >= thresholds.cumulative_from) {
    ratio = std::max(ratio, std::fabs(statistics.cumulative()) / thresholds.cumulative);
  }
  return ratio;
}

Nearness compare(const ReferenceModel& model, const Thresholds& thresholds, const PlacedCurve& run,
                 Channel channel) {
  Nearness nearness;
  find_broken(run, channel, model.end(), nearness);
  if (!model.can_judge()) return nearness;
  const GriddedCurve curve = on_grid(model.grid(), run, model.scale());
  RunningStatistics statistics;
  for (std::size_t bin = 0; bin < curve.y.size(); ++bin) {
    if (!std::isfinite(curve.y[bin]) || !std::isfinite(model.bins()[bin].mean)) continue;
    if (!model.bins()[bin].monitored) continue;
    statistics.add(model.deviation(bin, curve.y[bin], curve.count[bin]).z);
    nearness.reach(model.bins()[bin].x / model.end(), ratio_of(statistics, thresholds));
  }
  return nearness;
}

/// The nearest metric, held back where no other comes near.
Nearness weighed(const std::vector<Nearness>& metrics, double agreement) {
  Nearness all;
  for (const Nearness& metric : metrics) all.merge(metric);
  if (agreement <= 0 || metrics.size() < 2) return all;
  for (std::size_t i = 0; i < all.by.size(); ++i) {
    std::vector<float> ratios;
    for (const Nearness& metric : metrics) ratios.push_back(metric.by[i]);
    std::sort(ratios.rbegin(), ratios.rend());
    if (ratios[0] <= 0) continue;
    const double other = std::max(static_cast<double>(ratios[1] / ratios[0]), 0.05);
    all.by[i] = static_cast<float>(all.by[i] * std::pow(other, agreement));
  }
  return all;
}

}  // namespace

void Nearness::reach(double share, double ratio) {
  const auto from = static_cast<std::size_t>(std::clamp(std::ceil(share * 100 - 1e-6), 0.0, 100.0));
  for (std::size_t i = from; i < by.size() && by[i] < ratio; ++i) {
    by[i] = static_cast<float>(ratio);
  }
}

void Nearness::merge(const Nearness& other) {
  for (std::size_t i = 0; i < by.size(); ++i) by[i] = std::max(by[i], other.by[i]);
}

double Nearness::first(double ratio) const {
  for (std::size_t i = 0; i < by.size(); ++i) {
    if (by[i] >= ratio) return static_cast<double>(i) / 100;
  }
  return 2;
}

Variant basic() { return {"basic", {}, true, 8, false, 0}; }

Variant calibrated() {
  return {"calibrated", calibrated_options(),
          false,        recipe::dynamics::calibrated_base(1).cumulative_from,
          true,         0};
}

std::vector<PlacedCurve> curves_of(const Trial& trial, const std::string& metric) {
  std::vector<PlacedCurve> curves;
  for (const Run* reference : trial.references) {
    const auto found = reference->curves.find(metric);
    if (found != reference->curves.end()) curves.push_back(found->second);
  }
  return curves;
}

const Comparison::Model& Comparison::model_of(const Trial& trial, const std::string& metric) {
  const std::string key = trial.config->name + " " + std::to_string(trial.draw) + " " +
                          std::to_string(trial.references.size()) + " " + metric;
  const auto [found, added] = models_.try_emplace(key);
  Model& model = found->second;
  if (!added) return model;
  const std::vector<PlacedCurve> curves = curves_of(trial, metric);
  auto built = ReferenceModel::build(curves, kind_of(metric), variant_.model);
  if (!built) return model;
  model.curves = std::make_unique<ReferenceModel>(std::move(*built));
  model.thresholds = Thresholds::basic(model.curves->reference_count());
  model.thresholds.cumulative_from = variant_.cumulative_from;
  if (!variant_.two_in_a_row) {
    model.thresholds.two_in_a_row = std::numeric_limits<double>::infinity();
  }
  if (!variant_.left_out || curves.size() < 2) return model;
  const Stray stray = stray_of(curves, kind_of(metric), variant_.model);
  model.thresholds.smoothed *= calibration(stray.smoothed);
  model.thresholds.two_in_a_row *= calibration(stray.smoothed);
  model.thresholds.cumulative *= calibration(stray.cumulative);
  return model;
}

Nearness Comparison::operator()(const Trial& trial) {
  std::vector<Nearness> metrics;
  for (const auto& [metric, curve] : trial.run->curves) {
    const Model& model = model_of(trial, metric);
    if (model.curves == nullptr) continue;
    metrics.push_back(compare(*model.curves, model.thresholds, curve, channel_of(metric)));
  }
  return weighed(metrics, variant_.agreement);
}

}  // namespace track
