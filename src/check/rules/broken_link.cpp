#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_links(Study& study, Judge& judge) { check_target_paths(study, judge, Shows::link); }

}  // namespace

constexpr Rule rules::broken_link = {
    .name = "broken-link",
    .code = "RC201",
    .family = Family::links,
    .severity = Severity::error,
    .summary = "a link to a file or folder that is not in the repository",
    .document =
        "Resolves every relative link against the files of the repository, as the page on a "
        "code-hosting site does: from the document's folder, or from the root behind a leading "
        "`/`; upper and lower case differ, symbolic links are followed, percent escapes decoded.\n"
        "\n"
        "Left undecided: what lies in a submodule or above the root, targets that are to be filled "
        "in, what a .gitignore of the repository names (a program makes it), and pages without an "
        "ending in a folder from which a documentation site is built.",
    .bad = "See the [training script](scripts/trian.py).",
    .good = "See the [training script](scripts/train.py).",
    .check = check_links,
};

}  // namespace recipe::check
