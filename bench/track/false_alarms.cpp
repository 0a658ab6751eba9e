#include <fmt/core.h>

#include <map>
#include <set>

#include "rates.h"
#include "tables.h"

namespace track {
namespace {

constexpr std::size_t reference_counts[] = {1, 2, 3, 5, 10};

/// The rate with its interval, references of one configuration being drawn together.
std::string with_interval(const Outcomes& honest, const Factor& factor) {
  std::vector<bool> alarms;
  std::vector<std::string> configs;
  for (std::size_t i = 0; i < honest.trials.size(); ++i) {
    alarms.push_back(honest.nearness[i].at_end() >= factor(honest.trials[i]));
    configs.push_back(honest.trials[i].config->name);
  }
  const Interval interval = bootstrap(alarms, configs, std::vector<std::string>(alarms.size()));
  const FalseAlarms rates = false_alarms(honest, factor);
  return fmt::format("{:.2f} [{:.2f}, {:.2f}] | {:.2f}", rates.by_run, interval.low, interval.high,
                     rates.by_family);
}

double published(const Trial&) { return 1; }

}  // namespace

void print_false_alarms(const std::vector<Config>& configs) {
  fmt::print(
      "## False alarms\n\nPercent of sound runs.\n\n"
      "| References | Trials | Basic, by run | by family | Calibrated, by run | by family | "
      "Factor, all families |\n| ---: | ---: | --- | ---: | --- | ---: | ---: |\n");
  std::map<std::string, std::map<std::size_t, std::string>> cells;
  for (const std::size_t references : reference_counts) {
    const Outcomes base = run(basic(), honest_trials(configs, references));
    const Outcomes tuned = run(calibrated(), honest_trials(configs, references));
    const Factor factor = cross_validated(tuned, configs, references);
    fmt::print("| {} | {} | {} | {} | {:.2f} |\n", references, base.trials.size(),
               with_interval(base, published), with_interval(tuned, factor),
               choose_factor(tuned, references, ""));
    std::set<std::string> families;
    for (const Trial& trial : base.trials) families.insert(trial.row);
    for (const std::string& family : families) {
      double trials = 0, by_base = 0, by_tuned = 0;
      for (std::size_t i = 0; i < base.trials.size(); ++i) {
        if (base.trials[i].row != family) continue;
        trials += 1;
        by_base += base.nearness[i].at_end() >= 1 ? 1 : 0;
        by_tuned += tuned.nearness[i].at_end() >= factor(tuned.trials[i]) ? 1 : 0;
      }
      cells[family][references] = fmt::format("{:.1f} / {:.1f} ({})", 100 * by_base / trials,
                                              100 * by_tuned / trials, trials);
    }
  }
  fmt::print(
      "\nBy family: basic / calibrated (trials)\n\n| Family | 1 | 2 | 3 | 5 | 10 |\n"
      "| --- | --- | --- | --- | --- | --- |\n");
  for (auto& [family, row] : cells) {
    fmt::print("| {} |", family);
    for (const std::size_t references : reference_counts) {
      fmt::print(" {} |", row.count(references) > 0 ? row[references] : "-");
    }
    fmt::print("\n");
  }
}

}  // namespace track
