#include "run/outputs.h"

#include "run/manifests.h"

namespace recipe::run {

using document::Stage;

namespace {

/// Says which files make the difference from a digest that the recipe states, where that is known.
void note_difference(Context& run, const std::string& name, const std::string& part,
                     const std::optional<At<Digest>>& stated, const std::string& path,
                     const data::Content& content) {
  if (!stated || stated->value == content.digest) return;
  const std::string difference = difference_from_earlier(
      run.world, run.workspace, name, stated->value.to_string(), part, path, content);
  if (difference.empty()) return;
  run.note(path + " is not what the recipe says" + compared_with_manifest(difference));
}

Result<> add_whole(Context& run, const PlannedStage& planned, const std::string& name,
                   const std::string& folder, const std::optional<At<Digest>>& stated,
                   record::StageRecord& stage) {
  const auto whole = data::digest_of(run.world, folder);
  if (!whole) {
    const std::string variable =
        planned.stage == Stage::processing ? "$RECIPE_DATA" : "$RECIPE_MODEL";
    return fail(whole.error(), "the commands wrote nothing to " + variable);
  }
  stage.outputs.push_back(artifact_of(name, folder, *whole));
  note_difference(run, name, "", stated, folder, *whole);
  if (planned.fate != Fate::runs) return {};
  return keep_manifest(run.world, folder, *whole);
}

/// A file or folder that the recipe names within what was made; absent is no error here.
Result<std::optional<data::Content>> add_piece(const Context& run, const std::string& name,
                                               const std::string& folder, const std::string& path,
                                               record::StageRecord& stage) {
  std::optional<data::Content> content;
  if (path.empty() || !os::stays_inside(path)) return content;
  TRY_ASSIGN(const auto there, run.world.files.status(folder + "/" + path, os::Follow::yes));
  if (!there) return content;
  TRY_ASSIGN(content, data::digest_of(run.world, folder + "/" + path));
  stage.outputs.push_back(artifact_of(name, folder + "/" + path, *content));
  return content;
}

/// The parts for which the recipe gives locations: each by its name in the folder. The only one of
/// a folder that has no such file is the folder itself.
Result<> add_parts(const Context& run, const std::string& kind, const std::string& folder,
                   const std::vector<document::Part>& parts, record::StageRecord& stage) {
  for (const document::Part& part : parts) {
    const std::string name = part.file_name();
    TRY_ASSIGN(const auto found, add_piece(run, kind + ":" + name, folder, name, stage));
    if (found || parts.size() > 1) continue;
    record::Artifact whole = stage.outputs.front();
    whole.name = kind + ":" + name;
    stage.outputs.push_back(std::move(whole));
  }
  return {};
}

}  // namespace

Result<> collect_outputs(Context& run, const PlannedStage& planned, const std::string& data_folder,
                         const std::string& model_folder, record::StageRecord& stage) {
  if (planned.stage == Stage::processing) {
    TRY(add_whole(run, planned, "processed", data_folder, run.plan.recipe->processed.digest,
                  stage));
    TRY(add_parts(run, "processed", data_folder, run.plan.recipe->processed.parts, stage));
    for (const document::Split& split : run.plan.recipe->processed.splits) {
      if (!split.path) continue;
      TRY_ASSIGN(const auto content, add_piece(run, "split:" + split.name.value, data_folder,
                                               split.path->value, stage));
      if (!content) continue;
      note_difference(run, "processed", split.path->value, split.digest,
                      data_folder + "/" + split.path->value, *content);
    }
  }
  if (planned.stage == Stage::training) {
    TRY(add_whole(run, planned, "model", model_folder, run.plan.recipe->model.digest, stage));
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
