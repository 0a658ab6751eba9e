#include <fmt/format.h>

#include <cmath>

#include "base/text.h"
#include "verify/families.h"
#include "verify/measurement.h"

namespace recipe::verify {
namespace {

using document::Stage;

constexpr double usual_slack = 0.25;

/// Empty if the claim may be judged on this machine, else the reason why not.
std::string other_conditions(const std::optional<At<std::string>>& hardware,
                             const std::optional<At<std::string>>& software,
                             const record::Record& run, const record::StageRecord& stage) {
  const std::string here = run.machine.summary();
  if (!stage.hardware.empty() && stage.hardware != here) {
    return "measured earlier, on " + stage.hardware;
  }
  if (!hardware) return "the recipe names no hardware for it";
  if (!names_machine(hardware->value, run.machine)) {
    return "stated for " + hardware->value + ", measured on " + here;
  }
  if (!software) return "";
  const auto same = names_software(software->value, run);
  if (!same) return "whether this is " + software->value + " is not recorded";
  if (!*same) return "stated for " + software->value + ", of which another version is here";
  return "";
}

void compare(Judgement& claim, double wanted, double measured, double margin, Direction direction) {
  const double worse = direction == Direction::lower ? measured - wanted : wanted - measured;
  claim.margin = margin;
  claim.outcome = worse <= margin ? Outcome::holds : Outcome::fails;
}

}  // namespace

void judge_training_time(const Evidence& evidence, std::vector<Judgement>& claims) {
  const document::Dynamics& dynamics = evidence.recipe.dynamics;
  std::optional<At<double>> stated = dynamics.training_time;
  if (!evidence.profile.empty()) {
    const auto own = dynamics.training_time_by_profile.find(evidence.profile);
    if (own == dynamics.training_time_by_profile.end()) return;
    stated = own->second;
  }
  if (!stated) return;
  Judgement claim;
  claim.metric = "training time";
  claim.claimed = format_duration(stated->value);
  claim.claimed_value = stated->value;
  claim.place = stated->span;
  claim.weight = Weight::advisory;
  const record::Record* run = evidence.last();
  const record::StageRecord* training = run == nullptr ? nullptr : run->stage("training");
  const bool trained = training != nullptr && (training->state == record::State::ran ||
                                               training->state == record::State::up_to_date);
  if (!trained) {
    const std::string why = why_no_evidence(evidence, Stage::training);
    claim.reason = why.empty() ? "the run did not train" : why;
    claims.push_back(claim);
    return;
  }
  claim.measured_value = training->usage.seconds;
  claim.measured = format_duration(training->usage.seconds);
  claim.runs = 1;
  claim.reason = other_conditions(dynamics.hardware, std::nullopt, *run, *training);
  if (claim.reason.empty()) {
    double margin = usual_slack * stated->value;
    if (dynamics.tolerance) {
      const document::Tolerance& tolerance = dynamics.tolerance->value;
      margin =
          tolerance.margin == Margin::relative ? tolerance.value * stated->value : tolerance.value;
    }
    compare(claim, stated->value, training->usage.seconds, margin, Direction::lower);
    claim.reason = fmt::format("took {}, stated {}, up to {} more holds", claim.measured,
                               claim.claimed, format_duration(margin));
  }
  claims.push_back(claim);
}

void judge_timing(const Evidence& evidence, std::vector<Judgement>& claims) {
  for (const document::Measure& measure : evidence.recipe.timing) {
    const Metric* metric = find_metric(measure.key);
    const Direction direction = metric == nullptr ? Direction::lower : metric->direction;
    Judgement claim;
    claim.metric = measure.key;
    claim.claimed = shortest(measure.value.value.value) +
                    (measure.value.value.unit.empty() ? "" : " " + measure.value.value.unit);
    claim.claimed_value = measure.value.value.value;
    claim.place = measure.value.span;
    claim.weight = Weight::advisory;
    const record::Record* run = evidence.last();
    const record::StageRecord* inference = finished(run, Stage::inference);
    if (inference == nullptr || inference->metrics.empty()) {
      const std::string why = why_no_evidence(evidence, Stage::inference);
      claim.reason = why.empty() ? "the inference commands wrote no metrics" : why;
      claims.push_back(claim);
      continue;
    }
    const Measurement measured =
        measured_in(inference->metrics, measure.key, "", document::Choice::last, direction);
    if (!measured.value || !std::isfinite(*measured.value)) {
      claim.reason = measured.value ? "the value is no number" : measured.reason;
      claims.push_back(claim);
      continue;
    }
    claim.runs = 1;
    claim.measured_value = *measured.value;
    claim.measured = rounded(*measured.value, 4) +
                     (measure.value.value.unit.empty() ? "" : " " + measure.value.value.unit);
    claim.reason = other_conditions(measure.hardware, measure.software, *run, *inference);
    if (claim.reason.empty()) {
      double margin = usual_slack * measure.value.value.value;
      if (measure.tolerance) {
        const document::Tolerance& tolerance = measure.tolerance->value;
        margin = tolerance.margin == Margin::relative ? tolerance.value * measure.value.value.value
                                                      : tolerance.value;
      }
      compare(claim, measure.value.value.value, *measured.value, margin, direction);
      claim.reason = fmt::format("measured {}, stated {}, margin {}", claim.measured, claim.claimed,
                                 rounded(margin, 3));
    }
    claims.push_back(claim);
  }
}

}  // namespace recipe::verify
