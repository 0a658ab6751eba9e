#include "cli/manual.h"

#include "base/text.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/version.h"

namespace recipe::cli {
namespace {

std::string roff_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

/// A line of text may not begin with a request.
std::string text_line(std::string_view text) {
  const bool request = text.starts_with('.') || text.starts_with('\'');
  return (request ? "\\&" : "") + roff_text(text) + "\n";
}

std::string paragraphs_of(std::string_view description) {
  std::string text;
  for (const std::string_view line : lines(description)) {
    text += line.empty() ? ".PP\n" : text_line(line);
  }
  return text;
}

std::string item(std::string_view term, std::string_view meaning) {
  return ".TP\n.B " + roff_escaped(term) + "\n" + text_line(meaning);
}

std::string section_of(const Command& command) {
  std::string text = ".SS \"" + roff_escaped(usage_line(command)) + "\"\n";
  text += paragraphs_of(command.description);
  for (const Positional& positional : command.positionals) {
    text += item(positional.name, positional.help);
  }
  for (const Option& option : command.options) text += item(usage_of(option), full_help(option));
  return text;
}

std::string examples() {
  std::string text = ".SH EXAMPLES\n.EX\n";
  for (const Command* command : all_commands()) {
    for (const std::string_view line : lines(command->example)) {
      text += roff_escaped(line) + "\n";
    }
  }
  return text + ".EE\n";
}

constexpr std::pair<std::string_view, std::string_view> exit_codes[] = {
    {"0", "Fine; the verdict is `holds`."},
    {"1", "A claim or a stage fails, a finding of `check` is an error."},
    {"2", "Usage, or a recipe that cannot be run as it is."},
    {"3", "The world refused: network, disk, permission."},
    {"4", "Undecided."},
    {"70", "A bug in recipe."},
    {"130", "Interrupted."},
};

constexpr std::pair<std::string_view, std::string_view> files_used[] = {
    {"recipe.md", "The recipe that commands take where none is named."},
    {"recipe.toml",
     "Levels of the rules of `check`, documents that it leaves alone, its baseline."},
    {".recipe/",
     "Beside the recipe: checkouts, results of stages, records of runs. It may be "
     "deleted at any time, at the cost of doing work again."},
    {"$XDG_CACHE_HOME/recipe/digests.sqlite",
     "Digests of files that have not changed since; without the variable, below `~/.cache`. It may "
     "be deleted at any time."},
    {"$XDG_STATE_HOME/recipe/consent",
     "Digests of the commands that you agreed to run; without "
     "the variable, below `~/.local/state`."},
};

constexpr std::pair<std::string_view, std::string_view> variables_read[] = {
    {"NO_COLOR", "If set and not empty, nothing is coloured."},
    {"TERM", "If `dumb`, nothing is coloured or redrawn."},
    {"COLUMNS", "The width of help and reasons where the terminal does not tell it."},
};

}  // namespace

std::string roff_text(std::string_view text) {
  std::string out;
  bool bold = false;
  for (const std::string_view part : split(text, '`')) {
    out += bold ? "\\fB" + roff_escaped(part) + "\\fR" : roff_escaped(part);
    bold = !bold;
  }
  return out;
}

std::string manual_page() {
  std::string text = ".TH RECIPE 1 \"\" \"" + program_name() + "\" \"User Commands\"\n";
  text +=
      ".SH NAME\nrecipe \\- carries out training recipes and says which of their claims hold\n"
      ".SH SYNOPSIS\n.B recipe\n.I COMMAND\n.RI [ OPTION ...]\n.RI [ ARGUMENT ...]\n"
      ".SH DESCRIPTION\n";
  text += paragraphs_of(
      "A training recipe is a Markdown document that says how a model was made: data, code at a "
      "commit, hyperparameters, target metrics. `recipe` reads the text that people read, carries "
      "it out and judges each of its claims by what was measured.");
  text += ".SH COMMANDS\n";
  for (const Command* command : all_commands()) text += section_of(*command);
  text += ".SH OPTIONS OF EVERY COMMAND\n";
  const Command none{};
  for (const Option& option : options_of(none)) text += item(usage_of(option), full_help(option));
  text += ".PP\n" + text_line("`recipe --version` shows the version, and those of the libraries.");
  text += ".SH EXIT STATUS\n";
  for (const auto& [code, meaning] : exit_codes) text += item(code, meaning);
  text += ".PP\n" + text_line("Where several apply, the first of 130, 70, 2, 3, 1, 4, 0 is taken.");
  text += ".SH FILES\n";
  for (const auto& [file, meaning] : files_used) text += item(file, meaning);
  text += ".SH ENVIRONMENT\n";
  for (const auto& [name, meaning] : variables_read) text += item(name, meaning);
  return text + examples();
}

}  // namespace recipe::cli
