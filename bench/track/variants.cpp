#include <fmt/core.h>

#include <map>

#include "rates.h"
#include "tables.h"

namespace track {
namespace {

std::vector<Variant> variants() {
  std::vector<Variant> all{basic()};
  const auto add = [&](const std::string& name, const Variant& from, auto change) {
    Variant variant = from;
    variant.name = name;
    change(variant);
    all.push_back(variant);
  };
  const Variant best = calibrated();
  add("basic, thresholds by left-out references", basic(), [](auto& v) { v.left_out = true; });
  add("basic, model of the calibrated", basic(), [&](auto& v) { v.model = best.model; });
  add("basic, without two in a row", basic(), [](auto& v) { v.two_in_a_row = false; });
  add("basic, cumulative from 4 bins", basic(), [](auto& v) { v.cumulative_from = 4; });
  all.push_back(best);
  add("calibrated, with two in a row", best, [](auto& v) { v.two_in_a_row = true; });
  add("calibrated, cumulative from 8 bins", best, [](auto& v) { v.cumulative_from = 8; });
  add("calibrated, without left-out references", best, [](auto& v) { v.left_out = false; });
  add("calibrated, warp not by timing", best, [](auto& v) { v.model.timing = 0; });
  add("calibrated, timing 6", best, [](auto& v) { v.model.timing = 6; });
  add("calibrated, warp 0.1", best, [](auto& v) { v.model.warp = 0.1; });
  add("calibrated, warp 0.3", best, [](auto& v) { v.model.warp = 0.3; });
  add("calibrated, floor 0.02", best, [](auto& v) { v.model.floor = 0.02; });
  add("calibrated, floor 0.04", best, [](auto& v) { v.model.floor = 0.04; });
  add("calibrated, steepness 0.05", best, [](auto& v) { v.model.steepness = 0.05; });
  add("calibrated, steepness 0.1", best, [](auto& v) { v.model.steepness = 0.1; });
  add("calibrated, roughness 1", best, [](auto& v) { v.model.roughness = 1; });
  add("calibrated, metrics have to agree", best, [](auto& v) { v.agreement = 0.4; });
  return all;
}

double detected(const Outcomes& faulty, const Factor& factor) {
  struct Count {
    double trials = 0;
    double alarms = 0;
  };
  std::map<std::string, Count> rows;
  for (std::size_t i = 0; i < faulty.trials.size(); ++i) {
    Count& row = rows[faulty.trials[i].row];
    row.trials += 1;
    if (faulty.nearness[i].by_quarter() >= factor(faulty.trials[i])) row.alarms += 1;
  }
  double sum = 0;
  for (const auto& [name, row] : rows) sum += row.alarms / row.trials;
  return sum / static_cast<double>(rows.size());
}

}  // namespace

void print_variants(const std::vector<Config>& configs) {
  fmt::print(
      "\n## What was tried\n\nThe factor of the thresholds is chosen without the family that "
      "is judged. Each cell: false alarms by run / by family, in percent / mean share "
      "detected by a quarter of training.\n\n"
      "| Detector | 1 | 2 | 3 | 5 | 10 |\n| --- | --- | --- | --- | --- | --- |\n");
  for (const Variant& variant : variants()) {
    fmt::print("| {} |", variant.name);
    for (const std::size_t references : {1, 2, 3, 5, 10}) {
      const Outcomes honest = run(variant, honest_trials(configs, references));
      const Outcomes faulty = run(variant, faulty_trials(configs, references));
      const Factor factor = cross_validated(honest, configs, references);
      const FalseAlarms rates = false_alarms(honest, factor);
      fmt::print(" {:.2f} / {:.2f} / {:.3f} |", rates.by_run, rates.by_family,
                 detected(faulty, factor));
    }
    fmt::print("\n");
  }
}

}  // namespace track
