#include "check/missing_path.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_cd_missing(Study& study, Judge& judge) { check_paths(study, judge, PathRole::folder); }

}  // namespace

constexpr Rule rules::cd_missing = {
    .name = "cd-missing",
    .code = "RC305",
    .family = Family::paths,
    .severity = Severity::error,
    .summary = "a cd to a folder that is not in the repository",
    .document =
        "Every command behind a `cd` that fails runs in the wrong folder. The folder is looked for "
        "in "
        "the repository; one that the document's commands make, clone or unpack, or a .gitignore "
        "names, is left alone, and "
        "so are absolute paths and variables. Reported is a folder with a near spelling, or one "
        "whose parent is there.",
    .bad = "```sh\ncd exmaples/mnist\n```\n",
    .good = "```sh\ncd examples/mnist\n```\n",
    .check = check_cd_missing,
};

}  // namespace recipe::check
