// The only file that includes CLI11, which is slow to compile.
#include "cli/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"
#include "cli/layout.h"

namespace recipe::cli {
namespace {

UsageError usage_error(std::string message, const std::string& of) {
  return {std::move(message), of.empty() ? "recipe --help" : "recipe " + of + " --help"};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const auto near = nearest(word, candidates);
  return near ? "; did you mean `" + *near + "`?" : "";
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : options_of(command)) names.emplace_back(option.name);
  return names;
}

/// What stands in front of the command's own words: "data" of "data digest".
std::string group_of(const Command& command) {
  const std::size_t space = command.name.find(' ');
  return space == std::string_view::npos ? "" : std::string(command.name.substr(0, space));
}

bool is_group(std::string_view word) {
  const auto all = all_commands();
  return std::any_of(all.begin(), all.end(),
                     [&](const Command* command) { return group_of(*command) == word; });
}

/// What may stand first on the command line.
std::vector<std::string> first_words() {
  std::vector<std::string> words;
  for (const Command* command : all_commands()) {
    words.emplace_back(command->name.substr(0, command->name.find(' ')));
  }
  return words;
}

/// `--print=3`; CLI11 would count it three times.
std::optional<std::string> value_of_a_flag(const Command& command,
                                           const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--") break;
    for (const Option& option : options_of(command)) {
      if (option.value.empty() && word.starts_with(std::string(option.name) + "=")) {
        return std::string(option.name) + " takes no value";
      }
    }
  }
  return std::nullopt;
}

std::string needs_value(const Option& option) {
  return std::string(option.name) + " needs a value: " + std::string(option.value);
}

bool names_option(const Command& command, const std::string& word) {
  const std::vector<std::string> names = option_names(command);
  return std::find(names.begin(), names.end(), word) != names.end();
}

std::optional<std::string> wrong_value(const Option& option, const std::string& value) {
  if (value.empty())
    return std::string(option.name) + " needs a value: " + std::string(option.value);
  if (option.choices.empty()) return std::nullopt;
  std::vector<std::string> choices;
  for (const std::string_view choice : split(option.choices, '|')) choices.emplace_back(choice);
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return std::nullopt;
  return std::string(option.name) + " has no choice `" + one_line(value) +
         "`: " + join(choices, ", ") + did_you_mean(value, choices);
}

/// Fills `arguments`, or says what is wrong.
std::optional<std::string> take_options(const Command& command, CLI::App& app,
                                        Arguments& arguments) {
  for (const Option& option : options_of(command)) {
    const std::string name(option.name);
    const CLI::Option* parsed = app.get_option(name);
    if (parsed->count() > 1 && !option.repeatable && !option.value.empty()) {
      return name + " is given twice";
    }
    if (option.value.empty()) {
      if (parsed->count() > 0) arguments.add(name, "");
      continue;
    }
    for (const std::string& value : parsed->results()) {
      // CLI11 takes the next word whatever it is.
      if (names_option(command, value)) return needs_value(option);
      if (auto wrong = wrong_value(option, value)) return wrong;
      arguments.add(name, value);
    }
  }
  return std::nullopt;
}

std::optional<std::string> take_positionals(const Command& command,
                                            const std::vector<std::string>& words,
                                            Arguments& arguments) {
  const auto& table = command.positionals;
  const bool any_number = !table.empty() && table.back().repeatable;
  if (!any_number && words.size() > table.size()) {
    return "`" + one_line(words[table.size()]) + "` is one argument too many";
  }
  for (const std::string& word : words) {
    if (word.empty()) return "an argument is empty";
    arguments.add_positional(word);
  }
  for (std::size_t i = words.size(); i < table.size(); ++i) {
    if (table[i].required) return std::string(table[i].name) + " is missing";
  }
  return std::nullopt;
}

/// Takes `--` and all behind it from the words.
std::optional<std::string> take_rest(const Command& command, std::vector<std::string>& words,
                                     Arguments& arguments) {
  const auto begin = std::find(words.begin(), words.end(), "--");
  const bool help = std::any_of(words.begin(), begin, [](const std::string& word) {
    return word == "--help" || word == "-h";
  });
  if (begin == words.end() || std::next(begin) == words.end()) {
    if (help) return std::nullopt;
    return std::string(command.rest) + " is missing: write it behind ` -- `";
  }
  arguments.set_rest({std::next(begin), words.end()});
  words.erase(begin, words.end());
  return std::nullopt;
}

Request parse_command(const Command& command, std::vector<std::string> words) {
  const std::string name(command.name);
  CLI::App app;
  app.set_help_flag();
  for (const Option& option : options_of(command)) {
    const std::string own(option.name);
    if (option.value.empty()) {
      app.add_flag(own == "--help" ? "-h,--help" : own);
    } else {
      app.add_option(own)->expected(1)->take_all()->type_name(std::string(option.value));
    }
  }
  std::vector<std::string> positionals;
  app.add_option("positionals", positionals)->expected(0, static_cast<int>(words.size()) + 1);
  app.allow_extras();

  Arguments arguments;
  std::optional<std::string> wrong;
  if (!command.rest.empty()) wrong = take_rest(command, words, arguments);
  if (!wrong) wrong = value_of_a_flag(command, words);
  try {
    std::reverse(words.begin(), words.end());
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    // "--stage: 1 required STAGE missing" and its like begin with the option.
    const std::string said = error.what();
    const std::string option = said.substr(0, said.find(':'));
    for (const Option& known : options_of(command)) {
      if (known.name != option) continue;
      wrong = needs_value(known);
    }
    if (!wrong) wrong = one_line(said);
  }
  if (!wrong && app.count("--help") > 0) return HelpRequest{&command, ""};
  if (!wrong) {
    for (const std::string& rest : app.remaining()) {
      if (rest == "--") continue;
      const std::string option = rest.substr(0, rest.find('='));
      wrong = "no option `" + one_line(option) + "`" + did_you_mean(option, option_names(command));
      break;
    }
  }
  if (!wrong) wrong = take_options(command, app, arguments);
  if (!wrong) wrong = take_positionals(command, positionals, arguments);
  if (wrong) return usage_error(name + ": " + *wrong, name);
  return Invocation{&command, std::move(arguments)};
}

bool asks_for_help(std::string_view word) { return word == "--help" || word == "-h"; }

Request parse_group(const std::string& group, std::vector<std::string> words) {
  if (!words.empty() && asks_for_help(words.front())) return HelpRequest{nullptr, group};
  std::vector<std::string> known;
  for (const Command* command : all_commands()) {
    if (group_of(*command) == group) known.emplace_back(command->name);
  }
  if (words.empty()) {
    return usage_error("`" + group + "` is no command by itself; there is " + join(known, ", "),
                       group);
  }
  const std::string name = group + " " + words.front();
  std::string hint = did_you_mean(name, known);
  if (hint.empty()) hint = "; there is " + join(known, ", ");
  return usage_error("no command `" + one_line(name) + "`" + hint, group);
}

}  // namespace

Request parse_command_line(const std::vector<std::string>& words) {
  if (words.empty()) {
    std::vector<std::string> names;
    for (const Command* command : all_commands()) names.emplace_back(command->name);
    return usage_error("which command? " + join(names, ", "), "");
  }
  const std::string& first = words.front();
  if (asks_for_help(first)) return HelpRequest{};
  if (first == "--version") return VersionRequest{};
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (is_group(first)) {
    const Command* command = rest.empty() ? nullptr : command_named(first + " " + rest.front());
    if (command == nullptr) return parse_group(first, rest);
    return parse_command(*command, {rest.begin() + 1, rest.end()});
  }
  if (const Command* command = command_named(first); command != nullptr) {
    return parse_command(*command, rest);
  }
  if (first.starts_with("-")) {
    return usage_error("no option `" + one_line(first) + "` here; options follow the command", "");
  }
  return usage_error("no command `" + one_line(first) + "`" + did_you_mean(first, first_words()),
                     "");
}

}  // namespace recipe::cli
