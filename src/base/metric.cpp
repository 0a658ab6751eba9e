#include "base/metric.h"

#include "base/text.h"

namespace recipe {
namespace {

constexpr Metric known_metrics[] = {
#define METRIC(key, name, direction, bounds, tolerance, margin, synonyms) \
  {#key, name, Direction::direction, Bounds::bounds, tolerance, Margin::margin, synonyms},
#include "base/metrics.def"
#undef METRIC
};

}  // namespace

std::span<const Metric> metrics() { return known_metrics; }

const Metric* find_metric(std::string_view name) {
  const std::string wanted = folded(name);
  if (wanted.empty()) return nullptr;
  for (const Metric& metric : known_metrics) {
    if (folded(metric.key) == wanted || folded(metric.name) == wanted) return &metric;
    for (const std::string_view synonym : split(metric.synonyms, '|')) {
      if (!synonym.empty() && folded(synonym) == wanted) return &metric;
    }
  }
  return nullptr;
}

bool same_metric(std::string_view a, std::string_view b) {
  if (folded(a) == folded(b)) return true;
  const Metric* known = find_metric(a);
  return known != nullptr && known == find_metric(b);
}

std::string_view to_string(Direction direction) {
  return direction == Direction::higher ? "higher" : "lower";
}

}  // namespace recipe
