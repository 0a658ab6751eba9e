#include "dynamics/tracker.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include "base/json.h"
#include "dynamics/grid.h"

namespace recipe::dynamics {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr MetricKind loss{Direction::lower, Bounds::open};
constexpr MetricKind accuracy{Direction::higher, Bounds::fraction};

Json vectors() {
  std::ifstream file(TRACK_FOLDER "/test_vectors.json");
  std::ostringstream text;
  text << file.rdbuf();
  return parse_json(text.str()).value_or(Json::array());
}

PlacedCurve curve_of(const Json& curve) {
  PlacedCurve result;
  for (std::size_t i = 0; i < curve["x"].size(); ++i) {
    result.push_back({curve["x"][i].get<double>(), curve["v"][i].get<double>()});
  }
  return result;
}

MetricKind kind_of(const Json& vector) {
  return {vector["worse_sign"].get<int>() > 0 ? Direction::lower : Direction::higher,
          vector["kind"] == "logit" ? Bounds::fraction : Bounds::open};
}

ReferenceModel model_of(const Json& vector) {
  std::vector<PlacedCurve> references;
  for (const Json& reference : vector["refs"]) references.push_back(curve_of(reference));
  return *ReferenceModel::build(references, kind_of(vector));
}

void expect_near(const Json& wanted, std::size_t at, double value, const char* what) {
  EXPECT_NEAR(wanted[at].get<double>(), value, 1e-6) << what << " of bin " << at;
}

/// A falling loss with noise of the given size, the same for the same seed.
PlacedCurve falling(unsigned seed, double noise, std::size_t points = 300, double last_x = 30) {
  PlacedCurve curve;
  std::uint32_t random = seed * 2654435761U + 1;
  for (std::size_t i = 1; i <= points; ++i) {
    random = random * 1664525U + 1013904223U;
    const double unit = static_cast<double>(random >> 8) / 16777216.0 - 0.5;
    const double x = last_x * static_cast<double>(i) / static_cast<double>(points);
    curve.push_back({x, std::exp(noise * unit) * (0.2 + 2 / (1 + x))});
  }
  return curve;
}

std::vector<PlacedCurve> five() {
  std::vector<PlacedCurve> references;
  for (unsigned seed = 1; seed <= 5; ++seed) references.push_back(falling(seed, 0.05));
  return references;
}

TrackState state_after(Tracker& tracker, const PlacedCurve& curve) {
  for (const Placed& point : curve) tracker.add(point.x, point.value);
  return tracker.finish();
}

TrackState state_of(const ReferenceModel& model, const PlacedCurve& curve) {
  Tracker tracker(model);
  return state_after(tracker, curve);
}

PlacedCurve times(PlacedCurve curve, double factor) {
  for (Placed& point : curve) point.value *= factor;
  return curve;
}

std::vector<PlacedCurve> one(const PlacedCurve& curve) {
  return std::vector<PlacedCurve>(1, curve);
}

TEST(Vectors, AreThere) { ASSERT_EQ(vectors().size(), 4U); }

TEST(Vectors, AgreeInTheModel) {
  for (const Json& vector : vectors()) {
    SCOPED_TRACE(vector["name"].get<std::string>());
    const ReferenceModel model = model_of(vector);
    ASSERT_EQ(model.bins().size(), vector["grid"].size());
    for (std::size_t at = 0; at < model.bins().size(); ++at) {
      const Bin& bin = model.bins()[at];
      expect_near(vector["grid"], at, bin.x, "x");
      EXPECT_EQ(vector["keep"][at].get<bool>(), bin.monitored) << at;
      expect_near(vector["m"], at, bin.mean, "mean");
      expect_near(vector["lo"], at, bin.lowest, "lowest");
      expect_near(vector["hi"], at, bin.highest, "highest");
      expect_near(vector["s2"], at, bin.variance, "variance");
    }
  }
}

TEST(Vectors, AgreeInTheDeviations) {
  for (const Json& vector : vectors()) {
    SCOPED_TRACE(vector["name"].get<std::string>());
    const ReferenceModel model = model_of(vector);
    std::vector<PlacedCurve> references;
    for (const Json& reference : vector["refs"]) references.push_back(curve_of(reference));
    const Grid grid = Grid::of(references);
    const GriddedCurve live = on_grid(grid, curve_of(vector["live"]), model.scale());
    for (std::size_t at = 0; at < grid.x.size(); ++at) {
      expect_near(vector["z"], at, model.deviation(at, live.y[at], live.count[at]).z, "z");
    }
  }
}

TEST(Vectors, AgreeInTheStatisticsPointByPoint) {
  for (const Json& vector : vectors()) {
    SCOPED_TRACE(vector["name"].get<std::string>());
    const ReferenceModel model = model_of(vector);
    Tracker tracker(model);
    std::size_t compared = 0;
    std::size_t before = 0;
    const auto compare = [&] {
      const std::size_t count = tracker.statistics().count();
      if (count == before) return;
      ASSERT_EQ(count, before + 1);
      before = count;
      ++compared;
      expect_near(vector["ewma"], count - 1, std::fabs(tracker.statistics().smoothed()),
                  "smoothed");
      expect_near(vector["two"], count - 1, std::fabs(tracker.statistics().two_in_a_row()), "two");
      const bool used = count >= Thresholds::basic(1).cumulative_from;
      const double cumulative = used ? std::fabs(tracker.statistics().cumulative()) : 0;
      expect_near(vector["cum"], count - 1, cumulative, "cum");
      expect_near(vector["frac"], count - 1, tracker.judged_x() / model.end(), "share");
    };
    for (const Placed& point : curve_of(vector["live"])) {
      tracker.add(point.x, point.value);
      compare();
    }
    tracker.finish();
    compare();
    EXPECT_EQ(compared, vector["ewma"].size());
  }
}

TEST(Tracker, FindsADividedLearningRateEarlyAndCallsItSuspectWithThreeReferences) {
  const Json vector = vectors()[0];
  const ReferenceModel model = model_of(vector);
  Tracker tracker(model);
  state_after(tracker, curve_of(vector["live"]));
  ASSERT_TRUE(tracker.alarm());
  EXPECT_EQ(tracker.alarm()->course, Course::behind);
  EXPECT_EQ(tracker.alarm()->references, 3U);
  EXPECT_LT(tracker.alarm()->x, 0.25 * model.end());
  EXPECT_LE(tracker.alarm()->since_x, tracker.alarm()->x);
  EXPECT_GT(tracker.alarm()->off_by(), 0);
}

TEST(Tracker, FollowsSoundRuns) {
  const auto model = ReferenceModel::build(five(), loss);
  EXPECT_EQ(state_of(*model, falling(77, 0.05)), TrackState::on_track);
  EXPECT_EQ(state_of(*model, falling(78, 0.05, 120)), TrackState::on_track) << "logged less often";
}

TEST(Tracker, SaysWhichWay) {
  const auto model = ReferenceModel::build(five(), loss);
  EXPECT_EQ(state_of(*model, times(falling(77, 0.05), 1.5)), TrackState::behind);
  EXPECT_EQ(state_of(*model, times(falling(77, 0.05), 0.6)), TrackState::ahead);
  const auto few = ReferenceModel::build(one(falling(1, 0.05)), loss);
  EXPECT_EQ(state_of(*few, times(falling(77, 0.05), 1.5)), TrackState::suspect_behind);
}

TEST(Tracker, MeasuresTheAlarmInTheMetricsUnit) {
  const auto model = ReferenceModel::build(five(), loss);
  Tracker tracker(*model);
  state_after(tracker, times(falling(77, 0.0), 2));
  ASSERT_TRUE(tracker.alarm());
  EXPECT_NEAR(tracker.alarm()->off_by(), tracker.alarm()->value - tracker.alarm()->expected, 1e-12);
  EXPECT_GT(tracker.alarm()->off_by(), 0.5 * tracker.alarm()->expected);
  EXPECT_LT(tracker.alarm()->off_by(), 1.1 * tracker.alarm()->expected);
}

TEST(Tracker, ComesBackAndKeepsItsAlarm) {
  const auto model = ReferenceModel::build(five(), loss);
  PlacedCurve run = falling(77, 0.05);
  for (Placed& point : run) point.value *= point.x > 5 && point.x < 9 ? 1.5 : 1;
  Tracker tracker(*model);
  EXPECT_EQ(state_after(tracker, run), TrackState::back_on_track);
  ASSERT_TRUE(tracker.alarm());
  EXPECT_LT(tracker.alarm()->x, 9);
}

TEST(Tracker, IsNotAlarmedByOneSpike) {
  const auto model = ReferenceModel::build(five(), loss);
  PlacedCurve run = falling(77, 0.05);
  for (Placed& point : run) point.value *= point.x > 6.01 && point.x < 6.29 ? 1000 : 1;
  EXPECT_EQ(state_of(*model, run), TrackState::on_track);
}

TEST(Tracker, CallsDivergedWhatRisesOrIsNoNumber) {
  const auto model = ReferenceModel::build(five(), loss);
  PlacedCurve run = falling(77, 0.05);
  for (Placed& point : run) point.value *= point.x > 8 ? 20 : 1;
  EXPECT_EQ(state_of(*model, run), TrackState::diverged);

  Tracker training(*model, Channel::training_loss);
  EXPECT_EQ(training.add(0.1, nan_value), TrackState::not_enough_yet);
  EXPECT_EQ(training.add(0.2, 2.0), TrackState::not_enough_yet);
  training.add(0.3, infinite);
  EXPECT_EQ(training.add(0.4, nan_value), TrackState::diverged);
  EXPECT_EQ(training.alarm()->x, 0.4);
  EXPECT_EQ(training.alarm()->statistic, Statistic::not_finite);
  Tracker evaluation(*model, Channel::evaluation);
  EXPECT_EQ(evaluation.add(0.1, nan_value), TrackState::diverged);
}

TEST(Tracker, ContinuesAfterARestart) {
  const auto model = ReferenceModel::build(five(), loss);
  const PlacedCurve run = falling(77, 0.05);
  Tracker tracker(*model);
  for (std::size_t i = 0; i < 150; ++i) tracker.add(run[i].x, run[i].value);
  const std::size_t judged = tracker.statistics().count();
  for (std::size_t i = 100; i < 140; ++i) tracker.add(run[i].x, run[i].value);
  EXPECT_EQ(tracker.statistics().count(), judged) << "bins are judged once";
  for (std::size_t i = 140; i < run.size(); ++i) tracker.add(run[i].x, run[i].value);
  EXPECT_EQ(tracker.finish(), TrackState::on_track);
}

TEST(Tracker, SaysNothingBeforeItCan) {
  const auto model = ReferenceModel::build(five(), loss);
  Tracker tracker(*model);
  EXPECT_EQ(tracker.state(), TrackState::not_enough_yet);
  EXPECT_EQ(tracker.finish(), TrackState::not_enough_yet);
  EXPECT_EQ(tracker.add(infinite, 1), TrackState::not_enough_yet);
  EXPECT_EQ(tracker.add(-1, 1), TrackState::not_enough_yet);
  EXPECT_EQ(tracker.add(1e300, 1), TrackState::not_enough_yet);
}

TEST(Tracker, DoesNotJudgeByFewerThanFourBins) {
  const PlacedCurve three{{10, 0.5}, {20, 0.6}, {30, 0.7}};
  const auto model = ReferenceModel::build(std::vector{three, three}, accuracy);
  ASSERT_TRUE(model);
  EXPECT_FALSE(model->can_judge());
  EXPECT_EQ(state_of(*model, {{10, 0.01}, {20, 0.01}, {30, 0.01}}), TrackState::not_enough_yet);
}

TEST(Tracker, ReadsPercentAsShares) {
  PlacedCurve shares;
  for (int i = 1; i <= 30; ++i) shares.push_back({double(i), 0.9 - 0.8 / i});
  const auto model = ReferenceModel::build(std::vector{shares, shares}, accuracy);
  Tracker tracker(*model);
  EXPECT_EQ(state_after(tracker, times(shares, 100)), TrackState::on_track);
  EXPECT_TRUE(tracker.in_percent());
  EXPECT_NEAR(tracker.judged_value(), 100 * shares.back().value, 1e-9);

  const auto percent = ReferenceModel::build(one(times(shares, 100)), accuracy);
  EXPECT_TRUE(percent->in_percent());
  EXPECT_EQ(state_of(*percent, shares), TrackState::on_track);
}

TEST(Tracker, KeepsThatAValueWasNoNumberWhenItReadsPercent) {
  PlacedCurve shares;
  for (int i = 1; i <= 30; ++i) shares.push_back({double(i), 0.9 - 0.8 / i});
  const auto model = ReferenceModel::build(one(shares), accuracy);
  Tracker tracker(*model);
  tracker.add(1, nan_value);
  tracker.add(2, 50);
  EXPECT_TRUE(tracker.in_percent());
  EXPECT_EQ(tracker.state(), TrackState::diverged);
}

TEST(Tracker, DoesNotTakeRoundingForPercent) {
  PlacedCurve shares;
  for (int i = 1; i <= 30; ++i) shares.push_back({double(i), std::min(1.0000001, 0.7 + 0.02 * i)});
  const auto model = ReferenceModel::build(one(shares), accuracy);
  Tracker tracker(*model);
  EXPECT_EQ(state_after(tracker, shares), TrackState::on_track);
  EXPECT_FALSE(tracker.in_percent());
  EXPECT_FALSE(model->in_percent());
}

TEST(Tracker, SumsUpTheMetricsOfARun) {
  using enum TrackState;
  EXPECT_EQ(overall(std::vector{on_track, suspect_behind, ahead}), ahead);
  EXPECT_EQ(overall(std::vector{behind, diverged}), diverged);
  EXPECT_EQ(overall(std::vector{not_enough_yet, on_track, not_comparable}), on_track);
  EXPECT_EQ(overall({}), not_enough_yet);
}

TEST(Tracker, StandsConstantAndIdenticalReferences) {
  const PlacedCurve constant = times(falling(1, 0), 0);
  PlacedCurve ones = constant;
  for (Placed& point : ones) point.value = 1;
  const auto model = ReferenceModel::build(std::vector(5, ones), loss);
  ASSERT_TRUE(model);
  EXPECT_EQ(state_of(*model, ones), TrackState::on_track);
  EXPECT_EQ(state_of(*model, times(ones, 1.5)), TrackState::behind);
  const auto zero = ReferenceModel::build(std::vector(5, constant), loss);
  ASSERT_TRUE(zero);
  EXPECT_EQ(state_of(*zero, constant), TrackState::on_track);
}

TEST(Model, RefusesWhatHasNoValues) {
  EXPECT_FALSE(ReferenceModel::build({}, loss));
  EXPECT_FALSE(ReferenceModel::build(std::vector<PlacedCurve>(3), loss));
  EXPECT_FALSE(ReferenceModel::build(one({{1, nan_value}}), loss));
  EXPECT_FALSE(ReferenceModel::build(one({{0, 1}, {-3, 1}}), loss));
}

TEST(Model, StandsNonsense) {
  const std::vector<PlacedCurve> hostile{
      {{1, 1}},
      {{1e-300, 1e308}, {1e300, -1e308}},
      {{1, infinite}, {2, nan_value}, {3, 1}, {4, -infinite}, {5, 2}, {6, 1e-310}},
      {{1, -1}, {2, -2}, {3, 0}, {4, 5}, {5, -1e-12}},
      falling(3, 0.1, 200, 1.7e308),
  };
  for (const MetricKind metric : {loss, accuracy, MetricKind{Direction::higher, Bounds::open}}) {
    for (std::size_t count = 1; count <= hostile.size(); ++count) {
      const auto model = ReferenceModel::build(std::span(hostile).first(count), metric);
      ASSERT_TRUE(model);
      for (const PlacedCurve& run : hostile) {
        Tracker tracker(*model);
        state_after(tracker, run);
        EXPECT_TRUE(std::isfinite(tracker.statistics().smoothed()));
        EXPECT_TRUE(std::isfinite(tracker.statistics().cumulative()));
      }
    }
  }
}

TEST(Model, TakesReferencesOfDifferingLength) {
  std::vector<PlacedCurve> references = five();
  references[1].resize(150);
  references[3].resize(40);
  const auto model = ReferenceModel::build(references, loss);
  EXPECT_EQ(model->end(), 30);
  EXPECT_EQ(state_of(*model, falling(77, 0.05)), TrackState::on_track);
}

TEST(PlacedCurves, DropWhatWasTrainedAgain) {
  Series series{"", "loss", {{1, {}, {}, 5}, {2, {}, {}, 4}, {3, {}, {}, 9}, {2, {}, {}, 3}}};
  const PlacedCurve curve = placed(series, Axis::steps, {});
  ASSERT_EQ(curve.size(), 2U);
  EXPECT_EQ(curve[0].value, 5);
  EXPECT_EQ(curve[1].value, 3);
}

TEST(PlacedCurves, AreAlignedBySamplesSeen) {
  const Series steps{"", "loss", {{100, {}, {}, 5}, {200, {}, {}, 4}}};
  const Series epochs{"", "loss", {{{}, 1, {}, 5}, {{}, 2, {}, 4}}};
  const Pace pace{64, 6400};
  EXPECT_EQ(common_axis(epochs, {}, steps, pace), Axis::epochs);
  EXPECT_EQ(placed(steps, Axis::epochs, pace)[1].x, 2);
  EXPECT_EQ(common_axis(steps, {}, steps, {}), Axis::steps);
  EXPECT_EQ(common_axis(steps, {}, steps, pace), Axis::share);
  EXPECT_EQ(placed(steps, Axis::share, {})[0].x, 0.5);
}

}  // namespace
}  // namespace recipe::dynamics
