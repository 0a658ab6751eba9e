#include <algorithm>

#include "check/recipe_sections.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

using document::OutlineRow;
using document::SectionKind;

bool is_optional_section(SectionKind kind) {
  return kind == SectionKind::environment || kind == SectionKind::miscellaneous;
}

std::vector<const OutlineRow*> subsections(SectionKind kind) {
  std::vector<const OutlineRow*> rows;
  for (const OutlineRow& row : document::outline()) {
    if (row.parent == kind) rows.push_back(&row);
  }
  return rows;
}

class MissingSections {
 public:
  MissingSections(const document::Recipe& recipe, Judge& judge) : recipe_(recipe), judge_(judge) {}

  // As deep as the outline.
  void look_below(SectionKind kind, Span above) {
    for (const OutlineRow* row : subsections(kind)) {
      if (!is_optional_section(row->kind)) look_at(*row, above);
    }
  }

 private:
  void look_at(const OutlineRow& row, Span above) {
    const document::Section* section = recipe_.section(row.kind);
    const bool holds_others = !subsections(row.kind).empty();
    if (section == nullptr) {
      if (holds_others && has_any_below(row.kind)) return look_below(row.kind, above);
      if (is_said_by_parent(row)) return judge_.holds();
      judge_.untrue(above, "the section `" + full_name(row.kind) + "` is missing" + hint_of(row) +
                               "; if it does not apply, say so in it, and why");
    } else if (section->not_applicable) {
      judge_.holds();
    } else if (holds_others) {
      look_below(row.kind, section->heading);
    } else if (is_answered(recipe_, *section)) {
      judge_.holds();
    } else {
      judge_.untrue(section->heading,
                    "the section `" + full_name(row.kind) + "` is empty" + hint_of(row));
    }
  }

  bool has_any_below(SectionKind kind) const {
    const auto rows = subsections(kind);
    return std::any_of(rows.begin(), rows.end(), [this](const OutlineRow* row) {
      return recipe_.section(row->kind) != nullptr || has_any_below(row->kind);
    });
  }

  /// What stands right below "Raw data" describes them.
  bool is_said_by_parent(const OutlineRow& row) const {
    return row.name == "Description" && !applying(recipe_, row.parent).empty();
  }

  static std::string hint_of(const OutlineRow& row) {
    return row.hint.empty() ? "" : ": " + std::string(row.hint.substr(0, row.hint.size() - 1));
  }

  const document::Recipe& recipe_;
  Judge& judge_;
};

void check_sections(Study& study, Judge& judge) {
  if (!study.recipe.has_outline()) return;
  MissingSections(study.recipe, judge).look_below(SectionKind::root, study.recipe.title.span);
}

}  // namespace

constexpr Rule rules::section_missing = {
    .name = "section-missing",
    .code = "RC101",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "a section of the outline that a recipe lacks",
    .document =
        "Looks for every section of the outline in a document that is a recipe: missing, or with "
        "nothing in it but a comment. Where a section that holds others is missing with all of "
        "them, it is told once.\n"
        "\n"
        "A section that says \"Not applicable.\" and why is there. Environment and Miscellaneous "
        "are nobody's duty. Documents with other outlines are not asked for any section; what "
        "they say is counted by their completeness.",
    .bad = "### Serialization\n",
    .good = "### Serialization\n\nNot applicable. The model is deployed as it is trained.\n",
    .check = check_sections,
};

}  // namespace recipe::check
