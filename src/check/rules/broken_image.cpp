#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_images(Study& study, Judge& judge) { check_target_paths(study, judge, Shows::image); }

}  // namespace

constexpr Rule rules::broken_image = {
    .name = "broken-image",
    .code = "RC202",
    .family = Family::links,
    .severity = Severity::error,
    .summary = "an image that is not in the repository",
    .document =
        "The same as `broken-link` for images, in Markdown and in HTML. A training curve that is "
        "not there is worse than none: readers think that they miss something.",
    .bad = "![loss](figures/loss.png)",
    .good = "![loss](figures/loss2.png)",
    .check = check_images,
};

}  // namespace recipe::check
