#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit.h"
#include "cli/terminal.h"
#include "os/world.h"

namespace recipe::cli {

/// An option of a command. Without `value` it is a flag.
struct Option {
  std::string_view name;          ///< "--stage"
  std::string_view value;         ///< "STAGE"; empty for a flag
  std::string_view help;          ///< one sentence
  std::string_view choices = {};  ///< "text|json": other values are refused; empty: any
  bool repeatable = false;
};

struct Positional {
  std::string_view name;  ///< "PATH"
  std::string_view help;
  bool required = false;
  bool repeatable = false;
};

/// What the user typed, checked against the command's table.
class Arguments {
 public:
  bool has(std::string_view option) const;
  /// The last value given.
  std::optional<std::string> value(std::string_view option) const;
  std::vector<std::string> values(std::string_view option) const;
  const std::vector<std::string>& positionals() const { return positionals_; }
  /// The words behind `--`, of a command that takes another command.
  const std::vector<std::string>& rest() const { return rest_; }
  bool json() const { return value("--format") == "json"; }

  void add(const std::string& option, const std::string& value) {
    options_[option].push_back(value);
  }
  void add_positional(const std::string& value) { positionals_.push_back(value); }
  void set_rest(std::vector<std::string> words) { rest_ = std::move(words); }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> options_;
  std::vector<std::string> positionals_;
  std::vector<std::string> rest_;
};

/// A row of commands.def. `--format` and `--help` are added to every command that
/// has none of its own.
struct Command {
  std::string_view name;         ///< "run", or "data digest"
  std::string_view summary;      ///< one line, "carries out a recipe and gives the verdict"
  std::string_view description;  ///< paragraphs, an empty line between two
  std::string_view example;      ///< lines a person could type, "$ " in front
  std::span<const Positional> positionals;
  std::span<const Option> options;
  /// Prints on `terminal`; an error is printed by the caller, which makes the exit code of it.
  Result<Exit> (*run)(os::World& world, Terminal& terminal, const Arguments& arguments);
  /// What stands behind `--`, as it is: "COMMAND"; empty: nothing does.
  std::string_view rest = {};
};

namespace commands {
// With an ending, since `new` is no name in C++.
#define COMMAND(name) extern const Command name##_command;
#include "cli/commands.def"
#undef COMMAND
}  // namespace commands

/// In the order users see.
std::span<const Command* const> all_commands();
/// Null if there is none.
const Command* command_named(std::string_view name);
/// Those of the table, then of those that every command has the rest.
std::vector<Option> options_of(const Command& command);

/// The whole program but `main`: parses, runs, prints errors, returns the process's exit code.
int run_program(os::World& world, Terminal& terminal, int argc, const char* const* argv);

}  // namespace recipe::cli
