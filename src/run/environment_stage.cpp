#include "run/environment_stage.h"

#include "base/text.h"
#include "run/command_run.h"
#include "run/sources.h"
#include "run/variables.h"
#include "run/waiting.h"

namespace recipe::run {
namespace {

using document::Stage;
using record::State;

/// What the packages lack, as a sentence with its remedy; empty if they lack nothing.
Result<std::string> missing_packages(Context& run) {
  std::vector<std::string> names;
  const auto& packages = run.plan.recipe->environment.packages;
  for (const auto& package : packages) names.push_back(package.value.name);
  if (names.empty()) return std::string();
  TRY_ASSIGN(const auto versions, os::installed_versions(run.world, names));
  if (!versions) {
    run.note("this system has no Debian package database: packages not checked");
    return std::string();
  }
  std::vector<std::string> missing;
  std::vector<std::string> install;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const document::Package& package = packages[i].value;
    const std::string& version = (*versions)[i];
    if (version.empty()) {
      missing.push_back(package.name + " is not installed");
      install.push_back(package.name);
      continue;
    }
    run.record.packages.emplace_back(package.name, version);
    if (package.relation.empty()) continue;
    TRY_ASSIGN(const bool holds,
               os::version_holds(run.world, version, package.relation, package.version));
    if (!holds) {
      missing.push_back(package.name + " is " + version + ", the recipe asks for " +
                        package.relation + " " + package.version);
    }
  }
  std::string message = join(missing, "; ");
  if (!install.empty()) message += "; run: apt-get install " + join(install, " ");
  return message;
}

/// Files such as requirements.txt come from the checkout of the first stage that has one.
Result<std::string> directory_of_commands(Context& run, record::StageRecord& stage) {
  for (const Stage candidate : {Stage::processing, Stage::training, Stage::evaluation}) {
    const PlannedStage& other = run.plan.stage(candidate);
    const bool own = !other.sources.empty() && other.sources.front().repository.empty();
    if (other.fate != Fate::runs || !own || run.plan.options.worktree) continue;
    TRY(check_out_sources(run, other, stage));
    return start_folder(run, other);
  }
  return run.plan.folder;
}

}  // namespace

Result<StageEnd> prepare_environment(Context& run, const PlannedStage& planned,
                                     record::StageRecord stage) {
  os::FileSystem& files = run.world.files;
  TRY_ASSIGN(const std::string missing, missing_packages(run));
  if (!missing.empty()) {
    stage.state = State::failed;
    stage.reason = missing;
    return StageEnd{std::move(stage)};
  }
  stage.commands = planned.build + planned.script;
  stage.state = State::ran;
  if (stage.commands.empty()) return StageEnd{std::move(stage)};
  const std::string finished = run.made.tools + "/.recipe-complete";
  TRY_ASSIGN(const auto lock, lock_aloud(run.world.files, run.observer, run.made.tools + ".lock",
                                         "prepares the same environment"));
  TRY_ASSIGN(const auto done, files.status(finished, os::Follow::no));
  if (done) {
    stage.state = State::up_to_date;
    stage.reason = "its commands have run for this text and system";
    return StageEnd{std::move(stage)};
  }
  const StageFolder folder{run.made.tools + "/.recipe-run"};
  TRY_ASSIGN(const std::size_t left,
             run.world.processes.end_all_with("RECIPE_HYPERPARAMETERS", folder.hyperparameters()));
  if (left > 0) run.note("ended " + counted(left, "process") + " that an earlier run left");
  TRY(files.make_directory(folder.path));
  TRY(files.write(folder.hyperparameters(), to_page(run.plan.hyperparameters.json)));
  stage.log = folder.log();
  ask_machine(run);
  TRY_ASSIGN(const std::string directory, directory_of_commands(run, stage));
  TRY_ASSIGN(ScriptEnd end, run_script(run.world,
                                       {stage.commands, folder.path + "/script.sh", directory,
                                        variables_of(run, planned, folder), stage.log, ""},
                                       run.redact, run.observer));
  stage.usage = timing::Usage::of(end.exit);
  stage.exit_code = end.exit.code;
  stage.signal = end.exit.signal;
  if (end.exit.interrupted) {
    stage.state = State::interrupted;
    stage.reason = "stopped by you";
  } else if (!end.exit.succeeded()) {
    stage.state = State::failed;
    stage.reason = how_it_ended(end.exit);
  } else {
    TRY(files.write(finished, ""));
  }
  return StageEnd{std::move(stage), std::move(end.tail)};
}

}  // namespace recipe::run
