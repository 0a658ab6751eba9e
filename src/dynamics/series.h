#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recipe::dynamics {

/// One value of a metric. What a program did not say is absent; a value may be NaN or infinite.
struct Point {
  std::optional<double> step;
  std::optional<double> epoch;
  std::optional<double> seconds;
  double value = 0;
};

/// A metric of one split in the order in which it was written. A fact, such as `train_samples`, is
/// a series whose points have neither step nor epoch.
struct Series {
  std::string split;  ///< empty where the program named none
  std::string metric;
  std::vector<Point> points;

  bool is_fact() const;
};

/// Where the points of a series begin anew: 0, and each point whose step (else its epoch) lies
/// before that of the point before it, as after a restart from a checkpoint. Points are kept as
/// they were written; the last segment is what the program ended with. Empty for a fact.
std::vector<std::size_t> segment_starts(const Series& series);

/// All metrics that a stage wrote.
class MetricLog {
 public:
  /// The series it was added to, which stays where it is; null if there are too many.
  Series* add(const std::string& split, const std::string& metric, const Point& point);
  /// The same without looking for the series, which is one of this log.
  void add(Series& series, const Point& point);
  void merge(const MetricLog& other);

  /// By split and metric.
  const std::map<std::pair<std::string, std::string>, Series>& all() const { return series_; }
  bool empty() const { return series_.empty(); }
  std::size_t point_count() const { return point_count_; }

  /// What a program said on a line of its own of those that follow.
  std::optional<double> announced_epoch;
  std::optional<double> announced_step;

  /// Lines that looked like metrics and could not be read, the first few in full.
  void reject(std::string line);
  /// What another log rejected.
  void add_rejected(const MetricLog& other);
  std::size_t rejected() const { return rejected_; }
  const std::vector<std::string>& rejected_examples() const { return examples_; }

 private:
  std::map<std::pair<std::string, std::string>, Series> series_;
  std::size_t point_count_ = 0;
  std::size_t rejected_ = 0;
  std::vector<std::string> examples_;
};

/// The most series and points one stage may write; what comes after is counted as rejected.
inline constexpr std::size_t most_series = 4096;
inline constexpr std::size_t most_points = 4'000'000;

}  // namespace recipe::dynamics
