#include "check/rule.h"

namespace recipe::check {

constexpr Rule rules::allow_unused = {
    .name = "allow-unused",
    .code = "RC091",
    .family = Family::hygiene,
    .severity = Severity::warning,
    .summary = "a comment that allows what no rule finds",
    .document =
        "A comment `recipe: allow` whose rules find nothing where it holds. It once had a cause "
        "that is gone, or stands in the wrong place; left there it would hide the next mistake.\n"
        "\n"
        "Left alone: rules that this check did not run, and those that could not decide a "
        "statement there.",
    .bad =
        "<!-- recipe: allow commit-missing, the branch was lost -->\n"
        "Train as usual.",
    .good = "Train as usual.",
    .check = nullptr,
};

}  // namespace recipe::check
