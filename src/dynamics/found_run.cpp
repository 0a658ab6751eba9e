#include "dynamics/found_run.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::dynamics {
namespace {

std::string shown_name(const Series& series) {
  return printable(series.split.empty() ? series.metric : series.split + " " + series.metric);
}

void note_segments(FoundRun& run) {
  std::size_t back = 0;
  std::string first;
  for (const auto& [key, series] : run.metrics.all()) {
    const auto starts = segment_starts(series);
    if (starts.size() < 2 || ++back > 1) continue;
    const Point& point = series.points[starts[1]];
    first = "steps go back at " + shortest(point.step ? *point.step : point.epoch.value_or(0)) +
            " in " + shown_name(series) +
            ", as after a restart: " + counted(starts.size(), "segment") +
            ", kept in the order in which they were written";
  }
  if (back == 0) return;
  if (back > 1) first += "; so they do in " + counted(back - 1, "other metric");
  run.notes.push_back(first);
}

}  // namespace

void take_seed(FoundRun& run) {
  constexpr std::string_view names[] = {"seed", "random_seed", "manual_seed", "rng_seed"};
  for (const std::string_view name : names) {
    for (const auto& [key, value] : run.hyperparameters) {
      const std::string word = lower(key.substr(key.find_last_of("./") + 1));
      if (word == name && !run.seed) run.seed = value;
    }
    const auto fact = run.metrics.all().find({"", std::string(name)});
    if (run.seed || fact == run.metrics.all().end() || !fact->second.is_fact()) continue;
    run.seed = shortest(fact->second.points.back().value);
  }
}

void note_metrics(FoundRun& run) {
  note_segments(run);
  if (run.metrics.rejected() == 0) return;
  std::string note = counted(run.metrics.rejected(), "value") + " could not be taken, such as ";
  for (const std::string& example : run.metrics.rejected_examples()) {
    run.notes.push_back(note + printable(example));
    return;
  }
}

bool is_empty(const FoundRun& run) {
  return run.metrics.empty() && run.hyperparameters.empty() && run.texts.empty();
}

void set_text(FoundRun& run, std::string_view tag, std::string_view text) {
  constexpr std::size_t most_texts = 100;
  constexpr std::size_t longest_text = 64 << 10;
  const std::string name = printable(tag.substr(0, 1024));
  std::string shown = printable(text.substr(0, longest_text));
  for (auto& [known, value] : run.texts) {
    if (known != name) continue;
    value = std::move(shown);
    return;
  }
  if (run.texts.size() < most_texts) run.texts.emplace_back(name, std::move(shown));
}

void add_points(MetricLog& to, const Series& series, const std::string& split,
                const std::string& metric, double shift) {
  Series* known = nullptr;
  for (Point point : series.points) {
    if (point.seconds) *point.seconds += shift;
    if (known != nullptr) {
      to.add(*known, point);
    } else {
      known = to.add(split, metric, point);
    }
  }
}

void widen(FoundRun& run, std::optional<double> begin, std::optional<double> end) {
  if (begin) run.begin = std::min(*begin, run.begin.value_or(*begin));
  if (end) run.end = std::max(*end, run.end.value_or(*end));
}

}  // namespace recipe::dynamics
