#pragma once

#include <span>
#include <string_view>

namespace recipe {

enum class Direction { higher, lower };
enum class Bounds { fraction, open };
enum class Margin { absolute, relative };

/// A metric that is known by name; a row of metrics.def, where the columns are explained.
struct Metric {
  std::string_view key;
  std::string_view name;
  Direction direction;
  Bounds bounds;
  double tolerance;
  Margin margin;
  std::string_view synonyms;
};

std::span<const Metric> metrics();

/// By key, name or synonym, compared without case, space, `-` and `_`; null if it is not known.
const Metric* find_metric(std::string_view name);

/// True if both name the same metric: equal when folded, or names of one known metric.
bool same_metric(std::string_view a, std::string_view b);

std::string_view to_string(Direction direction);

}  // namespace recipe
