#pragma once

#include <map>
#include <string>

#include "run/plan.h"

namespace recipe::run {

/// What makes a stage out of date: its sources, commands, the environment's text, its inputs by
/// digest and what it can see of the hyperparameters and the seed. The machine is no part of it.
struct KeyInputs {
  std::map<std::string, std::string> digests;  ///< raw, processed, model, pretrained: "sha256:..."
  std::string environment;                     ///< text of the Environment section's commands
  std::uint64_t seed = 1;
  std::string worktree;  ///< with --worktree: what makes this run differ from every other
};

/// 64 hexadecimal digits.
std::string stage_key(const Plan& plan, const PlannedStage& stage, const KeyInputs& inputs);

/// One digest for all runs that differ in nothing but the seed.
std::string configuration_key(const Plan& plan, const KeyInputs& inputs);

}  // namespace recipe::run
