#pragma once

#include <string>
#include <string_view>

namespace recipe::author {

/// A recipe to fill in: every section of the outline, what it holds as a comment, empty fields and
/// tables, and commands with placeholders, which `run` refuses until they are replaced.
std::string recipe_template(std::string_view title);

/// "Digit classifier" for digit-classifier and digit_classifier.
std::string title_from(std::string_view name);

}  // namespace recipe::author
