#include "check/outline_findings.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

/// Other rules tell these, of any document.
constexpr std::string_view told_elsewhere =
    "section-twice|reason-missing|missing-cell|extra-cell|fence-not-closed|table-columns";

void check_readable(Study& study, Judge& judge) { tell_reported_but(study, judge, told_elsewhere); }

}  // namespace

constexpr Rule rules::not_readable = {
    .name = "not-readable",
    .code = "RC105",
    .family = Family::structure,
    .severity = Severity::error,
    .summary = "a statement of a recipe that cannot be read",
    .document =
        "Tells what could not be understood while a recipe was read: a target that is no number, "
        "half a digest, a commit that is none, a tolerance without a unit. `recipe run` refuses "
        "what would be judged and cannot be read, since left out it could not fail; that is an "
        "error, what is only passed over is a warning.",
    .bad = "- Commit: `main`\n",
    .good = "- Commit: `ff931bf844c1238073e6781e1d7e440914903fc9`\n",
    .check = check_readable,
};

}  // namespace recipe::check
