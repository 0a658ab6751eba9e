#pragma once

#include <string>

#include "cli/command.h"

namespace recipe::cli {

/// What `recipe COMMAND --help` prints, at most `width` columns wide.
std::string help_of(const Command& command, std::size_t width);
/// What `recipe --help` prints; with a group, only its commands.
std::string help_of_program(const std::string& group);

/// "recipe run [OPTION...] [PATH]"
std::string usage_line(const Command& command);
/// "--stage STAGE"
std::string usage_of(const Option& option);
/// Its sentence, its choices and whether it may be repeated.
std::string full_help(const Option& option);
/// "raw-data, environment"
std::string listed(std::string_view choices);

}  // namespace recipe::cli
