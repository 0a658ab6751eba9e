#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/recipe.h"

namespace recipe::check {

/// The file of curves beside a recipe: "a/recipe.md" has "a/recipe.dynamics.csv".
std::string curves_path(std::string_view document);

/// Where the reference curves of one metric and split end.
struct CurveEnd {
  std::string split;
  double value = 0;  ///< the mean over runs of the value at the last step, or of the best
  std::size_t runs = 0;
};

/// The ends of all curves of a target's metric in the text of such a file, by split; those of
/// profiles are left out. Lines that have not eight columns are passed over.
std::vector<CurveEnd> curve_ends(std::string_view csv, const document::Target& target,
                                 Direction direction);

}  // namespace recipe::check
