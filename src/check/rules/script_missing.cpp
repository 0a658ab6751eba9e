#include "check/missing_path.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_script_missing(Study& study, Judge& judge) {
  check_paths(study, judge, PathRole::script);
}

}  // namespace

constexpr Rule rules::script_missing = {
    .name = "script-missing",
    .code = "RC301",
    .family = Family::paths,
    .severity = Severity::error,
    .summary = "a command that runs a script which is not in the repository",
    .document =
        "The script behind a command is looked up in the files of the repository at the commit "
        "that the "
        "section names, seen through what launches it: `torchrun`, `python -m`, `mpirun`, `bash`. "
        "It is looked for where `cd` has led, in the document's folder, in each folder above it, "
        "and further down.\n"
        "\n"
        "Reported is a script whose name is nowhere in the repository, whose folder is there "
        "without it, or that has a near spelling. Left undecided is what the document's commands "
        "make, download or clone, what lies in a folder that a .gitignore names, a script that the "
        "document links to elsewhere and that nothing here is called, and what runs behind a `cd` "
        "to an unknown place.",
    .bad = "Run `bash scripts/train-resnet.sh` (the script is `scripts/train_resnet.sh`).",
    .good = "Run `bash scripts/train_resnet.sh`.",
    .check = check_script_missing,
};

}  // namespace recipe::check
