#include "check/goal.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_schemes(Study& study, Judge& judge) {
  for (const document::Link& link : study.page.links) {
    if (goal_of(link.target, study).kind != GoalKind::schemeless) continue;
    Finding& finding = judge.untrue(target_place(link),
                                    "without `https://` in front, " + quoted(link.target) +
                                        " leads to a file of this repository, which is not there");
    const Span span = link.target_span;
    if (span.empty()) continue;
    finding.fix =
        Fix{"write https:// in front", Safety::unsafe, {{{span.begin, span.begin}, "https://"}}};
  }
}

}  // namespace

constexpr Rule rules::schemeless_url = {
    .name = "schemeless-url",
    .code = "RC206",
    .family = Family::links,
    .severity = Severity::error,
    .summary = "a web address without `https://`, which leads into the repository",
    .document =
        "The target of a link that begins like a host, `www.example.org` or `wandb.ai/x`, and is "
        "no file of the repository. Browsers read it as a relative path.",
    .bad = "Logs are on [W&B](wandb.ai/team/run).",
    .good = "Logs are on [W&B](https://wandb.ai/team/run).",
    .check = check_schemes,
};

}  // namespace recipe::check
