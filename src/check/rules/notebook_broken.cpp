#include "base/text.h"
#include "check/notebooks.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_notebooks(Study& study, Judge& judge) {
  for (const Notebook& notebook : notebooks_of(study)) {
    std::string what;
    if (!notebook.readable) {
      what = "is no notebook: it is no JSON with cells";
    } else if (!notebook.error.empty()) {
      what = "was saved with an error (" + printable(notebook.error.substr(0, 60)) +
             "); mend it and run it again";
    }
    if (what.empty()) {
      judge.holds();
      continue;
    }
    Finding& finding = judge.untrue(notebook.place, quoted(notebook.path) + " " + what);
    finding.evidence.push_back({notebook.path, 0, notebook.tree->commit()});
  }
}

}  // namespace

constexpr Rule rules::notebook_broken = {
    .name = "notebook-broken",
    .code = "RC005",
    .family = Family::hygiene,
    .severity = Severity::warning,
    .summary = "a notebook that cannot be opened, or that ended in an error",
    .document =
        "Of every notebook of the repository that the document names: whether it is JSON with "
        "cells, and whether an output in it is an error. A conflict left by a merge is the usual "
        "reason for the first.",
    .bad = "See [demo.ipynb](demo.ipynb), in which a cell ends with a `ValueError`.",
    .good = "See [demo.ipynb](demo.ipynb), which ran to its end.",
    .check = check_notebooks,
};

}  // namespace recipe::check
