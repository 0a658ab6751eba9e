#include "check/rule.h"
#include "check/target_gaps.h"

namespace recipe::check {
namespace {

void check_directions(Study& study, Judge& judge) {
  target_gaps(study,
              [](const document::Target& target) {
                return target.direction.has_value() || metric_of(target) != nullptr;
              })
      .tell(judge, "no direction and is no metric that is known",
            "write `higher` or `lower`, which is better, into a column Direction");
}

}  // namespace

constexpr Rule rules::metric_direction_unknown = {
    .name = "metric-direction-unknown",
    .code = "RC124",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a target of which nobody knows whether higher is better",
    .document =
        "Of the usual metrics it is known whether higher or lower is better. Of any other the "
        "recipe says so, or a value that is worse might pass for better.",
    .bad = "| Metric | Target |\n| --- | --- |\n| `gap` | 0.3 |\n",
    .good = "| Metric | Target | Direction |\n| --- | --- | --- |\n| `gap` | 0.3 | lower |\n",
    .check = check_directions,
};

}  // namespace recipe::check
