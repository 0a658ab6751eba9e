#include "check/rule.h"
#include "check/target_gaps.h"

namespace recipe::check {
namespace {

void check_runs(Study& study, Judge& judge) {
  target_gaps(study, [](const document::Target& target) {
    return target.runs.has_value();
  }).tell(judge, "no number of runs", "say how many runs stand behind the number");
}

}  // namespace

constexpr Rule rules::metric_without_runs = {
    .name = "metric-without-runs",
    .code = "RC123",
    .family = Family::structure,
    .severity = Severity::info,
    .summary = "a target of a recipe that does not say of how many runs",
    .document =
        "The best of ten runs is another promise than the mean of ten, and than the only one. "
        "With Runs and Spread a reader knows what to expect of one run.",
    .bad = "| Metric | Target |\n| --- | --- |\n| `top1` | 74.0 % |\n",
    .good =
        "| Metric | Target | Runs | Spread |\n| --- | --- | --- | --- |\n| `top1` | 74.0 % | 5 "
        "| 0.1 |\n",
    .check = check_runs,
};

}  // namespace recipe::check
