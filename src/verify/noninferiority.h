#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "base/metric.h"
#include "verify/verdict.h"

namespace recipe::verify {

/// Are the runs as good as the references, give or take the margin? All numbers are in the metric's
/// unit and finite; values are measured alike on both sides, all last or all best.
struct NonInferiorityQuestion {
  std::span<const double> runs;
  std::span<const double> references;
  Direction direction = Direction::higher;
  double margin = 0;  ///< above 0
  /// Standard deviation between seeds that is assumed before any run was seen; a third of the
  /// margin if it is not known.
  std::optional<double> prior_deviation;
};

/// Answer of a one-sided test at 5 %. Differences are positive where the runs are better.
struct NonInferiority {
  Outcome outcome = Outcome::undecided;
  double difference = 0;
  double low = 0;  ///< 95 % interval of the difference
  double high = 0;
  double deviation = 0;        ///< between seeds, as used
  double prior_deviation = 0;  ///< that went into it
  double freedom = 0;
  /// There are fewer than three runs on a side: the deviation is mostly the assumed one.
  bool rests_on_prior = false;
  /// Better, or worse, than the references at 1 %, whatever the outcome.
  bool better = false;
  bool lower = false;
  /// Chance that runs as good as the references hold, with as many runs and this deviation.
  double power = 0;
  /// For an undecided outcome, if difference and deviation stay as they are: how many more runs
  /// settle it, or, where no number of them would, how many more runs and as many more references.
  std::optional<std::size_t> further_runs;
  std::optional<std::size_t> further_of_each;
};

/// None without a run or a reference, with a margin that is not above 0, or with a number that is
/// not finite.
std::optional<NonInferiority> test_noninferiority(const NonInferiorityQuestion& question);

/// The same without power and further runs, which take a hundred times as long.
std::optional<NonInferiority> decide_noninferiority(const NonInferiorityQuestion& question);

/// Chance that runs whose true mean lies `shift` above that of the references hold.
double noninferiority_power(std::size_t runs, std::size_t references, double margin,
                            double prior_deviation, double true_deviation, double shift = 0);

/// A published value without reference runs: one run is judged by a rule, which is no test, more by
/// a one-sided t test at 5 %.
struct TargetTest {
  Outcome outcome = Outcome::undecided;
  bool is_rule = false;
  double difference = 0;      ///< mean over the target, positive where it is better
  std::optional<double> low;  ///< 95 % interval of the difference
  std::optional<double> high;
  std::optional<double> deviation;
  std::optional<std::size_t> further_runs;
};
std::optional<TargetTest> test_against_target(std::span<const double> runs, double target,
                                              Direction direction, double margin);

}  // namespace recipe::verify
