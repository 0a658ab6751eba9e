#pragma once

#include "run/plan.h"

namespace recipe::run {

/// What becomes of a stage by the recipe and the options alone, and why.
PlannedStage fate_of(const Plan& plan, document::Stage stage);

/// Stages that only feed what is given already, and those behind `--stage`, have nothing to do.
void drop_what_nothing_needs(Plan& plan);

/// Where the pre-trained model comes from, if the recipe names one.
Result<> plan_pretrained(Plan& plan);

/// The path of the first source of a part that is a path below the repository or the recipe's
/// folder; empty if it has none.
std::string local_path(const Plan& plan, const document::Part& part);

}  // namespace recipe::run
