#pragma once

#include <string>

#include "run/plan.h"

namespace recipe::run {

/// Exactly what would run, as a shell script that a person could paste into a terminal in the
/// recipe's folder; what does not run is a comment that says why. The same for every machine and
/// user.
std::string as_shell_script(const Plan& plan);

}  // namespace recipe::run
