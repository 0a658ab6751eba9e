#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include "dynamics/tracker.h"
#include "expect.h"

// Words: `loss`, `reward`, `share` and `error` choose the metric, `next` ends a curve, all else are
// numbers in pairs of step and value. The last curve is the run, the others are its references.

using namespace recipe::dynamics;
using recipe::Bounds;
using recipe::Direction;
using recipe::fuzz::expect;

namespace {

MetricKind kind_of(const std::string& word, MetricKind before) {
  if (word == "loss") return {Direction::lower, Bounds::open};
  if (word == "reward") return {Direction::higher, Bounds::open};
  if (word == "share") return {Direction::higher, Bounds::fraction};
  if (word == "error") return {Direction::lower, Bounds::fraction};
  return before;
}

void follow(const Detector& detector, const Series& run) {
  Tracker tracker(detector, Channel::training_loss);
  for (const Point& point : run.points) {
    if (point.step) tracker.add(*point.step, point.value);
    const auto projection = tracker.projection();
    if (projection) expect(!(projection->low > projection->high), "an interval has two ends");
  }
  tracker.finish();
  const RunningStatistics& statistics = tracker.statistics();
  expect(std::fabs(statistics.smoothed()) <= 6, "the smoothed deviation is clipped");
  expect(std::isfinite(statistics.cumulative()), "the sum of deviations is finite");
  expect(tracker.alarm().has_value() || tracker.state() == TrackState::not_enough_yet ||
             tracker.state() == TrackState::on_track,
         "a state other than on track has its alarm");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::istringstream words{std::string(recipe::fuzz::text_of(data, size))};
  MetricKind kind;
  std::vector<Series> curves(1);
  std::optional<double> step;
  for (std::string word; words >> word;) {
    kind = kind_of(word, kind);
    if (word == "next" && curves.size() < 12) curves.emplace_back();
    char* end = nullptr;
    const double number = std::strtod(word.c_str(), &end);
    if (end == word.c_str()) continue;
    if (step) {
      curves.back().points.push_back({step, {}, {}, number});
      step.reset();
    } else {
      step = number;
    }
  }
  std::vector<PlacedCurve> references;
  for (std::size_t i = 0; i + 1 < curves.size(); ++i) {
    references.push_back(placed(curves[i], Axis::steps, {}));
    const auto ordered = [](const Placed& a, const Placed& b) { return a.x < b.x; };
    expect(std::is_sorted(references.back().begin(), references.back().end(), ordered),
           "a curve goes forward");
  }
  for (const Method method : {Method::basic, Method::calibrated}) {
    const auto detector = Detector::build(references, kind, method);
    if (detector) follow(*detector, curves.back());
  }
  return 0;
}
