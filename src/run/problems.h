#pragma once

#include "run/plan.h"

namespace recipe::run {

/// Adds to the plan what keeps a stage that is to run from starting: placeholders in commands,
/// commits that are missing, repositories and folders that may not be used.
void find_problems(Plan& plan, const PlannedStage& planned);

}  // namespace recipe::run
