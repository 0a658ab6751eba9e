#include "base/text.h"
#include "check/anchors.h"
#include "check/goal.h"
#include "check/own_page.h"
#include "check/rule.h"
#include "check/suggest.h"
#include "check/target_paths.h"

namespace recipe::check {
namespace {

constexpr std::size_t most_anchor_suggestions = 200;

/// The document that a link with a fragment leads to, and its anchors.
struct Anchored {
  const std::vector<std::string>* anchors = nullptr;
  std::string path;    ///< empty: this document
  std::string commit;  ///< where it was read
};

bool is_markdown(std::string_view path) {
  const std::string name = lower(path);
  return name.ends_with(".md") || name.ends_with(".markdown");
}

/// The document shown for a path: of a folder its README.
std::optional<std::string> shown_document(const code::Tree& tree, const std::string& path) {
  const auto entry = tree.find(path);
  if (!entry || entry->kind == code::EntryKind::submodule) return std::nullopt;
  if (entry->kind == code::EntryKind::file) return entry->path;
  const std::string readme = (entry->path.empty() ? "" : entry->path + "/") + "README.md";
  if (tree.find(readme)) return readme;
  return std::nullopt;
}

class AnchorChecker {
 public:
  AnchorChecker(Study& study, Judge& judge)
      : study_(study), judge_(judge), on_site_(is_on_documentation_site(study)) {}

  void run() {
    for (const document::Link& link : study_.page.links) {
      const Goal goal = goal_of(link.target, study_);
      if (goal.kind == GoalKind::fragment) {
        judge(link, goal, {&study_.page.anchors, "", ""});
      } else if (!goal.fragment.empty() && line_range(goal.fragment).first == 0) {
        if (goal.kind == GoalKind::file) {
          elsewhere(link, goal, study_.facts.tree(""), goal.path);
        } else if (goal.kind == GoalKind::own_page && goal.address->view != "raw") {
          const OwnPage page = own_page(*goal.address, study_.facts);
          elsewhere(link, goal, page.tree, page.path);
        }
      }
    }
  }

 private:
  void elsewhere(const document::Link& link, const Goal& goal, const code::Tree* tree,
                 const std::string& path) {
    if (tree == nullptr) return;
    const auto document = shown_document(*tree, path);
    if (!document) return;
    if (!is_markdown(*document)) {
      judge_.undecided(target_place(link), "anchors are known of Markdown only");
      return;
    }
    if (*document == study_.path && tree == study_.facts.tree("")) {
      return judge(link, goal, {&study_.page.anchors, "", ""});
    }
    judge(link, goal, {study_.facts.anchors(*tree, *document), *document, tree->commit()});
  }

  void judge(const document::Link& link, const Goal& goal, const Anchored& there) {
    if (there.anchors == nullptr) {
      return judge_.undecided(target_place(link), quoted(there.path) + " cannot be read");
    }
    const bool page_of_folder = goal.fragment == "readme";
    if (page_of_folder || leads_to_anchor(*there.anchors, goal.fragment)) return judge_.holds();
    Finding& finding = judge_.untrue(
        target_place(link), "no heading of " + (there.path.empty() ? "this document" : there.path) +
                                " has the anchor " + quoted("#" + goal.fragment));
    if (!there.path.empty()) finding.evidence.push_back({there.path, 0, there.commit});
    if (on_site_) {
      finding.severity = Severity::info;
      finding.message += ", unless the documentation's site makes one";
      return;
    }
    if (suggestions_++ < most_anchor_suggestions) suggest(finding, link, goal, *there.anchors);
  }

  void suggest(Finding& finding, const document::Link& link, const Goal& goal,
               const std::vector<std::string>& anchors) const {
    const auto meant = near_one(goal.fragment, anchors);
    if (!meant) {
      finding.message += "; add the heading, or mend the link";
      return;
    }
    finding.message += "; did you mean " + quoted("#" + *meant) + "?";
    const std::string_view text = study_.page.source.text(target_place(link));
    const std::size_t hash = text.find('#');
    if (hash == std::string_view::npos || link.target_span.empty()) return;
    const std::size_t begin = link.target_span.begin + hash + 1;
    // The same letters and digits are surely meant.
    const bool sure = folded(*meant) == folded(goal.fragment);
    finding.fix = Fix{"lead to #" + *meant,
                      sure ? Safety::safe : Safety::unsafe,
                      {{{begin, link.target_span.end}, *meant}}};
  }

  Study& study_;
  Judge& judge_;
  bool on_site_;
  std::size_t suggestions_ = 0;
};

void check_anchors(Study& study, Judge& judge) { AnchorChecker(study, judge).run(); }

}  // namespace

constexpr Rule rules::broken_anchor = {
    .name = "broken-anchor",
    .code = "RC203",
    .family = Family::links,
    .severity = Severity::error,
    .summary = "a link to a heading that is not there",
    .document =
        "Compares the part behind `#` with the anchors that GitHub makes from headings and with "
        "every `id` and `name` in HTML, in this document and in others of the repository. GitHub "
        "also tries the fragment in lower case, so a difference in case alone is no finding.\n"
        "\n"
        "Where a documentation site is built from the folder, which may add anchors of its own, a "
        "finding is information only. Anchors into what is no Markdown are left undecided.",
    .bad = "[Results](#training-accuracy-8x-a100-40gb)\n\n## Training accuracy (8x A100 80GB)",
    .good = "[Results](#training-accuracy-8x-a100-80gb)\n\n## Training accuracy (8x A100 80GB)",
    .check = check_anchors,
};

}  // namespace recipe::check
