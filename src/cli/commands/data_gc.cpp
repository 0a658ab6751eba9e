#include "base/quantity.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "run/shared_results.h"

namespace recipe::cli {
namespace {

constexpr std::string_view usual_age = "30 days";

constexpr Option gc_options[] = {{"--keep", "AGE",
                                  "Keep what was made or used within this time, such as `90 days` "
                                  "or `12 h`; 30 days without it."}};

Result<Exit> collect_garbage(os::World& world, Terminal& terminal, const Arguments& arguments) {
  const std::string age = arguments.value("--keep").value_or(std::string(usual_age));
  const auto seconds = parse_duration(age);
  if (!seconds) {
    return fail(ErrorKind::invalid,
                "--keep " + age + ": write a time with its unit, such as `90 days`");
  }
  auto shared = run::SharedResults::find(world);
  if (!shared) {
    return fail(ErrorKind::not_found,
                "none of RECIPE_CACHE, XDG_CACHE_HOME and HOME is set: there is no shared cache");
  }
  TRY_ASSIGN(const auto collected, shared->collect(*seconds));
  if (arguments.json()) {
    terminal.out(to_page(
        {{"cache", shared->root()}, {"results", collected.results}, {"bytes", collected.bytes}}));
  } else {
    terminal.out("Removed " + counted(collected.results, "result") + ", " +
                 format_bytes(static_cast<double>(collected.bytes)) + ", from " +
                 one_line(shared->root()) + "\n");
  }
  return Exit::fine;
}

}  // namespace

constexpr Command commands::data_gc_command = {
    .name = "data gc",
    .summary = "removes from the shared cache what was of no use for long",
    .description =
        "Results of stages are kept by what they were made of, shared by all recipes of a user, in "
        "$RECIPE_CACHE, else $XDG_CACHE_HOME/recipe, else ~/.cache/recipe. This removes those that "
        "were neither made nor used for some time, and the files that no other result holds. Work "
        "folders beside recipes stay as they are; a `.recipe` folder can be deleted at any time.",
    .example = "$ recipe data gc --keep '90 days'",
    .positionals = {},
    .options = gc_options,
    .run = collect_garbage,
};

}  // namespace recipe::cli
