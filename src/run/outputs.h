#pragma once

#include "run/context.h"

namespace recipe::run {

/// Digests of what a stage was to make, added to its record: the processed data and their splits,
/// the model and its parts. An error where it made nothing.
Result<> collect_outputs(Context& run, const PlannedStage& planned, const std::string& data_folder,
                         const std::string& model_folder, record::StageRecord& stage);

/// Hands what a stage made to those that follow.
void use_outputs(Context& run, document::Stage stage, const record::StageRecord& done);

}  // namespace recipe::run
