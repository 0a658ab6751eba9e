#pragma once

#include <string>
#include <string_view>

namespace recipe::document {

/// The shell variable of a hyperparameter: its name in upper snake case. Empty where that is no
/// name, or one that programs act upon, such as PATH, LD_PRELOAD or GIT_SSH_COMMAND: a value in a
/// document must not decide what runs.
std::string variable_name(std::string_view name);

}  // namespace recipe::document
