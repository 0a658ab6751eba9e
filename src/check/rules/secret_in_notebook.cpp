#include <algorithm>

#include "base/secrets.h"
#include "check/notebooks.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_notebook_secrets(Study& study, Judge& judge) {
  for (const Notebook& notebook : notebooks_of(study)) {
    const auto bytes = notebook.tree->read(notebook.path);
    if (!bytes) continue;
    const std::vector<Secret> secrets = secrets_in(**bytes);
    if (secrets.empty()) {
      judge.holds();
      continue;
    }
    const std::string& text = **bytes;
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(secrets.front().span.begin);
    const auto line = static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
    Finding& finding =
        judge.untrue(notebook.place, quoted(notebook.path) + " holds what looks like " +
                                         std::string(secrets.front().kind) +
                                         "; revoke it, since history keeps it, and remove it");
    finding.evidence.push_back({notebook.path, line, notebook.tree->commit()});
  }
}

}  // namespace

constexpr Rule rules::secret_in_notebook = {
    .name = "secret-in-notebook",
    .code = "RC007",
    .family = Family::hygiene,
    .severity = Severity::error,
    .summary = "a token, key or password in a notebook that the document names",
    .document =
        "The same shapes as `secret-in-document`, in code and outputs of notebooks. Outputs are "
        "where people forget them.",
    .bad = "See [demo.ipynb](demo.ipynb), which prints its environment with a token in it.",
    .good = "See [demo.ipynb](demo.ipynb), which takes the token from the environment.",
    .check = check_notebook_secrets,
};

}  // namespace recipe::check
