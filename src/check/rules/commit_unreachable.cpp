#include "check/hashes.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

void check_reachable(Study& study, Judge& judge) {
  for (const Hash& hash : hashes_in(study.page, study.facts)) {
    if (!hash.called_commit || hash.elsewhere || hash.to_read) continue;
    const CommitFact fact = study.facts.commit(hash.id);
    if (fact.state != CommitState::found) continue;
    if (fact.reachable) {
      judge.holds();
      continue;
    }
    judge.untrue(hash.span, "no branch or tag of this repository leads to the commit " +
                                quoted(hash.id.substr(0, 12)) +
                                ", so a fresh clone may not have it; push a tag for it");
  }
}

}  // namespace

constexpr Rule rules::commit_unreachable = {
    .name = "commit-unreachable",
    .code = "RC803",
    .family = Family::commits,
    .severity = Severity::warning,
    .summary = "a commit that no branch or tag leads to",
    .document =
        "A commit that was rebased away, or whose branch was removed, is here today and gone with "
        "the next clean-up; others do not get it with a clone. A tag keeps it.\n"
        "\n"
        "The commit in the address of a file or folder to read is left alone, unless the words "
        "around call it a commit: the hosting site keeps it.",
    .bad = "We used commit `0123456789abcdef0123456789abcdef01234567`, of a branch since removed.",
    .good = "We used commit `0123456789abcdef0123456789abcdef01234567`, tagged `paper-v1`.",
    .check = check_reachable,
};

}  // namespace recipe::check
