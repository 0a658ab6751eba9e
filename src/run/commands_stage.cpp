#include "run/commands_stage.h"

#include "base/text.h"
#include "run/command_run.h"
#include "run/outputs.h"
#include "run/shared_results.h"
#include "run/sources.h"
#include "run/variables.h"
#include "run/waiting.h"
#include "run/why.h"

namespace recipe::run {
namespace {

using document::Stage;
using record::State;
using Stamps = std::map<std::string, data::Stamp>;

StageEnd failed(record::StageRecord stage, std::string reason, std::vector<std::string> tail = {}) {
  stage.state = State::failed;
  stage.reason = std::move(reason);
  return {std::move(stage), std::move(tail)};
}

/// Without processing, training reads the raw data.
void use_raw_data_if_nothing_is_processed(Context& run, Stage stage) {
  auto& folders = run.made.folders;
  if (folders.count("processed") != 0 || stage <= Stage::processing || folders.count("raw") == 0) {
    return;
  }
  folders["processed"] = folders["raw"];
  run.made.keys.digests["processed"] = run.made.keys.digests["raw"];
}

Result<> make_empty(os::FileSystem& files, Stage stage, const StageFolder& folder) {
  TRY(files.remove(folder.path));
  TRY(files.make_directory(folder.output()));
  if (stage == Stage::processing) TRY(files.make_directory(folder.data()));
  if (stage == Stage::training) TRY(files.make_directory(folder.model()));
  return files.write_unsynced(folder.metrics(), "");
}

Result<Stamps> stamps_of_inputs(const Context& run) {
  Stamps stamps;
  for (const auto& [name, folder] : run.made.folders) {
    TRY_ASSIGN(stamps[name], data::stamp_of(run.world, folder));
  }
  return stamps;
}

/// Which input the commands changed; empty if none.
Result<std::string> changed_input(const Context& run, const Stamps& before) {
  TRY_ASSIGN(const Stamps after, stamps_of_inputs(run));
  for (const auto& [name, stamp] : before) {
    if (stamp == after.at(name)) continue;
    return data::first_difference(stamp, after.at(name)) + " in " + run.made.folders.at(name);
  }
  return std::string();
}

/// The folder of a stage that was stopped, for commands that go on by themselves.
Result<bool> can_resume(os::FileSystem& files, const PlannedStage& planned,
                        const StageFolder& folder) {
  if (!planned.resumable) return false;
  TRY_ASSIGN(const auto there, files.status(folder.metrics(), os::Follow::no));
  return there.has_value();
}

/// What a run that was killed left running would write into the folder again.
Result<> end_what_was_left(Context& run, const StageFolder& folder) {
  TRY_ASSIGN(const auto there, run.world.files.status(folder.path, os::Follow::no));
  if (!there) return {};
  TRY_ASSIGN(const std::size_t ended,
             run.world.processes.end_all_with("RECIPE_HYPERPARAMETERS", folder.hyperparameters()));
  if (ended > 0) run.note("ended " + counted(ended, "process") + " that an earlier run left");
  return {};
}

/// Runs the `sh build` blocks, unless they have run in this checkout before. The end of a build
/// that failed; none if all is well.
Result<std::optional<ScriptEnd>> build(Context& run, const PlannedStage& planned,
                                       const StageFolder& folder, record::StageRecord& stage) {
  std::optional<ScriptEnd> well;
  if (planned.build.empty()) return well;
  const std::string start = start_folder(run, planned);
  const std::string root =
      planned.sources.empty() ? start : source_folder(run, planned.sources.front());
  const bool kept = !stage.sources.front().worktree;
  const std::string text = planned.build + "\n" + planned.folder + "\n" + run.made.keys.environment;
  const std::string finished =
      root + "/.git/recipe-built-" + data::digest_of_bytes(text).hex().substr(0, 16);
  std::unique_ptr<os::FileLock> lock;
  if (kept) {
    TRY_ASSIGN(lock, lock_aloud(run.world.files, run.observer, root + "/.git/recipe-build.lock",
                                "builds the same checkout"));
    TRY_ASSIGN(const auto done, run.world.files.status(finished, os::Follow::no));
    if (done) return well;
  }
  run.observer.doing("building");
  TRY_ASSIGN(ScriptEnd end, run_script(run.world,
                                       {planned.build, folder.path + "/build.sh", start,
                                        variables_of(run, planned, folder), stage.log, ""},
                                       run.redact, run.observer));
  stage.build_seconds = end.exit.seconds;
  if (!end.exit.succeeded()) return std::optional(std::move(end));
  if (kept) TRY(run.world.files.write(finished, ""));
  return well;
}

bool may_be_shared(const Context& run, Stage stage) {
  const auto& retention = run.plan.recipe->processed.governance.retention;
  const bool forbidden = retention && retention->value == document::Retention::forbidden;
  return run.made.keys.worktree.empty() && !(forbidden && stage == Stage::processing);
}

/// The shared cache is a help, not a need: what fails there is noted, and the run goes on.
void share(Context& run, const PlannedStage& planned, const StageFolder& folder,
           const record::StageRecord& stage) {
  auto shared = SharedResults::find(run.world);
  if (!shared || !may_be_shared(run, planned.stage)) return;
  if (auto kept = shared->keep(stage, folder); !kept) {
    run.note("not kept in the shared cache: " + printable(kept.error().to_string()));
  }
}

/// True if the stage's folder was made of what another run has shared.
Result<bool> bring_shared(Context& run, const PlannedStage& planned, const std::string& key,
                          const StageFolder& folder) {
  auto shared = SharedResults::find(run.world);
  if (!shared || !may_be_shared(run, planned.stage)) return false;
  auto brought = shared->bring(key, folder);
  if (brought) return *brought;
  if (brought.error().kind == ErrorKind::interrupted) return brought;
  run.note("the shared cache was not used: " + printable(brought.error().to_string()));
  return false;
}

/// What the commands made becomes read only and, but for --worktree, the result for later runs,
/// once it is on the disk.
Result<> keep(Context& run, const PlannedStage& planned, const StageFolder& folder,
              const record::StageRecord& stage) {
  os::FileSystem& files = run.world.files;
  share(run, planned, folder, stage);
  for (const std::string& made : {folder.data(), folder.model(), folder.output()}) {
    TRY_ASSIGN(const auto exists, files.status(made, os::Follow::no));
    if (!exists) continue;
    TRY(files.make_read_only(made));
    if (run.made.keys.worktree.empty()) TRY(files.sync(made));
  }
  if (!run.made.keys.worktree.empty()) return {};
  return files.write(folder.finished(), to_line(record::to_json(stage)));
}

void fill_record(const Context& run, const PlannedStage& planned, record::StageRecord& stage) {
  stage.key = stage_key(run.plan, planned, run.made.keys);
  stage.commands = planned.script;
  stage.hyperparameters =
      seen_by(run.plan.hyperparameters, planned.stage, planned.build + planned.script);
  for (const auto& [name, digest] : run.made.keys.digests) {
    stage.inputs.push_back({name, run.made.folders.at(name), digest, 0});
  }
}

void note_unreadable_metrics(Context& run, const record::StageRecord& stage) {
  const dynamics::MetricLog& log = stage.metrics;
  if (log.rejected() == 0) return;
  std::string text = counted(log.rejected(), "line") + " of metrics that " + stage.stage +
                     " wrote could not be read";
  if (!log.rejected_examples().empty()) {
    text += ", such as `" + printable(log.rejected_examples().front()) + "`";
  }
  run.note(text + ": write one whole JSON object a line");
}

/// Builds, runs and records how that ended; the stage's state is left as it is if all went well.
Result<StageEnd> build_and_run(Context& run, const PlannedStage& planned, const StageFolder& folder,
                               record::StageRecord stage) {
  TRY_ASSIGN(const auto broken_build, build(run, planned, folder, stage));
  TRY_ASSIGN(const Stamps before, stamps_of_inputs(run));
  ScriptEnd end;
  if (broken_build) {
    end = *broken_build;
  } else {
    run.observer.doing("");
    TRY_ASSIGN(end,
               run_script(run.world,
                          {planned.script, folder.path + "/script.sh", start_folder(run, planned),
                           variables_of(run, planned, folder), stage.log, folder.metrics()},
                          run.redact, run.observer));
    stage.usage = timing::Usage::of(end.exit);
  }
  stage.exit_code = end.exit.code;
  stage.signal = end.exit.signal;
  stage.metrics = std::move(end.metrics);
  note_unreadable_metrics(run, stage);
  TRY(note_changed_sources(run, planned, stage));
  if (end.exit.interrupted) {
    stage.state = State::interrupted;
    stage.reason = "stopped by you";
  } else if (!end.exit.succeeded()) {
    stage.state = State::failed;
    stage.reason = (broken_build ? "building: " : "") + how_it_ended(end.exit);
  } else {
    TRY_ASSIGN(const std::string changed, changed_input(run, before));
    if (!changed.empty()) {
      stage.state = State::failed;
      stage.reason = "its commands changed their input: " + changed;
    }
  }
  return StageEnd{std::move(stage), std::move(end.tail)};
}

}  // namespace

Result<StageEnd> run_commands(Context& run, const PlannedStage& planned, record::StageRecord stage,
                              record::RecordWriter& writer) {
  os::FileSystem& files = run.world.files;
  use_raw_data_if_nothing_is_processed(run, planned.stage);
  fill_record(run, planned, stage);
  const StageFolder folder = run.workspace.stage(planned.stage, stage.key);
  TRY(files.make_directory(os::parent_path(folder.path)));
  TRY_ASSIGN(const auto lock,
             lock_aloud(run.world.files, run.observer, folder.path + ".lock", "does the same"));
  TRY_ASSIGN(auto finished, finished_stage(run.world, folder));
  if (auto& done = finished.record) {
    done->state = State::up_to_date;
    done->reason = "nothing it depends on has changed";
    use_outputs(run, planned.stage, *done);
    return StageEnd{std::move(*done)};
  }
  if (!finished.changed.empty()) run.note(finished.changed);
  TRY(end_what_was_left(run, folder));
  TRY_ASSIGN(const bool brought, bring_shared(run, planned, stage.key, folder));
  if (brought) {
    TRY_ASSIGN(finished, finished_stage(run.world, folder));
    if (auto& done = finished.record) {
      done->state = State::up_to_date;
      done->reason = "made before, and taken from the shared cache";
      use_outputs(run, planned.stage, *done);
      return StageEnd{std::move(*done)};
    }
  }
  TRY(check_out_sources(run, planned, stage));
  TRY_ASSIGN(const bool resumes, can_resume(files, planned, folder));
  if (resumes) {
    stage.reason = "goes on where it was stopped";
    run.observer.doing(stage.reason);
  } else {
    TRY_ASSIGN(const auto earlier,
               record::read_records(run.world, run.plan.folder, run.plan.file_name));
    if (auto why = why_it_runs(stage, run.record.seed, run.record.profile, earlier)) {
      stage.reason = std::move(*why);
      run.observer.doing(stage.reason);
    }
    TRY(make_empty(files, planned.stage, folder));
  }
  TRY(files.write_unsynced(folder.hyperparameters(), to_page(run.plan.hyperparameters.json)));
  stage.log = folder.log();
  ask_machine(run);
  TRY(writer.stage(stage));
  TRY_ASSIGN(const auto there, files.status(start_folder(run, planned), os::Follow::yes));
  if (!there) {
    return failed(std::move(stage), "the commit has no folder " + planned.folder +
                                        ", where the recipe's commands start; name another with "
                                        "`Folder:`");
  }
  TRY_ASSIGN(StageEnd end, build_and_run(run, planned, folder, std::move(stage)));
  know_machine(run);
  end.stage.hardware = run.record.machine.summary();
  if (end.stage.state != State::running) return end;
  if (auto made = collect_outputs(run, planned, folder.data(), folder.model(), end.stage); !made) {
    return failed(std::move(end.stage), made.error().to_string(), std::move(end.tail));
  }
  end.stage.state = State::ran;
  TRY(keep(run, planned, folder, end.stage));
  use_outputs(run, planned.stage, end.stage);
  return end;
}

}  // namespace recipe::run
