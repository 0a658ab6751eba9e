#include "author/final_values.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/statistics.h"
#include "base/text.h"

namespace recipe::author {

bool is_timing(const Metric& metric) {
  return metric.key.starts_with("latency") || metric.key == "throughput";
}

int split_rank(std::string_view split) {
  const std::string name = folded(split);
  if (name == "test" || name == "testing") return 0;
  if (name.starts_with("val") || name.starts_with("eval") || name == "dev") return 1;
  if (name.empty()) return 2;
  return name.starts_with("train") ? 4 : 3;
}

std::vector<FinalValue> final_values(const std::vector<ObservedRun>& runs) {
  std::map<std::pair<std::string, std::string>, std::vector<double>> values;
  for (const ObservedRun& run : runs) {
    for (const auto& [key, series] : run.metrics.all()) {
      if (series.points.empty() || !std::isfinite(series.points.back().value)) continue;
      values[key].push_back(series.points.back().value);
    }
  }
  std::vector<FinalValue> made;
  for (const auto& [key, list] : values) {
    made.push_back({key.second, key.first, find_metric(key.second), list.size(), mean(list),
                    standard_deviation(list)});
  }
  const Metric* first = metrics().data();
  const auto order = [&](const FinalValue& value) {
    const auto place = value.known != nullptr ? value.known - first : 1000;
    return std::make_pair(split_rank(value.split), place);
  };
  std::stable_sort(made.begin(), made.end(),
                   [&](const FinalValue& a, const FinalValue& b) { return order(a) < order(b); });
  return made;
}

}  // namespace recipe::author
