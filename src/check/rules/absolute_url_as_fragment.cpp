#include "check/goal.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_fragment_urls(Study& study, Judge& judge) {
  for (const document::Link& link : study.page.links) {
    const Goal goal = goal_of(link.target, study);
    if (goal.kind != GoalKind::url_as_fragment) continue;
    Finding& finding = judge.untrue(
        target_place(link), "the `#` makes " + quoted(goal.fragment) +
                                " a place within this document, which is not there; remove it");
    const Span span = link.target_span;
    if (study.page.source.text(span).starts_with('#')) {
      finding.fix = Fix{"remove the `#`", Safety::safe, {{{span.begin, span.begin + 1}, ""}}};
    }
  }
}

}  // namespace

constexpr Rule rules::absolute_url_as_fragment = {
    .name = "absolute-url-as-fragment",
    .code = "RC205",
    .family = Family::links,
    .severity = Severity::error,
    .summary = "a web address behind a `#`",
    .document =
        "`[text](#https://...)` stays on the page: the browser looks for an anchor of that name. "
        "The fix removes the `#`.",
    .bad = "See [TF32](#https://blogs.example.org/tf32).",
    .good = "See [TF32](https://blogs.example.org/tf32).",
    .check = check_fragment_urls,
};

}  // namespace recipe::check
