#include "base/text.h"
#include "cli/command.h"
#include "cli/find_recipe.h"
#include "cli/judging.h"
#include "cli/verdict_report.h"

namespace recipe::cli {
namespace {

constexpr Positional verify_positionals[] = {
    {"PATH", "The recipe, or the folder that it is in; without it, the one found here."}};
constexpr Option verify_options[] = {
    {"--profile", "PROFILE", "Judge the runs of this profile, by its targets."}};

Result<Exit> verify_recipe(os::World& world, Terminal& terminal, const Arguments& arguments) {
  const auto& words = arguments.positionals();
  const std::string profile = arguments.value("--profile").value_or("");
  TRY_ASSIGN(const document::Recipe recipe,
             open_recipe(world, terminal, words.empty() ? "" : words.front()));
  TRY(check_profile_of(recipe, profile));
  if (const std::size_t errors = unreadable(recipe); errors > 0) {
    return fail(ErrorKind::invalid, "nothing was judged: " + counted(errors, "error") + " in " +
                                        recipe.source.path() +
                                        ", and a claim that cannot be read would be left out");
  }
  TRY_ASSIGN(const Judged judged,
             judge_recorded(world, terminal, recipe, profile, verify::Lead::newest_complete));
  print_verdict(terminal, arguments.json() ? Format::json : Format::text,
                {recipe, profile, judged.runs, judged.verdict});
  return exit_of(judged.verdict.outcome);
}

}  // namespace

constexpr Command commands::verify_command = {
    .name = "verify",
    .summary = "judges the claims by the recorded runs, without running",
    .description =
        "Gives the verdict again: the recipe as it is written now, against the newest recorded run "
        "that came to its end and those that differ from it in nothing but the seed. Nothing is "
        "run.\n"
        "\n"
        "The verdict is `holds` if every claim that was judged holds, `fails` if one fails, "
        "`undecided` if a required claim could not be judged, as without any run. The exit code is "
        "0, 1 or 4.",
    .example = "$ recipe verify --profile smoke recipe.md",
    .positionals = verify_positionals,
    .options = verify_options,
    .run = verify_recipe,
};

}  // namespace recipe::cli
