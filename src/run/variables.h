#pragma once

#include "run/context.h"

namespace recipe::run {

/// The environment of a stage's commands: docs/format.md lists it. Values of nothing are unset.
std::map<std::string, std::optional<std::string>> variables_of(const Context& run,
                                                               const PlannedStage& planned,
                                                               const StageFolder& folder);

}  // namespace recipe::run
