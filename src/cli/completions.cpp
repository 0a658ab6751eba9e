#include "cli/completions.h"

#include <algorithm>

#include "base/text.h"
#include "cli/command.h"

namespace recipe::cli {
namespace {

std::string spaced(std::string_view choices) {
  std::string text(choices);
  std::replace(text.begin(), text.end(), '|', ' ');
  return text;
}

/// The first and second words of a command's name; the second is often empty.
std::pair<std::string, std::string> words_of(const Command& command) {
  const std::size_t space = command.name.find(' ');
  if (space == std::string_view::npos) return {std::string(command.name), ""};
  return {std::string(command.name.substr(0, space)), std::string(command.name.substr(space + 1))};
}

/// What completes the word behind `first`, or, if that is empty, the first word: each with the
/// summary.
std::vector<std::pair<std::string, std::string>> words_after(const std::string& first) {
  std::vector<std::pair<std::string, std::string>> words;
  for (const Command* command : all_commands()) {
    auto [word, second] = words_of(*command);
    if (!first.empty() && (word != first || second.empty())) continue;
    const std::string& wanted = first.empty() ? word : second;
    const bool known = std::any_of(words.begin(), words.end(),
                                   [&](const auto& other) { return other.first == wanted; });
    if (!known) words.emplace_back(wanted, command->summary);
  }
  return words;
}

std::vector<std::string> group_names() {
  std::vector<std::string> groups;
  for (const Command* command : all_commands()) {
    auto [word, second] = words_of(*command);
    const bool known = std::find(groups.begin(), groups.end(), word) != groups.end();
    if (!second.empty() && !known) groups.push_back(word);
  }
  return groups;
}

bool takes_folder(const Option& option) { return option.value.ends_with("DIR"); }

std::string names_in(const std::vector<std::pair<std::string, std::string>>& words) {
  std::vector<std::string> names;
  for (const auto& [name, summary] : words) names.push_back(name);
  return join(names, " ");
}

std::string option_names_of(const Command& command) {
  std::vector<std::string> names;
  for (const Option& option : options_of(command)) names.emplace_back(option.name);
  return join(names, " ");
}

std::string bash_values_of(const Command& command) {
  std::string text;
  for (const Option& option : options_of(command)) {
    if (option.value.empty()) continue;
    text += "    '" + std::string(command.name) + "':" + std::string(option.name) + ") ";
    if (!option.choices.empty()) text += "_recipe_words '" + spaced(option.choices) + "'; ";
    text += "return ;;\n";
  }
  return text;
}

/// Text for a zsh specification within single quotes.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else if (c == '[' || c == ']' || c == ':' || c == '\\') {
      out += std::string("\\") + c;
    } else {
      out += c;
    }
  }
  return out;
}

std::string zsh_described(const std::vector<std::pair<std::string, std::string>>& words) {
  std::string text;
  for (const auto& [name, summary] : words) text += " '" + name + ":" + zsh_text(summary) + "'";
  return text;
}

std::string zsh_arguments(const Command& command) {
  std::string text = "_arguments";
  for (const Option& option : options_of(command)) {
    text += std::string(" \\\n        '") + (option.repeatable ? "*" : "") +
            std::string(option.name) + "[" + zsh_text(option.help) + "]";
    if (!option.value.empty()) {
      text += ":" + zsh_text(option.value) + ":";
      if (!option.choices.empty()) text += "(" + spaced(option.choices) + ")";
      if (takes_folder(option)) text += "_files -/";
    }
    text += "'";
  }
  for (const Positional& positional : command.positionals) {
    text += std::string(" \\\n        '") + (positional.repeatable ? "*" : "") +
            (positional.required ? ":" : "::") + zsh_text(positional.name) + ":_files'";
  }
  return text;
}

std::string fish_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

}  // namespace

std::string bash_completion() {
  std::string text =
      "# bash completion for recipe\n\n"
      "_recipe_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$word\"); }\n\n"
      "_recipe() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
      "  local command=${COMP_WORDS[1]}\n"
      "  COMPREPLY=()\n"
      "  if ((COMP_CWORD == 1)); then\n"
      "    _recipe_words '" +
      names_in(words_after("")) +
      " --help --version'\n"
      "    return\n"
      "  fi\n"
      "  case $command in\n";
  for (const std::string& group : group_names()) {
    text += "    " + group + ")\n      if ((COMP_CWORD == 2)); then _recipe_words '" +
            names_in(words_after(group)) + "'; return; fi\n" + "      command=\"" + group +
            " ${COMP_WORDS[2]}\" ;;\n";
  }
  text += "  esac\n  case $command:$before in\n";
  for (const Command* command : all_commands()) text += bash_values_of(*command);
  text += "  esac\n  if [[ $word == -* ]]; then\n    case $command in\n";
  for (const Command* command : all_commands()) {
    text += "      '" + std::string(command->name) + "') _recipe_words '" +
            option_names_of(*command) + "' ;;\n";
  }
  return text +
         "    esac\n    return\n  fi\n"
         "  compopt -o filenames 2> /dev/null\n"
         "  mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
         "}\n\n"
         "complete -F _recipe recipe\n";
}

std::string zsh_completion() {
  std::string text =
      "#compdef recipe\n\n"
      "_recipe() {\n"
      "  local -a known\n"
      "  if (( CURRENT == 2 )); then\n"
      "    known=(" +
      zsh_described(words_after("")).substr(1) +
      ")\n"
      "    _describe command known\n"
      "    _arguments '--help[Show help.]' '--version[Show the version.]'\n"
      "    return\n"
      "  fi\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  local command=$words[1]\n"
      "  case $command in\n";
  for (const std::string& group : group_names()) {
    text += "    " + group + ")\n      if (( CURRENT == 2 )); then\n        known=(" +
            zsh_described(words_after(group)).substr(1) +
            ")\n        _describe command known\n        return\n      fi\n"
            "      shift words\n      (( CURRENT-- ))\n      command=\"" +
            group + " $words[1]\" ;;\n";
  }
  text += "  esac\n  case $command in\n";
  for (const Command* command : all_commands()) {
    text += "    '" + std::string(command->name) + "')\n      " + zsh_arguments(*command) + " ;;\n";
  }
  return text + "  esac\n}\n\n_recipe \"$@\"\n";
}

std::string fish_completion() {
  std::string text = "# fish completion for recipe\n";
  const std::string begin = "complete -c recipe -n ";
  for (const auto& [name, summary] : words_after("")) {
    text += begin + "__fish_use_subcommand -f -a " + name + " -d " + fish_quoted(summary) + "\n";
  }
  text += begin + "__fish_use_subcommand -f -l help -d 'Show help.'\n";
  text += begin + "__fish_use_subcommand -f -l version -d 'Show the version.'\n";
  for (const Command* command : all_commands()) {
    const auto [word, second] = words_of(*command);
    std::string here = "__fish_seen_subcommand_from " + word;
    if (!second.empty()) {
      text += begin + fish_quoted(here + "; and not __fish_seen_subcommand_from " + second) +
              " -f -a " + second + " -d " + fish_quoted(command->summary) + "\n";
      here += "; and __fish_seen_subcommand_from " + second;
    }
    for (const Option& option : options_of(*command)) {
      text += begin + fish_quoted(here) + " -l " + std::string(option.name.substr(2));
      if (!option.value.empty()) text += takes_folder(option) ? " -r" : " -x";
      if (!option.choices.empty()) text += " -a " + fish_quoted(spaced(option.choices));
      text += " -d " + fish_quoted(option.help) + "\n";
    }
  }
  return text;
}

}  // namespace recipe::cli
