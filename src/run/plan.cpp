#include "run/plan.h"

#include <algorithm>

#include "base/text.h"
#include "code/checkout.h"
#include "document/variable_name.h"
#include "run/fate.h"
#include "run/problems.h"

namespace recipe::run {
namespace {

using document::Stage;

Result<> check_profile(const document::Recipe& recipe, const std::string& profile) {
  if (profile.empty() || recipe.has_profile(profile)) return {};
  std::vector<std::string> names;
  for (const auto& known : recipe.profiles) names.push_back(known.value);
  std::string message = recipe.source.path() + " has no profile " + profile;
  message += names.empty() ? "; it has none" : "; it has " + join(names, ", ");
  return fail(ErrorKind::invalid, message);
}

Result<> resolve_data(os::World& world, Options& options) {
  static const std::vector<std::string> names = {"raw", "processed", "model", "pretrained"};
  for (auto& [name, path] : options.data) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      return fail(ErrorKind::invalid,
                  "--data " + name + "=" + path + ": the name is one of " + join(names, ", "));
    }
    TRY_ASSIGN(const auto status, world.files.status(path, os::Follow::yes));
    if (!status || status->kind != os::FileKind::directory) {
      return fail(ErrorKind::invalid, "--data " + name + "=" + path + ": there is no such folder");
    }
    TRY_ASSIGN(path, world.files.real_path(path));
  }
  return {};
}

std::string below(const std::string& root, const std::string& folder) {
  if (folder == root) return ".";
  return folder.substr(root == "/" ? 1 : root.size() + 1);
}

/// The script of all blocks with this purpose, each from a line of its own.
std::string joined(const std::vector<document::CommandBlock>& blocks, document::Purpose purpose) {
  std::string script;
  for (const document::CommandBlock& block : blocks) {
    if (block.purpose != purpose) continue;
    script += block.script;
    if (!script.empty() && script.back() != '\n') script += '\n';
  }
  return script;
}

PlannedSource source_of(const Plan& plan, const document::Checkout& checkout) {
  PlannedSource source;
  if (checkout.repository) {
    source.written = checkout.repository->value;
    source.place = checkout.repository->span;
    const bool path =
        code::is_local_repository(source.written) && !source.written.starts_with("file://");
    source.repository =
        path ? os::lexically_normal(os::join_path(plan.folder, source.written)) : source.written;
    // The recipe's own repository may be named too.
    if (plan.repository &&
        (source.repository == plan.repository->root ||
         (!plan.repository->origin.empty() && source.repository == plan.repository->origin))) {
      source.repository.clear();
    }
  }
  if (checkout.commit) {
    source.commit = checkout.commit->value;
    source.place = checkout.commit->span;
  }
  if (checkout.variable) source.variable = checkout.variable->value;
  return source;
}

/// Commands, checkouts and the start folder of a stage that runs.
void fill_commands(const Plan& plan, PlannedStage& planned) {
  planned.folder = plan.folder_in_repository;
  if (planned.stage == Stage::environment) {
    planned.script = joined(plan.recipe->environment.blocks, document::Purpose::run);
    planned.build = joined(plan.recipe->environment.blocks, document::Purpose::build);
    return;
  }
  const auto found = plan.recipe->code.find(planned.stage);
  if (found == plan.recipe->code.end()) return;
  const document::Code& code = found->second;
  planned.build = joined(code.blocks, document::Purpose::build);
  planned.script = joined(code.blocks, document::Purpose::run);
  planned.resumable = code.resumable;
  for (const document::Checkout& checkout : code.checkouts) {
    planned.sources.push_back(source_of(plan, checkout));
  }
  const bool foreign = !planned.sources.empty() && !planned.sources.front().repository.empty();
  if (foreign) planned.folder = ".";
  if (code.folder) planned.folder = os::lexically_normal(code.folder->value);
}

void note_taken_variables(os::World& world, Plan& plan) {
  for (auto variable = plan.hyperparameters.variables.begin();
       variable != plan.hyperparameters.variables.end();) {
    if (!world.environment.get(variable->first)) {
      ++variable;
      continue;
    }
    plan.notes.push_back("$" + variable->first +
                         " is set in your environment already and keeps that value: the "
                         "hyperparameter is only in $RECIPE_HYPERPARAMETERS");
    variable = plan.hyperparameters.variables.erase(variable);
  }
}

}  // namespace

std::string_view to_string(Fate fate) {
  switch (fate) {
    case Fate::runs:
      return "runs";
    case Fate::given:
      return "given";
    case Fate::from_training:
      return "taken from training";
    case Fate::not_applicable:
      return "not applicable";
    case Fate::nothing:
      return "nothing to do";
    case Fate::manual:
      return "manual";
  }
  return "";
}

const PlannedStage& Plan::stage(Stage wanted) const {
  return stages[static_cast<std::size_t>(wanted)];
}

std::string Plan::stem() const {
  const std::size_t dot = file_name.rfind('.');
  return dot == std::string::npos || dot == 0 ? file_name : file_name.substr(0, dot);
}

Result<Plan> make_plan(os::World& world, const document::Recipe& recipe, const std::string& path,
                       const Options& options) {
  TRY(check_profile(recipe, options.profile));
  Plan plan;
  plan.recipe = &recipe;
  plan.options = options;
  TRY(resolve_data(world, plan.options));
  TRY_ASSIGN(const std::string real, world.files.real_path(path));
  plan.folder = os::parent_path(real);
  plan.file_name = os::file_name(real);
  TRY_ASSIGN(plan.repository, code::find_repository(plan.folder));
  plan.folder_in_repository = plan.repository ? below(plan.repository->root, plan.folder) : ".";
  plan.hyperparameters = hyperparameters_of(recipe, options.profile);
  note_taken_variables(world, plan);
  for (const Stage stage : document::all_stages) {
    PlannedStage planned = fate_of(plan, stage);
    if (planned.fate == Fate::runs) fill_commands(plan, planned);
    plan.stages.push_back(std::move(planned));
  }
  drop_what_nothing_needs(plan);
  TRY(plan_pretrained(plan));
  for (const PlannedStage& planned : plan.stages) {
    if (planned.fate == Fate::runs) find_problems(plan, planned);
  }
  return plan;
}

}  // namespace recipe::run
