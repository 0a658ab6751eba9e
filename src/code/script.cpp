#include "code/script.h"

namespace recipe::code {

Script read_script(const Tree&, std::string_view path) {
  Script script;
  script.path = std::string(path);
  script.understood = false;
  script.why_not = "this language is not read";
  return script;
}

Settings read_settings(const Tree&, std::string_view path) {
  Settings settings;
  settings.path = std::string(path);
  settings.understood = false;
  settings.why_not = "this kind of file is not read";
  return settings;
}

}  // namespace recipe::code
