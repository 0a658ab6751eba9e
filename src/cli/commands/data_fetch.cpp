#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/find_recipe.h"
#include "cli/layout.h"
#include "cli/progress.h"
#include "record/store.h"
#include "run/raw_data.h"
#include "run/visit.h"

namespace recipe::cli {
namespace {

constexpr Positional fetch_positionals[] = {
    {"PATH", "The recipe, or the folder that it is in; without it, the one found here."}};

constexpr Option fetch_options[] = {
    {"--to", "DIR", "Put the files into this folder too, which is made."}};

void print_files(Terminal& terminal, const Arguments& arguments, const run::RawData& raw,
                 const std::string& folder) {
  Json files = Json::array();
  for (const record::Artifact& artifact : raw.artifacts) {
    const std::string name = run::part_name(artifact);
    if (name.empty()) continue;
    const std::string path = folder + "/" + name;
    files.push_back(
        {{"name", name}, {"path", path}, {"digest", artifact.digest}, {"bytes", artifact.bytes}});
    if (!arguments.json()) terminal.out(artifact.digest + "  " + one_line(path) + "\n");
  }
  if (arguments.json()) {
    terminal.out(to_page({{"folder", folder}, {"wrong", raw.wrong}, {"files", std::move(files)}}));
  }
}

/// What there is to do, or why nothing is done.
Result<run::Plan> planned(os::World& world, Terminal& terminal, const document::Recipe& recipe) {
  if (const std::size_t errors = unreadable(recipe); errors > 0) {
    return fail(ErrorKind::invalid,
                "nothing was fetched: " + counted(errors, "error") + " in " + recipe.source.path());
  }
  TRY_ASSIGN(run::Plan plan, run::make_plan(world, recipe, recipe.source.path(), {}));
  const run::PlannedStage& stage = plan.stage(document::Stage::raw_data);
  if (stage.fate != run::Fate::runs) {
    terminal.err("raw-data is " + std::string(to_string(stage.fate)) + ": " +
                 one_line(stage.reason) + "\n");
  }
  return plan;
}

/// With its progress on the terminal, which is gone when this returns.
Result<run::RawData> bring(os::World& world, Terminal& terminal, const run::Plan& plan,
                           const run::Workspace& workspace) {
  const auto observer = progress_on(terminal, world.clock);
  observer->stage_begins(plan.stage(document::Stage::raw_data), std::nullopt);
  return run::bring_raw_data(world, plan, workspace, *observer);
}

Result<Exit> fetch_data(os::World& world, Terminal& terminal, const Arguments& arguments) {
  const auto& words = arguments.positionals();
  const auto to = arguments.value("--to");
  TRY_ASSIGN(const document::Recipe recipe,
             open_recipe(world, terminal, words.empty() ? "" : words.front()));
  TRY_ASSIGN(const run::Plan plan, planned(world, terminal, recipe));
  const run::PlannedStage& stage = plan.stage(document::Stage::raw_data);
  if (stage.fate != run::Fate::runs) {
    return stage.fate == run::Fate::manual ? Exit::undecided : Exit::fine;
  }
  if (run::is_forbidden(recipe.raw.governance) && !to) {
    return fail(ErrorKind::invalid,
                "the recipe forbids keeping the raw data: pass --to DIR for a folder that you "
                "answer for");
  }
  TRY_ASSIGN(run::Visit visit, run::Visit::begin(world, plan));
  auto raw = bring(world, terminal, plan, visit.workspace());
  if (raw && raw->wrong.empty() && to) {
    if (auto put = run::put_raw_data(world, *raw, *to); !put) raw = tl::unexpected(put.error());
  }
  TRY(visit.end());
  if (!raw) return tl::unexpected(raw.error());
  if (!raw->wrong.empty()) {
    terminal.err("recipe: " + one_line(raw->wrong) + "\n");
    if (arguments.json()) print_files(terminal, arguments, *raw, raw->folder);
    return Exit::failed;
  }
  print_files(terminal, arguments, *raw, to.value_or(raw->folder));
  return Exit::fine;
}

}  // namespace

constexpr Command commands::data_fetch_command = {
    .name = "data fetch",
    .summary = "fetches the raw data of a recipe, without running anything",
    .description =
        "Brings the raw data into the place where `recipe run` takes them from, and prints the "
        "digest and the path of each file.\n"
        "\n"
        "Sources with https and http are fetched into `.recipe/downloads`: from the first mirror "
        "that has the file, with patience for servers that are ill, and from where an earlier "
        "download was broken off. A file gets its name only when it is whole and has the size and "
        "the digest that the recipe states. A wrong one is kept as NAME.wrong-DIGEST: exit code "
        "1.\n"
        "\n"
        "Data that a person must get are said: exit code 4.",
    .example = "$ recipe data fetch recipe.md --to data",
    .positionals = fetch_positionals,
    .options = fetch_options,
    .run = fetch_data,
};

}  // namespace recipe::cli
