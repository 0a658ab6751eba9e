#include <fmt/core.h>

#include <cmath>
#include <random>

#include "dynamics/tracker.h"
#include "tables.h"

namespace track {
namespace {

using namespace recipe::dynamics;

constexpr int simulated_recipes = 100;
constexpr int runs_each = 10;

/// An error rate near 1 that falls once training takes off, at a time that differs between seeds:
/// its logarithm is normal with the given deviation.
PlacedCurve error_rate(std::mt19937_64& random, double deviation) {
  std::normal_distribution<double> normal;
  const double when = 15 * std::exp(deviation * normal(random));
  PlacedCurve curve;
  for (int x = 1; x <= 60; ++x) {
    const double fallen = 0.08 + 0.92 / (1 + std::pow(x / when, 5));
    curve.push_back({static_cast<double>(x), fallen * std::exp(0.01 * normal(random))});
  }
  return curve;
}

/// Percent of sound runs that alarm.
double alarms(Method method, std::size_t references, double deviation) {
  std::mt19937_64 random(20261124);
  double count = 0;
  for (int number = 0; number < simulated_recipes; ++number) {
    std::vector<PlacedCurve> curves;
    for (std::size_t i = 0; i < references; ++i) curves.push_back(error_rate(random, deviation));
    const auto detector =
        Detector::build(curves, {recipe::Direction::lower, recipe::Bounds::open}, method);
    for (int run = 0; detector && run < runs_each; ++run) {
      Tracker tracker(*detector);
      for (const Placed& point : error_rate(random, deviation)) tracker.add(point.x, point.value);
      tracker.finish();
      count += tracker.alarm() ? 1 : 0;
    }
  }
  return 100 * count / (simulated_recipes * runs_each);
}

}  // namespace

void print_take_off() {
  fmt::print(
      "\n## Random take-off\n\nSimulated error rates near 1 that fall at a time whose logarithm "
      "has the given deviation between seeds; {} recipes of {} runs. Percent of sound runs that "
      "alarm: basic / calibrated, with the program's thresholds.\n\n"
      "| Deviation | 1 | 2 | 3 | 5 | 10 |\n| ---: | --- | --- | --- | --- | --- |\n",
      simulated_recipes, runs_each);
  for (const double deviation : {0.05, 0.1, 0.2, 0.3}) {
    fmt::print("| {} |", deviation);
    for (const std::size_t references : {1, 2, 3, 5, 10}) {
      fmt::print(" {:.1f} / {:.1f} |", alarms(Method::basic, references, deviation),
                 alarms(Method::calibrated, references, deviation));
    }
    fmt::print("\n");
  }
}

}  // namespace track
