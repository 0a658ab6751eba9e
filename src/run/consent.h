#pragma once

#include <string>

#include "run/plan.h"

namespace recipe::run {

/// Everything of the document that would reach a shell or git, stage by stage, as a person reads
/// it.
std::string commands_of(const Plan& plan);

/// Whether this user has agreed to exactly these commands before. Kept by digest, outside the
/// repository: $XDG_STATE_HOME/recipe/consent, else ~/.local/state/recipe/consent.
Result<bool> has_consent(os::World& world, const Plan& plan);
Result<> keep_consent(os::World& world, const Plan& plan);

}  // namespace recipe::run
