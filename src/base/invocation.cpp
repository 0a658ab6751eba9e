#include "base/invocation.h"

#include <algorithm>

#include "base/launchers.h"
#include "base/text.h"

namespace recipe {
namespace {

/// Launchers within launchers.
constexpr int most_launchers = 12;

std::string_view file_part(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_python(std::string_view program) {
  const std::string name = lower(file_part(program));
  for (const std::string_view known : {"python", "pypy", "ipython"}) {
    if (!name.starts_with(known)) continue;
    const std::string_view version = std::string_view(name).substr(known.size());
    if (version.find_first_not_of("0123456789.w") == std::string_view::npos) return true;
  }
  // `$PYTHON`, `${PYTHON_BIN}`, `python${version}`
  return name.find('$') != std::string::npos && name.find("python") != std::string::npos;
}

bool is_shell(std::string_view program) {
  const std::string_view name = file_part(program);
  return name == "bash" || name == "sh" || name == "zsh" || name == "dash" || name == "ksh" ||
         name == "source" || name == ".";
}

bool is_script_name(std::string_view word) {
  for (const std::string_view ending : {".py", ".sh", ".bash", ".zsh", ".pl", ".R", ".lua"}) {
    if (word.size() > ending.size() && word.ends_with(ending)) return true;
  }
  return false;
}

/// Cuts one word after another from the front.
class ArgumentWords {
 public:
  explicit ArgumentWords(const std::vector<ShellWord>& words) : all_(&words) {}

  bool done() const { return at_ >= all_->size(); }
  const ShellWord& front() const { return (*all_)[at_]; }
  const std::string& value() const { return (*all_)[at_].value; }
  bool follows(std::size_t ahead = 1) const { return at_ + ahead < all_->size(); }
  const ShellWord& ahead(std::size_t count = 1) const { return (*all_)[at_ + count]; }
  void skip(std::size_t count = 1) { at_ = std::min(all_->size(), at_ + count); }
  std::vector<ShellWord> rest() const {
    return {all_->begin() + static_cast<std::ptrdiff_t>(at_), all_->end()};
  }
  bool is_option() const { return !done() && value().size() > 1 && value().front() == '-'; }

 private:
  const std::vector<ShellWord>* all_;
  std::size_t at_ = 0;
};

class Seeing {
 public:
  Seeing(Invocation& out, const std::vector<ShellWord>& words) : out_(out), words_(words) {}

  /// False if nothing is run.
  bool command() {
    if (launched_++ > most_launchers || words_.done()) return false;
    const std::string name(file_part(words_.value()));
    if (name == "env" || name == "sudo") return environment(name);
    if (is_python(words_.value())) return python();
    if (is_shell(words_.value())) return shell();
    const Launcher* launcher = launcher_named(name);
    if (launcher != nullptr && launches(*launcher)) return launched(*launcher, name);
    out_.kind = words_.value().find('/') != std::string::npos || is_script_name(words_.value())
                    ? ProgramKind::script
                    : ProgramKind::command;
    if (out_.kind == ProgramKind::script && is_script_name(words_.value())) {
      out_.interpreter = words_.value().ends_with(".py")  ? "python"
                         : words_.value().ends_with("sh") ? "bash"
                                                          : "";
    }
    return finish();
  }

 private:
  bool finish() {
    if (words_.done()) return false;
    out_.program = words_.front();
    words_.skip();
    out_.arguments = words_.rest();
    return true;
  }

  /// `docker ps`, `conda install` and `accelerate config` launch nothing.
  bool launches(const Launcher& launcher) const {
    if (launcher.operands != 1) return words_.follows();
    if (launcher.name == "timeout" || launcher.name == "taskset") return words_.follows(2);
    if (!words_.follows(2)) return false;
    const std::string& verb = words_.ahead().value;
    return verb == "run" || verb == "exec" || verb == "launch" || verb == "profile";
  }

  bool environment(const std::string& name) {
    const Launcher& launcher = *launcher_named(name);
    out_.launchers.push_back(name);
    words_.skip();
    options(launcher);
    while (!words_.done()) {
      const std::string& value = words_.value();
      const std::size_t equals = value.find('=');
      if (equals == std::string::npos || !is_shell_name(value.substr(0, equals))) break;
      ShellAssignment set;
      set.span = words_.front().span;
      set.name = value.substr(0, equals);
      set.value = words_.front();
      set.value.value = value.substr(equals + 1);
      out_.environment.push_back(std::move(set));
      words_.skip();
    }
    return command();
  }

  /// Past the options of a launcher and their values.
  void options(const Launcher& launcher) {
    while (words_.is_option()) {
      const std::string option = words_.value();
      words_.skip();
      if (option == "--") return;
      if (option.find('=') != std::string::npos || is_option_of(launcher.switches, option)) {
        continue;
      }
      if (is_option_of(launcher.pairs, option)) {
        words_.skip(2);
        continue;
      }
      // An option that the table does not know: a script or an interpreter is no value of it.
      if (words_.done() || words_.is_option() || is_script_name(words_.value()) ||
          is_python(words_.value())) {
        continue;
      }
      const bool cluster = option.size() > 2 && option[1] != '-' && is_digit(option[2]);
      if (!cluster) words_.skip();
    }
  }

  bool launched(const Launcher& launcher, const std::string& name) {
    out_.launchers.push_back(name);
    words_.skip();
    const bool operand_first = launcher.operands > 0 && !words_.is_option();
    if (operand_first) words_.skip(launcher.operands);
    if (launcher.launches == Launches::script) return script(launcher);
    if (wraps_text()) return true;
    options(launcher);
    if (!operand_first && launcher.operands > 0) words_.skip(launcher.operands);
    if (launcher.launches == Launches::container) {
      words_.skip();
      // `docker run image "cd a && ./b.sh"`: the image's entry point is a shell.
      if (!words_.done() && words_.value().find(' ') != std::string::npos) {
        return text(words_.front());
      }
      return command();
    }
    if (launcher.launches == Launches::shell) {
      out_.kind = ProgramKind::script;
      out_.interpreter = "bash";
      return finish();
    }
    return command();
  }

  /// `sbatch --wrap "command"`
  bool wraps_text() {
    for (std::size_t i = 0; words_.follows(i); ++i) {
      const ShellWord& word = words_.ahead(i);
      if (word.value == "--wrap" && words_.follows(i + 1)) return text(words_.ahead(i + 1));
    }
    return false;
  }

  /// The script of a Python launcher, or its `-m module`.
  bool script(const Launcher& launcher) {
    bool module = false;
    while (words_.is_option()) {
      const std::string option = words_.value();
      if (option == "-m" || option == "--module") module = true;
      if (option == "--no_python" || option == "--no-python") {
        words_.skip();
        options(launcher);
        return command();
      }
      if (module) {
        words_.skip();
        continue;
      }
      const bool joined = option.find('=') != std::string::npos;
      words_.skip();
      if (option == "--") break;
      if (joined || is_option_of(launcher.switches, option)) continue;
      if (!words_.done() && !words_.is_option() && !is_script_name(words_.value())) words_.skip();
    }
    if (words_.done()) return false;
    if (!module && (is_python(words_.value()) || launcher_named(file_part(words_.value())))) {
      return command();
    }
    return python_program(module ? ProgramKind::module : ProgramKind::script);
  }

  bool python() {
    const ShellWord interpreter = words_.front();
    words_.skip();
    while (words_.is_option()) {
      const std::string option = words_.value();
      words_.skip();
      if (option == "-m") return !words_.done() && python_program(ProgramKind::module);
      if (option.starts_with("-m") && option.size() > 2) {
        ShellWord module = words_.done() ? interpreter : words_.front();
        module.value = option.substr(2);
        out_.kind = ProgramKind::module;
        out_.interpreter = "python";
        out_.program = module;
        out_.arguments = words_.rest();
        return true;
      }
      // `-um`: the last of several letters
      if (option.size() > 2 && option[1] != '-' && option.back() == 'm' &&
          option.find_first_not_of("BEIOPRSbdiqsuvx", 1) == option.size() - 1) {
        return !words_.done() && python_program(ProgramKind::module);
      }
      if (option == "-c") {
        out_.kind = ProgramKind::code;
        out_.interpreter = "python";
        return finish();
      }
      if (option == "-W" || option == "-X") words_.skip();
    }
    if (words_.done()) {
      out_.kind = ProgramKind::command;
      out_.program = interpreter;
      return true;
    }
    return python_program(ProgramKind::script);
  }

  bool python_program(ProgramKind kind) {
    const std::string name(kind == ProgramKind::module ? std::string_view(words_.value())
                                                       : file_part(words_.value()));
    const Launcher* launcher = python_launcher_named(name);
    if (launcher != nullptr && words_.follows() && launched_++ < most_launchers) {
      const ArgumentWords before = words_;
      const std::size_t count = out_.launchers.size();
      out_.launchers.push_back(name);
      words_.skip();
      if (launcher->operands > 0 && !words_.is_option()) words_.skip(launcher->operands);
      if (script(*launcher)) return true;
      words_ = before;
      out_.launchers.resize(count);
    }
    out_.kind = kind;
    out_.interpreter = "python";
    return finish();
  }

  bool shell() {
    const ShellWord interpreter = words_.front();
    words_.skip();
    while (!words_.done() && (words_.is_option() || words_.value().starts_with('+'))) {
      const std::string option = words_.value();
      words_.skip();
      if (option == "--") break;
      if (option == "-o" || option == "+o" || option == "-O" || option == "--rcfile") {
        words_.skip();
      }
      const bool takes_text = option.size() > 1 && option[1] != '-' && option.ends_with('c');
      if (takes_text && !words_.done()) return text(words_.front());
    }
    if (words_.done()) {
      out_.kind = ProgramKind::command;
      out_.program = interpreter;
      return true;
    }
    out_.kind = ProgramKind::script;
    out_.interpreter = "bash";
    return finish();
  }

  /// The last command of a text that a shell is given: what stands before prepares for it.
  bool text(const ShellWord& word) {
    const ShellText inner = read_shell(word.value);
    std::optional<Invocation> last;
    if (launched_ < most_launchers && !nested_) {
      for (const ShellCommand& each : inner.commands) {
        if (each.words.empty() || each.substituted) continue;
        Invocation seen;
        Seeing seeing(seen, each.words);
        seeing.nested_ = true;
        if (seeing.command()) last = std::move(seen);
      }
    }
    if (!last) {
      out_.kind = ProgramKind::code;
      out_.interpreter = "bash";
      out_.program = word;
      return true;
    }
    // Places in the outer text, exact unless an escape stands within the quotes.
    const bool exact = word.span.size() == word.value.size() + 2;
    const auto place = [&](ShellWord& each) {
      each.span =
          exact ? Span{each.span.begin + word.span.begin + 1, each.span.end + word.span.begin + 1}
                : word.span;
    };
    place(last->program);
    for (ShellWord& each : last->arguments) place(each);
    out_.kind = last->kind;
    out_.program = std::move(last->program);
    out_.interpreter = std::move(last->interpreter);
    out_.arguments = std::move(last->arguments);
    out_.launchers.insert(out_.launchers.end(), last->launchers.begin(), last->launchers.end());
    return true;
  }

  Invocation& out_;
  ArgumentWords words_;
  int launched_ = 0;
  bool nested_ = false;
};

}  // namespace

std::optional<Invocation> invocation_of(const ShellCommand& command) {
  if (command.words.empty()) return std::nullopt;
  Invocation out;
  out.environment = command.assignments;
  std::vector<ShellWord> words = command.words;
  // `!python train.py` and `%run train.py` of notebooks
  ShellWord& first = words.front();
  if (first.value.size() > 1 && (first.value[0] == '!' || first.value[0] == '%') &&
      is_alnum(first.value[1])) {
    const bool run = first.value == "%run";
    if (run && words.size() < 2) return std::nullopt;
    if (run) {
      first.value = "python";
    } else {
      first.value.erase(0, 1);
      ++first.span.begin;
    }
  }
  Seeing seeing(out, words);
  if (seeing.command()) return out;
  // Launchers without anything behind them are what is run.
  out.launchers.clear();
  out.kind = ProgramKind::command;
  out.program = words.front();
  out.arguments.assign(words.begin() + 1, words.end());
  return out;
}

std::optional<Invocation> passed_on(const Invocation& outer) {
  for (std::size_t i = 0; i < outer.arguments.size(); ++i) {
    const ShellWord& word = outer.arguments[i];
    const bool starts = is_script_name(word.value) || is_python(word.value);
    if (!starts || looks_like_flag(word.value)) continue;
    Invocation inner;
    const std::vector<ShellWord> words(outer.arguments.begin() + static_cast<std::ptrdiff_t>(i),
                                       outer.arguments.end());
    Seeing seeing(inner, words);
    if (!seeing.command()) return std::nullopt;
    std::vector<std::string> launchers = outer.launchers;
    launchers.push_back(outer.program.value);
    launchers.insert(launchers.end(), inner.launchers.begin(), inner.launchers.end());
    inner.launchers = std::move(launchers);
    inner.environment = outer.environment;
    return inner;
  }
  return std::nullopt;
}

bool looks_like_flag(std::string_view word) {
  if (word.size() < 2 || word.front() != '-') return false;
  const std::string_view name = word.substr(word.starts_with("--") ? 2 : 1);
  if (name.empty()) return false;
  return !is_digit(name.front()) && name.front() != '.' && !is_space(name.front());
}

std::vector<GivenFlag> flags_of(const std::vector<ShellWord>& arguments) {
  std::vector<GivenFlag> flags;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const ShellWord& word = arguments[i];
    if (word.value == "--") break;
    const std::size_t equals = word.value.find('=');
    const bool flag = looks_like_flag(word.value);
    const bool pair = !flag && equals != std::string::npos && equals > 0;
    if (!flag && !pair) continue;
    GivenFlag given;
    given.name = word.value.substr(0, equals);
    given.word = word;
    if (equals != std::string::npos) {
      ShellWord value = word;
      value.value = word.value.substr(equals + 1);
      given.value = std::move(value);
      given.joined = true;
    } else if (i + 1 < arguments.size() && !looks_like_flag(arguments[i + 1].value) &&
               arguments[i + 1].value != "--") {
      given.value = arguments[++i];
    }
    flags.push_back(std::move(given));
  }
  return flags;
}

}  // namespace recipe
