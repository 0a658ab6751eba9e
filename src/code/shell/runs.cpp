#include "code/shell/runs.h"

#include <algorithm>

#include "base/invocation.h"
#include "base/text.h"

namespace recipe::code {
namespace {

constexpr int most_folders_up = 8;

bool is_file(const Tree& tree, const std::string& path) {
  const auto entry = tree.find(path);
  return entry && entry->kind == EntryKind::file;
}

/// `$(dirname "$0")/a.py` or `${ROOT}/a.py` without its front.
std::string_view known_end(std::string_view written) {
  if (!written.starts_with('$') && !written.starts_with('`')) return written;
  std::size_t at = 1;
  std::size_t open = 0;
  for (; at < written.size(); ++at) {
    const char c = written[at];
    if (c == '(' || c == '{') ++open;
    if ((c == ')' || c == '}') && open > 0) --open;
    if (c == '/' && open == 0) return written.substr(at + 1);
  }
  return {};
}

bool is_pair(std::string_view word) {
  const std::size_t equals = word.find('=');
  return equals != std::string_view::npos && equals > 0;
}

/// A command of words that know their place by their number.
ShellCommand numbered(const std::vector<PlacedWord>& words) {
  ShellCommand command;
  for (std::size_t i = 0; i < words.size(); ++i) {
    ShellWord word = words[i].word;
    word.span = {i, i};
    const std::size_t equals = word.value.find('=');
    const bool sets = command.words.empty() && equals != std::string::npos &&
                      is_shell_name(std::string_view(word.value).substr(0, equals));
    if (!sets) command.words.push_back(std::move(word));
  }
  return command;
}

class Arguments {
 public:
  Arguments(const std::vector<PlacedWord>& placed, const ShellVariables& variables)
      : placed_(placed), variables_(variables) {}

  std::vector<Argument> of(const std::vector<ShellWord>& words) const {
    std::vector<Argument> all;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& value = words[i].value;
      const std::size_t equals = value.find('=');
      Argument argument = placed(words[i]);
      if (looks_like_flag(value)) {
        argument.flag = value.substr(0, equals);
        if (equals != std::string::npos) {
          fill(argument, words[i], value.substr(equals + 1));
        } else if (i + 1 < words.size() && !looks_like_flag(words[i + 1].value) &&
                   words[i + 1].value != "--" && !placed_[words[i + 1].span.begin].arguments) {
          argument.certain = argument.certain && placed_[words[i + 1].span.begin].certain;
          ++i;
          fill(argument, words[i], words[i].value);
        }
      } else if (is_pair(value)) {
        argument.flag = value.substr(0, equals);
        fill(argument, words[i], value.substr(equals + 1));
      } else {
        fill(argument, words[i], value);
      }
      all.push_back(std::move(argument));
    }
    return all;
  }

 private:
  Argument placed(const ShellWord& word) const {
    const PlacedWord& from = placed_[word.span.begin];
    Argument argument;
    argument.place = from.place;
    argument.origin = from.place;
    argument.certain = from.certain;
    return argument;
  }

  void fill(Argument& argument, const ShellWord& word, const std::string& text) const {
    const auto known = variables_.resolved_text(text);
    argument.text = known.value_or(text);
    argument.origin = variables_.origin_of(text).value_or(placed_[word.span.begin].place);
    argument.known = known.has_value() && !word.globs && !word.braces && !word.placeholder;
  }

  const std::vector<PlacedWord>& placed_;
  const ShellVariables& variables_;
};

}  // namespace

std::string path_from(const Tree& tree, std::string_view script, std::string_view written) {
  std::string_view path = known_end(written);
  // Where containers mount the code: `/workspace/name/train.py` is train.py of the folder.
  if (path.starts_with("/workspace/")) {
    path.remove_prefix(std::string_view("/workspace/").size());
    if (const std::string found = path_from(tree, script, path); !found.empty()) return found;
    const std::size_t slash = path.find('/');
    if (slash != std::string_view::npos) path.remove_prefix(slash + 1);
  }
  if (path.empty() || path.find('$') != std::string_view::npos) return "";
  std::string folder(folder_of(script));
  for (int up = 0; up < most_folders_up; ++up) {
    const auto at = resolved(folder, path);
    if (at && is_file(tree, *at)) return *at;
    if (folder.empty() || path.starts_with('/')) break;
    folder = folder_of(folder);
  }
  return "";
}

std::string module_path_from(const Tree& tree, std::string_view script, std::string_view module) {
  std::string path(module);
  std::replace(path.begin(), path.end(), '.', '/');
  const std::string file = path_from(tree, script, path + ".py");
  return file.empty() ? path_from(tree, script, path + "/__main__.py") : file;
}

std::optional<Run> run_of(const Tree& tree, const ShellFile& file, const ShellCommand& command,
                          const ShellVariables& variables) {
  const std::vector<PlacedWord> placed = variables.spliced(file, command);
  if (placed.empty()) return std::nullopt;
  const std::string& first = placed.front().word.value;
  if (first == "source" || first == "." || first == "[" || first == "[[" || first == "echo") {
    return std::nullopt;
  }
  const auto seen = invocation_of(numbered(placed));
  if (!seen || (seen->kind != ProgramKind::script && seen->kind != ProgramKind::module)) {
    return std::nullopt;
  }
  if (seen->program.span.begin >= placed.size()) return std::nullopt;
  Run run;
  run.module = seen->kind == ProgramKind::module;
  run.program = variables.resolved_text(seen->program.value).value_or(seen->program.value);
  run.path = run.module ? module_path_from(tree, file.source.path(), run.program)
                        : path_from(tree, file.source.path(), run.program);
  run.place = placed[seen->program.span.begin].place;
  run.arguments = Arguments(placed, variables).of(seen->arguments);
  run.passes_on = std::any_of(placed.begin(), placed.end(),
                              [](const PlacedWord& each) { return each.arguments; });
  std::erase_if(run.arguments, [](const Argument& each) {
    return each.flag.empty() && (each.text == "$@" || each.text == "$*" || each.text == "${@}");
  });
  return run;
}

}  // namespace recipe::code
