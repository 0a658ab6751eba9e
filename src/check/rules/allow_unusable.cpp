#include "check/allowance.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_allowances(Study& study, Judge& judge) {
  for (const Allowance& allowance : allowances_in(study.page)) {
    if (allowance.wrong.empty()) {
      judge.holds();
    } else {
      judge.untrue(allowance.span, "this comment allows nothing: " + allowance.wrong);
    }
  }
}

}  // namespace

constexpr Rule rules::allow_unusable = {
    .name = "allow-unusable",
    .code = "RC090",
    .family = Family::hygiene,
    .severity = Severity::warning,
    .summary = "a comment that should allow a finding and does not",
    .document =
        "A finding that the author knows and accepts is allowed by a comment with the names of "
        "rules, a comma, and the reason. On a line of its own it is for the next block, before a "
        "heading for that whole section; within a line, such as a row of a table, for that "
        "line.\n"
        "\n"
        "The reason is for the next reader, who cannot tell an accepted exception from a mistake "
        "without it. So a comment without a reason allows nothing, and neither does one that "
        "names no rule there is or that nothing follows.",
    .bad =
        "<!-- recipe: allow commit-missing -->\n"
        "Train with commit `24b236fdb6ca449eb52e8f816e039e0d634015a5`.",
    .good =
        "<!-- recipe: allow commit-missing, the branch was lost with the old server -->\n"
        "Train with commit `24b236fdb6ca449eb52e8f816e039e0d634015a5`.",
    .check = check_allowances,
};

}  // namespace recipe::check
