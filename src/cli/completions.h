#pragma once

#include <string>

namespace recipe::cli {

// Scripts that complete command lines of `recipe`, made of the commands' tables.

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace recipe::cli
