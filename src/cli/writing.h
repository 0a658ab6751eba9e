#pragma once

#include <string>
#include <vector>

#include "author/observed.h"
#include "cli/terminal.h"
#include "os/world.h"
#include "record/record.h"

namespace recipe::cli {

enum class DryRun { no, yes };

/// What was put into a recipe.
struct WrittenRecipe {
  std::vector<std::string> changes;  ///< "recipe.md:12: Learning rate: 0.1 -> 0.05"
  std::vector<std::string> left;     ///< what was not written, and why
  std::vector<std::string> to_say;   ///< what only a person can say, the most important first
  std::size_t filled = 0;            ///< statements of the outline that are there now
  std::size_t statements = 0;        ///< that apply
  std::string difference;            ///< unified, of a dry run
};

/// Writes what was observed into the recipe at `path`, which is made of the template if it is not
/// there, with its lock, its curves and a figure beside it. Everything or nothing of each file is
/// written.
Result<WrittenRecipe> write_into_recipe(os::World& world, const std::string& path,
                                        author::Observed observed,
                                        const std::vector<record::Record>& runs, DryRun dry_run);

/// For a person.
void print_written(Terminal& terminal, const std::string& path, const WrittenRecipe& written,
                   DryRun dry_run);
Json written_json(const WrittenRecipe& written);

}  // namespace recipe::cli
