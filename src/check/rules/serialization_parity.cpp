#include "check/recipe_sections.h"
#include "check/rule.h"

namespace recipe::check {
namespace {

using document::SectionKind;

constexpr std::string_view parity_words =
    "same|equal*|identical*|parity|match*|differ*|difference*|within #|agree*|allclose|atol|rtol|"
    "tolerance*|accuracy|compare*|verified|bit for bit|loss of accuracy|drop*";

void check_parity(Study& study, Judge& judge) {
  const document::Recipe& recipe = study.recipe;
  if (!recipe.has_outline()) return;
  const auto sections = applying(recipe, SectionKind::serialization);
  if (sections.empty()) return;
  if (section_mentions(recipe, SectionKind::serialization, parity_words)) return judge.holds();
  judge.untrue(sections.front()->heading,
               "nothing says that the deployed model gives what the trained one gives, and how "
               "closely");
}

}  // namespace

constexpr Rule rules::serialization_parity = {
    .name = "serialization-parity",
    .code = "RC152",
    .family = Family::structure,
    .severity = Severity::info,
    .summary = "a Serialization section of a recipe without a word on whether both models agree",
    .document =
        "Converting a model may change what it says: other kernels, lower precision, an operator "
        "read differently. Looks in Serialization for words that compare the two.",
    .bad = "### Serialization\n\nThe model is exported to ONNX.\n",
    .good = "### Serialization\n\nThe model is exported to ONNX; outputs differ by at most 1e-5.\n",
    .check = check_parity,
};

}  // namespace recipe::check
