#include "dynamics/series.h"

#include <algorithm>

namespace recipe::dynamics {

bool Series::is_fact() const {
  return std::all_of(points.begin(), points.end(),
                     [](const Point& point) { return !point.step && !point.epoch; });
}

std::vector<std::size_t> segment_starts(const Series& series) {
  std::vector<std::size_t> starts;
  if (series.is_fact()) return starts;
  const Point* last = nullptr;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const Point& point = series.points[i];
    if (!point.step && !point.epoch) continue;
    const bool both_steps = last != nullptr && last->step && point.step;
    const bool back =
        both_steps ? *point.step < *last->step
                   : last != nullptr && last->epoch && point.epoch && *point.epoch < *last->epoch;
    if (starts.empty()) {
      starts.push_back(0);
    } else if (back) {
      starts.push_back(i);
    }
    last = &point;
  }
  return starts;
}

Series* MetricLog::add(const std::string& split, const std::string& metric, const Point& point) {
  if (point_count_ >= most_points) {
    reject(metric);
    return nullptr;
  }
  const auto key = std::make_pair(split, metric);
  auto found = series_.find(key);
  if (found == series_.end()) {
    if (series_.size() >= most_series) {
      reject(metric);
      return nullptr;
    }
    found = series_.emplace(key, Series{split, metric, {}}).first;
  }
  found->second.points.push_back(point);
  ++point_count_;
  return &found->second;
}

void MetricLog::add(Series& series, const Point& point) {
  if (point_count_ >= most_points) return reject(series.metric);
  series.points.push_back(point);
  ++point_count_;
}

void MetricLog::merge(const MetricLog& other) {
  for (const auto& [key, series] : other.series_) {
    for (const Point& point : series.points) add(key.first, key.second, point);
  }
  add_rejected(other);
}

void MetricLog::add_rejected(const MetricLog& other) {
  for (const std::string& line : other.examples_) reject(line);
  rejected_ += other.rejected_ - other.examples_.size();
}

void MetricLog::reject(std::string line) {
  constexpr std::size_t shown = 3;
  constexpr std::size_t longest = 200;
  ++rejected_;
  if (examples_.size() >= shown) return;
  line.resize(std::min(line.size(), longest));
  examples_.push_back(std::move(line));
}

}  // namespace recipe::dynamics
