#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "code/shell/variables.h"

namespace recipe::code {

/// The script or module that a command runs, with what it is given; none for other commands.
std::optional<Run> run_of(const Tree& tree, const ShellFile& file, const ShellCommand& command,
                          const ShellVariables& variables);

/// Where a path that a script names leads to: from its folder, else from a folder above. A front
/// that cannot be known, such as `$(dirname "$0")/`, is left out. Empty if it leads to no file.
std::string path_from(const Tree& tree, std::string_view script, std::string_view written);
std::string module_path_from(const Tree& tree, std::string_view script, std::string_view module);

}  // namespace recipe::code
