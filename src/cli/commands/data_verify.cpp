#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/data_option.h"
#include "cli/find_recipe.h"
#include "cli/layout.h"
#include "record/store.h"
#include "run/data_check.h"
#include "run/manifests.h"

namespace recipe::cli {
namespace {

constexpr Positional verify_data_positionals[] = {
    {"PATH", "The recipe, or the folder that it is in; without it, the one found here."}};

constexpr Option verify_data_options[] = {
    {"--data", "NAME=DIR",
     "Compare this folder, which holds the data NAME: raw, processed, model or pretrained.", "",
     /*repeatable=*/true}};

Style style_of(run::Match match) {
  switch (match) {
    case run::Match::same:
      return Style::green;
    case run::Match::differs:
      return Style::red;
    default:
      return Style::yellow;
  }
}

std::string said_of(const run::DataCheck& check) {
  switch (check.match) {
    case run::Match::same:
    case run::Match::unstated:
      return check.found;
    case run::Match::differs:
      return "the recipe says " + check.stated + ", " + check.path + " has " + check.found +
             run::compared_with_manifest(check.difference);
    case run::Match::missing:
      return check.path + " is not there";
  }
  return "";
}

void print_checks(Terminal& terminal, const Arguments& arguments,
                  const std::vector<run::DataCheck>& checks) {
  if (arguments.json()) {
    Json all = Json::array();
    for (const run::DataCheck& check : checks) {
      all.push_back({{"name", check.name},
                     {"path", check.path},
                     {"match", to_string(check.match)},
                     {"stated", check.stated},
                     {"found", check.found},
                     {"difference", check.difference}});
    }
    terminal.out(to_page({{"data", std::move(all)}}));
    return;
  }
  std::vector<std::vector<Cell>> rows;
  for (const run::DataCheck& check : checks) {
    rows.push_back({{std::string(to_string(check.match)), style_of(check.match)},
                    {one_line(check.name)},
                    {one_line(said_of(check))}});
  }
  for (const std::string& row : in_columns(rows, out_colour(terminal))) terminal.out(row + "\n");
}

/// Something must have been compared for it to be fine.
Exit exit_of_checks(const std::vector<run::DataCheck>& checks) {
  Exit exit = Exit::undecided;
  for (const run::DataCheck& check : checks) {
    if (check.match == run::Match::same) exit = Exit::fine;
  }
  for (const run::DataCheck& check : checks) {
    if (check.match == run::Match::differs) exit = worst(exit, Exit::failed);
    if (check.match == run::Match::missing) exit = worst(exit, Exit::undecided);
  }
  return exit;
}

Result<Exit> verify_data(os::World& world, Terminal& terminal, const Arguments& arguments) {
  const auto& words = arguments.positionals();
  run::Options options;
  TRY_ASSIGN(options.data, data_from(arguments));
  TRY_ASSIGN(const document::Recipe recipe,
             open_recipe(world, terminal, words.empty() ? "" : words.front()));
  if (const std::size_t errors = unreadable(recipe); errors > 0) {
    return fail(ErrorKind::invalid, "nothing was compared: " + counted(errors, "error") + " in " +
                                        recipe.source.path());
  }
  TRY_ASSIGN(const run::Plan plan, run::make_plan(world, recipe, recipe.source.path(), options));
  std::vector<run::DataCheck> checks;
  const run::Workspace workspace = run::workspace_beside(plan.folder);
  if (plan.options.data.empty()) {
    TRY_ASSIGN(checks, run::check_kept_data(world, plan, workspace));
  }
  for (const auto& [name, folder] : plan.options.data) {
    TRY_ASSIGN(const auto more, run::check_given_data(world, plan, workspace, name, folder));
    checks.insert(checks.end(), more.begin(), more.end());
  }
  print_checks(terminal, arguments, checks);
  if (checks.empty()) terminal.err("the recipe names no data that could be compared\n");
  return exit_of_checks(checks);
}

}  // namespace

constexpr Command commands::data_verify_command = {
    .name = "data verify",
    .summary = "compares data with the sizes and digests of a recipe",
    .description =
        "Compares the raw data that are here, beside the recipe or fetched earlier, with the sizes "
        "and digests that the recipe states; with --data the folders that are given. Nothing is "
        "fetched and nothing is run.\n"
        "\n"
        "Each file or folder is `same`, `differs`, `missing`, or `unstated` if the recipe says "
        "nothing of it. The exit code is 1 if one differs, 4 if one is missing or nothing is "
        "stated, else 0. Where a folder differs, the files that do are named if an earlier run had "
        "it "
        "with that digest, or a manifest of it lies beside.",
    .example = "$ recipe data verify --data raw=/data/digits recipe.md",
    .positionals = verify_data_positionals,
    .options = verify_data_options,
    .run = verify_data,
};

}  // namespace recipe::cli
