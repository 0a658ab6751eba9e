#include "verify/noninferiority.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace recipe::verify {
namespace {

NonInferiority answer(const std::vector<double>& runs, const std::vector<double>& references,
                      double margin = 0.3, std::optional<double> prior = 0.1,
                      Direction direction = Direction::higher) {
  const auto tested = test_noninferiority({runs, references, direction, margin, prior});
  EXPECT_TRUE(tested);
  return tested.value_or(NonInferiority{});
}

/// By hand: nu 4, s = 0.1, se = 0.1 sqrt 2, t = 2.1318.
TEST(NonInferiority, JudgesOneRunAgainstOneByThePrior) {
  const NonInferiority close = answer({76.0}, {76.02});
  EXPECT_DOUBLE_EQ(close.deviation, 0.1);
  EXPECT_EQ(close.freedom, 4);
  EXPECT_TRUE(close.rests_on_prior);
  EXPECT_NEAR(close.difference, -0.02, 1e-12);
  EXPECT_NEAR(close.high - close.low, 2 * 2.7764 * 0.1 * std::sqrt(2.0), 1e-4);
  EXPECT_EQ(close.outcome, Outcome::undecided) << "0.28 is less than 0.3015";
  EXPECT_EQ(answer({76.0}, {75.99}).outcome, Outcome::holds) << "0.31 is more than 0.3015";
  EXPECT_EQ(answer({75.38}, {76.0}).outcome, Outcome::fails);
  EXPECT_EQ(answer({75.40}, {76.0}).outcome, Outcome::undecided);
}

/// By hand: squares 0.02 and 0.08, s2 = (4 0.01 + 0.1) / 8.
TEST(NonInferiority, PoolsTheSpreadOfBothSides) {
  const NonInferiority few = answer({76.0, 76.1, 76.2}, {75.9, 76.1, 76.3});
  EXPECT_NEAR(few.deviation, std::sqrt(0.14 / 8), 1e-12);
  EXPECT_EQ(few.freedom, 8);
  EXPECT_FALSE(few.rests_on_prior);
  EXPECT_NEAR(few.difference, 0, 1e-12);
}

TEST(NonInferiority, NeedsNoPriorWithFiveOnEachSide) {
  const std::vector<double> five{76.0, 76.1, 76.2, 75.9, 76.05};
  const NonInferiority small = answer(five, five, 0.3, 0.001);
  const NonInferiority large = answer(five, five, 0.3, 10);
  EXPECT_DOUBLE_EQ(small.deviation, large.deviation);
  EXPECT_EQ(small.freedom, 8);
  EXPECT_EQ(small.outcome, Outcome::holds);
}

/// The deviation is pooled as ever; the t of one against many has six degrees of freedom.
TEST(NonInferiority, TrustsALoneRunAgainstManyLess) {
  const std::vector<double> ten{76.0, 76.1, 75.9, 76.05, 75.95, 76.0, 76.1, 75.9, 76.05, 75.95};
  const NonInferiority lone = answer({76.0}, ten);
  EXPECT_EQ(lone.freedom, 6);
  EXPECT_NEAR(lone.deviation, std::sqrt((0.04 + 0.05) / 13), 1e-9);
  EXPECT_EQ(answer({76.0}, {76.0, 76.1, 75.9, 76.05, 75.95}).freedom, 8);
  EXPECT_EQ(answer({76.0, 76.1}, ten).freedom, 14);
}

TEST(NonInferiority, TurnsWhatIsBetterWhenLower) {
  const NonInferiority worse = answer({1.5}, {1.0}, 0.1, 0.01, Direction::lower);
  EXPECT_NEAR(worse.difference, -0.5, 1e-12);
  EXPECT_EQ(worse.outcome, Outcome::fails);
  EXPECT_TRUE(worse.lower);
  const NonInferiority better = answer({0.5}, {1.0}, 0.1, 0.01, Direction::lower);
  EXPECT_EQ(better.outcome, Outcome::holds);
  EXPECT_TRUE(better.better);
}

TEST(NonInferiority, TakesAThirdOfTheMarginWithoutAPrior) {
  EXPECT_DOUBLE_EQ(answer({1}, {1}, 0.3, std::nullopt).deviation, 0.1);
}

TEST(NonInferiority, SaysHowManyRunsWouldSettleIt) {
  const NonInferiority close = answer({76.0}, {76.02});
  ASSERT_TRUE(close.further_runs);
  EXPECT_EQ(*close.further_runs, 1U) << "0.1 sqrt(1.5) 2.015 is 0.247";
  const NonInferiority never = answer({75.8}, {76.0});
  EXPECT_FALSE(never.further_runs) << "one reference is too few, however many the runs";
  ASSERT_TRUE(never.further_of_each);
  EXPECT_GT(*never.further_of_each, 3U);
  EXPECT_LT(*never.further_of_each, 12U);
  EXPECT_FALSE(answer({75.7}, {76.0}).further_of_each) << "exactly at the margin";
  EXPECT_FALSE(answer({76.3}, {76.0}).further_runs) << "it is settled";
}

TEST(NonInferiority, StatesItsPower) {
  EXPECT_NEAR(noninferiority_power(1, 1, 0.3, 0.1, 0.1), 0.496, 0.002);
  EXPECT_NEAR(answer({76.0}, {76.02}).power, 0.496, 0.002);
  EXPECT_NEAR(noninferiority_power(5, 5, 1e-9, 0.1, 0.1, -1e-9), 0.05, 1e-3) << "the size";
  double before = 0;
  for (const std::size_t runs : {1U, 2U, 4U, 5U, 8U, 10U}) {
    const double power = noninferiority_power(runs, runs, 0.2, 0.1, 0.1);
    EXPECT_GT(power, before);
    before = power;
  }
  EXPECT_EQ(noninferiority_power(5, 5, 0.1, 0.1, 0), 1);
}

TEST(NonInferiority, StandsNonsense) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> one{1};
  const std::vector<double> bad{1, nan};
  const std::vector<double> huge{1e308, -1e308};
  EXPECT_FALSE(test_noninferiority({{}, one, Direction::higher, 1, {}}));
  EXPECT_FALSE(test_noninferiority({one, {}, Direction::higher, 1, {}}));
  EXPECT_FALSE(test_noninferiority({one, bad, Direction::higher, 1, {}}));
  EXPECT_FALSE(test_noninferiority({one, one, Direction::higher, 0, {}}));
  EXPECT_FALSE(test_noninferiority({one, one, Direction::higher, nan, {}}));
  EXPECT_FALSE(test_noninferiority({one, one, Direction::higher, 1, -1}));
  EXPECT_FALSE(test_noninferiority({huge, huge, Direction::higher, 1, {}}));
}

TEST(NonInferiority, HoldsForIdenticalValues) {
  const std::vector<double> same(5, 0.75);
  const NonInferiority identical = answer(same, same, 0.01, std::nullopt);
  EXPECT_EQ(identical.outcome, Outcome::holds);
  EXPECT_EQ(identical.deviation, 0);
  EXPECT_FALSE(identical.better);
  EXPECT_EQ(answer(same, std::vector<double>(5, 0.77), 0.01).outcome, Outcome::fails);
}

TEST(TargetTest, IsARuleForOneRun) {
  const std::vector<double> near{75.8};
  const auto rule = test_against_target(near, 75.9, Direction::higher, 0.1);
  ASSERT_TRUE(rule);
  EXPECT_TRUE(rule->is_rule);
  EXPECT_EQ(rule->outcome, Outcome::holds) << "rounding is no miss";
  EXPECT_EQ(test_against_target(near, 75.9, Direction::higher, 0.05)->outcome, Outcome::fails);
  EXPECT_EQ(test_against_target(near, 75.7, Direction::lower, 0.05)->outcome, Outcome::fails);
}

/// By hand: mean 76, s = 0.1, t = 2.92 with two degrees of freedom.
TEST(TargetTest, IsATestForMore) {
  const std::vector<double> three{75.9, 76.0, 76.1};
  const auto holds = test_against_target(three, 75.9, Direction::higher, 0.1);
  EXPECT_FALSE(holds->is_rule);
  EXPECT_EQ(holds->outcome, Outcome::holds) << "0.2 is more than 0.1686";
  const auto open = test_against_target(three, 76.0, Direction::higher, 0.1);
  EXPECT_EQ(open->outcome, Outcome::undecided);
  ASSERT_TRUE(open->further_runs);
  EXPECT_EQ(*open->further_runs, 2U) << "0.1 / sqrt 5 times 2.132 is 0.0953";
  EXPECT_EQ(test_against_target(three, 76.4, Direction::higher, 0.1)->outcome, Outcome::fails);
  EXPECT_FALSE(test_against_target({}, 1, Direction::higher, 0.1));
}

}  // namespace
}  // namespace recipe::verify
