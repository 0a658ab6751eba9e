#include <algorithm>

#include "check/hashes.h"
#include "check/rule.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

constexpr std::size_t full_commit = 40;

void check_length(Study& study, Judge& judge) {
  const SourceText& source = study.page.source;
  for (const Hash& hash : hashes_in(study.page, study.facts)) {
    if (!hash.called_commit || hash.elsewhere) continue;
    const CommitFact fact = study.facts.commit(hash.id);
    if (fact.state != CommitState::found) continue;
    if (hash.id.size() >= full_commit) {
      judge.holds();
      continue;
    }
    Finding& finding =
        judge.untrue(hash.span, "the commit " + quoted(hash.id) + " is short for " + fact.id +
                                    "; a short form may mean two commits tomorrow");
    const std::size_t at = source.text(hash.span).find(hash.id);
    if (at == std::string_view::npos) continue;
    const Span digits{hash.span.begin + at, hash.span.begin + at + hash.id.size()};
    finding.fix = Fix{"write all of it", Safety::safe, {{digits, fact.id}}};
  }
}

}  // namespace

constexpr Rule rules::commit_abbreviated = {
    .name = "commit-abbreviated",
    .code = "RC802",
    .family = Family::commits,
    .severity = Severity::info,
    .summary = "a commit in a short form",
    .document =
        "Of a commit of this repository that is written with fewer than 40 digits. As a repository "
        "grows, a short form may come to mean two commits, and `recipe run` takes only full ones. "
        "The fix writes all digits.",
    .bad = "We used commit `ff931bf`.",
    .good = "We used commit `ff931bf844c1d1bd2b6ee6e5c1a2b5c21b1d9a4c`.",
    .check = check_length,
};

}  // namespace recipe::check
