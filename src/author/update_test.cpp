#include "author/update.h"

#include <gtest/gtest.h>

#include <limits>

#include "author/figure.h"
#include "record/lock.h"

namespace recipe::author {
namespace {

record::Record run_of(const std::string& profile, std::uint64_t seed, double loss) {
  record::Record run;
  run.profile = profile;
  run.seed = seed;
  run.machine.cpu = "CPU";
  run.machine.software = {{"libc", "2.36"}};
  run.packages = {{"cmake", "3.25"}};
  record::StageRecord training;
  training.stage = "training";
  training.sources = {{"", "abc", "", false, {}}, {"https://host/r", "def", "R", false, {}}};
  training.outputs = {{"model", "/m", "sha256:1", 1}};
  training.usage.seconds = 12.5;
  training.metrics.add("test", "loss", {1, {}, {}, 9});
  training.metrics.add("test", "loss", {2, {}, {}, loss});
  run.stages = {training};
  return run;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(WithRuns, AddsFactsAndCurves) {
  const Evidence evidence = with_runs({}, {run_of("", 1, 0.5)}).value();
  for (const char* part :
       {R"("fact":"hardware","value":"CPU")", R"("fact":"software libc")",
        R"("stage":"environment","fact":"package cmake","value":"3.25")",
        R"("fact":"commit","value":"abc")", R"("fact":"commit https://host/r","value":"def")",
        R"("fact":"digest model","value":"sha256:1")", R"("fact":"seconds","value":12.5)",
        R"("fact":"metric test loss","value":0.5)"}) {
    EXPECT_TRUE(holds(evidence.lock, part)) << part << "\n" << evidence.lock;
  }
  EXPECT_TRUE(holds(evidence.curves, ",1,2,,,test,loss,0.5\n"));
}

TEST(WithRuns, IsTheSameTwice) {
  const std::vector<record::Record> runs = {run_of("", 1, 0.5), run_of("", 2, 0.6)};
  const Evidence once = with_runs({}, runs).value();
  const Evidence twice = with_runs(once, runs).value();
  EXPECT_EQ(once.lock, twice.lock);
  EXPECT_EQ(once.curves, twice.curves);
}

TEST(WithRuns, DrawsAFigureOfTheCurvesAgainAndNoOther) {
  Evidence before = with_runs({}, {run_of("", 1, 0.5)}).value();
  EXPECT_EQ(before.figure, "") << "none is made";
  before.figure = figure_of(before.curves);
  EXPECT_EQ(with_runs(before, {run_of("", 1, 0.5)}).value().figure, before.figure);
  const Evidence after = with_runs(before, {run_of("", 2, 0.25)}).value();
  EXPECT_EQ(after.figure, figure_of(after.curves));
  before.figure = "<svg>by hand</svg>";
  EXPECT_EQ(with_runs(before, {run_of("", 2, 0.25)}).value().figure, before.figure);
}

TEST(WithRuns, LeavesOtherProfilesAndRunsAlone) {
  const Evidence before = with_runs({}, {run_of("", 1, 0.5), run_of("smoke", 1, 0.6)}).value();
  const Evidence after = with_runs(before, {run_of("", 1, 0.125)}).value();
  EXPECT_TRUE(holds(after.lock, "0.6"));
  EXPECT_TRUE(holds(after.lock, "0.125"));
  EXPECT_FALSE(holds(after.lock, ":0.5}"));
  EXPECT_TRUE(holds(after.curves, "smoke,1,2,,,test,loss,0.6"));
  EXPECT_FALSE(holds(after.curves, "\n,1,2,,,test,loss,0.5"));
}

TEST(WithRuns, AMetricThatIsNoNumberIsAWord) {
  const Evidence evidence =
      with_runs({}, {run_of("", 1, std::numeric_limits<double>::quiet_NaN())}).value();
  EXPECT_TRUE(holds(evidence.lock, R"("fact":"metric test loss","value":"nan")")) << evidence.lock;
}

TEST(WithRuns, RefusesALockThatIsNone) {
  const auto refused = with_runs({"{}\n", "", ""}, {});
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_TRUE(holds(refused.error().message, "line 1 of the lock"));
}

}  // namespace
}  // namespace recipe::author
