// recipe_docs FOLDER: writes the manual page and the completions that the build installs, and the
// page about the rules.

#include <cstdio>

#include "cli/completions.h"
#include "cli/manual.h"
#include "cli/rule_pages.h"
#include "os/world.h"

int main(int argc, char** argv) {
  using namespace recipe;
  if (argc != 2) {
    std::fputs("usage: recipe_docs FOLDER\n", stderr);
    return 2;
  }
  const std::pair<const char*, std::string> pages[] = {
      {"recipe.1", cli::manual_page()},       {"bash/recipe", cli::bash_completion()},
      {"zsh/_recipe", cli::zsh_completion()}, {"fish/recipe.fish", cli::fish_completion()},
      {"rules.md", cli::rules_page()},
  };
  os::FileSystem& files = os::real_world().files;
  for (const auto& [name, text] : pages) {
    const std::string path = os::join_path(argv[1], name);
    Result<> written = files.make_directory(os::parent_path(path));
    if (written) written = files.write(path, text);
    if (written) continue;
    std::fprintf(stderr, "recipe_docs: %s\n", written.error().to_string().c_str());
    return 3;
  }
  return 0;
}
