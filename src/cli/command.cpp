#include "cli/command.h"

#include <algorithm>

namespace recipe::cli {
namespace {

constexpr const Command* command_table[] = {
#define COMMAND(name) &commands::name##_command,
#include "cli/commands.def"
#undef COMMAND
};

constexpr Option common_options[] = {
    {"--format", "FORMAT", "How to report: for people, or one JSON object on standard output.",
     "text|json"},
    {"--help", "", "Show this help."},
};

}  // namespace

bool Arguments::has(std::string_view option) const {
  return options_.find(option) != options_.end();
}

std::optional<std::string> Arguments::value(std::string_view option) const {
  const auto found = options_.find(option);
  if (found == options_.end() || found->second.empty()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view option) const {
  const auto found = options_.find(option);
  return found == options_.end() ? std::vector<std::string>() : found->second;
}

std::span<const Command* const> all_commands() { return command_table; }

const Command* command_named(std::string_view name) {
  for (const Command* command : command_table) {
    if (command->name == name) return command;
  }
  return nullptr;
}

std::vector<Option> options_of(const Command& command) {
  std::vector<Option> options(command.options.begin(), command.options.end());
  for (const Option& common : common_options) {
    const bool own = std::any_of(options.begin(), options.end(),
                                 [&](const Option& option) { return option.name == common.name; });
    if (!own) options.push_back(common);
  }
  return options;
}

}  // namespace recipe::cli
