#include "dynamics/projection.h"

#include <gtest/gtest.h>

#include <cmath>

#include "dynamics/tracker.h"

namespace recipe::dynamics {
namespace {

constexpr MetricKind share_correct{Direction::higher, Bounds::fraction};

PlacedCurve learning(double last, double wobble = 0) {
  PlacedCurve curve;
  for (int x = 1; x <= 40; ++x) {
    curve.push_back({double(x), last - 0.6 / (1 + x) + wobble * std::sin(3.0 * x)});
  }
  return curve;
}

std::vector<PlacedCurve> learned() {
  return {learning(0.800, 0.002), learning(0.803, -0.002), learning(0.798), learning(0.801),
          learning(0.799, 0.001)};
}

Tracker tracked(const Detector& detector, const PlacedCurve& run, std::size_t points,
                double unit = 1) {
  Tracker tracker(detector);
  for (std::size_t i = 0; i < points; ++i) tracker.add(run[i].x, unit * run[i].value);
  return tracker;
}

TEST(Projection, HoldsTheFinalValueOfASoundRun) {
  const auto detector = Detector::build(learned(), share_correct);
  const PlacedCurve run = learning(0.8005, 0.001);
  for (const std::size_t points : {10U, 20U, 30U}) {
    const auto projection = tracked(*detector, run, points).projection();
    ASSERT_TRUE(projection);
    EXPECT_EQ(projection->x, 40);
    EXPECT_LT(projection->low, run.back().value);
    EXPECT_GT(projection->high, run.back().value);
    EXPECT_LT(projection->high - projection->low, 0.02);
  }
}

TEST(Projection, FollowsTheRun) {
  const auto detector = Detector::build(learned(), share_correct);
  const auto worse = tracked(*detector, learning(0.78), 20).projection();
  const auto better = tracked(*detector, learning(0.82), 20).projection();
  ASSERT_TRUE(worse && better);
  EXPECT_LT(worse->value, better->value);
  EXPECT_LT(worse->low, worse->value);
  EXPECT_GT(worse->high, worse->value);
}

TEST(Projection, IsInTheUnitOfTheRun) {
  const auto detector = Detector::build(learned(), share_correct);
  const auto shares = tracked(*detector, learning(0.8), 20).projection();
  const auto percent = tracked(*detector, learning(0.8), 20, 100).projection();
  ASSERT_TRUE(shares && percent);
  EXPECT_NEAR(percent->value, 100 * shares->value, 1e-9);
}

TEST(Projection, WaitsUntilThereIsSomethingToGoBy) {
  const auto detector = Detector::build(learned(), share_correct);
  EXPECT_FALSE(tracked(*detector, learning(0.8), 0).projection());
  EXPECT_FALSE(tracked(*detector, learning(0.8), 1).projection());
  const auto model = ReferenceModel::build(learned(), share_correct);
  EXPECT_FALSE(Tracker(*model).projection()) << "the basic tracker projects nothing";
}

}  // namespace
}  // namespace recipe::dynamics
