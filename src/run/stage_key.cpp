#include "run/stage_key.h"

#include "base/text.h"
#include "data/digest_of.h"

namespace recipe::run {
namespace {

Json fixed_part(const Plan& plan, const PlannedStage& stage) {
  Json sources = Json::array();
  for (const PlannedSource& source : stage.sources) {
    sources.push_back({source.repository, source.commit, source.variable});
  }
  Json seen = Json::object();
  for (const auto& [name, value] :
       seen_by(plan.hyperparameters, stage.stage, stage.build + stage.script)) {
    if (upper_snake(name) != "SEED") seen[name] = value;
  }
  return {{"stage", document::to_string(stage.stage)},
          {"sources", sources},
          {"folder", stage.folder},
          {"build", stage.build},
          {"script", stage.script},
          {"hyperparameters", seen}};
}

bool sees_seed(const PlannedStage& stage) {
  const std::string commands = stage.build + stage.script;
  return stage.stage == document::Stage::training || names_variable(commands, "RECIPE_SEED") ||
         names_variable(commands, "SEED");
}

/// The hyperparameter Seed, which differs between configurations only by its file.
bool sees_seed_in_file(const PlannedStage& stage) {
  return names_variable(stage.build + stage.script, "RECIPE_HYPERPARAMETERS");
}

std::string digest_of_json(const Json& json) { return data::digest_of_bytes(to_line(json)).hex(); }

}  // namespace

std::string stage_key(const Plan& plan, const PlannedStage& stage, const KeyInputs& inputs) {
  Json key = fixed_part(plan, stage);
  key["environment"] = inputs.environment;
  key["inputs"] = inputs.digests;
  if (sees_seed(stage)) key["seed"] = inputs.seed;
  if (sees_seed_in_file(stage)) key["seed_in_file"] = plan.hyperparameters.seed;
  if (!inputs.worktree.empty()) key["worktree"] = inputs.worktree;
  return digest_of_json(key);
}

std::string configuration_key(const Plan& plan, const KeyInputs& inputs) {
  Json key = {{"environment", inputs.environment}};
  for (const char* name : {"raw", "pretrained"}) {
    const auto found = inputs.digests.find(name);
    if (found != inputs.digests.end()) key[name] = found->second;
  }
  for (const document::Stage stage :
       {document::Stage::processing, document::Stage::training, document::Stage::evaluation}) {
    const PlannedStage& planned = plan.stage(stage);
    key[document::to_string(stage)] = fixed_part(plan, planned);
    if (planned.fate == Fate::given) key[document::to_string(stage)]["given"] = planned.given;
  }
  return digest_of_json(key);
}

}  // namespace recipe::run
