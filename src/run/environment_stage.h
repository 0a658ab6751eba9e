#pragma once

#include "run/context.h"

namespace recipe::run {

/// Checks the packages, then runs the Environment's commands once per text and system, into
/// RECIPE_TOOLS.
Result<StageEnd> prepare_environment(Context& run, const PlannedStage& planned,
                                     record::StageRecord stage);

}  // namespace recipe::run
