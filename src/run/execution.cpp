#include "run/execution.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "code/checkout.h"
#include "run/command_run.h"
#include "run/raw_data.h"
#include "run/stage_key.h"
#include "run/workspace.h"

namespace recipe::run {
namespace {

using document::Stage;
using record::State;

/// Whether the run goes on behind a stage.
enum class Next { go_on, stop };

State state_of(Fate fate) {
  switch (fate) {
    case Fate::given: return State::given;
    case Fate::from_training: return State::from_training;
    case Fate::not_applicable: return State::not_applicable;
    case Fate::nothing: return State::nothing;
    case Fate::manual: return State::manual;
    case Fate::runs: return State::running;
  }
  return State::not_reached;
}

/// One run of a plan: where things lie, what has been recorded so far.
class Execution {
 public:
  Execution(os::World& world, const Plan& plan, Workspace workspace, record::Record record,
            Observer& observer)
      : world_(world),
        plan_(plan),
        workspace_(std::move(workspace)),
        record_(std::move(record)),
        writer_(world, workspace_.folder, record_.id),
        observer_(observer),
        redact_(world.environment) {}

  Result<record::Record> carry_out();

 private:
  Result<> begin();
  Result<> end(State state);
  Result<Next> stage(const PlannedStage& planned);
  Result<Next> raw_data(const PlannedStage& planned, record::StageRecord stage);
  Result<Next> environment(const PlannedStage& planned, record::StageRecord stage);
  Result<Next> given(const PlannedStage& planned, record::StageRecord stage);
  Result<Next> commands(const PlannedStage& planned, record::StageRecord stage);
  Result<Next> close(record::StageRecord stage, const std::vector<std::string>& tail = {});
  Result<> forget_forbidden();

  Result<std::string> missing_packages();
  Result<> check_out_sources(const PlannedStage& planned, record::StageRecord& stage);
  std::string start_folder(const PlannedStage& planned) const;
  std::map<std::string, std::optional<std::string>> variables(const PlannedStage& planned,
                                                              const StageFolder& folder) const;
  Result<std::optional<ScriptEnd>> build(const PlannedStage& planned, const StageFolder& folder,
                                         record::StageRecord& stage);
  Result<> collect_outputs(const PlannedStage& planned, const StageFolder& folder,
                           record::StageRecord& stage);
  Result<> note_changed_sources(const PlannedStage& planned, record::StageRecord& stage);
  std::string source_folder(const PlannedSource& source) const;
  Result<std::map<std::string, data::Stamp>> input_stamps() const;
  void use_outputs(Stage stage, const record::StageRecord& done);

  os::World& world_;
  const Plan& plan_;
  Workspace workspace_;
  record::Record record_;
  record::RecordWriter writer_;
  Observer& observer_;
  Redaction redact_;
  KeyInputs inputs_;
  std::map<std::string, std::string> folders_;  ///< raw, processed, model, pretrained
  std::map<Stage, std::string> outputs_;        ///< RECIPE_OUTPUT of earlier stages
  std::string tools_;
};

Result<> Execution::begin() {
  record_.machine = os::describe_machine(world_);
  record_.notes = plan_.notes;
  inputs_.seed = record_.seed;
  if (plan_.options.worktree) inputs_.worktree = record_.id;
  for (const document::CommandBlock& block : plan_.recipe->environment.blocks) {
    inputs_.environment += block.script + "\n";
  }
  const std::string system = record_.machine.system + "\n" + record_.machine.kernel;
  tools_ = workspace_.tools(data::digest_of_bytes(inputs_.environment + system).hex());
  TRY(world_.files.make_directory(tools_ + "/bin"));
  if (plan_.repository) {
    TRY_ASSIGN(const auto changed, code::changed_files(plan_.repository->root));
    if (!changed.empty()) {
      record_.notes.push_back("uncommitted changes in your tree: " + join(changed, ", "));
    }
  }
  if (!plan_.pretrained.empty()) {
    TRY_ASSIGN(const auto artifact, artifact_of(world_, "pretrained", plan_.pretrained));
    folders_["pretrained"] = plan_.pretrained;
    inputs_.digests["pretrained"] = artifact.digest;
  }
  for (const std::string& note : record_.notes) observer_.note(note);
  TRY(world_.files.make_directory(workspace_.folder.run(record_.id)));
  TRY(forget_forbidden());
  return writer_.header(record_);
}

Result<> Execution::end(State state) {
  record_.state = state;
  record_.end = os::format_utc(world_.clock.now());
  record_.configuration = configuration_key(plan_, inputs_);
  TRY(forget_forbidden());
  return writer_.header(record_);
}

Result<> Execution::forget_forbidden() {
  const auto forget = [&](const document::Data& data, Stage stage) -> Result<> {
    const auto& retention = data.governance.retention;
    if (!retention || retention->value != document::Retention::forbidden) return {};
    return world_.files.remove(workspace_.folder.path + "/stages/" +
                               std::string(document::to_string(stage)));
  };
  TRY(forget(plan_.recipe->raw, Stage::raw_data));
  return forget(plan_.recipe->processed, Stage::processing);
}

Result<record::Record> Execution::carry_out() {
  TRY(begin());
  State state = State::ran;
  for (const PlannedStage& planned : plan_.stages) {
    auto next = stage(planned);
    if (!next) {
      const bool interrupted = next.error().kind == ErrorKind::interrupted;
      (void)end(interrupted ? State::interrupted : State::failed);
      return fail(next.error(), std::string(document::to_string(planned.stage)));
    }
    if (*next == Next::go_on) continue;
    state = record_.stages.back().state;
    break;
  }
  TRY(end(state));
  return record_;
}

Result<Next> Execution::close(record::StageRecord stage, const std::vector<std::string>& tail) {
  TRY(writer_.stage(stage));
  observer_.stage_ends(stage, tail);
  const State state = stage.state;
  record_.stages.push_back(std::move(stage));
  const bool stops = state == State::failed || state == State::interrupted || state == State::manual;
  return stops ? Next::stop : Next::go_on;
}

Result<Next> Execution::stage(const PlannedStage& planned) {
  record::StageRecord stage;
  stage.stage = document::to_string(planned.stage);
  stage.state = state_of(planned.fate);
  stage.reason = planned.reason;
  stage.begin = os::format_utc(world_.clock.now());
  if (planned.fate == Fate::given) return given(planned, std::move(stage));
  if (planned.fate != Fate::runs) return close(std::move(stage));
  std::optional<double> stated;
  if (planned.stage == Stage::training) {
    const document::Dynamics& dynamics = plan_.recipe->dynamics;
    const auto found = dynamics.training_time_by_profile.find(plan_.options.profile);
    if (found != dynamics.training_time_by_profile.end()) stated = found->second.value;
    if (plan_.options.profile.empty() && dynamics.training_time) stated = dynamics.training_time->value;
  }
  observer_.stage_begins(planned, stated);
  if (planned.stage == Stage::raw_data) return raw_data(planned, std::move(stage));
  if (planned.stage == Stage::environment) return environment(planned, std::move(stage));
  return commands(planned, std::move(stage));
}

Result<Next> Execution::raw_data(const PlannedStage&, record::StageRecord stage) {
  const auto begin = world_.clock.steady();
  TRY_ASSIGN(RawData raw, bring_raw_data(world_, plan_, workspace_));
  stage.usage.seconds = std::chrono::duration<double>(world_.clock.steady() - begin).count();
  stage.outputs = raw.artifacts;
  stage.state = raw.wrong.empty() ? State::ran : State::failed;
  if (!raw.wrong.empty()) {
    stage.reason = raw.wrong;
    return close(std::move(stage));
  }
  folders_["raw"] = raw.folder;
  inputs_.digests["raw"] = raw.artifacts.back().digest;
  return close(std::move(stage));
}

Result<Next> Execution::given(const PlannedStage& planned, record::StageRecord stage) {
  std::string name = "model";
  if (planned.stage == Stage::raw_data) {
    name = "raw";
    TRY_ASSIGN(RawData raw, given_raw_data(world_, plan_, planned.given));
    stage.outputs = raw.artifacts;
    if (!raw.wrong.empty()) {
      stage.state = State::failed;
      stage.reason = raw.wrong;
    }
  } else {
    if (planned.stage == Stage::processing) name = "processed";
    TRY_ASSIGN(const auto whole, artifact_of(world_, name, planned.given));
    stage.outputs = {whole};
    if (planned.stage == Stage::processing) {
      TRY(collect_outputs(planned, {planned.given}, stage));
    }
  }
  folders_[name] = planned.given;
  inputs_.digests[name] = stage.outputs.back().digest;
  for (const record::Artifact& output : stage.outputs) {
    if (output.name == name) inputs_.digests[name] = output.digest;
  }
  return close(std::move(stage));
}

Result<std::string> Execution::missing_packages() {
  std::vector<std::string> names;
  const auto& packages = plan_.recipe->environment.packages;
  for (const auto& package : packages) names.push_back(package.value.name);
  if (names.empty()) return std::string();
  TRY_ASSIGN(const auto versions, os::installed_versions(world_, names));
  if (!versions) {
    record_.notes.push_back("this system has no Debian package database: packages not checked");
    observer_.note(record_.notes.back());
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
    record_.packages.emplace_back(package.name, version);
    if (package.relation.empty()) continue;
    TRY_ASSIGN(const bool holds,
               os::version_holds(world_, version, package.relation, package.version));
    if (!holds) {
      missing.push_back(package.name + " is " + version + ", the recipe asks for " +
                        package.relation + " " + package.version);
    }
  }
  if (missing.empty()) return std::string();
  std::string message = join(missing, "; ");
  if (!install.empty()) message += "; run: apt-get install " + join(install, " ");
  return message;
}

Result<Next> Execution::environment(const PlannedStage& planned, record::StageRecord stage) {
  TRY_ASSIGN(const std::string missing, missing_packages());
  if (!missing.empty()) {
    stage.state = State::failed;
    stage.reason = missing;
    return close(std::move(stage));
  }
  stage.commands = planned.build + planned.script;
  stage.state = State::ran;
  if (stage.commands.empty()) return close(std::move(stage));
  const std::string finished = tools_ + "/.recipe-complete";
  TRY_ASSIGN(const auto lock, world_.files.lock(tools_ + ".lock", os::Wait::yes));
  TRY_ASSIGN(const auto done, world_.files.status(finished, os::Follow::no));
  if (done) {
    stage.state = State::up_to_date;
    stage.reason = "its commands have run for this text and system";
    return close(std::move(stage));
  }
  const StageFolder folder{tools_ + "/.recipe-run"};
  TRY(world_.files.make_directory(folder.path));
  stage.log = folder.log();
  // Files such as requirements.txt come from the checkout of the first stage that has one.
  const PlannedStage* first = nullptr;
  for (const Stage candidate : {Stage::processing, Stage::training, Stage::evaluation}) {
    const PlannedStage& other = plan_.stage(candidate);
    const bool own = !other.sources.empty() && other.sources.front().repository.empty();
    if (first == nullptr && other.fate == Fate::runs && own) first = &other;
  }
  std::string directory = plan_.folder;
  if (first != nullptr && !plan_.options.worktree) {
    record::StageRecord scratch;
    TRY(check_out_sources(*first, scratch));
    stage.sources = scratch.sources;
    directory = start_folder(*first);
  }
  auto environment_variables = variables(planned, folder);
  environment_variables["RECIPE_OUTPUT"] = std::nullopt;
  TRY_ASSIGN(const ScriptEnd end,
             run_script(world_,
                        {stage.commands, folder.path + "/script.sh", directory,
                         environment_variables, stage.log, ""},
                        redact_, observer_));
  stage.usage = timing::Usage::of(end.exit);
  stage.exit_code = end.exit.code;
  stage.signal = end.exit.signal;
  if (end.exit.interrupted) {
    stage.state = State::interrupted;
  } else if (!end.exit.succeeded()) {
    stage.state = State::failed;
    stage.reason = fmt::format("exit code {}", end.exit.code);
  } else {
    TRY(world_.files.write(finished, ""));
  }
  return close(std::move(stage), end.tail);
}

std::string Execution::source_folder(const PlannedSource& source) const {
  if (source.repository.empty() && (plan_.options.worktree || source.commit.empty())) {
    return plan_.repository ? plan_.repository->root : plan_.folder;
  }
  return workspace_.checkout(source, plan_.repository ? plan_.repository->root : plan_.folder);
}

Result<> Execution::check_out_sources(const PlannedStage& planned, record::StageRecord& stage) {
  for (const PlannedSource& source : planned.sources) {
    const bool own = source.repository.empty();
    const bool worktree = own && (plan_.options.worktree || source.commit.empty());
    stage.sources.push_back({source.written, worktree ? "" : source.commit, source.variable, worktree, {}});
    if (worktree) continue;
    observer_.doing("checking out " + source.commit.substr(0, 12));
    code::CheckoutRequest request;
    request.repository = own ? plan_.repository->root : source.repository;
    request.commit = source.commit;
    request.folder = source_folder(source);
    if (own) request.origin = plan_.repository->origin;
    if (auto result = code::check_out(world_, request); !result) {
      return fail(result.error(), plan_.recipe->source.place(source.place));
    }
  }
  if (planned.sources.empty()) stage.sources.push_back({"", "", "", true, {}});
  return {};
}

std::string Execution::start_folder(const PlannedStage& planned) const {
  const std::string root =
      planned.sources.empty() ? (plan_.repository ? plan_.repository->root : plan_.folder)
                              : source_folder(planned.sources.front());
  return planned.folder == "." ? root : root + "/" + planned.folder;
}

std::map<std::string, std::optional<std::string>> Execution::variables(
    const PlannedStage& planned, const StageFolder& folder) const {
  std::map<std::string, std::optional<std::string>> all;
  for (const char* name : {"BASH_ENV", "ENV", "CDPATH", "GIT_DIR", "GIT_WORK_TREE"}) {
    all[name] = std::nullopt;
  }
  for (const auto& [name, value] : plan_.hyperparameters.variables) all[name] = value;
  const auto path = [&](const char* variable, const char* name) {
    const auto found = folders_.find(name);
    all[variable] = found == folders_.end() ? std::nullopt : std::optional(found->second);
  };
  path("RECIPE_RAW_DATA", "raw");
  path("RECIPE_DATA", "processed");
  path("RECIPE_MODEL", "model");
  path("RECIPE_PRETRAINED", "pretrained");
  if (planned.stage == Stage::processing) all["RECIPE_DATA"] = folder.data();
  if (planned.stage == Stage::training) all["RECIPE_MODEL"] = folder.model();
  all["RECIPE_OUTPUT"] = folder.output();
  for (const auto& [stage, output] : outputs_) {
    all["RECIPE_OUTPUT_" + upper_snake(document::to_string(stage))] = output;
  }
  all["RECIPE_METRICS"] = folder.metrics();
  all["RECIPE_HYPERPARAMETERS"] = folder.hyperparameters();
  all["RECIPE_SEED"] = std::to_string(record_.seed);
  all["RECIPE_TOOLS"] = tools_;
  all["PATH"] = tools_ + "/bin:" +
                world_.environment.get("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
  for (const PlannedSource& source : planned.sources) {
    if (!source.variable.empty()) all[source.variable] = source_folder(source);
  }
  return all;
}

Result<std::optional<ScriptEnd>> Execution::build(const PlannedStage& planned,
                                                  const StageFolder& folder,
                                                  record::StageRecord& stage) {
  std::optional<ScriptEnd> failed;
  if (planned.build.empty()) return failed;
  const std::string start = start_folder(planned);
  const std::string root =
      planned.sources.empty() ? start : source_folder(planned.sources.front());
  const bool kept = !stage.sources.front().worktree;
  const std::string finished =
      root + "/.git/recipe-built-" +
      data::digest_of_bytes(planned.build + "\n" + planned.folder + "\n" + inputs_.environment)
          .hex()
          .substr(0, 16);
  if (kept) {
    TRY_ASSIGN(const auto done, world_.files.status(finished, os::Follow::no));
    if (done) return failed;
  }
  observer_.doing("building");
  TRY_ASSIGN(ScriptEnd end, run_script(world_,
                                       {planned.build, folder.path + "/build.sh", start,
                                        variables(planned, folder), stage.log, ""},
                                       redact_, observer_));
  stage.build_seconds = end.exit.seconds;
  if (!end.exit.succeeded()) return std::optional(std::move(end));
  if (kept) TRY(world_.files.write(finished, ""));
  return failed;
}

Result<std::map<std::string, data::Stamp>> Execution::input_stamps() const {
  std::map<std::string, data::Stamp> stamps;
  for (const auto& [name, folder] : folders_) {
    TRY_ASSIGN(stamps[name], data::stamp_of(world_.files, folder));
  }
  return stamps;
}

Result<> Execution::collect_outputs(const PlannedStage& planned, const StageFolder& folder,
                                    record::StageRecord& stage) {
  const auto piece = [&](const std::string& name, const std::string& path) -> Result<> {
    TRY_ASSIGN(const auto there, world_.files.status(path, os::Follow::yes));
    if (!there) return {};
    TRY_ASSIGN(const auto artifact, artifact_of(world_, name, path));
    stage.outputs.push_back(artifact);
    return {};
  };
  const bool made_here = planned.fate == Fate::runs;
  if (planned.stage == Stage::processing) {
    const std::string data = made_here ? folder.data() : folder.path;
    if (made_here) {
      if (auto whole = artifact_of(world_, "processed", data)) {
        stage.outputs.push_back(*whole);
      } else {
        return fail(whole.error(), "the commands wrote nothing to $RECIPE_DATA");
      }
    }
    for (const document::Split& split : plan_.recipe->processed.splits) {
      if (!split.path || !os::stays_inside(split.path->value)) continue;
      TRY(piece("split:" + split.name.value, data + "/" + split.path->value));
    }
  }
  if (planned.stage == Stage::training) {
    if (auto whole = artifact_of(world_, "model", folder.model())) {
      stage.outputs.push_back(*whole);
    } else {
      return fail(whole.error(), "the commands wrote nothing to $RECIPE_MODEL");
    }
    for (const document::Part& part : plan_.recipe->model.parts) {
      const std::string name = part.name              ? part.name->value
                               : part.sources.empty() ? std::string()
                                                      : part.sources.front().value.last_name();
      if (name.empty() || !os::stays_inside(name)) continue;
      TRY(piece("model:" + name, folder.model() + "/" + name));
    }
  }
  return {};
}

Result<> Execution::note_changed_sources(const PlannedStage& planned, record::StageRecord& stage) {
  for (std::size_t i = 0; i < planned.sources.size(); ++i) {
    if (stage.sources[i].worktree) continue;
    TRY_ASSIGN(stage.sources[i].changed, code::changed_files(source_folder(planned.sources[i])));
    if (stage.sources[i].changed.empty()) continue;
    observer_.note("the commands of " + stage.stage + " changed tracked files of their checkout: " +
                   join(stage.sources[i].changed, ", "));
  }
  return {};
}

void Execution::use_outputs(Stage stage, const record::StageRecord& done) {
  for (const record::Artifact& output : done.outputs) {
    if (output.name != "processed" && output.name != "model") continue;
    folders_[output.name] = output.path;
    inputs_.digests[output.name] = output.digest;
  }
  outputs_[stage] = workspace_.stage(stage, done.key).output();
}

Result<Next> Execution::commands(const PlannedStage& planned, record::StageRecord stage) {
  // Without processing, training reads the raw data.
  if (folders_.count("processed") == 0 && planned.stage > Stage::processing &&
      folders_.count("raw") != 0) {
    folders_["processed"] = folders_["raw"];
    inputs_.digests["processed"] = inputs_.digests["raw"];
  }
  stage.key = stage_key(plan_, planned, inputs_);
  stage.commands = planned.script;
  stage.hyperparameters =
      seen_by(plan_.hyperparameters, planned.stage, planned.build + planned.script);
  for (const auto& [name, digest] : inputs_.digests) {
    stage.inputs.push_back({name, folders_[name], digest, 0});
  }
  const StageFolder folder = workspace_.stage(planned.stage, stage.key);
  TRY(world_.files.make_directory(os::parent_path(folder.path)));
  TRY_ASSIGN(const auto lock, world_.files.lock(folder.path + ".lock", os::Wait::yes));
  TRY_ASSIGN(auto finished, finished_stage(world_, folder));
  if (finished) {
    finished->state = State::up_to_date;
    finished->reason = "nothing it depends on has changed";
    use_outputs(planned.stage, *finished);
    return close(std::move(*finished));
  }
  TRY(check_out_sources(planned, stage));
  TRY(world_.files.remove(folder.path));
  for (const std::string& made : {folder.data(), folder.model(), folder.output()}) {
    if (made == folder.data() && planned.stage != Stage::processing) continue;
    if (made == folder.model() && planned.stage != Stage::training) continue;
    TRY(world_.files.make_directory(made));
  }
  TRY(world_.files.write(folder.metrics(), ""));
  TRY(world_.files.write(folder.hyperparameters(), to_page(plan_.hyperparameters.json)));
  stage.log = folder.log();
  TRY(writer_.stage(stage));

  const std::string directory = start_folder(planned);
  TRY_ASSIGN(const auto there, world_.files.status(directory, os::Follow::yes));
  if (!there) {
    stage.state = State::failed;
    stage.reason = "the commit has no folder " + planned.folder +
                   ", where the recipe's commands start; name another with `Folder:`";
    return close(std::move(stage));
  }
  TRY_ASSIGN(const auto build_failure, build(planned, folder, stage));
  TRY_ASSIGN(const auto before, input_stamps());
  ScriptEnd end;
  if (build_failure) {
    end = *build_failure;
  } else {
    TRY_ASSIGN(end, run_script(world_,
                               {planned.script, folder.path + "/script.sh", directory,
                                variables(planned, folder), stage.log, folder.metrics()},
                               redact_, observer_));
    stage.usage = timing::Usage::of(end.exit);
  }
  stage.exit_code = end.exit.code;
  stage.signal = end.exit.signal;
  stage.metrics = end.metrics;
  TRY(note_changed_sources(planned, stage));
  if (end.exit.interrupted) {
    stage.state = State::interrupted;
    stage.reason = "stopped by you";
    return close(std::move(stage));
  }
  if (!end.exit.succeeded()) {
    stage.state = State::failed;
    stage.reason = build_failure ? "building: " : "";
    stage.reason += end.exit.signal != 0 ? fmt::format("ended by signal {}", end.exit.signal)
                                         : fmt::format("exit code {}", end.exit.code);
    return close(std::move(stage), end.tail);
  }
  TRY_ASSIGN(const auto after, input_stamps());
  for (const auto& [name, stamp] : before) {
    if (stamp == after.at(name)) continue;
    stage.state = State::failed;
    stage.reason = "its commands changed their input: " +
                   data::first_difference(stamp, after.at(name)) + " in " + folders_[name];
    return close(std::move(stage), end.tail);
  }
  if (auto collected = collect_outputs(planned, folder, stage); !collected) {
    stage.state = State::failed;
    stage.reason = collected.error().to_string();
    return close(std::move(stage), end.tail);
  }
  stage.state = State::ran;
  for (const std::string& made : {folder.data(), folder.model(), folder.output()}) {
    TRY_ASSIGN(const auto exists, world_.files.status(made, os::Follow::no));
    if (exists) TRY(world_.files.make_read_only(made));
  }
  if (inputs_.worktree.empty()) {
    TRY(world_.files.write(folder.finished(), to_line(record::to_json(stage))));
  }
  use_outputs(planned.stage, stage);
  return close(std::move(stage), end.tail);
}

}  // namespace

Result<record::Record> carry_out(os::World& world, const Plan& plan, const std::string& program,
                                 Observer& observer) {
  TRY_ASSIGN(const record::WorkFolder folder, record::open_work_folder(world, plan.folder));
  record::Record record;
  record.begin = os::format_utc(world.clock.now());
  record.recipe = plan.file_name;
  record.recipe_digest = data::digest_of_bytes(plan.recipe->source.bytes()).to_string();
  record.profile = plan.options.profile;
  record.seed = plan.hyperparameters.seed;
  record.program = program;
  std::string stamp = record.begin;
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  record.id = fmt::format("{}-{}", stamp, world.environment.process_id());
  return Execution(world, plan, {folder}, std::move(record), observer).carry_out();
}

}  // namespace recipe::run
