#include "check/rule.h"
#include "check/target_gaps.h"

namespace recipe::check {
namespace {

void check_tolerances(Study& study, Judge& judge) {
  target_gaps(study, [](const document::Target& target) {
    return target.tolerance.has_value();
  }).tell(judge, "no tolerance", "say how much worse still holds, by the spread of your runs");
}

}  // namespace

constexpr Rule rules::metric_without_tolerance = {
    .name = "metric-without-tolerance",
    .code = "RC122",
    .family = Family::structure,
    .severity = Severity::info,
    .summary = "a target of a recipe without a tolerance",
    .document =
        "Two runs of one recipe differ. Without a tolerance the usual one of the metric is "
        "taken, which knows nothing of this model's spread.",
    .bad = "| Metric | Target |\n| --- | --- |\n| `top1` | 74.0 % |\n",
    .good = "| Metric | Target | Tolerance |\n| --- | --- | --- |\n| `top1` | 74.0 % | 0.3 |\n",
    .check = check_tolerances,
};

}  // namespace recipe::check
