#include <fmt/core.h>

#include <map>
#include <set>

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

/// Mean over the rows of wrong settings, those of one kin left out.
double detected(const Outcomes& faulty, const Factor& factor, const std::string& left_out = "") {
  struct Count {
    double trials = 0;
    double alarms = 0;
  };
  std::map<std::string, Count> rows;
  for (std::size_t i = 0; i < faulty.trials.size(); ++i) {
    if (faulty.trials[i].config->kin == left_out) continue;
    Count& row = rows[faulty.trials[i].row];
    row.trials += 1;
    if (faulty.nearness[i].by_quarter() >= factor(faulty.trials[i])) row.alarms += 1;
  }
  double sum = 0;
  for (const auto& [name, row] : rows) sum += row.alarms / row.trials;
  return rows.empty() ? 0 : sum / static_cast<double>(rows.size());
}

/// A variant with its sound and its faulty trials.
struct Tried {
  Outcomes honest;
  Outcomes faulty;
};

std::string cell(const Tried& tried, const Factor& factor) {
  const FalseAlarms rates = false_alarms(tried.honest, factor);
  return fmt::format("{:.2f} / {:.2f} / {:.3f}", rates.by_run, rates.by_family,
                     detected(tried.faulty, factor));
}

/// Takes what belongs to a kin from one outcome into another.
void take(const Outcomes& from, const std::string& kin, double factor, Outcomes& to) {
  for (std::size_t i = 0; i < from.trials.size(); ++i) {
    if (from.trials[i].config->kin != kin) continue;
    Nearness nearness = from.nearness[i];
    for (float& ratio : nearness.by) ratio = static_cast<float>(ratio / factor);
    to.trials.push_back(from.trials[i]);
    to.nearness.push_back(nearness);
  }
}

/// Each kin judged by the variant that detects most in the others, with its factor chosen there.
Tried chosen_without(const std::vector<Tried>& all, const std::vector<Config>& configs,
                     std::size_t references) {
  std::set<std::string> kins;
  for (const Config& config : configs) kins.insert(config.kin);
  Tried chosen;
  for (const std::string& kin : kins) {
    double best = -1;
    double best_factor = 1;
    const Tried* best_tried = &all.front();
    for (const Tried& tried : all) {
      const double factor = choose_factor(tried.honest, references, kin);
      const double share = detected(
          tried.faulty, [&](const Trial&) { return factor; }, kin);
      if (share <= best) continue;
      best = share;
      best_factor = factor;
      best_tried = &tried;
    }
    take(best_tried->honest, kin, best_factor, chosen.honest);
    take(best_tried->faulty, kin, best_factor, chosen.faulty);
  }
  return chosen;
}

}  // namespace

void print_variants(const std::vector<Config>& configs) {
  fmt::print(
      "\n## What was tried\n\nThe factor of the thresholds is chosen without the family that "
      "is judged; in the last row the detector too, as that which detects most elsewhere. Each "
      "cell: false alarms by run / by family, in percent / mean share detected by a quarter of "
      "training.\n\n"
      "| Detector | 1 | 2 | 3 | 5 | 10 |\n| --- | --- | --- | --- | --- | --- |\n");
  const std::vector<Variant> all = variants();
  std::vector<std::string> lines;
  for (const Variant& variant : all) lines.push_back("| " + variant.name + " |");
  lines.emplace_back("| the best elsewhere |");
  for (const std::size_t references : {1, 2, 3, 5, 10}) {
    std::vector<Tried> tried;
    for (const Variant& variant : all) {
      tried.push_back({run(variant, honest_trials(configs, references)),
                       run(variant, faulty_trials(configs, references))});
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Factor factor = cross_validated(tried[i].honest, configs, references);
      lines[i] += " " + cell(tried[i], factor) + " |";
    }
    const Tried chosen = chosen_without(tried, configs, references);
    lines.back() += " " + cell(chosen, [](const Trial&) { return 1; }) + " |";
  }
  for (const std::string& line : lines) fmt::print("{}\n", line);
}

}  // namespace track
