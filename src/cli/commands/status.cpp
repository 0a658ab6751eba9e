#include "base/json.h"
#include "base/quantity.h"
#include "cli/command.h"
#include "cli/find_recipe.h"
#include "cli/layout.h"
#include "cli/runs.h"
#include "cli/verdict_report.h"
#include "record/store.h"

namespace recipe::cli {
namespace {

constexpr Positional status_positionals[] = {
    {"PATH", "The recipe, or the folder that it is in; without it, the one found here."}};

Style style_of_run(std::string_view state) {
  if (state == "ran") return Style::green;
  if (state == "running") return Style::plain;
  return state == "manual" ? Style::yellow : Style::red;
}

std::string runs_text(os::World& world, const std::vector<record::Record>& runs, Colour colour) {
  std::vector<std::vector<Cell>> rows = {{{"run", Style::dim},
                                          {"begin", Style::dim},
                                          {"profile", Style::dim},
                                          {"seed", Style::dim},
                                          {"state", Style::dim},
                                          {"time", Style::dim},
                                          {"stages", Style::dim}}};
  for (const record::Record& run : runs) {
    const std::string state = state_of_run(world, run);
    rows.push_back({{one_line(run.id)},
                    {one_line(run.begin)},
                    {one_line(run.profile)},
                    {std::to_string(run.seed)},
                    {state, style_of_run(state)},
                    {format_duration(seconds_of_run(run))},
                    {one_line(stages_of_run(run, state))}});
  }
  std::string text;
  for (const std::string& line : in_columns(rows, colour)) text += line + "\n";
  return text;
}

Json runs_json(os::World& world, const std::vector<record::Record>& runs) {
  Json all = Json::array();
  for (const record::Record& run : runs) {
    all.push_back({{"id", run.id},
                   {"begin", run.begin},
                   {"end", run.end.empty() ? Json(nullptr) : Json(run.end)},
                   {"profile", run.profile.empty() ? Json(nullptr) : Json(run.profile)},
                   {"seed", run.seed},
                   {"state", state_of_run(world, run)},
                   {"seconds", seconds_of_run(run)},
                   {"stages", stages_json(run)}});
  }
  return all;
}

Result<Exit> show_status(os::World& world, Terminal& terminal, const Arguments& arguments) {
  const auto& words = arguments.positionals();
  TRY_ASSIGN(const std::string path, find_recipe(world, words.empty() ? "" : words.front()));
  TRY_ASSIGN(const std::string real, world.files.real_path(path));
  TRY_ASSIGN(const auto runs,
             record::read_records(world, os::parent_path(real), os::file_name(real)));
  if (arguments.json()) {
    terminal.out(to_page({{"recipe", path}, {"runs", runs_json(world, runs)}}));
  } else if (runs.empty()) {
    terminal.out("No runs of " + one_line(path) + " yet: `recipe run " + one_line(path) + "`\n");
  } else {
    terminal.out(runs_text(world, runs, out_colour(terminal)));
  }
  return Exit::fine;
}

}  // namespace

constexpr Command commands::status_command = {
    .name = "status",
    .summary = "lists the runs of a recipe and how they ended",
    .description =
        "A line for each recorded run, the newest last: its name, when it began (UTC), profile, "
        "seed, state, the time that its commands took, and the stages that did something.\n"
        "\n"
        "The state is ran, failed, manual (it stopped before a stage that a person must do), "
        "interrupted, running, or killed: it says that it is running, but there is no such process "
        "on this machine.",
    .example = "$ recipe status examples/digits",
    .positionals = status_positionals,
    .options = {},
    .run = show_status,
};

}  // namespace recipe::cli
