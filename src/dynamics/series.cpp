#include "dynamics/series.h"

#include <algorithm>

namespace recipe::dynamics {

bool Series::is_fact() const {
  return std::all_of(points.begin(), points.end(),
                     [](const Point& point) { return !point.step && !point.epoch; });
}

void MetricLog::add(const std::string& split, const std::string& metric, const Point& point) {
  if (point_count_ >= most_points) return reject(metric);
  const auto key = std::make_pair(split, metric);
  auto found = series_.find(key);
  if (found == series_.end()) {
    if (series_.size() >= most_series) return reject(metric);
    found = series_.emplace(key, Series{split, metric, {}}).first;
  }
  found->second.points.push_back(point);
  ++point_count_;
}

void MetricLog::merge(const MetricLog& other) {
  for (const auto& [key, series] : other.series_) {
    for (const Point& point : series.points) add(key.first, key.second, point);
  }
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
