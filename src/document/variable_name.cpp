#include "document/variable_name.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recipe::document {
namespace {

constexpr std::array<std::string_view, 35> taken_names = {"PATH",
                                                          "HOME",
                                                          "IFS",
                                                          "ENV",
                                                          "SHELL",
                                                          "SHELLOPTS",
                                                          "CDPATH",
                                                          "PWD",
                                                          "OLDPWD",
                                                          "TMPDIR",
                                                          "EDITOR",
                                                          "VISUAL",
                                                          "PAGER",
                                                          "BROWSER",
                                                          "CC",
                                                          "CXX",
                                                          "CPP",
                                                          "LD",
                                                          "AR",
                                                          "CFLAGS",
                                                          "CXXFLAGS",
                                                          "CPPFLAGS",
                                                          "LDFLAGS",
                                                          "MAKEFLAGS",
                                                          "MAKE",
                                                          "PS4",
                                                          "POSIXLY_CORRECT",
                                                          "HTTP_PROXY",
                                                          "HTTPS_PROXY",
                                                          "ALL_PROXY",
                                                          "GLOBIGNORE",
                                                          "PROMPT_COMMAND",
                                                          "TERM",
                                                          "USER",
                                                          "LOGNAME"};

constexpr std::array<std::string_view, 16> taken_prefixes = {
    "RECIPE_", "LD_",   "BASH",   "GIT_", "PYTHON", "PERL",  "RUBY", "NODE_",
    "NPM_",    "JAVA_", "CMAKE_", "XDG_", "SSH_",   "DYLD_", "PIP_", "GLIBC_"};

}  // namespace

std::string variable_name(std::string_view name) {
  std::string variable = upper_snake(name);
  const bool taken =
      variable.empty() || is_digit(variable.front()) ||
      std::find(taken_names.begin(), taken_names.end(), variable) != taken_names.end() ||
      std::any_of(taken_prefixes.begin(), taken_prefixes.end(),
                  [&](std::string_view prefix) { return variable.starts_with(prefix); });
  return taken ? std::string() : variable;
}

}  // namespace recipe::document
