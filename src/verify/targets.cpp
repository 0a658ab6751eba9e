#include <fmt/format.h>

#include <cmath>

#include "base/statistics.h"
#include "base/text.h"
#include "verify/families.h"
#include "verify/measurement.h"

namespace recipe::verify {
namespace {

using document::Stage;
using document::Target;

/// Evaluation's value; if it wrote none, training's.
Measurement measured_by(const record::Record& run, const Target& target, Direction direction) {
  const std::string split = target.split ? target.split->value : "";
  Measurement none;
  for (const Stage stage : {Stage::evaluation, Stage::training}) {
    const record::StageRecord* record = finished(&run, stage);
    if (record == nullptr || record->metrics.empty()) continue;
    Measurement measured =
        measured_in(record->metrics, target.key, split, target.choice, direction);
    if (measured.value) return measured;
    if (none.reason.empty()) none = measured;
  }
  if (none.reason.empty()) none.reason = "no value of " + target.key + " was logged";
  return none;
}

Direction direction_of(const Target& target, const Metric* metric) {
  if (target.direction) return target.direction->value;
  return metric == nullptr ? Direction::higher : metric->direction;
}

struct Bound {
  double margin = 0;
  std::string named;  ///< where the margin comes from
};

Bound margin_of(const Target& target, const Quantity& claimed, double claimed_value,
                const Metric* metric) {
  if (target.tolerance) {
    const document::Tolerance& tolerance = target.tolerance->value;
    if (tolerance.margin == Margin::relative) {
      return {tolerance.value * std::fabs(claimed_value), "the recipe's tolerance"};
    }
    const double unit = claimed.unit == "%" || claimed.value != claimed_value ? 0.01 : 1;
    return {tolerance.value * unit, "the recipe's tolerance"};
  }
  if (metric == nullptr) return {0.02 * std::fabs(claimed_value), "the usual 2 %"};
  const double margin = metric->margin == Margin::relative
                            ? metric->tolerance * std::fabs(claimed_value)
                            : metric->tolerance;
  return {margin, "the usual margin of " + std::string(metric->name)};
}

std::string shown(double value, const Quantity& claimed) {
  if (claimed.unit == "%") return rounded(value * 100, 5) + " %";
  return rounded(value, 6) + (claimed.unit.empty() ? "" : " " + claimed.unit);
}

std::string rule_for(std::size_t runs) {
  return runs == 1 ? "Targets are judged by a rule, one run against target and margin: that is no "
                     "statistical test."
                   : fmt::format(
                         "Targets are judged by a rule, the mean of {} runs against target "
                         "and margin: that is no statistical test.",
                         runs);
}

/// Compares the mean of the runs with the target.
void compare(Judgement& claim, const Target& target, const Quantity& claimed, const Bound& bound,
             const Metric* metric) {
  const double measured = *claim.measured_value;
  const double wanted = *claim.claimed_value;
  const double slack = 1e-12 * std::fabs(wanted);
  const bool within = std::fabs(measured - wanted) <= bound.margin + slack;
  const bool directed = target.direction || metric != nullptr;
  const Direction direction = direction_of(target, metric);
  const double lead = direction == Direction::higher ? measured - wanted : wanted - measured;
  claim.rule = rule_for(claim.runs);
  const std::string off = shown(std::fabs(measured - wanted), claimed);
  if (!directed) {
    claim.outcome = within ? Outcome::holds : Outcome::undecided;
    claim.reason = within ? "off by " + off + ", within " + bound.named
                          : "off by " + off + ", more than " + bound.named +
                                "; whether higher or lower is better is not known: add a Direction "
                                "column";
    return;
  }
  claim.outcome = lead >= -bound.margin - slack ? Outcome::holds : Outcome::fails;
  if (lead >= 0) {
    claim.reason = "reaches the target";
    if (!target.tolerance) claim.reason += "; no tolerance is stated: " + bound.named + " is taken";
  } else if (claim.outcome == Outcome::holds) {
    claim.reason = "short of the target by " + off + ", within " + bound.named;
  } else {
    claim.reason = "short of the target by " + off + ", more than " + bound.named;
  }
  if (claim.spread) claim.reason += "; standard deviation " + shown(*claim.spread, claimed);
}

Judgement judge_target(const Evidence& evidence, const Target& target) {
  const Metric* metric = find_metric(target.key);
  const At<Quantity>& claimed = target.in(evidence.profile);
  const Direction direction = direction_of(target, metric);
  Judgement claim;
  claim.metric = target.key;
  claim.split = target.split ? target.split->value : "";
  claim.place = claimed.span;
  const bool percent = claimed.value.unit == "%";
  const Scaled wanted = to_bounds(claimed.value.value, percent, metric);
  claim.claimed_value = wanted.value;
  claim.claimed =
      shortest(claimed.value.value) + (claimed.value.unit.empty() ? "" : " " + claimed.value.unit);
  const Bound bound = margin_of(target, claimed.value, wanted.value, metric);
  claim.margin = bound.margin;

  std::vector<double> values;
  std::string missing;
  for (const record::Record& run : evidence.runs) {
    const Measurement measured = measured_by(run, target, direction);
    if (!measured.value) {
      missing = measured.reason;
      continue;
    }
    if (claim.split.empty()) claim.split = measured.split;
    const bool fraction_claim = percent || wanted.scaled;
    double value = to_bounds(*measured.value, false, metric).value;
    if (fraction_claim && metric == nullptr && value > 1 && value <= 100) value /= 100;
    values.push_back(value);
  }
  if (values.empty()) {
    const std::string why = why_no_evidence(evidence, Stage::training);
    claim.reason = why.empty() ? (missing.empty() ? "no run has measured it" : missing) : why;
    return claim;
  }
  claim.runs = values.size();
  claim.measured_value = mean(values);
  claim.spread = standard_deviation(values);
  claim.measured = shown(*claim.measured_value, claimed.value);
  if (!std::isfinite(*claim.measured_value)) {
    claim.outcome = Outcome::fails;
    claim.measured = std::isnan(*claim.measured_value) ? "NaN" : "infinite";
    claim.reason = "the run measured " + claim.measured + ", which is no number";
    return claim;
  }
  compare(claim, target, claimed.value, bound, metric);
  if (wanted.scaled) claim.reason += "; the target is read as percent";
  return claim;
}

}  // namespace

void judge_targets(const Evidence& evidence, std::vector<Judgement>& claims) {
  for (const Target& target : evidence.recipe.targets) {
    claims.push_back(judge_target(evidence, target));
  }
}

}  // namespace recipe::verify
