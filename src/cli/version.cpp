#include "cli/version.h"

#include "base/text.h"
#include "code/repository.h"

namespace recipe::cli {

std::string program_name() { return "recipe " RECIPE_VERSION; }

std::string version_text() {
  std::string text = program_name() + "\n" + code::library_version() + "\n";
  for (const std::string_view library : split(RECIPE_LIBRARIES, '|')) {
    text += std::string(library) + "\n";
  }
  return text;
}

}  // namespace recipe::cli
