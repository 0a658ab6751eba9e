#pragma once

#include "document/sections.h"

namespace recipe::document {

/// Targets from tables with the columns Metric and Target, from list items `Name: number`, and
/// where there is neither from sentences.
void read_targets(Reading& reading, const SectionText& section);

/// The key of a metric: the code span in its name, else the name without it.
struct MetricName {
  At<std::string> name;
  std::string key;
};
MetricName metric_name(Slice text);

/// What kind of number a tolerance of this value is.
bool is_fraction(const Quantity& quantity, std::string_view key);

}  // namespace recipe::document
