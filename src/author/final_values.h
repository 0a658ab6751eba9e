#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "author/observed.h"
#include "base/metric.h"

namespace recipe::author {

/// What a metric ended with.
struct FinalValue {
  std::string metric;             ///< as it was logged
  std::string split;              ///< may be empty
  const Metric* known = nullptr;  ///< null for a metric without a row of metrics.def
  std::size_t runs = 0;
  double value = 0;              ///< mean over the runs
  std::optional<double> spread;  ///< standard deviation over the runs, of several
};

/// Of every metric and split with a finite last value in all runs that have it; those that people
/// look for first: of the test set, of the validation set, then in the order of metrics.def.
std::vector<FinalValue> final_values(const std::vector<ObservedRun>& runs);

/// Whether a metric depends on the machine rather than on the model: latency and throughput.
bool is_timing(const Metric& metric);
/// Test 0, validation 1, none 2, other 3, training 4.
int split_rank(std::string_view split);

}  // namespace recipe::author
