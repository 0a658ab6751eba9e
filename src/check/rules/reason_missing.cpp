#include "check/outline_findings.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_reasons(Study& study, Judge& judge) {
  if (!study.recipe.has_outline()) return;
  for (const document::Section& section : study.recipe.sections) {
    if (section.not_applicable && !section.not_applicable->value.empty()) judge.holds();
  }
  tell_reported(study, judge, "reason-missing");
}

}  // namespace

constexpr Rule rules::reason_missing = {
    .name = "reason-missing",
    .code = "RC104",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "\"Not applicable\" without a reason",
    .document =
        "A section of a recipe that does not apply says why, so that a reader can tell a decision "
        "from an omission.",
    .bad = "### Serialization\n\nNot applicable.\n",
    .good = "### Serialization\n\nNot applicable. The model is not deployed.\n",
    .check = check_reasons,
};

}  // namespace recipe::check
