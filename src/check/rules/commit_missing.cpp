#include "check/checked_out.h"
#include "check/hashes.h"
#include "check/outside_paths.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

void look_up(Study& study, Judge& judge, const std::string& id, Span span) {
  const CommitFact fact = study.facts.commit(id);
  if (fact.state == CommitState::unknown) {
    judge.undecided(span, fact.why);
  } else if (fact.state == CommitState::found) {
    judge.holds();
  } else if (const auto& outside = study.shared<OutsidePaths>(); !outside.submodule.empty()) {
    judge.undecided(span, "it may be of the submodule " + outside.submodule);
  } else {
    judge.untrue(span, "there is no commit " + id.substr(0, 12) +
                           " in this repository; push it, or name the one that was used");
  }
}

void check_commits(Study& study, Judge& judge) {
  for (const Hash& hash : hashes_in(study.page, study.facts)) {
    if (!hash.called_commit) continue;
    if (hash.elsewhere) {
      judge.undecided(hash.span, "the commit is of another repository");
    } else {
      look_up(study, judge, hash.id, hash.span);
    }
  }
  for (const CheckedOut& commit : study.shared<CheckedOutCommits>().all) {
    if (commit.why.empty()) {
      look_up(study, judge, commit.id, commit.span);
    } else {
      judge.undecided(commit.span, commit.why);
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
        "document names for this repository or checks out, in full or abbreviated.\n"
        "\n"
        "Commits of other projects (behind a link to another repository, after `git clone`) are "
        "left alone, so are those that may be of a submodule that the document speaks of, and in a "
        "shallow clone nothing can be told.",
    .bad = "Train with commit `24b236fdb6ca449eb52e8f816e039e0d634015a5`.",
    .good = "Train with commit `ff931bf844c1`.",
    .check = check_commits,
};

}  // namespace recipe::check
