#include "run/outputs.h"

#include "run/manifests.h"

namespace recipe::run {

using document::Stage;

namespace {

Result<> add_whole(const Context& run, const PlannedStage& planned, const std::string& name,
                   const std::string& folder, record::StageRecord& stage) {
  const auto whole = data::digest_of(run.world, folder);
  if (!whole) {
    const std::string variable =
        planned.stage == Stage::processing ? "$RECIPE_DATA" : "$RECIPE_MODEL";
    return fail(whole.error(), "the commands wrote nothing to " + variable);
  }
  stage.outputs.push_back(artifact_of(name, folder, *whole));
  if (planned.fate != Fate::runs) return {};
  return keep_manifest(run.world, folder, *whole);
}

/// A file or folder that the recipe names within what was made; absent is no error here.
Result<bool> add_piece(const Context& run, const std::string& name, const std::string& folder,
                       const std::string& path, record::StageRecord& stage) {
  if (path.empty() || !os::stays_inside(path)) return false;
  TRY_ASSIGN(const auto there, run.world.files.status(folder + "/" + path, os::Follow::yes));
  if (!there) return false;
  TRY_ASSIGN(auto piece, artifact_of(run.world, name, folder + "/" + path));
  stage.outputs.push_back(std::move(piece));
  return true;
}

/// The parts for which the recipe gives locations: each by its name in the folder. The only one of
/// a folder that has no such file is the folder itself.
Result<> add_parts(const Context& run, const std::string& kind, const std::string& folder,
                   const std::vector<document::Part>& parts, record::StageRecord& stage) {
  for (const document::Part& part : parts) {
    const std::string name = part.file_name();
    TRY_ASSIGN(const bool found, add_piece(run, kind + ":" + name, folder, name, stage));
    if (found || parts.size() > 1) continue;
    record::Artifact whole = stage.outputs.front();
    whole.name = kind + ":" + name;
    stage.outputs.push_back(std::move(whole));
  }
  return {};
}

}  // namespace

Result<> collect_outputs(const Context& run, const PlannedStage& planned,
                         const std::string& data_folder, const std::string& model_folder,
                         record::StageRecord& stage) {
  if (planned.stage == Stage::processing) {
    TRY(add_whole(run, planned, "processed", data_folder, stage));
    TRY(add_parts(run, "processed", data_folder, run.plan.recipe->processed.parts, stage));
    for (const document::Split& split : run.plan.recipe->processed.splits) {
      if (!split.path) continue;
      TRY(add_piece(run, "split:" + split.name.value, data_folder, split.path->value, stage));
    }
  }
  if (planned.stage == Stage::training) {
    TRY(add_whole(run, planned, "model", model_folder, stage));
    TRY(add_parts(run, "model", model_folder, run.plan.recipe->model.parts, stage));
  }
  return {};
}

void use_outputs(Context& run, Stage stage, const record::StageRecord& done) {
  for (const record::Artifact& output : done.outputs) {
    if (output.name != "processed" && output.name != "model") continue;
    run.made.folders[output.name] = output.path;
    run.made.keys.digests[output.name] = output.digest;
  }
  run.made.outputs[stage] = run.workspace.stage(stage, done.key).output();
}

}  // namespace recipe::run
