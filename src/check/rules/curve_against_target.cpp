#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "check/curve_ends.h"
#include "check/rule.h"
#include "check/target_gaps.h"

namespace recipe::check {
namespace {

using document::Target;

/// The target as a plain number, and in the same unit how much worse still holds.
struct Reached {
  double target = 0;
  double margin = 0;
  double scale = 1;  ///< from the target's unit to a plain number
};

bool is_percent(const Quantity& quantity, const Metric* metric) {
  if (quantity.unit == "%") return true;
  return quantity.unit.empty() && metric != nullptr && metric->bounds == Bounds::fraction &&
         quantity.value > 1;
}

Reached reached_by(const Target& target, const Metric* metric) {
  Reached reached;
  reached.scale = is_percent(target.target.value, metric) ? 0.01 : 1;
  reached.target = target.target.value.value * reached.scale;
  if (target.tolerance) {
    const document::Tolerance& tolerance = target.tolerance->value;
    reached.margin = tolerance.margin == Margin::relative
                         ? tolerance.value * std::fabs(reached.target)
                         : tolerance.value * reached.scale;
  } else if (metric != nullptr && metric->margin == Margin::absolute) {
    reached.margin = metric->tolerance;
  } else {
    reached.margin = (metric == nullptr ? 0.02 : metric->tolerance) * std::fabs(reached.target);
  }
  return reached;
}

const CurveEnd* end_for(const std::vector<CurveEnd>& ends, const Target& target) {
  if (!target.split) return ends.size() == 1 ? &ends.front() : nullptr;
  const auto found = std::find_if(ends.begin(), ends.end(), [&target](const CurveEnd& end) {
    return folded(end.split) == folded(target.split->value);
  });
  return found == ends.end() ? nullptr : &*found;
}

void check_curve(const std::string& csv, const std::string& path, const Target& target,
                 Judge& judge) {
  const Metric* metric = metric_of(target);
  if (metric == nullptr && !target.direction) {
    return judge.undecided(target.name.span, "it is not known whether higher is better");
  }
  const Direction direction = target.direction ? target.direction->value : metric->direction;
  const auto ends = curve_ends(csv, target, direction);
  const CurveEnd* end = end_for(ends, target);
  if (end == nullptr) {
    return judge.undecided(target.name.span, "the curves have no such metric of one split");
  }
  const Reached reached = reached_by(target, metric);
  double value = end->value;
  // Of a fraction, 97.1 in the curves is 97.1 %.
  if (metric != nullptr && metric->bounds == Bounds::fraction && value > 1) value /= 100;
  const double worse =
      direction == Direction::higher ? reached.target - value : value - reached.target;
  if (!(worse > reached.margin + 1e-9)) return judge.holds();
  Finding& finding = judge.untrue(
      target.target.span,
      "the curves beside the recipe end at " + rounded(value / reached.scale, 5) + " for `" +
          printable(target.key) + "`" +
          (end->split.empty() ? "" : " on `" + printable(end->split) + "`") +
          ", worse than this target by more than its tolerance: run it again, or state what it "
          "reaches");
  finding.evidence.push_back({path, 0, ""});
}

void check_curves(Study& study, Judge& judge) {
  if (!study.recipe.has_outline() || study.recipe.targets.empty()) return;
  const std::string path = curves_path(study.path);
  const auto csv = study.facts.tree("")->read(path);
  if (!csv) return;
  for (const Target& target : study.recipe.targets) check_curve(**csv, path, target, judge);
}

}  // namespace

constexpr Rule rules::curve_against_target = {
    .name = "curve-against-target",
    .code = "RC133",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a target of a recipe that its own curves do not reach",
    .document =
        "Reads the curves that `recipe run --update` writes beside the recipe, and compares where "
        "they end, as a mean over the runs, with the targets. A target that its own run missed by "
        "more than the tolerance is nobody's target.\n"
        "\n"
        "Metrics that the curves do not have, or have for several splits where the target names "
        "none, are not judged.",
    .bad = "| Metric | Split | Target |\n| --- | --- | --- |\n| `top1` | test | 0.99 |\n",
    .good = "| Metric | Split | Target |\n| --- | --- | --- |\n| `top1` | test | 0.97 |\n",
    .check = check_curves,
};

}  // namespace recipe::check
