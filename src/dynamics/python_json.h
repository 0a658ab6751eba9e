#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace recipe::dynamics {

/// Python writes NaN, Infinity and -Infinity, C and C++ nan, -nan and inf, which JSON does not
/// have: outside strings they become strings, which `number_in` knows.
std::string with_quoted_non_finite(std::string_view text);
/// A number, or one of the words of `with_quoted_non_finite`.
std::optional<double> number_in(const Json& value);
/// The number that such a word stands for.
std::optional<double> non_finite_named(std::string_view word);
/// A hyperparameter's value as text: numbers, truths, text, and lists of those joined by commas.
std::optional<std::string> text_in(const Json& value);

}  // namespace recipe::dynamics
