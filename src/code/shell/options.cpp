#include "code/shell/options.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::code {
namespace {

/// What is said of an option in one place, to be joined with what others say.
struct Seen {
  std::vector<std::string> names;
  std::string variable;
  Takes takes = Takes::nothing;
  Place place;
};

class OptionReader {
 public:
  OptionReader(Interface& interface, const ShellFile& file, const ShellVariables& variables)
      : interface_(interface), file_(file), variables_(variables) {}

  void read() {
    for (const ShellCommand& command : file_.text.commands) {
      if (command.words.size() < 2) continue;
      if (command.words[0].value == "getopts") letters(command);
      if (command.words[0].value == "getopt") long_options(command);
    }
    for (const ShellCase& each : file_.text.cases) {
      if (is_of_arguments(each)) branches(each);
    }
    for (Flag& flag : interface_.flags) {
      if (!flag.positional() && flag.defaults.place.line == 0) fill_default(flag);
    }
  }

 private:
  /// `getopts "b:l:h" opt`
  void letters(const ShellCommand& command) {
    const ShellWord& spec = command.words[1];
    if (!spec.literal()) {
      interface_.open.emplace_back("getopts is given options that are not written out",
                                   file_.place(spec.span.begin));
      return;
    }
    if (command.words.size() > 2) getopts_variable_ = command.words[2].value;
    letters(spec, spec.value);
  }

  void letters(const ShellWord& word, std::string_view spec) {
    for (std::size_t i = 0; i < spec.size(); ++i) {
      if (!is_alnum(spec[i])) continue;
      const bool takes = i + 1 < spec.size() && spec[i + 1] == ':';
      const bool maybe = takes && i + 2 < spec.size() && spec[i + 2] == ':';
      join_with({{std::string("-") + spec[i]},
                 "",
                 maybe   ? Takes::maybe
                 : takes ? Takes::one
                         : Takes::nothing,
                 file_.place(word.span.begin)});
    }
  }

  /// `getopt -o ab: --long alpha,beta: -- "$@"`
  void long_options(const ShellCommand& command) {
    for (std::size_t i = 1; i < command.words.size(); ++i) {
      const std::string& word = command.words[i].value;
      if (word == "--") return;
      const std::size_t equals = word.find('=');
      const std::string option = word.substr(0, equals);
      const bool is_long = option == "-l" || option == "--long" || option == "--longoptions";
      const bool is_short = option == "-o" || option == "--options";
      if (!is_long && !is_short) continue;
      if (equals == std::string::npos && ++i >= command.words.size()) return;
      const ShellWord& at = command.words[i];
      const std::string spec = equals == std::string::npos ? at.value : word.substr(equals + 1);
      if (is_short) {
        letters(at, spec);
        continue;
      }
      for (std::string_view name : split(spec, ',')) {
        const std::string_view bare = name.substr(0, name.find(':'));
        const std::size_t colons = name.size() - bare.size();
        if (bare.empty() || bare.find('$') != std::string_view::npos) continue;
        join_with({{"--" + std::string(bare)},
                   "",
                   colons == 0   ? Takes::nothing
                   : colons == 1 ? Takes::one
                                 : Takes::maybe,
                   file_.place(at.span.begin)});
      }
    }
  }

  /// Of `$1`, or of a variable that goes through the arguments.
  bool is_of_arguments(const ShellCase& each) {
    if (!file_.sees_arguments(each.span.begin)) return false;
    const ShellExpansion* subject = file_.only_expansion(each.subject);
    if (subject == nullptr) return false;
    const std::string name(file_.at(subject->name));
    if (name == "1") return true;
    if (!getopts_variable_.empty() && name == getopts_variable_) return true;
    if (const ShellVariable* variable = variables_.find(name)) {
      if (variable->from_arguments) return true;
    }
    for (const ShellLoop& loop : file_.text.loops) {
      if (loop.name != name) continue;
      for (const ShellWord& word : loop.words) {
        if (file_.holds_all_arguments(word.span)) return true;
      }
    }
    return false;
  }

  void branches(const ShellCase& each) {
    const ShellExpansion* subject = file_.only_expansion(each.subject);
    const bool short_letters =
        !getopts_variable_.empty() && file_.at(subject->name) == getopts_variable_;
    bool any = false;
    bool refuses = short_letters;
    bool catches_all = false;
    Place all_place = file_.place(each.span.begin);
    for (const ShellBranch& branch : each.branches) {
      Seen seen;
      for (const ShellWord& pattern : branch.patterns) {
        std::string name = pattern.value;
        if (name == "*" || name == "-*" || name == "--*") {
          catches_all = true;
          refuses = refuses || ends_script(branch.body);
          all_place = file_.place(pattern.span.begin);
          continue;
        }
        if (short_letters && name.size() == 1 && is_alnum(name[0])) name = "-" + name;
        const std::size_t equals = name.find('=');
        if (equals != std::string::npos) {
          seen.takes = Takes::one;
          name.resize(equals);
        }
        while (name.ends_with('*')) name.pop_back();
        if (name.size() < 2 || name[0] != '-' || name == "--" ||
            name.find_first_of("*?[$") != std::string::npos) {
          continue;
        }
        if (seen.names.empty()) seen.place = file_.place(pattern.span.begin);
        seen.names.push_back(name);
      }
      if (seen.names.empty()) continue;
      any = true;
      body(branch.body, seen);
      join_with(seen);
    }
    if (!any || refuses) return;
    interface_.open.emplace_back(catches_all
                                     ? "the script goes on with options that it does not know"
                                     : "options that the script does not know are left out",
                                 all_place);
    if (!catches_all) interface_.drops = all_place;
  }

  std::pair<std::size_t, std::size_t> commands_in(Span span) const {
    const auto& all = file_.text.commands;
    const auto begins = [](const ShellCommand& command, std::size_t wanted) {
      return command.span.begin < wanted;
    };
    const auto first = std::lower_bound(all.begin(), all.end(), span.begin, begins);
    const auto last = std::lower_bound(first, all.end(), span.end, begins);
    return {static_cast<std::size_t>(first - all.begin()),
            static_cast<std::size_t>(last - all.begin())};
  }

  bool ends_script(Span span) const {
    const auto [first, last] = commands_in(span);
    for (std::size_t i = first; i < last; ++i) {
      const ShellCommand& command = file_.text.commands[i];
      if (command.words.empty()) continue;
      const std::string name = lower(command.words[0].value);
      for (const std::string_view word :
           {"exit", "usage", "die", "help", "error", "fail", "abort"}) {
        if (name.find(word) != std::string::npos) return true;
      }
    }
    return false;
  }

  /// Whether a branch takes a value, and into which variable.
  void body(Span span, Seen& seen) const {
    const auto [first, last] = file_.expansions_in(span);
    for (const ShellExpansion* each = first; each != last; ++each) {
      const std::string_view name = file_.at(each->name);
      if (name == "2" || name == "OPTARG") seen.takes = Takes::one;
    }
    bool shifted = false;
    const auto [begin, end] = commands_in(span);
    for (std::size_t i = begin; i < end; ++i) {
      const ShellCommand& command = file_.text.commands[i];
      if (!command.words.empty() && command.words[0].value == "shift") {
        if (shifted || (command.words.size() > 1 && command.words[1].value == "2")) {
          seen.takes = Takes::one;
        }
        shifted = true;
        continue;
      }
      for (const ShellAssignment& assigned : command.assignments) {
        const auto [one, behind] = file_.expansions_in(assigned.span);
        for (const ShellExpansion* each = one; shifted && each != behind; ++each) {
          if (file_.at(each->name) == "1") seen.takes = Takes::one;
        }
        if (seen.variable.empty()) seen.variable = assigned.name;
      }
    }
  }

  void join_with(const Seen& seen) {
    for (Flag& flag : interface_.flags) {
      const bool same = std::any_of(seen.names.begin(), seen.names.end(), [&](const auto& name) {
        return std::find(flag.names.begin(), flag.names.end(), name) != flag.names.end();
      });
      if (!same) continue;
      for (const std::string& name : seen.names) {
        if (std::find(flag.names.begin(), flag.names.end(), name) == flag.names.end()) {
          flag.names.push_back(name);
        }
      }
      if (!seen.variable.empty()) flag.key = seen.variable;
      if (flag.takes == Takes::nothing) flag.takes = seen.takes;
      return;
    }
    Flag flag;
    flag.names = seen.names;
    flag.key = seen.variable;
    flag.takes = seen.takes;
    flag.place = seen.place;
    interface_.flags.push_back(std::move(flag));
  }

  void fill_default(Flag& flag) const {
    flag.defaults.place = flag.place;
    const ShellVariable* variable = flag.key.empty() ? nullptr : variables_.find(flag.key);
    if (variable == nullptr) return;
    const bool set_before = variable->place.path != flag.place.path ||
                            variable->place.line < flag.place.line || variable->from_environment;
    if (set_before && variable->required) {
      flag.defaults.kind = DefaultKind::required;
    } else if (set_before) {
      flag.defaults = variables_.default_of(variable->text, variable->place);
    } else if (variable->fallback) {
      // Where the option itself is what first sets it, only a fallback is left.
      flag.defaults = variables_.default_of(*variable->fallback, variable->fallback_place);
    }
  }

  Interface& interface_;
  const ShellFile& file_;
  const ShellVariables& variables_;
  std::string getopts_variable_;
};

/// The first loop that goes through the arguments.
std::optional<Span> shifting_loop(const ShellFile& file) {
  std::size_t next = 0;
  for (const ShellCommand& command : file.text.commands) {
    const bool shifts = !command.words.empty() && command.words[0].value == "shift" &&
                        file.sees_arguments(command.span.begin);
    if (!shifts) continue;
    const auto& loops = file.text.loops;
    while (next < loops.size() && loops[next].span.end <= command.span.begin) ++next;
    if (next < loops.size() && loops[next].span.contains(command.span.begin)) {
      return loops[next].span;
    }
  }
  return std::nullopt;
}

}  // namespace

void add_options(Interface& interface, const ShellFile& file, const ShellVariables& variables) {
  OptionReader(interface, file, variables).read();
}

void add_positionals(Interface& interface, const ShellFile& file, const ShellVariables& variables) {
  std::vector<Flag> found;
  const std::optional<Span> loop = shifting_loop(file);
  std::size_t shifts = 0;
  for (const ShellCommand& command : file.text.commands) {
    if (!file.sees_arguments(command.span.begin) || command.substituted) continue;
    // Behind a loop over options nobody knows which argument is `$1`.
    if (loop && command.span.begin >= loop->begin) break;
    const auto [first, last] = file.expansions_in(command.span);
    for (const ShellExpansion* each = first; each != last; ++each) {
      const std::string_view name = file.at(each->name);
      if (name.size() != 1 || !is_digit(name[0]) || name == "0") continue;
      const std::size_t number = static_cast<std::size_t>(name[0] - '0') + shifts;
      if (number > 99) return;
      if (found.size() < number) found.resize(number);
      Flag& flag = found[number - 1];
      const bool is_new = flag.place.line == 0;
      std::string variable;
      for (const ShellAssignment& assigned : command.assignments) {
        const ShellExpansion* only = file.only_expansion(assigned.value);
        if (only != nullptr && only->span == each->span) variable = assigned.name;
      }
      if (!variable.empty() && flag.key.empty()) flag.key = variable;
      if (is_new) flag.place = file.place(each->span.begin);
      const std::string_view op = file.at(each->op);
      if (gives_default(op) && flag.defaults.place.line == 0) {
        flag.defaults = variables.default_of(file.at(each->word), flag.place);
      } else if ((op == ":?" || op == "?") && flag.defaults.place.line == 0) {
        flag.defaults.kind = DefaultKind::required;
        flag.defaults.place = flag.place;
      }
    }
    if (command.words.empty() || command.words[0].value != "shift") continue;
    if (command.depth > 0) break;
    const auto count = command.words.size() > 1 ? parse_double(command.words[1].value) : 1;
    if (!count || *count < 0 || *count > 99) break;
    shifts += static_cast<std::size_t>(*count);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    Flag& flag = found[i];
    if (flag.key.empty()) flag.key = std::to_string(i + 1);
    flag.names = {flag.key};
    interface.flags.push_back(std::move(flag));
  }
}

}  // namespace recipe::code
