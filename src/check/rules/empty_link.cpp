#include "check/goal.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_empty_links(Study& study, Judge& judge) {
  for (const document::Link& link : study.page.links) {
    if (goal_of(link.target, study).kind != GoalKind::nothing) continue;
    const bool image = is_image(link);
    const std::string name = link.text.empty() ? "" : " " + quoted(link.text);
    judge.untrue(link.span, (image ? "the image" : "the link") + name +
                                " has no target; give it one, or remove the markup");
  }
}

}  // namespace

constexpr Rule rules::empty_link = {
    .name = "empty-link",
    .code = "RC207",
    .family = Family::links,
    .severity = Severity::warning,
    .summary = "a link without a target",
    .document =
        "`[model]()` and `<a href=\"\">` lead to the page that the reader is on. Often the target "
        "was to be filled in once the model was uploaded.",
    .bad = "Checkpoints are on [Dropbox]().",
    .good = "Checkpoints are on [Dropbox](https://www.dropbox.com/sh/x).",
    .check = check_empty_links,
};

}  // namespace recipe::check
