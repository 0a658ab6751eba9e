#include "check/rule.h"
#include "check/target_gaps.h"

namespace recipe::check {
namespace {

void check_splits(Study& study, Judge& judge) {
  target_gaps(study, [](const document::Target& target) {
    return target.split.has_value();
  }).tell(judge, "no split", "name the data that it is measured on, such as `test`");
}

}  // namespace

constexpr Rule rules::metric_without_split = {
    .name = "metric-without-split",
    .code = "RC121",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a target of a recipe that does not say on which split",
    .document =
        "An accuracy on training data is no accuracy on test data. A target without a split is "
        "compared with the only one that is logged, and stays undecided where there are several.\n"
        "\n"
        "Targets in sentences are told as information only. Other documents than recipes are left "
        "alone.",
    .bad = "| Metric | Target |\n| --- | --- |\n| `top1` | 74.0 % |\n",
    .good = "| Metric | Split | Target |\n| --- | --- | --- |\n| `top1` | test | 74.0 % |\n",
    .check = check_splits,
};

}  // namespace recipe::check
