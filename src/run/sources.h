#pragma once

#include "run/context.h"

namespace recipe::run {

/// True if a source is not checked out: the recipe's own repository with --worktree or without a
/// commit.
bool uses_files_as_they_are(const Plan& plan, const PlannedSource& source);

/// The folder of a source: its checkout, or the files as they are.
std::string source_folder(const Context& run, const PlannedSource& source);

/// Where the commands of a stage start.
std::string start_folder(const Context& run, const PlannedStage& planned);

/// Makes the checkout of a source, or brings it back to its commit.
Result<> check_out_source(Context& run, const PlannedSource& source);

/// Makes the checkouts of a stage and records them.
Result<> check_out_sources(Context& run, const PlannedStage& planned, record::StageRecord& stage);

/// Records, after the commands, which tracked files they changed.
Result<> note_changed_sources(Context& run, const PlannedStage& planned,
                              record::StageRecord& stage);

}  // namespace recipe::run
