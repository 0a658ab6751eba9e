#include "base/text.h"
#include "check/goal.h"
#include "check/own_page.h"
#include "check/rule.h"
#include "check/suggest.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_url_suggestions = 200;

std::string link_repository(const document::Link& link) {
  const auto address = repository_address(link.target);
  return address ? printable(address->repository) : "that repository";
}

void own_page_absent(Study& study, Judge& judge, const document::Link& link, const OwnPage& page,
                     bool may_suggest) {
  const std::string where = page.own ? "this repository" : link_repository(link);
  std::string message =
      "there is no " + quoted(page.path) + " in " + where + " at " + page.revision.substr(0, 60);
  if (!page.tree->commit().empty() && !page.fixed) {
    message += " (" + page.tree->commit().substr(0, 7) + ")";
  }
  Finding& finding = judge.untrue(target_place(link), std::move(message));
  const auto meant = may_suggest ? near_path(*page.tree, study.folder, page.path) : std::nullopt;
  if (!meant) {
    finding.message += "; mend the address, or name the commit that had it";
    return;
  }
  finding.message += "; did you mean " + quoted(*meant) + "?";
  const std::string_view text = study.page.source.text(link.target_span);
  const std::size_t at = text.find("/" + page.path);
  if (at == std::string_view::npos) return;
  const std::size_t begin = link.target_span.begin + at + 1;
  finding.fix =
      Fix{"lead to " + *meant, Safety::unsafe, {{{begin, begin + page.path.size()}, *meant}}};
}

void check_own_urls(Study& study, Judge& judge) {
  std::size_t suggestions = 0;
  for (const document::Link& link : study.page.links) {
    const Goal goal = goal_of(link.target, study);
    if (goal.kind != GoalKind::own_page) continue;
    const OwnPage page = own_page(*goal.address, study.facts);
    if (page.tree == nullptr) {
      judge.undecided(target_place(link), page.why);
      continue;
    }
    const code::Tree& head = *study.facts.tree("");
    const auto entry = page.tree->find(page.path);
    if (entry && entry->kind == code::EntryKind::submodule && entry->path != page.path) {
      judge.undecided(target_place(link), "it lies in the submodule " + entry->path);
    } else if (entry || (page.own && !page.fixed && head.find(page.path))) {
      judge.holds();
    } else {
      own_page_absent(study, judge, link, page, suggestions++ < most_url_suggestions);
    }
  }
}

}  // namespace

constexpr Rule rules::self_url_missing = {
    .name = "self-url-missing",
    .code = "RC204",
    .family = Family::links,
    .severity = Severity::error,
    .summary = "an address of this repository on its hosting site that leads nowhere",
    .document =
        "Takes `https://github.com/OWNER/NAME/blob/BRANCH/PATH` and its like, in links, images and "
        "running text, apart where they are of this repository (by its remotes), or of another one "
        "at "
        "hand, and looks for the path at that branch, tag or commit. Such addresses break silently "
        "when files move.\n"
        "\n"
        "A branch that this clone does not know is left undecided. Better than an address on a "
        "branch is a relative link, or an address at a commit.",
    .bad = "Use [this script](https://github.com/owner/name/blob/main/old/train.py).",
    .good = "Use [this script](src/train.py).",
    .check = check_own_urls,
};

}  // namespace recipe::check
