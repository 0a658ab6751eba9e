#include "code/shell/shell.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "code/shell/options.h"
#include "code/shell/runs.h"

namespace recipe::code {
namespace {

constexpr int deepest_sources = 4;
constexpr std::size_t most_sources = 32;
constexpr std::size_t most_runs = 1000;

/// Commands that show or test what they are given.
bool only_looks_at(std::string_view command) {
  static const std::set<std::string_view> names = {
      "echo", "printf", "[",     "[[",     "test",  "shift", "getopt", "getopts", "set",
      ":",    "log",    "local", "export", "usage", "read",  "for",    "return",  "exit"};
  return names.contains(command);
}

bool declares(std::string_view command) {
  return command == "export" || command == "declare" || command == "local" ||
         command == "readonly" || command == "typeset";
}

/// `X=1` of `export X=1`
std::optional<ShellAssignment> declared(const ShellWord& word) {
  const std::size_t equals = word.value.find('=');
  if (equals == std::string::npos ||
      !is_shell_name(std::string_view(word.value).substr(0, equals))) {
    return std::nullopt;
  }
  ShellAssignment assigned;
  assigned.span = word.span;
  assigned.name = word.value.substr(0, equals);
  assigned.value = word;
  assigned.value.value = word.value.substr(equals + 1);
  assigned.value.span.begin = std::min(word.span.end, word.span.begin + equals + 1);
  return assigned;
}

class ScriptReader {
 public:
  ScriptReader(const Tree& tree, std::string_view path) : tree_(tree) { script_.path = path; }

  Script read() {
    const auto bytes = tree_.read(script_.path);
    if (!bytes) {
      script_.understood = false;
      script_.why_not = bytes.error().message;
      return std::move(script_);
    }
    const ShellFile file(script_.path, **bytes);
    read_file(file, 0);
    finish(file);
    return std::move(script_);
  }

 private:
  void read_file(const ShellFile& file, int depth) {
    script_.sources.push_back(file.source.path());
    functions_of(file);
    bool conditional = false;
    for (const ShellCommand& command : file.text.commands) {
      const bool certain = !conditional && command.depth == 0;
      conditional = command.after == ShellOperator::conjunction ||
                    command.after == ShellOperator::disjunction;
      variables_.use(file, command);
      // In front of a command an assignment is for that command alone.
      if (command.words.empty()) {
        for (const ShellAssignment& each : command.assignments) {
          variables_.assign(file, each, certain);
          if (depth == 0 && file.holds_all_arguments(each.span)) {
            open("it keeps what it is given in " + each.name, file.place(each.span.begin));
          }
        }
        continue;
      }
      const std::string& name = command.words.front().value;
      if (declares(name)) {
        for (const ShellWord& word : command.words) {
          if (const auto assigned = declared(word)) variables_.assign(file, *assigned, certain);
        }
        continue;
      }
      called_.insert(name);
      if ((name == "source" || name == ".") && command.words.size() > 1) {
        include(file, command, depth);
        continue;
      }
      run(file, command);
    }
    for (const ShellProblem& problem : file.text.problems) {
      if (problem.fault == ShellFault::too_long) {
        open("the script is too long to be read whole", file.place(problem.span.begin));
      }
    }
  }

  void functions_of(const ShellFile& file) {
    for (const ShellFunction& each : file.text.functions) functions_.insert(each.name);
  }

  void include(const ShellFile& file, const ShellCommand& command, int depth) {
    const ShellWord& word = command.words[1];
    const std::string written = variables_.resolved_text(word.value).value_or(word.value);
    const std::string path = path_from(tree_, script_.path, written);
    const Place place = file.place(word.span.begin);
    if (name_of(written) == "parse_options.sh") return parse_options(place);
    const bool seen =
        std::find(script_.sources.begin(), script_.sources.end(), path) != script_.sources.end();
    if (seen) return;
    const auto bytes =
        path.empty() || depth >= deepest_sources || script_.sources.size() >= most_sources
            ? fail(ErrorKind::not_found, "")
            : tree_.read(path);
    if (!bytes) {
      // Files of the system and of virtual environments read no options of the script.
      if (!written.starts_with('/') && written.find("activate") == std::string::npos) {
        unread_.push_back({written, place});
      }
      return;
    }
    const ShellFile included(path, **bytes);
    read_file(included, depth + 1);
    add_options(script_.interface, included, variables_);
  }

  /// The way of Kaldi: every variable that is set so far is an option, and no other.
  void parse_options(const Place& place) {
    script_.interface.spelling.either_dash = true;
    for (const auto& [name, variable] : variables_.all()) {
      Flag flag;
      flag.key = name;
      std::string spelt = "--" + name;
      std::replace(spelt.begin(), spelt.end(), '_', '-');
      flag.names = {std::move(spelt)};
      flag.place = variable.place;
      flag.defaults = variables_.default_of(variable.text, variable.place);
      script_.interface.flags.push_back(std::move(flag));
    }
    Flag help;
    help.names = {"--help", "-h"};
    help.key = "help";
    help.takes = Takes::nothing;
    help.place = place;
    help.defaults.place = place;
    script_.interface.flags.push_back(std::move(help));
  }

  void run(const ShellFile& file, const ShellCommand& command) {
    const std::string& name = command.words.front().value;
    auto run = run_of(tree_, file, command, variables_);
    bool passes = run && run->passes_on;
    if (!run && !only_looks_at(name) && !functions_.contains(name)) {
      const auto words = variables_.spliced(file, command);
      passes = std::any_of(words.begin(), words.end(),
                           [](const PlacedWord& each) { return each.arguments; });
    }
    if (passes) {
      const std::string to = run ? run->program : name;
      open(to == "exec" || to.starts_with("$@") ? std::string("what it is given is run")
                                                : "it passes on what it is given to " + to,
           file.place(command.span.begin));
    }
    if (run && script_.runs.size() < most_runs) script_.runs.push_back(std::move(*run));
  }

  void open(std::string why, const Place& place) {
    if (script_.interface.open.size() < 100) {
      script_.interface.open.emplace_back(std::move(why), place);
    }
  }

  void finish(const ShellFile& file) {
    add_options(script_.interface, file, variables_);
    add_positionals(script_.interface, file, variables_);
    for (const auto& [path, place] : unread_) {
      open("it reads " + path + ", which is not here", place);
    }
    for (const auto& [name, variable] : variables_.all()) {
      if (!variable.from_environment) continue;
      Flag flag;
      flag.names = {name};
      flag.key = name;
      flag.place = variable.place;
      flag.defaults = variables_.default_of(variable.text, variable.place);
      if (variable.required) flag.defaults.kind = DefaultKind::required;
      script_.interface.variables.push_back(std::move(flag));
    }
    script_.constants = variables_.constants();
    script_.calls.assign(called_.begin(), called_.end());
  }

  const Tree& tree_;
  Script script_;
  ShellVariables variables_;
  std::set<std::string> functions_;
  std::set<std::string> called_;
  std::vector<std::pair<std::string, Place>> unread_;
};

}  // namespace

Script read_shell_script(const Tree& tree, std::string_view path) {
  return ScriptReader(tree, path).read();
}

}  // namespace recipe::code
