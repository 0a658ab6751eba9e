#pragma once

#include "record/store.h"
#include "run/context.h"

namespace recipe::run {

/// Runs the commands of a stage, unless the result of an earlier run stands.
Result<StageEnd> run_commands(Context& run, const PlannedStage& planned, record::StageRecord stage,
                              record::RecordWriter& writer);

}  // namespace recipe::run
