#pragma once

#include <optional>
#include <vector>

#include "base/metric.h"
#include "document/words.h"

namespace recipe::document {

/// A sentence that gives a metric a value: "The top-1 accuracy is 74.0% after 500K iterations."
struct MetricStatement {
  At<std::string> name;
  const Metric* metric = nullptr;
  At<Quantity> value;
};

/// The metrics that a sentence states in the usual words: the name, a verb or a preposition within
/// a few words, the number.
std::vector<MetricStatement> metrics_of_prose(const std::vector<Word>& words);

/// "after 500K iterations": 500000.
std::optional<At<double>> step_of_prose(const std::vector<Word>& words);

}  // namespace recipe::document
