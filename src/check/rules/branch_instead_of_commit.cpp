#include <algorithm>

#include "base/text.h"
#include "check/hashes.h"
#include "check/rule.h"
#include "check/target_paths.h"
#include "check/web_address.h"

namespace recipe::check {
namespace {

using document::SectionKind;

bool is_code_section(SectionKind kind) {
  return kind == SectionKind::processing_code || kind == SectionKind::optimization_code ||
         kind == SectionKind::metrics_code || kind == SectionKind::inference_code ||
         kind == SectionKind::serialization;
}

/// Digits of a commit, or a number as in v1.2: what stays where it is.
bool is_fixed(std::string_view revision) {
  const bool hexadecimal =
      revision.size() >= 7 && std::all_of(revision.begin(), revision.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'f');
      });
  return hexadecimal || std::any_of(revision.begin(), revision.end(), is_digit);
}

bool within(Span outer, Span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

void links_to_branches(Study& study, Judge& judge, Span body) {
  for (const document::Link& link : study.page.links) {
    if (!within(body, link.span)) continue;
    const auto address = repository_address(link.target);
    if (!address || address->revision.empty() || is_fixed(address->revision)) continue;
    if (address->view != "tree" && address->view != "blob" && address->view != "raw") continue;
    judge.untrue(target_place(link), "the code is linked on the branch " +
                                         quoted(address->revision) +
                                         ", which moves, and no commit is named; name the one "
                                         "that was used");
    return;
  }
}

void check_branches(Study& study, Judge& judge) {
  if (!study.recipe.has_outline()) return;
  const std::vector<Hash> hashes = hashes_in(study.page, study.facts);
  for (const document::Section& section : study.recipe.sections) {
    if (!is_code_section(section.kind) || section.not_applicable) continue;
    const bool has_commit = std::any_of(hashes.begin(), hashes.end(), [&](const Hash& hash) {
      return within(section.body, hash.span);
    });
    if (has_commit) {
      judge.holds();
    } else {
      links_to_branches(study, judge, section.body);
    }
  }
}

}  // namespace

constexpr Rule rules::branch_instead_of_commit = {
    .name = "branch-instead-of-commit",
    .code = "RC804",
    .family = Family::commits,
    .severity = Severity::warning,
    .summary = "code named by a branch, which moves",
    .document =
        "In the Code sections of a recipe: a link to code on a branch where no commit is named. "
        "What "
        "a branch holds tomorrow is not what was run.",
    .bad = "#### Code\n\nWe used [this](https://github.com/owner/name/blob/main/train.py).",
    .good =
        "#### Code\n\nWe used [this](https://github.com/owner/name/blob/main/train.py) of "
        "commit `0123456789abcdef0123456789abcdef01234567`.",
    .check = check_branches,
};

}  // namespace recipe::check
