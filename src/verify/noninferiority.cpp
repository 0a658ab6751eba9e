#include "verify/noninferiority.h"

#include <algorithm>
#include <cmath>

#include "base/distributions.h"
#include "base/statistics.h"

namespace recipe::verify {
namespace {

constexpr std::size_t most_further_runs = 1000;
/// From so many runs on each side their own spread tells enough, and no prior is needed.
constexpr std::size_t enough_runs = 5;
constexpr double weight_of_prior = 4;

/// Runs a side, and what is known of the deviation between them.
struct Design {
  double runs = 0;
  double references = 0;

  double prior_weight() const {
    return std::min(runs, references) < static_cast<double>(enough_runs) ? weight_of_prior : 0;
  }
  double own_freedom() const { return runs + references - 2; }
  double pooled_freedom() const { return prior_weight() + own_freedom(); }
  /// Of the t that is asked for. A lone run against many is no normal deviate if metrics are
  /// skewed, however well its deviation is known.
  double freedom() const {
    const bool lone = std::min(runs, references) == 1 && std::max(runs, references) > 5;
    return lone ? std::min(pooled_freedom(), 6.0) : pooled_freedom();
  }
  /// Standard error of the difference of the means over the deviation of one run.
  double error_factor() const { return std::sqrt(1 / runs + 1 / references); }
};

bool all_finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(),
                     [](double value) { return std::isfinite(value); });
}

double squares(std::span<const double> values) {
  const double center = mean(values);
  double sum = 0;
  for (const double value : values) sum += (value - center) * (value - center);
  return sum;
}

/// Whether a distance from the margin is beyond its standard error.
Outcome outcome_for(double distance, double error, double freedom) {
  const double needed = error * student_t_quantile(0.95, freedom);
  if (distance > needed) return Outcome::holds;
  return distance < -needed ? Outcome::fails : Outcome::undecided;
}

Design design_of(const NonInferiorityQuestion& question) {
  return {static_cast<double>(question.runs.size()),
          static_cast<double>(question.references.size())};
}

/// The fewest further runs with which the same distance and deviation would settle it.
std::optional<std::size_t> further(const Design& now, double distance, double deviation,
                                   double references_per_run) {
  for (std::size_t more = 1; more <= most_further_runs; ++more) {
    const double count = static_cast<double>(more);
    const Design then{now.runs + count, now.references + references_per_run * count};
    const double error = deviation * then.error_factor();
    if (outcome_for(distance, error, then.freedom()) != Outcome::undecided) return more;
  }
  return std::nullopt;
}

}  // namespace

std::optional<NonInferiority> decide_noninferiority(const NonInferiorityQuestion& question) {
  if (question.runs.empty() || question.references.empty()) return std::nullopt;
  if (!all_finite(question.runs) || !all_finite(question.references)) return std::nullopt;
  if (!(question.margin > 0) || !std::isfinite(question.margin)) return std::nullopt;
  const Design design = design_of(question);
  NonInferiority answer;
  answer.prior_deviation = question.prior_deviation.value_or(question.margin / 3);
  if (!(answer.prior_deviation >= 0) || !std::isfinite(answer.prior_deviation)) return std::nullopt;
  const double higher = mean(question.runs) - mean(question.references);
  answer.difference = question.direction == Direction::higher ? higher : -higher;
  answer.freedom = design.freedom();
  const double prior = design.prior_weight() * answer.prior_deviation * answer.prior_deviation;
  answer.deviation = std::sqrt((prior + squares(question.runs) + squares(question.references)) /
                               design.pooled_freedom());
  if (!std::isfinite(answer.difference) || !std::isfinite(answer.deviation)) return std::nullopt;
  answer.rests_on_prior = std::min(design.runs, design.references) < 3;

  const double error = answer.deviation * design.error_factor();
  const double distance = answer.difference + question.margin;
  answer.outcome = outcome_for(distance, error, answer.freedom);
  const double reach = error * student_t_quantile(0.975, answer.freedom);
  answer.low = answer.difference - reach;
  answer.high = answer.difference + reach;
  const double notable = error * student_t_quantile(0.99, answer.freedom);
  answer.better = answer.difference > notable;
  answer.lower = answer.difference < -notable;
  return answer;
}

std::optional<NonInferiority> test_noninferiority(const NonInferiorityQuestion& question) {
  std::optional<NonInferiority> answer = decide_noninferiority(question);
  if (!answer) return answer;
  const Design design = design_of(question);
  answer->power = noninferiority_power(question.runs.size(), question.references.size(),
                                       question.margin, answer->prior_deviation, answer->deviation);
  if (answer->outcome != Outcome::undecided) return answer;
  const double distance = answer->difference + question.margin;
  answer->further_runs = further(design, distance, answer->deviation, 0);
  if (!answer->further_runs) {
    answer->further_of_each = further(design, distance, answer->deviation, 1);
  }
  return answer;
}

/// Given the sum of squares of the runs the mean is normal; so the chance is averaged over that
/// sum, which is chi-squared, at the middles of equally likely parts.
double noninferiority_power(std::size_t runs, std::size_t references, double margin,
                            double prior_deviation, double true_deviation, double shift) {
  constexpr int parts = 200;
  const Design design{static_cast<double>(runs), static_cast<double>(references)};
  const double needed = student_t_quantile(0.95, design.freedom());
  const double prior = design.prior_weight() * prior_deviation * prior_deviation;
  if (!(true_deviation > 0)) {
    const double error = std::sqrt(prior / design.pooled_freedom()) * design.error_factor();
    return margin + shift > needed * error ? 1 : 0;
  }
  const double error = true_deviation * design.error_factor();
  const auto chance = [&](double own_squares) {
    const double used = std::sqrt((prior + own_squares) / design.pooled_freedom());
    return normal_cdf((margin + shift) / error - needed * used / true_deviation);
  };
  if (design.own_freedom() <= 0) return chance(0);
  double sum = 0;
  for (int part = 0; part < parts; ++part) {
    const double chi = chi_squared_quantile((part + 0.5) / parts, design.own_freedom());
    sum += chance(true_deviation * true_deviation * chi);
  }
  return sum / parts;
}

std::optional<TargetTest> test_against_target(std::span<const double> runs, double target,
                                              Direction direction, double margin) {
  if (runs.empty() || !all_finite(runs) || !std::isfinite(target)) return std::nullopt;
  if (!(margin >= 0) || !std::isfinite(margin)) return std::nullopt;
  TargetTest answer;
  const double higher = mean(runs) - target;
  answer.difference = direction == Direction::higher ? higher : -higher;
  const double distance = answer.difference + margin;
  if (runs.size() == 1) {
    const double slack = 1e-12 * std::fabs(target);
    answer.is_rule = true;
    answer.outcome = distance >= -slack ? Outcome::holds : Outcome::fails;
    return answer;
  }
  const double count = static_cast<double>(runs.size());
  answer.deviation = standard_deviation(runs);
  if (!std::isfinite(answer.difference) || !std::isfinite(*answer.deviation)) return std::nullopt;
  const double error = *answer.deviation / std::sqrt(count);
  const double reach = error * student_t_quantile(0.975, count - 1);
  answer.low = answer.difference - reach;
  answer.high = answer.difference + reach;
  answer.outcome = outcome_for(distance, error, count - 1);
  for (std::size_t more = 1; answer.outcome == Outcome::undecided && more <= most_further_runs;
       ++more) {
    const double then = count + static_cast<double>(more);
    const double error_then = *answer.deviation / std::sqrt(then);
    if (outcome_for(distance, error_then, then - 1) == Outcome::undecided) continue;
    answer.further_runs = more;
    break;
  }
  return answer;
}

}  // namespace recipe::verify
