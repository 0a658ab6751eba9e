#pragma once

#include <functional>
#include <string>
#include <vector>

#include "detector.h"

namespace track {

/// Trials with how near each came to an alarm.
struct Outcomes {
  std::vector<Trial> trials;
  std::vector<Nearness> nearness;
};
Outcomes run(const Variant& variant, std::vector<Trial> trials);

/// In percent: of all trials, and averaged over families.
struct FalseAlarms {
  double by_run = 0;
  double by_family = 0;
};
/// A trial alarms if its nearness reaches the factor, which may depend on the trial.
using Factor = std::function<double(const Trial&)>;
FalseAlarms false_alarms(const Outcomes& honest, const Factor& factor,
                         const std::string& left_out = "");

/// What is allowed when thresholds are chosen; the goals are 1 by run, 2.5 or 2 by family.
FalseAlarms allowed(std::size_t references);

/// The least factor with which no more false alarms than allowed come, without a kin of families.
double choose_factor(const Outcomes& honest, std::size_t references, const std::string& left_out);

/// For each trial the factor that was chosen without its own kin.
Factor cross_validated(const Outcomes& honest, const std::vector<Config>& configs,
                       std::size_t references);

struct Interval {
  double low = 0;
  double high = 0;
};
/// 95 % bootstrap interval of a share in percent; `first` and `second` name what is drawn together.
Interval bootstrap(const std::vector<bool>& hits, const std::vector<std::string>& first,
                   const std::vector<std::string>& second);

}  // namespace track
