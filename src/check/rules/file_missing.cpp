#include "check/missing_path.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_files(Study& study, Judge& judge) {
  check_paths(study, judge, PathRole::argument);
  check_paths(study, judge, PathRole::prose);
}

}  // namespace

constexpr Rule rules::file_missing = {
    .name = "file-missing",
    .code = "RC302",
    .family = Family::paths,
    .severity = Severity::error,
    .summary = "a file of code or settings that is not in the repository",
    .document =
        "Looks up the files that the document names: as an argument of a command that runs a "
        "script "
        "of this repository, and as a path in backticks. Looked at are code and settings, by their "
        "ending; data are looked for only where a command reads them from a folder.\n"
        "\n"
        "A path is found from where `cd` has led, from the document's folder and those above it, "
        "and further down with all its components. One that is not found is reported if nothing of "
        "that name is in the repository, if its folder is there without it, or if a near spelling "
        "is there. Where the other items of a list all begin with what lies in the document's "
        "folder, it is looked for there alone. What the document's commands make, download or "
        "clone is left alone, and so are "
        "outputs, what a .gitignore names, what the document links to elsewhere, paths to be "
        "filled in, and what stands behind a `cd` to an unknown place.",
    .bad = "Edit `configs/resnet50.yml` (the file is `configs/resnet_50.yml`).",
    .good = "Edit `configs/resnet_50.yml`.",
    .check = check_files,
};

}  // namespace recipe::check
