#include "check/hashes.h"
#include "check/outside_paths.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void check_commits(Study& study, Judge& judge) {
  for (const Hash& hash : hashes_in(study.page, study.facts)) {
    if (!hash.called_commit) continue;
    if (hash.elsewhere) {
      judge.undecided(hash.span, "the commit is of another repository");
      continue;
    }
    const CommitFact fact = study.facts.commit(hash.id);
    if (fact.state == CommitState::unknown) {
      judge.undecided(hash.span, fact.why);
    } else if (fact.state == CommitState::found) {
      judge.holds();
    } else if (const auto& outside = study.shared<OutsidePaths>(); !outside.submodule.empty()) {
      judge.undecided(hash.span, "it may be of the submodule " + outside.submodule);
    } else {
      judge.untrue(hash.span, "there is no commit " + hash.id.substr(0, 12) +
                                  " in this repository; push it, or name the one that was used");
    }
  }
}

}  // namespace

constexpr Rule rules::commit_missing = {
    .name = "commit-missing",
    .code = "RC801",
    .family = Family::commits,
    .severity = Severity::warning,
    .summary = "a commit that is not in the repository",
    .document =
        "A recipe is only as good as the code it names. This looks up every commit that the "
        "document names for this repository, in full or abbreviated.\n"
        "\n"
        "Commits of other projects (behind a link to another repository, after `git clone`) are "
        "left alone, so are those that may be of a submodule that the document speaks of, and in a "
        "shallow clone nothing can be told.",
    .bad = "Train with commit `24b236fdb6ca449eb52e8f816e039e0d634015a5`.",
    .good = "Train with commit `ff931bf844c1`.",
    .check = check_commits,
};

}  // namespace recipe::check
