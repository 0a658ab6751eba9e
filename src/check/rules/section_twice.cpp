#include "check/outline_findings.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_twice(Study& study, Judge& judge) { tell_reported(study, judge, "section-twice"); }

}  // namespace

constexpr Rule rules::section_twice = {
    .name = "section-twice",
    .code = "RC103",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a section that a recipe has twice",
    .document =
        "Two sections of a recipe bear the same name at the same place of the outline, as after a "
        "merge. Both are read, so that a statement of one may contradict the other.",
    .bad = "#### Outputs\n\n...\n\n#### Outputs\n\n...\n",
    .good = "#### Outputs\n\n...\n",
    .check = check_twice,
};

}  // namespace recipe::check
