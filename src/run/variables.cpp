#include "run/variables.h"

#include "base/text.h"
#include "run/sources.h"

namespace recipe::run {

using document::Stage;

std::map<std::string, std::optional<std::string>> variables_of(const Context& run,
                                                               const PlannedStage& planned,
                                                               const StageFolder& folder) {
  std::map<std::string, std::optional<std::string>> all;
  for (const char* name : {"BASH_ENV", "ENV", "CDPATH", "GIT_DIR", "GIT_WORK_TREE"}) {
    all[name] = std::nullopt;
  }
  for (const auto& [name, value] : run.plan.hyperparameters.variables) all[name] = value;
  const auto path = [&](const char* variable, const char* name) {
    const auto found = run.made.folders.find(name);
    all[variable] = found == run.made.folders.end() ? std::nullopt : std::optional(found->second);
  };
  path("RECIPE_RAW_DATA", "raw");
  path("RECIPE_DATA", "processed");
  path("RECIPE_MODEL", "model");
  path("RECIPE_PRETRAINED", "pretrained");
  if (planned.stage == Stage::processing) all["RECIPE_DATA"] = folder.data();
  if (planned.stage == Stage::training) all["RECIPE_MODEL"] = folder.model();
  // What the environment installs goes to RECIPE_TOOLS and nowhere else.
  if (planned.stage == Stage::environment) {
    all["RECIPE_OUTPUT"] = std::nullopt;
    all["RECIPE_METRICS"] = std::nullopt;
  } else {
    all["RECIPE_OUTPUT"] = folder.output();
    all["RECIPE_METRICS"] = folder.metrics();
  }
  for (const auto& [stage, output] : run.made.outputs) {
    all["RECIPE_OUTPUT_" + upper_snake(document::to_string(stage))] = output;
  }
  all["RECIPE_HYPERPARAMETERS"] = folder.hyperparameters();
  all["RECIPE_SEED"] = std::to_string(run.record.seed);
  all["RECIPE_TOOLS"] = run.made.tools;
  all["PATH"] = run.made.tools + "/bin:" +
                run.world.environment.get("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
  for (const PlannedSource& source : planned.sources) {
    if (!source.variable.empty()) all[source.variable] = source_folder(run, source);
  }
  return all;
}

}  // namespace recipe::run
