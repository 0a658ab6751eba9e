#pragma once

#include "check/judge.h"
#include "check/programs.h"

namespace recipe::check {

/// Judges what a command gives a program whose command line Hydra reads: overrides of keys, choices
/// of groups, and Hydra's own options.
void judge_hydra_overrides(Study& study, Judge& judge, const ProgramCall& call);

}  // namespace recipe::check
