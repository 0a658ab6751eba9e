#pragma once

#include <concepts>
#include <cstdint>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace digits {

/// A number or a text in a line of metrics.
class MetricValue {
 public:
  MetricValue(std::integral auto value) : value_(static_cast<std::int64_t>(value)) {}
  MetricValue(double value) : value_(value) {}
  MetricValue(const char* value) : value_(std::string_view(value)) {}

  /// As JSON; real numbers have six significant digits. Throws if the number is not finite.
  std::string json() const;

 private:
  std::variant<std::int64_t, double, std::string_view> value_;
};

/// Writes metrics, one JSON object a line: `{"step": 100, "split": "train", "loss": 0.31}`. A line
/// without `step` states a fact about the whole run.
class MetricsLog {
 public:
  struct Entry {
    std::string_view name;
    MetricValue value;
  };

  /// Appends to the file at `path`; an empty path means standard output.
  explicit MetricsLog(const std::string& path);

  /// Writes one line and flushes it, so that whoever follows the run sees it now. Names and texts
  /// are written as they are: they hold nothing that JSON would escape.
  void write(std::initializer_list<Entry> entries);

 private:
  std::string path_;
  std::ofstream file_;
};

}  // namespace digits
