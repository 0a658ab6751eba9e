#include "base/text.h"
#include "check/notebooks.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_execution(Study& study, Judge& judge) {
  for (const Notebook& notebook : notebooks_of(study)) {
    if (!notebook.readable || notebook.code_cells == 0) continue;
    std::string what;
    if (notebook.executed == 0) {
      what = "was saved without having been run, so nobody sees what it gives";
    } else if (notebook.out_of_order > 0) {
      what = "was run out of order (" + counted(notebook.out_of_order, "cell") +
             " ran before one above), so running it from the top may give something else";
    }
    if (what.empty()) {
      judge.holds();
      continue;
    }
    Finding& finding = judge.untrue(
        notebook.place, quoted(notebook.path) + " " + what + "; restart it and run all cells");
    finding.evidence.push_back({notebook.path, 0, notebook.tree->commit()});
  }
}

}  // namespace

constexpr Rule rules::notebook_not_executed = {
    .name = "notebook-not-executed",
    .code = "RC006",
    .family = Family::hygiene,
    .severity = Severity::info,
    .summary = "a notebook that was never run, or not from top to bottom",
    .document =
        "By the numbers that Jupyter gives cells as they run. Outputs of a notebook that ran out "
        "of order need not come from the code that is shown.",
    .bad = "See [demo.ipynb](demo.ipynb), whose cells ran as 1, 5, 3.",
    .good = "See [demo.ipynb](demo.ipynb), whose cells ran as 1, 2, 3.",
    .check = check_execution,
};

}  // namespace recipe::check
