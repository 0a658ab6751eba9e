#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "verify/judged_test.h"
#include "verify/measurement.h"

namespace recipe::verify {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

struct Row {
  std::string metric = "`top1`";
  std::string target = "0.9";
  std::string split = {};
  std::string tolerance = {};
  std::string direction = {};
  std::string value = {};

  fakes::RecipeText text() const {
    fakes::RecipeText text;
    text.targets =
        "| Metric | Target | Split | Tolerance | Direction | Value |\n"
        "| --- | --- | --- | --- | --- | --- |\n| " +
        metric + " | " + target + " | " + split + " | " + tolerance + " | " + direction + " | " +
        value + " |\n";
    return text;
  }
};

std::string outcome(const Row& row, const std::vector<record::Record>& runs,
                    const std::string& metric = "top1") {
  const Judgement claim = claim_of(row.text(), metric, runs);
  EXPECT_FALSE(claim.reason.empty());
  EXPECT_EQ(claim.weight, Weight::required);
  return std::string(to_string(claim.outcome)) + (claim.runs == 0 ? " without runs" : "");
}

TEST(Targets, AFractionIsWrittenInManyWays) {
  for (const char* target : {"0.9", "90 %", "90.0%", "90"}) {
    for (const double value : {0.9, 90.0, 0.95, 0.896, 89.6}) {
      EXPECT_EQ(outcome({.target = target}, {measured(value)}), "holds") << target << " " << value;
    }
    for (const double value : {0.894, 89.4, 0.0}) {
      EXPECT_EQ(outcome({.target = target}, {measured(value)}), "fails") << target << " " << value;
    }
  }
}

TEST(Targets, AToleranceIsInTheTargetsUnit) {
  const std::pair<const char*, const char*> same[] = {
      {"0.9", "0.02"}, {"0.9", "2 %"}, {"90 %", "2 %"}, {"90 %", "2"}, {"90", "2 %"}, {"90", "2"}};
  for (const auto& [target, tolerance] : same) {
    const Row row{.target = target, .tolerance = tolerance};
    EXPECT_EQ(outcome(row, {measured(0.881)}), "holds") << target << " +- " << tolerance;
    EXPECT_EQ(outcome(row, {measured(0.879)}), "fails") << target << " +- " << tolerance;
    EXPECT_NEAR(*claim_of(row.text(), "top1", {measured(0.9)}).margin, 0.02, 1e-12);
  }
  const Row relative{.target = "50 %", .tolerance = "2 % relative"};
  EXPECT_EQ(outcome(relative, {measured(0.4901)}), "holds");
  EXPECT_EQ(outcome(relative, {measured(0.4899)}), "fails");
}

TEST(Targets, AnExactToleranceHolds) {
  const Row none{.target = "0.9", .tolerance = "0"};
  EXPECT_EQ(outcome(none, {measured(0.9)}), "holds");
  EXPECT_EQ(outcome(none, {measured(std::nextafter(0.9, 0))}), "holds") << "rounding is no failure";
  EXPECT_EQ(outcome(none, {measured(0.8999999)}), "fails");
  EXPECT_EQ(outcome({.target = "0.3", .tolerance = "0.1"}, {measured(0.2)}), "holds");
}

TEST(Targets, TheUsualMarginIsNamed) {
  const Judgement claim = claim_of(Row{}.text(), "top1", {measured(0.9)});
  EXPECT_NE(claim.reason.find("the usual margin of Top-1 accuracy"), std::string::npos);
  EXPECT_NEAR(*claim.margin, 0.005, 1e-12);
  const Row own{.tolerance = "0.01"};
  EXPECT_NE(claim_of(own.text(), "top1", {measured(0.895)}).reason.find("the recipe's tolerance"),
            std::string::npos);
}

TEST(Targets, BetterAlwaysHoldsWhicheverWayThatIs) {
  EXPECT_EQ(outcome({.metric = "`loss`", .target = "2"}, {measured(0.1, "loss")}, "loss"), "holds");
  EXPECT_EQ(outcome({.metric = "`loss`", .target = "2"}, {measured(2.05, "loss")}, "loss"),
            "fails");
  EXPECT_EQ(outcome({.metric = "`loss`", .target = "2", .direction = "higher"},
                    {measured(0.1, "loss")}, "loss"),
            "fails");
}

TEST(Targets, AnUnknownMetricNeedsADirectionOutsideTheMargin) {
  const Row unknown{.metric = "`zeal`", .target = "10"};
  EXPECT_EQ(outcome(unknown, {measured(10.1, "zeal")}, "zeal"), "holds");
  EXPECT_EQ(outcome(unknown, {measured(11, "zeal")}, "zeal"), "undecided");
  const Row lower{.metric = "`zeal`", .target = "10", .direction = "lower"};
  EXPECT_EQ(outcome(lower, {measured(11, "zeal")}, "zeal"), "fails");
  EXPECT_EQ(outcome(lower, {measured(1, "zeal")}, "zeal"), "holds");
}

TEST(Targets, WhatIsNoNumberFails) {
  for (const double value : {not_a_number, std::numeric_limits<double>::infinity()}) {
    const Judgement claim = claim_of(Row{}.text(), "top1", {measured(value)});
    EXPECT_EQ(claim.outcome, Outcome::fails);
    EXPECT_NE(claim.reason.find("which is no number"), std::string::npos);
  }
  EXPECT_EQ(outcome({}, {measured(0.9), measured(not_a_number)}), "fails");
}

TEST(Targets, SeveralRunsHaveAMeanAndASpread) {
  const Judgement claim =
      claim_of(Row{}.text(), "top1", {measured(0.88), measured(0.90), measured(0.92)});
  EXPECT_EQ(claim.outcome, Outcome::holds);
  EXPECT_EQ(claim.runs, 3U);
  EXPECT_NEAR(*claim.measured_value, 0.90, 1e-12);
  EXPECT_NEAR(*claim.spread, 0.02, 1e-12);
  EXPECT_NE(claim.rule.find("the mean of 3 runs"), std::string::npos);
  EXPECT_FALSE(claim_of(Row{}.text(), "top1", {measured(0.9)}).spread);
  EXPECT_EQ(outcome({}, {measured(0.7), measured(0.95)}), "fails");
}

TEST(Targets, WithoutEvidenceIsUndecidedAndSaysWhy) {
  EXPECT_EQ(outcome({}, {}), "undecided without runs");
  EXPECT_EQ(outcome({}, {complete_run()}), "undecided without runs");
  record::Record run = complete_run();
  stage_of(run, "training").state = record::State::failed;
  stage_of(run, "training").reason = "exit code 2";
  EXPECT_NE(claim_of(Row{}.text(), "top1", {run}).reason.find("training failed"),
            std::string::npos);
}

TEST(Targets, TheSplitIsTheOneThatIsNamed) {
  record::Record run = measured(0.95, "top1", "train");
  stage_of(run, "evaluation").metrics.add("test", "top1", {{}, {}, {}, 0.5});
  EXPECT_EQ(outcome({.split = "test"}, {run}), "fails");
  EXPECT_EQ(outcome({.split = "Train"}, {run}), "holds");
  EXPECT_EQ(outcome({}, {run}), "undecided without runs") << "two are there, none is named";
  EXPECT_EQ(outcome({.split = "validation"}, {run}), "undecided without runs");
  EXPECT_EQ(claim_of(Row{}.text(), "top1", {measured(0.9)}).split, "test") << "the only one";
}

TEST(Targets, EvaluationIsBelievedBeforeTraining) {
  record::Record run = measured(0.5);
  stage_of(run, "training").metrics.add("test", "top1", {1, {}, {}, 0.99});
  EXPECT_EQ(outcome({}, {run}), "fails");
  stage_of(run, "evaluation").metrics = {};
  EXPECT_EQ(outcome({}, {run}), "holds");
}

TEST(Targets, LastOrBestOfTheValues) {
  record::Record run = measured(0.95);
  stage_of(run, "evaluation").metrics.add("test", "top1", {{}, {}, {}, not_a_number});
  stage_of(run, "evaluation").metrics.add("test", "top1", {{}, {}, {}, 0.5});
  EXPECT_EQ(outcome({.value = "best"}, {run}), "holds");
  EXPECT_EQ(outcome({.value = "last"}, {run}), "fails");
  EXPECT_EQ(outcome({}, {run}), "fails");
}

TEST(Targets, TheKeyIsFoundByItsSynonymsToo) {
  EXPECT_EQ(outcome({.metric = "Top-1 accuracy"}, {measured(0.9, "acc@1")}, "Top-1 accuracy"),
            "holds");
  EXPECT_EQ(outcome({}, {measured(0.9, "Top_1")}), "holds");
  EXPECT_EQ(outcome({}, {measured(0.9, "top5")}), "undecided without runs");
}

TEST(Targets, TheNameThatIsWrittenIsBelievedBeforeASynonym) {
  record::Record run = measured(0.9);
  stage_of(run, "evaluation").metrics.add("test", "acc@1", {{}, {}, {}, 0.1});
  EXPECT_EQ(outcome({}, {run}), "holds");
}

TEST(Targets, AProfileHasItsOwn) {
  fakes::RecipeText text;
  text.hyperparameters =
      "Profiles: smoke\n\n| Name | Value | smoke |\n| --- | --- | --- |\n"
      "| Epochs | 9 | 1 |\n";
  text.targets = "| Metric | Target | smoke |\n| --- | --- | --- |\n| `top1` | 0.9 | 0.2 |\n";
  EXPECT_EQ(claim_of(text, "top1", {measured(0.3)}).outcome, Outcome::fails);
  EXPECT_EQ(claim_of(text, "top1", {measured(0.3)}, "smoke").outcome, Outcome::holds);
}

TEST(Measurement, ScalesWhatIsBoundedOnly) {
  const Metric* top1 = find_metric("top1");
  const Metric* loss = find_metric("loss");
  EXPECT_DOUBLE_EQ(to_bounds(74, false, top1).value, 0.74);
  EXPECT_TRUE(to_bounds(74, false, top1).scaled);
  EXPECT_FALSE(to_bounds(1, false, top1).scaled);
  EXPECT_EQ(to_bounds(101, false, top1).value, 101);
  EXPECT_EQ(to_bounds(74, false, loss).value, 74);
  EXPECT_EQ(to_bounds(74, false, nullptr).value, 74);
  EXPECT_DOUBLE_EQ(to_bounds(0.5, true, top1).value, 0.005);
}

}  // namespace
}  // namespace recipe::verify
