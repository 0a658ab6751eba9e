#include <map>

#include "check/rule.h"

namespace recipe::check {
namespace {

void check_order(Study& study, Judge& judge) {
  if (!study.recipe.has_outline()) return;
  std::map<document::SectionKind, document::SectionKind> last;  // by what holds them
  for (const document::Section& section : study.recipe.sections) {
    if (section.kind == document::SectionKind::root) continue;
    const auto parent = document::outline_row(section.kind).parent;
    const auto [before, is_first] = last.try_emplace(parent, section.kind);
    if (is_first || before->second <= section.kind) {
      judge.holds();
    } else {
      judge.untrue(section.heading, "the section `" + document::full_name(section.kind) +
                                        "` stands behind `" + document::full_name(before->second) +
                                        "`; readers of recipes look for it before");
    }
    before->second = section.kind;
  }
}

}  // namespace

constexpr Rule rules::section_order = {
    .name = "section-order",
    .code = "RC102",
    .family = Family::structure,
    .severity = Severity::info,
    .summary = "sections of a recipe in another order than the outline's",
    .document =
        "Compares the order of sections that belong to the same section with the outline. A "
        "recipe in another order is read all the same; only people search longer.",
    .bad = "## Training\n\n## Data\n",
    .good = "## Data\n\n## Training\n",
    .check = check_order,
};

}  // namespace recipe::check
