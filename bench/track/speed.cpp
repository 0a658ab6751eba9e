#include <fmt/core.h>

#include <chrono>
#include <cmath>
#include <vector>

#include "dynamics/tracker.h"
#include "tables.h"

namespace track {
namespace {

using namespace recipe::dynamics;

PlacedCurve falling(std::size_t points, double level) {
  PlacedCurve curve;
  for (std::size_t i = 1; i <= points; ++i) {
    const double x = static_cast<double>(i);
    curve.push_back({x, level * (0.2 + 2 / (1 + 0.1 * x) + 0.01 * std::sin(7 * x))});
  }
  return curve;
}

double seconds(std::chrono::steady_clock::time_point since) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

void time_metrics(std::size_t metrics, std::size_t points) {
  const std::vector<PlacedCurve> references{falling(points, 1), falling(points, 1.01),
                                            falling(points, 0.99), falling(points, 1.02),
                                            falling(points, 0.98)};
  const auto detector =
      Detector::build(references, {recipe::Direction::lower, recipe::Bounds::open});
  if (!detector) return;
  const PlacedCurve run = falling(points, 1.005);
  std::vector<Tracker> trackers(metrics, Tracker(*detector, Channel::training_loss));
  const auto begin = std::chrono::steady_clock::now();
  for (const Placed& point : run) {
    for (Tracker& tracker : trackers) tracker.add(point.x, point.value);
  }
  const double taken = seconds(begin);
  std::size_t on_track = 0;
  for (const Tracker& tracker : trackers) on_track += tracker.state() == TrackState::on_track;
  const double total = static_cast<double>(metrics * points);
  fmt::print("| {} | {} | {} | {:.3f} | {:.0f} | {} |\n", metrics, points,
             detector->model.grid().dense ? "dense" : "sparse", taken, 1e9 * taken / total,
             on_track);
}

}  // namespace

void print_speed() {
  fmt::print(
      "\n## Time\n\nPoints of all metrics come in turn. State of a metric: {} bytes.\n\n"
      "| Metrics | Points each | Bins | Seconds | Nanoseconds a point | On track |\n"
      "| ---: | ---: | --- | ---: | ---: | ---: |\n",
      sizeof(Tracker));
  time_metrics(10000, 100);
  time_metrics(5000, 200);
  time_metrics(10, 100000);
}

}  // namespace track
