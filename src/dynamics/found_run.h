#pragma once

#include <string_view>

#include "dynamics/log.h"

namespace recipe::dynamics {

// What all kinds of logs say of a run in the same way.

/// `seed` from the hyperparameters, where one is named as seeds are: `seed`, `random_seed`,
/// `manual_seed`, `rng_seed`, also behind a dot or slash; else from a fact of such a name.
void take_seed(FoundRun& run);
/// Notes where steps go back and what was rejected.
void note_metrics(FoundRun& run);
bool is_empty(const FoundRun& run);
/// Adds a text, or replaces that of the same tag; bounded in number and size.
void set_text(FoundRun& run, std::string_view tag, std::string_view text);
/// Points of another log: `shift` is added to their seconds.
void add_points(MetricLog& to, const Series& series, const std::string& split,
                const std::string& metric, double shift);
/// Widens `begin` and `end`.
void widen(FoundRun& run, std::optional<double> begin, std::optional<double> end);

}  // namespace recipe::dynamics
