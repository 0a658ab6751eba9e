#pragma once

#include <optional>
#include <string>

#include "base/metric.h"
#include "document/recipe.h"
#include "dynamics/series.h"
#include "record/record.h"

namespace recipe::verify {

/// A value that a run measured, or why there is none.
struct Measurement {
  std::optional<double> value;
  std::string split;   ///< that it was measured on
  std::string reason;  ///< if there is none
};

/// The last (or best) value of the metric in a log for the split; with an empty split, the only
/// split that was logged.
Measurement measured_in(const dynamics::MetricLog& log, const std::string& key,
                        const std::string& split, document::Choice choice, Direction direction);

/// A value in [0, 1] of a metric that is bounded so, also where it is written in percent without a
/// sign; `scaled` says that it was.
struct Scaled {
  double value = 0;
  bool scaled = false;
};
Scaled to_bounds(double value, bool has_percent_sign, const Metric* metric);

}  // namespace recipe::verify
