#include "code/script.h"

#include <algorithm>

#include "base/text.h"
#include "code/cpp/cpp.h"
#include "code/python/python.h"
#include "code/shell/shell.h"

namespace recipe::code {
namespace {

bool ends_with_one_of(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [path](std::string_view ending) { return path.ends_with(ending); });
}

enum class Language { python, shell, cpp, unknown };

Language language_of(std::string_view path, std::string_view bytes) {
  if (ends_with_one_of(path, {".py", ".pyw"})) return Language::python;
  if (ends_with_one_of(path, {".sh", ".bash", ".zsh", ".ksh", ".sbatch", ".slurm", ".sub"})) {
    return Language::shell;
  }
  if (ends_with_one_of(path, {".cpp", ".cc", ".cxx", ".c", ".cu", ".h", ".hpp"})) {
    return Language::cpp;
  }
  const std::string_view first = bytes.substr(0, std::min(bytes.find('\n'), std::size_t{256}));
  if (!first.starts_with("#!")) return Language::unknown;
  if (first.find("python") != std::string_view::npos) return Language::python;
  for (const std::string_view shell : {"/bash", "/sh", "/zsh", " bash", " sh", " zsh", "/dash"}) {
    if (first.find(shell) != std::string_view::npos) return Language::shell;
  }
  return Language::unknown;
}

Script not_understood(std::string_view path, std::string why) {
  Script script;
  script.path = path;
  script.understood = false;
  script.why_not = std::move(why);
  script.interface.open.emplace_back(script.why_not, Place{script.path, 0});
  return script;
}

/// `--lr` where `--lr-decay` and `--lr-step` are all that begin so: none.
const Flag* by_prefix(const std::vector<Flag>& flags, std::string_view spelt) {
  const Flag* found = nullptr;
  for (const Flag& flag : flags) {
    const bool fits =
        std::any_of(flag.names.begin(), flag.names.end(),
                    [spelt](const std::string& name) { return name.starts_with(spelt); });
    if (!fits) continue;
    if (found != nullptr) return nullptr;
    found = &flag;
  }
  return found;
}

std::string with_same_dashes(std::string_view name) {
  std::string same(name);
  for (std::size_t i = same.find_first_not_of('-'); i < same.size(); ++i) {
    if (same[i] == '_') same[i] = '-';
  }
  return same;
}

const Flag* by_name(const Interface& interface, std::string_view spelt) {
  const bool either = interface.spelling.either_dash;
  const std::string same = either ? with_same_dashes(spelt) : std::string(spelt);
  for (const Flag& flag : interface.flags) {
    for (const std::string& name : flag.names) {
      if (name == spelt || (either && with_same_dashes(name) == same)) return &flag;
    }
  }
  return nullptr;
}

}  // namespace

const Flag* Interface::find(std::string_view spelt) const {
  if (spelt.empty()) return nullptr;
  if (const Flag* flag = by_name(*this, spelt)) return flag;
  const bool two_dashes = spelt.starts_with("--");
  if (spelling.one_dash && spelt.front() == '-') {
    const std::string other = two_dashes ? std::string(spelt.substr(1)) : "-" + std::string(spelt);
    if (const Flag* flag = by_name(*this, other)) return flag;
  }
  if (spelling.negation && spelt.front() == '-') {
    const std::string_view name = spelt.substr(two_dashes ? 2 : 1);
    if (name.starts_with("no")) {
      const Flag* flag = by_name(*this, "--" + std::string(name.substr(2)));
      const bool toggles =
          flag != nullptr && flag->takes != Takes::one && flag->takes != Takes::many;
      if (toggles) return flag;
    }
  }
  if (spelling.dotted) {
    const std::size_t dot = spelt.find('.');
    const Flag* flag =
        dot == std::string_view::npos ? nullptr : by_name(*this, spelt.substr(0, dot));
    if (flag != nullptr) return flag;
  }
  if (spelling.prefixes && two_dashes && spelt.size() > 2) return by_prefix(flags, spelt);
  return nullptr;
}

Script read_script(const Tree& tree, std::string_view path) {
  const auto entry = tree.find(path);
  if (!entry || entry->kind != EntryKind::file) {
    return not_understood(path, std::string(path) + " is no file here");
  }
  const auto bytes = tree.read(path);
  if (!bytes) return not_understood(path, bytes.error().message);
  switch (language_of(path, **bytes)) {
    case Language::shell:
      return read_shell_script(tree, path);
    case Language::cpp:
      return read_cpp(tree, path);
    case Language::python:
      return read_python(tree, path);
    case Language::unknown:
      break;
  }
  return not_understood(path, "the language is not known");
}

}  // namespace recipe::code
