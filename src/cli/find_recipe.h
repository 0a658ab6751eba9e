#pragma once

#include <string>

#include "cli/terminal.h"
#include "document/recipe.h"
#include "os/world.h"

namespace recipe::cli {

/// A larger document is no recipe.
inline constexpr std::uint64_t largest_document = std::uint64_t{4} << 20;

/// The file of the recipe that `path` means: the file itself; of a folder, `recipe.md` in it, else
/// the only recipe there. An empty path is the working directory. None and several are errors that
/// name what is there.
Result<std::string> find_recipe(os::World& world, const std::string& path);

/// The recipe of a command with an optional PATH: found, read, its warnings and errors printed on
/// standard error. A document that is no recipe is an error that says what it lacks.
Result<document::Recipe> open_recipe(os::World& world, Terminal& terminal, const std::string& path);

/// What a document lacks to be a recipe, "the headings Raw data, Target metrics"; empty for a
/// recipe.
std::string lacks(const document::Recipe& recipe);

/// An error that lists the profiles if there is none of this name; the empty one is always there.
Result<> check_profile_of(const document::Recipe& recipe, const std::string& profile);

/// The diagnostics of level error: statements that cannot be read, and so neither run nor judged.
std::size_t unreadable(const document::Recipe& recipe);

/// Diagnostics of level warning and error on standard error, one a line.
void print_diagnostics(Terminal& terminal, const std::vector<Diagnostic>& diagnostics,
                       const SourceText& source);

}  // namespace recipe::cli
