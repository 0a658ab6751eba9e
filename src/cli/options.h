#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/command.h"

namespace recipe::cli {

/// A command with its arguments.
struct Invocation {
  const Command* command = nullptr;
  Arguments arguments;
};

struct VersionRequest {};

/// `--help`: of a command, of a group such as `data`, or, with neither, of the program.
struct HelpRequest {
  const Command* command = nullptr;
  std::string group;
};

/// The command line is wrong.
struct UsageError {
  std::string message;
  std::string help;  ///< the command line that shows help: "recipe run --help"
};

using Request = std::variant<Invocation, VersionRequest, HelpRequest, UsageError>;

/// Reads a command line by the tables of the commands. `words` are without the program's name.
Request parse_command_line(const std::vector<std::string>& words);

}  // namespace recipe::cli
