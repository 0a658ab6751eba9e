#include "verify/measurement.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/text.h"

namespace recipe::verify {
namespace {

double best_of(const std::vector<dynamics::Point>& points, Direction direction) {
  double best = points.front().value;
  for (const dynamics::Point& point : points) {
    const bool better = direction == Direction::higher ? point.value > best : point.value < best;
    if (better || std::isnan(best)) best = point.value;
  }
  return best;
}

}  // namespace

Measurement measured_in(const dynamics::MetricLog& log, const std::string& key,
                        const std::string& split, document::Choice choice, Direction direction) {
  std::vector<const dynamics::Series*> found;
  for (const auto& [name, series] : log.all()) {
    if (series.points.empty() || !same_metric(series.metric, key)) continue;
    if (!split.empty() && !series.split.empty() && folded(series.split) != folded(split)) continue;
    found.push_back(&series);
  }
  // A program that names its splits is believed before a line that names none.
  if (!split.empty() && found.size() > 1) {
    std::erase_if(found, [](const auto* series) { return series->split.empty(); });
  }
  // The very name is believed before a synonym.
  const auto is_exact = [&](const auto* series) { return folded(series->metric) == folded(key); };
  if (std::any_of(found.begin(), found.end(), is_exact)) {
    std::erase_if(found, [&](const auto* series) { return !is_exact(series); });
  }
  if (found.empty()) return {std::nullopt, "", "no value of " + key + " was logged"};
  if (found.size() > 1) {
    std::vector<std::string> splits;
    for (const auto* series : found) {
      splits.push_back(series->split.empty() ? "none" : series->split);
    }
    return {std::nullopt, "",
            key + " was logged for several splits (" + join(splits, ", ") +
                "): name one in a Split column"};
  }
  const auto& points = found.front()->points;
  const double value =
      choice == document::Choice::best ? best_of(points, direction) : points.back().value;
  return {value, found.front()->split, ""};
}

Scaled to_bounds(double value, bool has_percent_sign, const Metric* metric) {
  if (has_percent_sign) return {value / 100, false};
  const bool fraction = metric != nullptr && metric->bounds == Bounds::fraction;
  if (fraction && value > 1 && value <= 100) return {value / 100, true};
  return {value, false};
}

}  // namespace recipe::verify
