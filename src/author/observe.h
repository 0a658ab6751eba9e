#pragma once

#include <string>
#include <vector>

#include "author/observed.h"
#include "record/record.h"

namespace recipe::author {

/// How the recipe should name what a record holds.
struct Naming {
  std::string directory;      ///< absolute, in which the command ran; outputs below it are named so
  std::string recipe_folder;  ///< from the repository's root
  std::string recipe_place;   ///< absolute folder of the recipe; data below it are named so
  std::string folder;         ///< of the command, from the root
  std::vector<std::string> metric_lines;  ///< absolute paths of files with lines of metrics
};

/// What the runs of one stage, the newest last, say about it. Commands get lines that put what they
/// wrote into the stage's folder ($RECIPE_DATA, $RECIPE_MODEL), and take what an earlier stage of
/// `others` wrote from there.
Observed observe(document::Stage stage, const std::vector<record::Record>& runs,
                 const std::vector<record::Record>& others, const Naming& naming);

/// A name in code as a person writes it: "Learning rate" for "learning_rate" and for "lr".
std::string readable_name(std::string_view name);

}  // namespace recipe::author
