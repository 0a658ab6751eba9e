#include "check/target_paths.h"

#include "base/text.h"
#include "check/gitignore.h"
#include "check/goal.h"
#include "check/suggest.h"

namespace recipe::check {
namespace {

// Looking for what was meant takes longer than seeing that something is wrong.
constexpr std::size_t most_suggestions = 200;

bool is_plain_path(std::string_view path) {
  for (const char c : path) {
    if (!is_alnum(c) && std::string_view("/._-+").find(c) == std::string_view::npos) return false;
  }
  return true;
}

/// The text of the target that is a path.
Span path_span(const document::Link& link, const SourceText& source) {
  const Span span = target_place(link);
  const std::string_view text = source.text(span);
  return {span.begin, span.begin + std::min(text.find_first_of("#?"), text.size())};
}

void suggest(Finding& finding, const Study& study, const document::Link& link,
             const std::optional<std::string>& meant) {
  if (!meant) {
    finding.message += "; mend the path, or remove the link";
    return;
  }
  const std::string text = relative_to(study.folder, *meant);
  finding.message += "; did you mean " + quoted(text) + "?";
  const bool whole = link.target_span.size() == link.target.size();
  if (!whole || !is_plain_path(text)) return;
  finding.fix =
      Fix{"lead to " + *meant, Safety::unsafe, {{path_span(link, study.page.source), text}}};
}

void absent(Study& study, Judge& judge, const document::Link& link, const Goal& goal, Shows shows,
            std::size_t& suggestions) {
  const code::Tree& tree = *study.facts.tree("");
  const Standpoint there = study.standpoint(link.span.begin);
  const auto meant =
      suggestions++ < most_suggestions ? near_path(tree, study.folder, goal.path) : std::nullopt;
  // From the document's folder what was meant may be written as what is missing is from the root.
  const bool alike = meant && relative_to(study.folder, *meant) == goal.path;
  std::string what = shows == Shows::image ? "the image " : "the link leads to ";
  std::string message =
      what + quoted(alike ? "/" + goal.path : goal.path) +
      (shows == Shows::image ? " is not in this repository" : ", which is not in this repository");
  Finding& finding = judge.untrue(target_place(link), std::move(message));
  if (there.tree != &tree && there.missing.empty() && there.tree->find(goal.path)) {
    finding.severity = Severity::warning;
    finding.message += " any more; it is at " + there.at() + ", so link to that commit";
    return;
  }
  if (!tree.commit().empty()) finding.message += " at " + tree.commit().substr(0, 7);
  if (study.facts.is_uncommitted(goal.path)) {
    finding.message += "; it is here, but not committed: git add it";
    return;
  }
  if (suggestions <= most_suggestions) suggest(finding, study, link, meant);
}

}  // namespace

Span target_place(const document::Link& link) {
  return link.target_span.empty() ? link.span : link.target_span;
}

bool is_image(const document::Link& link) {
  return link.kind == document::LinkKind::image || link.kind == document::LinkKind::html_image;
}

std::string quoted(std::string_view name) { return "`" + printable(name.substr(0, 200)) + "`"; }

void check_target_paths(Study& study, Judge& judge, Shows shows) {
  const code::Tree& tree = *study.facts.tree("");
  const bool site = is_on_documentation_site(study);
  const bool filled_in_later = is_template(study);
  std::size_t suggestions = 0;
  for (const document::Link& link : study.page.links) {
    if (is_image(link) != (shows == Shows::image) || link.kind == document::LinkKind::url) continue;
    const Goal goal = goal_of(link.target, study);
    if (goal.kind == GoalKind::outside) {
      judge.undecided(target_place(link), "it leads above the repository's root");
    } else if (goal.kind == GoalKind::placeholder) {
      judge.undecided(target_place(link), "it is to be filled in");
    } else if (goal.kind == GoalKind::file) {
      const auto entry = tree.find(goal.path);
      if (entry && entry->kind == code::EntryKind::submodule && entry->path != goal.path) {
        judge.undecided(target_place(link), "it lies in the submodule " + entry->path);
      } else if (entry) {
        judge.holds();
      } else if (site && may_be_route(goal.path)) {
        judge.undecided(target_place(link), "it may be a page of the documentation's site");
      } else if (filled_in_later) {
        judge.undecided(target_place(link), "the document is a template");
      } else if (study.shared<GitIgnore>().names(tree, goal.path)) {
        judge.undecided(target_place(link), "a .gitignore names it: a program may make it");
      } else if (study.facts.is_uncommitted(goal.path) && study.facts.is_uncommitted(study.path)) {
        judge.undecided(target_place(link), "it is not committed yet, nor is the document");
      } else {
        absent(study, judge, link, goal, shows, suggestions);
      }
    }
  }
}

}  // namespace recipe::check
