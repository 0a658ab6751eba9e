#include <algorithm>

#include "check/curve_ends.h"
#include "check/recipe_sections.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

using document::SectionKind;

bool has_table(const Study& study, Span section) {
  return std::any_of(
      study.page.tables.begin(), study.page.tables.end(),
      [section](const auto& table) { return section.contains(table.block->span.begin); });
}

void check_pictures(Study& study, Judge& judge) {
  const document::Recipe& recipe = study.recipe;
  if (!recipe.has_outline() || recipe.dynamics.figures.empty()) return;
  bool numbers = study.facts.tree("")->find(curves_path(study.path)).has_value();
  for (const document::Section* section : applying(recipe, SectionKind::dynamics)) {
    numbers = numbers || has_table(study, section->body);
  }
  if (numbers) return judge.holds();
  Finding& finding = judge.untrue(
      recipe.dynamics.figures.front().span,
      "how training goes is shown in pictures only, which no program can compare: give loss and "
      "metrics at some steps in a table, or the curves in " +
          std::string(code::name_of(curves_path(study.path))));
  if (recipe.dynamics.training_time) finding.severity = Severity::info;
}

}  // namespace

constexpr Rule rules::dynamics_only_pictures = {
    .name = "dynamics-only-pictures",
    .code = "RC131",
    .family = Family::structure,
    .severity = Severity::warning,
    .summary = "training curves of a recipe that are pictures only",
    .document =
        "Whoever trains again wants to know after an hour whether it goes as it should. That takes "
        "numbers: a table, or the curves that a run wrote beside the recipe. Where the recipe at "
        "least says how long training takes, this is information only.",
    .bad = "![loss](loss.png)\n",
    .good = "| Step | Loss |\n| --- | --- |\n| 1000 | 2.31 |\n\n![loss](loss.png)\n",
    .check = check_pictures,
};

}  // namespace recipe::check
