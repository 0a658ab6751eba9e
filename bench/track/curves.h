#pragma once

#include <map>
#include <string>
#include <vector>

#include "dynamics/reference_model.h"
#include "dynamics/tracker.h"

namespace track {

using recipe::dynamics::MetricKind;
using recipe::dynamics::PlacedCurve;

/// One training: its curves by metric.
struct Run {
  std::string name;
  std::map<std::string, PlacedCurve> curves;
  bool succeeded = true;  ///< the log says so
};

/// A file of the folder: trainings of one configuration that differ in seed.
struct Config {
  std::string name;    ///< of the file
  std::string family;  ///< one task, as `mlperf-ssd` or `algoperf wmt_glu_tanh`
  std::string kin;     ///< families that are left out together, as `algoperf wmt`
  std::vector<Run> all;
  std::vector<Run> honest;  ///< finite, at least half as long as usual, succeeded
  bool is_honest = true;    ///< may serve as a reference

  /// A wrong setting of the small controlled training, as `lr_div10`; empty for all else.
  std::string fault;
};

/// All files `*.csv.gz` of the folder, by name. Prints what it cannot read and leaves it out.
std::vector<Config> load(const std::string& folder);

MetricKind kind_of(const std::string& metric);
recipe::dynamics::Channel channel_of(const std::string& metric);

/// Value at the end of a curve.
double last_value(const PlacedCurve& curve);

}  // namespace track
