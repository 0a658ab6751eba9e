#pragma once

#include <string>

#include "os/world.h"
#include "record/record.h"

namespace recipe::cli {

/// Whether a run that says it is running may still be: its process, whose id ends the run's id, is
/// there. A run of another machine cannot be seen from here and counts as gone.
bool is_alive(os::World& world, const record::Record& run);

/// "ran", "failed", "running", "killed", ...
std::string state_of_run(os::World& world, const record::Record& run);

/// The sum of its stages' times in seconds.
double seconds_of_run(const record::Record& run);

/// "raw-data, training failed": the stages that did something, and how if it went otherwise.
/// `state` is that of the run.
std::string stages_of_run(const record::Record& run, const std::string& state);

}  // namespace recipe::cli
