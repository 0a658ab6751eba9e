#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include "dynamics/tracker.h"
#include "rates.h"
#include "tables.h"

namespace track {
namespace {

using namespace recipe::dynamics;

/// A projection that can be compared with what came.
struct Projected {
  std::string family;
  std::string kin;
  double miss = 0;  ///< distance from the centre over the half width, on the metric's scale
};

/// The run's own value at the end of the references, on the scale; none if it ends earlier.
std::optional<double> final_value(const ReferenceModel& model, const PlacedCurve& run) {
  const GriddedCurve curve = on_grid(model.grid(), run, model.scale());
  for (std::size_t bin = curve.y.size(); bin-- > 0;) {
    if (model.bins()[bin].x < 0.95 * model.end()) break;
    if (std::isfinite(curve.y[bin]) && std::isfinite(model.bins()[bin].mean)) return curve.y[bin];
  }
  return std::nullopt;
}

std::optional<double> miss_of(const Detector& detector, const PlacedCurve& run, double share) {
  const auto final = final_value(detector.model, run);
  if (!final || !detector.model.can_judge()) return std::nullopt;
  Tracker tracker(detector);
  for (const Placed& point : run) {
    if (point.x <= share * detector.model.end() * (1 + 1e-9)) tracker.add(point.x, point.value);
  }
  if (detector.model.grid().dense) tracker.finish();
  const auto projection = tracker.projection();
  if (!projection || tracker.judged_x() < 0.5 * share * detector.model.end()) return std::nullopt;
  const Scale& scale = detector.model.scale();
  const double center = scale.to_scale(projection->value);
  const double reach = (scale.to_scale(projection->high) - scale.to_scale(projection->low)) / 2;
  return reach > 0 ? std::optional(std::fabs(*final - center) / reach) : std::nullopt;
}

std::vector<Projected> projected(const std::vector<Config>& configs, std::size_t references,
                                 double share) {
  std::map<std::string, std::unique_ptr<Detector>> detectors;
  std::vector<Projected> all;
  for (const Trial& trial : honest_trials(configs, references)) {
    for (const auto& [metric, curve] : trial.run->curves) {
      const std::string key = trial.config->name + metric + std::to_string(trial.draw);
      const auto [found, added] = detectors.try_emplace(key);
      if (added) {
        auto built = Detector::build(curves_of(trial, metric), kind_of(metric));
        if (built) found->second = std::make_unique<Detector>(std::move(*built));
      }
      if (found->second == nullptr) continue;
      const auto miss = miss_of(*found->second, curve, share);
      if (miss) all.push_back({trial.row, trial.config->kin, *miss});
    }
  }
  return all;
}

/// The factor of the widths with which 90 % of all but one kin lie within.
double width_without(const std::vector<Projected>& all, const std::string& kin) {
  std::vector<double> misses;
  for (const Projected& one : all) {
    if (one.kin != kin) misses.push_back(one.miss);
  }
  if (misses.empty()) return 1;
  std::sort(misses.begin(), misses.end());
  return misses[static_cast<std::size_t>(0.9 * static_cast<double>(misses.size()))];
}

struct Coverage {
  double count = 0;
  double within = 0;         ///< with the widths of the program
  double within_others = 0;  ///< with those chosen on the other families

  void add(const Projected& one, double width) {
    count += 1;
    within += one.miss <= 1 ? 1 : 0;
    within_others += one.miss <= width ? 1 : 0;
  }
  std::string text() const {
    return count == 0 ? "-"
                      : fmt::format("{:.1f} / {:.1f} ({})", 100 * within / count,
                                    100 * within_others / count, count);
  }
};

}  // namespace

void print_projection(const std::vector<Config>& configs) {
  fmt::print(
      "\n## Coverage of the projected final value's 90 % interval\n\nPercent within: with the "
      "widths of the program / with widths chosen without the family (projections)\n\n"
      "| References | after 25 % | 50 % | 75 % | all |\n| ---: | --- | --- | --- | --- |\n");
  Coverage pooled;
  std::map<std::string, Coverage> families;
  for (const std::size_t references : {1, 2, 3, 5, 10}) {
    Coverage row;
    fmt::print("| {} |", references);
    for (const double share : {0.25, 0.5, 0.75}) {
      const auto all = projected(configs, references, share);
      std::map<std::string, double> widths;
      for (const Projected& one : all) {
        if (widths.count(one.kin) == 0) widths[one.kin] = width_without(all, one.kin);
      }
      Coverage cell;
      for (const Projected& one : all) {
        for (Coverage* to : {&cell, &row, &pooled, &families[one.family]}) {
          to->add(one, widths[one.kin]);
        }
      }
      fmt::print(" {} |", cell.text());
    }
    fmt::print(" {} |\n", row.text());
  }
  fmt::print("| pooled | | | | {} |\n\n| Family | all |\n| --- | --- |\n", pooled.text());
  for (const auto& [family, coverage] : families) {
    fmt::print("| {} | {} |\n", family, coverage.text());
  }
}

}  // namespace track
