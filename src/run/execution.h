#pragma once

#include "record/record.h"
#include "run/observer.h"
#include "run/plan.h"
#include "run/workspace.h"

namespace recipe::run {

/// Carries a plan out, stage by stage, and leaves a record in the recipe's work folder. A stage
/// that fails, a manual one and the user's Ctrl-C are in the record's state; an error is a world
/// that refused (disk, network), with the record saying what was reached. `plan.problems` must be
/// empty. The workspace is that of a visit. `number` counts runs from 1: the seed is that of the
/// plan plus `number` - 1.
Result<record::Record> carry_out(os::World& world, const Plan& plan, const Workspace& workspace,
                                 const std::string& program, Observer& observer,
                                 std::size_t number = 1);

}  // namespace recipe::run
