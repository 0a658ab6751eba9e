#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "dynamics/series.h"

namespace recipe::dynamics {

/// A line of MLPerf's logging: `:::MLLOG {"namespace": ..., "time_ms": ..., "event_type": ...,
/// "key": ..., "value": ..., "metadata": {...}}`, with at most 64 bytes in front of it, such as the
/// rank that a launcher writes there.
struct MllogEntry {
  double time = 0;  ///< seconds since 1970; 0 where none is said
  std::string event_type;
  std::string key;
  Json value;
  Json metadata;
  std::optional<double> step;   ///< `step`, `step_num` or `iteration` of the metadata
  std::optional<double> epoch;  ///< `epoch_num` of the metadata
};

/// Whether a line is of this form, however broken.
bool is_mllog(std::string_view line);
/// None if the line is broken.
std::optional<MllogEntry> parse_mllog(std::string_view line);

/// Adds what an entry measured. A number with a step or epoch is a point, its key read by
/// `split_of_tag`, so that `eval_accuracy` is the accuracy of the split eval; one without is a fact
/// under its key. Of a value that is an object, such as that of `tracked_stats`, every number is a
/// point. `seconds` goes with all points.
void add_mllog(const MllogEntry& entry, std::optional<double> seconds, MetricLog& log);

}  // namespace recipe::dynamics
