#include <exception>
#include <vector>

#include "base/text.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/version.h"

namespace recipe::cli {
namespace {

void print_error(Terminal& terminal, std::string_view message) {
  terminal.err(styled(err_colour(terminal), Style::red, "recipe:") + " " + printable(message) +
               "\n");
}

Exit carry_out_request(os::World& world, Terminal& terminal, const Request& request) {
  if (const auto* error = std::get_if<UsageError>(&request)) {
    print_error(terminal, error->message);
    terminal.err("Try `" + error->help + "`.\n");
    return Exit::usage;
  }
  if (std::holds_alternative<VersionRequest>(request)) {
    terminal.out(version_text());
    return Exit::fine;
  }
  if (const auto* help = std::get_if<HelpRequest>(&request)) {
    const auto width = static_cast<std::size_t>(terminal.width());
    terminal.out(help->command != nullptr ? help_of(*help->command, width)
                                          : help_of_program(help->group));
    return Exit::fine;
  }
  const Invocation& invocation = std::get<Invocation>(request);
  const auto exit = invocation.command->run(world, terminal, invocation.arguments);
  if (exit) return *exit;
  print_error(terminal, exit.error().to_string());
  return exit_of(exit.error());
}

}  // namespace

int run_program(os::World& world, Terminal& terminal, int argc, const char* const* argv) {
  Exit exit = Exit::fine;
  try {
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    exit = carry_out_request(world, terminal, parse_command_line(words));
  } catch (const std::exception& error) {
    print_error(terminal, std::string("this is a bug in recipe, please report it with the command "
                                      "line: ") +
                              error.what());
    exit = Exit::bug;
  }
  if (const auto trouble = world.cache != nullptr ? world.cache->trouble() : std::nullopt) {
    terminal.err("note: " + printable(*trouble) + "\n");
  }
  if (const auto failure = terminal.failure()) {
    print_error(terminal, "cannot write standard output: " + *failure);
    exit = worst(exit, Exit::refused);
  }
  return static_cast<int>(exit);
}

}  // namespace recipe::cli
