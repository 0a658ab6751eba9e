#include "code/script.h"

#include "base/text.h"
#include "code/python/python.h"

namespace recipe::code {

Script read_script(const Tree& tree, std::string_view path) {
  if (lower(path).ends_with(".py")) return read_python(tree, path);
  Script script;
  script.path = std::string(path);
  script.understood = false;
  script.why_not = "this language is not read";
  return script;
}

Settings read_settings(const Tree& tree, std::string_view path) {
  if (lower(path).ends_with(".py")) return read_python_settings(tree, path);
  Settings settings;
  settings.path = std::string(path);
  settings.understood = false;
  settings.why_not = "this kind of file is not read";
  return settings;
}

}  // namespace recipe::code
