#include "check/missing_path.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_requirements_missing(Study& study, Judge& judge) {
  check_paths(study, judge, PathRole::requirements);
}

}  // namespace

constexpr Rule rules::requirements_missing = {
    .name = "requirements-missing",
    .code = "RC304",
    .family = Family::paths,
    .severity = Severity::error,
    .summary = "a list of requirements that is not where pip is told to read it",
    .document =
        "`pip install -r FILE` is the first command of a recipe, and where it fails all others do. "
        "The "
        "file is looked for where `cd` has led, in the document's folder and above it. One that is "
        "only in a folder below is reported too, unless the document speaks of that folder.",
    .bad = "```sh\npip install -r requirement.txt\n```\n",
    .good = "```sh\npip install -r requirements.txt\n```\n",
    .check = check_requirements_missing,
};

}  // namespace recipe::check
