#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "os/programs.h"

namespace recipe::run {

/// The row of the cache that holds what programs said of their versions; no folder is called so.
inline constexpr const char* programs_row = "programs";

/// As bytes of the row, and back: none where they are not what was written.
std::string row_of_programs(const std::vector<os::KnownProgram>& programs);
std::vector<os::KnownProgram> programs_of_row(std::string_view row);

/// Asks a machine for its GPUs and software; what the cache knows is not asked again.
void ask_programs_once(os::World& world, os::Machine& machine);

}  // namespace recipe::run
