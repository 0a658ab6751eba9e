#pragma once

#include <string>
#include <string_view>

#include "document/recipe.h"

namespace recipe::author {

/// A recipe to fill in: every section of the outline, what it holds as a comment, empty fields and
/// tables, and commands with placeholders, which `run` refuses until they are replaced.
std::string recipe_template(std::string_view title);

/// Whether a section is as the template has it.
bool is_skeleton_section(const document::Recipe& recipe, document::SectionKind kind);

/// "Digit classifier" for digit-classifier and digit_classifier.
std::string title_from(std::string_view name);

}  // namespace recipe::author
