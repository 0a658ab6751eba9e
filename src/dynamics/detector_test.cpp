#include "dynamics/detector.h"

#include <gtest/gtest.h>

#include <cmath>

#include "dynamics/tracker.h"

namespace recipe::dynamics {
namespace {

constexpr MetricKind wer{Direction::lower, Bounds::open};

/// An error rate that falls from 1 once training takes off.
PlacedCurve takes_off(double when, double level = 1) {
  PlacedCurve curve;
  for (int x = 1; x <= 60; ++x) {
    curve.push_back({double(x), level * (0.1 + 0.9 / (1 + std::pow(x / when, 6)))});
  }
  return curve;
}

TrackState state_with(const Detector& detector, const PlacedCurve& run) {
  Tracker tracker(detector);
  for (const Placed& point : run) tracker.add(point.x, point.value);
  return tracker.finish();
}

Detector detector_of(const std::vector<PlacedCurve>& references, Method method) {
  return *Detector::build(references, wer, method);
}

std::vector<PlacedCurve> steady() {
  return {takes_off(20), takes_off(20.1, 1.004), takes_off(19.9), takes_off(20.05, 0.996),
          takes_off(20.02)};
}

/// Alike but for one that ends up far off.
std::vector<PlacedCurve> uneven() {
  std::vector<PlacedCurve> references = steady();
  for (Placed& point : references[2]) point.value *= point.x > 30 ? 1.5 : 1;
  return references;
}

TEST(Detector, IsCalibratedByItsOwnReferences) {
  const Detector calm = detector_of(steady(), Method::calibrated);
  const Detector wild = detector_of(uneven(), Method::calibrated);
  EXPECT_LT(calm.thresholds.smoothed, Thresholds::basic(5).smoothed);
  EXPECT_GT(wild.thresholds.smoothed, calm.thresholds.smoothed);
  EXPECT_GT(wild.thresholds.cumulative, calm.thresholds.cumulative);
}

TEST(Detector, SeesASmallerFaultThanTheBasicOne) {
  const PlacedCurve worse = takes_off(20, 1.12);
  EXPECT_EQ(state_with(detector_of(steady(), Method::basic), takes_off(20)), TrackState::on_track);
  EXPECT_EQ(state_with(detector_of(steady(), Method::calibrated), takes_off(20)),
            TrackState::on_track);
  EXPECT_EQ(state_with(detector_of(steady(), Method::calibrated), worse), TrackState::behind);
}

TEST(Detector, AllowsForARandomTakeOffWithOneReference) {
  const std::vector<PlacedCurve> one{takes_off(20)};
  EXPECT_EQ(state_with(detector_of(one, Method::basic), takes_off(26)), TrackState::back_on_track)
      << "after an alarm";
  EXPECT_EQ(state_with(detector_of(one, Method::calibrated), takes_off(26)), TrackState::on_track);
}

TEST(Detector, WidensTheTubeByHowReferencesDifferInTime) {
  const std::vector<PlacedCurve> scattered{takes_off(20), takes_off(26), takes_off(16),
                                           takes_off(22), takes_off(18)};
  EXPECT_EQ(state_with(detector_of(scattered, Method::calibrated), takes_off(28)),
            TrackState::on_track);
  EXPECT_EQ(state_with(detector_of(scattered, Method::calibrated), takes_off(60)),
            TrackState::behind);
}

TEST(Detector, StraysNowhereWithOneReferenceOrIdenticalOnes) {
  const Stray one = stray_of(std::vector<PlacedCurve>{takes_off(20)}, wer, {});
  EXPECT_EQ(one.smoothed, 0);
  const Stray same = stray_of(std::vector<PlacedCurve>(3, takes_off(20)), wer, {});
  EXPECT_EQ(same.smoothed, 0);
  EXPECT_EQ(same.cumulative, 0);
  const Detector detector =
      detector_of(std::vector<PlacedCurve>(5, takes_off(20)), Method::calibrated);
  EXPECT_GT(detector.thresholds.smoothed, 0);
  EXPECT_EQ(state_with(detector, takes_off(20)), TrackState::on_track);
}

TEST(Detector, TriesABoundedNumberOfReferences) {
  std::vector<PlacedCurve> many;
  for (int i = 0; i < 60; ++i) many.push_back(takes_off(20 + 0.01 * i));
  const auto detector = Detector::build(many, wer);
  ASSERT_TRUE(detector);
  EXPECT_EQ(detector->model.reference_count(), 60U);
  EXPECT_FALSE(Detector::build({}, wer));
}

}  // namespace
}  // namespace recipe::dynamics
