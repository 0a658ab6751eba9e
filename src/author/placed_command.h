#pragma once

#include <string>
#include <vector>

#include "author/observe.h"

namespace recipe::author {

/// A stage's command as a recipe runs it in a checkout: what earlier stages of `others` wrote is
/// brought to where the command reads it, folders for what it writes are made, its metrics are
/// handed on, and what it wrote is kept in the stage's folder ($RECIPE_DATA, $RECIPE_MODEL).
std::string placed_command(const record::StageRecord& stage,
                           const std::vector<record::Record>& others, const Naming& naming);

/// A path from a folder; empty for what lies elsewhere.
std::string path_below(const std::string& folder, const std::string& path);

}  // namespace recipe::author
