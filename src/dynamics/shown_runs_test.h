#pragma once

#include <cmath>
#include <string>

#include "base/text.h"
#include "dynamics/log.h"

namespace recipe::dynamics {

inline std::string shown_number(const std::optional<double>& number) {
  if (!number) return "-";
  return std::isfinite(*number) ? shortest(*number)
         : std::isnan(*number)  ? "nan"
         : *number > 0          ? "inf"
                                : "-inf";
}

/// "split/metric=value@step,epoch,seconds", a line for each point.
inline std::string shown_points(const MetricLog& log) {
  std::string text;
  for (const auto& [key, series] : log.all()) {
    for (const Point& point : series.points) {
      text += series.split + "/" + series.metric + "=" + shown_number(point.value) + "@" +
              shown_number(point.step) + "," + shown_number(point.epoch) + "," +
              shown_number(point.seconds) + "\n";
    }
  }
  return text;
}

/// All that runs hold, for comparison.
inline std::string shown_runs(const std::vector<FoundRun>& runs) {
  std::string text;
  for (const FoundRun& run : runs) {
    text += "[" + run.name + "]\n" + shown_points(run.metrics);
    for (const auto& [name, value] : run.hyperparameters) text += name + ": " + value + "\n";
    for (const auto& [tag, value] : run.texts) text += tag + "> " + value + "\n";
    if (run.seed) text += "seed " + *run.seed + "\n";
    for (const std::string& note : run.notes) text += "! " + note + "\n";
  }
  return text;
}

/// Read to the end by one kind.
inline std::string shown_log(os::FileSystem& files, const LogKind& kind, const std::string& path) {
  const auto reader = kind.open(files, path);
  if (!reader) return reader.error().to_string();
  if (const auto polled = (*reader)->poll(); !polled) return polled.error().to_string();
  if (const auto done = (*reader)->finish(); !done) return done.error().to_string();
  return shown_runs((*reader)->runs());
}

}  // namespace recipe::dynamics
