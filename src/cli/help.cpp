#include "cli/help.h"

#include <algorithm>

#include "base/text.h"
#include "cli/layout.h"

namespace recipe::cli {
namespace {

constexpr std::size_t widest_help = 100;

/// Names with what they mean, each as wide as the widest name.
std::string definitions(const std::vector<std::pair<std::string, std::string>>& rows,
                        std::size_t width) {
  std::size_t names = 0;
  for (const auto& [name, meaning] : rows) names = std::max(names, columns_of(name));
  std::string text;
  for (const auto& [name, meaning] : rows) {
    const std::string body = wrapped(meaning, names + 4, width);
    text += "  " + name + body.substr(columns_of(name) + 2) + "\n";
  }
  return text;
}

std::string paragraphs(std::string_view text, std::size_t width) {
  std::string out;
  for (const std::string_view line : lines(text)) out += wrapped(line, 0, width) + "\n";
  return out;
}

}  // namespace

std::string listed(std::string_view choices) {
  std::string text;
  for (const std::string_view choice : split(choices, '|')) {
    text += (text.empty() ? "" : ", ") + std::string(choice);
  }
  return text;
}

std::string usage_of(const Option& option) {
  std::string text(option.name);
  if (option.name == "--help") return "-h, --help";
  if (!option.value.empty()) text += " " + std::string(option.value);
  return text;
}

std::string full_help(const Option& option) {
  std::string text(option.help);
  if (!option.choices.empty()) {
    text += " " + std::string(option.value) + " is one of " + listed(option.choices) + ".";
  }
  if (option.repeatable) text += " May be repeated.";
  return text;
}

std::string usage_line(const Command& command) {
  std::string text = "recipe " + std::string(command.name) + " [OPTION...]";
  for (const Positional& positional : command.positionals) {
    std::string name(positional.name);
    if (positional.repeatable) name += "...";
    text += positional.required ? " " + name : " [" + name + "]";
  }
  if (!command.rest.empty()) text += " -- " + std::string(command.rest) + "...";
  return text;
}

std::string help_of(const Command& command, std::size_t width) {
  width = std::min(width, widest_help);
  std::string text =
      wrapped("recipe " + std::string(command.name) + ": " + std::string(command.summary), 0,
              width) +
      "\n\nUsage: " + usage_line(command) + "\n\n";
  text += paragraphs(command.description, width) + "\n";
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Positional& positional : command.positionals) {
    rows.emplace_back(positional.name, positional.help);
  }
  if (!rows.empty()) text += "Arguments:\n" + definitions(rows, width) + "\n";
  rows.clear();
  for (const Option& option : options_of(command)) {
    rows.emplace_back(usage_of(option), full_help(option));
  }
  text += "Options:\n" + definitions(rows, width) + "\nExample:\n";
  for (const std::string_view line : lines(command.example)) {
    text += "  " + std::string(line) + "\n";
  }
  return text;
}

std::string help_of_program(const std::string& group) {
  std::string text;
  if (group.empty()) {
    text =
        "recipe: carries out training recipes and says which of their claims hold\n\n"
        "Usage: recipe COMMAND [OPTION...] [ARGUMENT...]\n\n";
  } else {
    text = "Usage: recipe " + group + " COMMAND [OPTION...] [ARGUMENT...]\n\n";
  }
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Command* command : all_commands()) {
    if (!group.empty() && !command->name.starts_with(group + " ")) continue;
    rows.emplace_back(command->name, command->summary);
  }
  text += "Commands:\n" + definitions(rows, widest_help) + "\n";
  if (group.empty()) {
    text += "Options:\n" +
            definitions({{"-h, --help", "Show this help; behind a command, that command's."},
                         {"--version", "Show the version, and those of the libraries."}},
                        widest_help) +
            "\nExample:\n  $ recipe run recipe.md\n";
  }
  return text;
}

}  // namespace recipe::cli
