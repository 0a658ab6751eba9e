#include "run/execution.h"

#include <algorithm>

#include "base/text.h"
#include "record/run_name.h"
#include "run/commands_stage.h"
#include "run/downloads.h"
#include "run/environment_stage.h"
#include "run/outputs.h"
#include "run/raw_data.h"
#include "run/sources.h"

namespace recipe::run {
namespace {

using document::Stage;
using record::State;

State state_of(Fate fate) {
  switch (fate) {
    case Fate::given:
      return State::given;
    case Fate::from_training:
      return State::from_training;
    case Fate::not_applicable:
      return State::not_applicable;
    case Fate::nothing:
      return State::nothing;
    case Fate::manual:
      return State::manual;
    case Fate::runs:
      return State::running;
  }
  return State::not_reached;
}

bool stops_the_run(State state) {
  return state == State::failed || state == State::interrupted || state == State::manual;
}

/// The time that the recipe states for a stage, in seconds.
std::optional<double> stated_time(const Plan& plan, Stage stage) {
  if (stage != Stage::training) return std::nullopt;
  const document::Dynamics& dynamics = plan.recipe->dynamics;
  const auto own = dynamics.training_time_by_profile.find(plan.options.profile);
  if (own != dynamics.training_time_by_profile.end()) return own->second.value;
  if (!plan.options.profile.empty() || !dynamics.training_time) return std::nullopt;
  return dynamics.training_time->value;
}

/// Carries out the stages of a plan in order, recording each.
class Execution {
 public:
  explicit Execution(Context context)
      : run_(std::move(context)), writer_(run_.world, run_.workspace.folder, run_.record.id) {}

  Result<record::Record> carry_out();

 private:
  Result<> begin();
  Result<> end(State state);
  Result<StageEnd> stage(const PlannedStage& planned);
  Result<StageEnd> raw_data(record::StageRecord stage);
  Result<StageEnd> given(const PlannedStage& planned, record::StageRecord stage);
  const document::Data& linked_data(const std::string& name) const;
  Result<std::string> fetch_link(const PlannedStage& planned, const std::string& name);
  Result<State> close(StageEnd end);
  Result<> use_pretrained();
  Result<> make_missing_checkouts();
  Result<> know_machine_at_last();

  Context run_;
  record::RecordWriter writer_;
};

Result<> Execution::use_pretrained() {
  if (run_.plan.pretrained.empty()) return {};
  const auto& stated = run_.plan.recipe->pretrained;
  if (run_.plan.pretrained_is_fetched) {
    run_.observer.doing("fetching the pre-trained model");
    TRY_ASSIGN(const data::Fetched fetched,
               fetch_part(run_.world, run_.workspace, "pretrained", *stated, run_.observer));
    if (!fetched.wrong.empty()) {
      return fail(ErrorKind::invalid,
                  run_.plan.recipe->source.place(stated->digest->span) + ": " + fetched.wrong);
    }
  }
  TRY_ASSIGN(const auto artifact, artifact_of(run_.world, "pretrained", run_.plan.pretrained));
  if (stated && stated->digest && stated->digest->value.to_string() != artifact.digest) {
    return fail(ErrorKind::invalid,
                run_.plan.recipe->source.place(stated->digest->span) +
                    ": the pre-trained model has another digest: the recipe says " +
                    stated->digest->value.to_string() + ", " + artifact.path + " has " +
                    artifact.digest);
  }
  run_.made.folders["pretrained"] = run_.plan.pretrained;
  run_.made.keys.digests["pretrained"] = artifact.digest;
  return {};
}

Result<> Execution::begin() {
  record::Record& record = run_.record;
  record.machine = os::describe_machine_itself(run_.world);
  KeyInputs& keys = run_.made.keys;
  keys.seed = record.seed;
  if (run_.plan.options.worktree) keys.worktree = record.id;
  for (const document::CommandBlock& block : run_.plan.recipe->environment.blocks) {
    keys.environment += block.script + "\n";
  }
  const std::string system = record.machine.system + "\n" + record.machine.kernel;
  run_.made.tools = run_.workspace.tools(data::digest_of_bytes(keys.environment + system).hex());
  TRY(run_.world.files.make_directory(run_.made.tools + "/bin"));
  for (const std::string& note : run_.plan.notes) run_.note(note);
  if (run_.plan.repository) {
    TRY_ASSIGN(const auto changed, code::changed_files(run_.plan.repository->root));
    if (!changed.empty()) run_.note("uncommitted changes in your tree: " + join(changed, ", "));
  }
  TRY(use_pretrained());
  TRY(run_.world.files.make_directory(run_.workspace.folder.run(record.id)));
  TRY(writer_.header(record));
  return make_missing_checkouts();
}

/// A commit that cannot be had is found out before hours of training, not after.
Result<> Execution::make_missing_checkouts() {
  for (const PlannedStage& planned : run_.plan.stages) {
    if (planned.fate != Fate::runs) continue;
    for (const PlannedSource& source : planned.sources) {
      if (uses_files_as_they_are(run_.plan, source)) continue;
      TRY_ASSIGN(const auto there,
                 run_.world.files.status(source_folder(run_, source), os::Follow::yes));
      if (there) continue;
      run_.observer.doing("checking out " + source.commit.substr(0, 12));
      TRY(check_out_source(run_, source));
    }
  }
  return {};
}

/// Where no command ran, the newest run on this machine says what was not asked for: what is up to
/// date was made then.
Result<> Execution::know_machine_at_last() {
  if (run_.asked.valid()) know_machine(run_);
  if (run_.machine_is_known) return {};
  const os::Machine& here = run_.record.machine;
  TRY_ASSIGN(const auto earlier, record::read_records(run_.world, run_.plan.folder,
                                                      run_.plan.file_name, record::Depth::headers));
  for (auto run = earlier.rbegin(); run != earlier.rend(); ++run) {
    const os::Machine& there = run->machine;
    const bool same = there.system == here.system && there.kernel == here.kernel &&
                      there.cpu == here.cpu && there.cores == here.cores &&
                      there.memory == here.memory;
    if (!same || there.software.empty()) continue;
    run_.record.machine = there;
    run_.machine_is_known = true;
    return {};
  }
  know_machine(run_);
  return {};
}

Result<> Execution::end(State state) {
  TRY(know_machine_at_last());
  run_.record.state = state;
  run_.record.end = os::format_utc(run_.world.clock.now());
  run_.record.configuration = configuration_key(run_.plan, run_.made.keys);
  return writer_.header(run_.record);
}

Result<record::Record> Execution::carry_out() {
  if (auto begun = begin(); !begun) {
    static_cast<void>(end(State::failed));
    return tl::unexpected(std::move(begun.error()));
  }
  State state = State::ran;
  for (const PlannedStage& planned : run_.plan.stages) {
    auto ended = stage(planned);
    auto closed = ended ? close(std::move(*ended)) : Result<State>(tl::unexpected(ended.error()));
    if (!closed) {
      const bool interrupted = closed.error().kind == ErrorKind::interrupted;
      // The reason of the failure matters more than a record that cannot be written.
      static_cast<void>(end(interrupted ? State::interrupted : State::failed));
      return fail(closed.error(), std::string(document::to_string(planned.stage)));
    }
    if (!stops_the_run(*closed)) continue;
    state = *closed;
    break;
  }
  TRY(end(state));
  return std::move(run_.record);
}

Result<State> Execution::close(StageEnd end) {
  TRY(writer_.stage(end.stage));
  run_.observer.stage_ends(end.stage, end.tail);
  const State state = end.stage.state;
  run_.record.stages.push_back(std::move(end.stage));
  return state;
}

Result<StageEnd> Execution::stage(const PlannedStage& planned) {
  record::StageRecord stage;
  stage.stage = document::to_string(planned.stage);
  stage.state = state_of(planned.fate);
  stage.reason = planned.reason;
  stage.begin = os::format_utc(run_.world.clock.now());
  if (planned.fate == Fate::given) return given(planned, std::move(stage));
  if (planned.fate != Fate::runs) return StageEnd{std::move(stage)};
  run_.observer.stage_begins(planned, stated_time(run_.plan, planned.stage));
  if (planned.stage == Stage::raw_data) return raw_data(std::move(stage));
  if (planned.stage == Stage::environment) {
    return prepare_environment(run_, planned, std::move(stage));
  }
  return run_commands(run_, planned, std::move(stage), writer_);
}

Result<StageEnd> Execution::raw_data(record::StageRecord stage) {
  const auto begin = run_.world.clock.steady();
  TRY_ASSIGN(RawData raw, bring_raw_data(run_.world, run_.plan, run_.workspace, run_.observer));
  if (!raw.changed.empty()) run_.note(raw.changed);
  stage.usage.seconds = std::chrono::duration<double>(run_.world.clock.steady() - begin).count();
  stage.outputs = raw.artifacts;
  stage.state = !raw.wrong.empty() ? State::failed
                : raw.up_to_date   ? State::up_to_date
                                   : State::ran;
  if (raw.up_to_date) stage.reason = "nothing has changed";
  if (!raw.wrong.empty()) {
    stage.reason = raw.wrong;
    return StageEnd{std::move(stage)};
  }
  run_.made.folders["raw"] = raw.folder;
  run_.made.keys.digests["raw"] = raw.artifacts.back().digest;
  return StageEnd{std::move(stage)};
}

const document::Data& Execution::linked_data(const std::string& name) const {
  const document::Recipe& recipe = *run_.plan.recipe;
  return name == "model" ? recipe.model : recipe.processed;
}

/// What is wrong with it, or nothing.
Result<std::string> Execution::fetch_link(const PlannedStage& planned, const std::string& name) {
  run_.observer.stage_begins(planned, std::nullopt);
  return fetch_linked(run_.world, run_.workspace, name, linked_data(name), run_.plan.recipe->source,
                      run_.observer);
}

Result<StageEnd> Execution::given(const PlannedStage& planned, record::StageRecord stage) {
  std::string name = "raw";
  std::string folder = planned.given;
  if (planned.stage == Stage::raw_data) {
    TRY_ASSIGN(RawData raw, given_raw_data(run_.world, run_.plan, run_.workspace, planned.given));
    stage.outputs = raw.artifacts;
    if (!raw.wrong.empty()) {
      stage.state = State::failed;
      stage.reason = raw.wrong;
      return StageEnd{std::move(stage)};
    }
  } else {
    name = planned.stage == Stage::processing ? "processed" : "model";
    if (planned.fetched) {
      TRY_ASSIGN(stage.reason, fetch_link(planned, name));
      if (!stage.reason.empty()) {
        stage.state = State::failed;
        return StageEnd{std::move(stage)};
      }
      stage.reason = planned.reason;
      folder = linked_folder(run_.workspace, name, linked_data(name));
    }
    TRY(collect_outputs(run_, planned, folder, folder, stage));
  }
  run_.made.folders[name] = folder;
  for (const record::Artifact& output : stage.outputs) {
    if (output.name == name) run_.made.keys.digests[name] = output.digest;
  }
  return StageEnd{std::move(stage)};
}

}  // namespace

Result<record::Record> carry_out(os::World& world, const Plan& plan, const Workspace& workspace,
                                 const std::string& program, Observer& observer,
                                 std::size_t number) {
  record::Record record;
  record.begin = os::format_utc(world.clock.now());
  record.recipe = plan.file_name;
  record.recipe_digest = data::digest_of_bytes(plan.recipe->source.bytes()).to_string();
  record.profile = plan.options.profile;
  record.seed = plan.hyperparameters.seed + number - 1;
  record.program = program;
  TRY_ASSIGN(record.id, record::name_run(world, workspace.folder));
  if (number > 1) record.id += "." + std::to_string(number);
  Context context{
      world, plan, workspace, std::move(record), observer, Redaction(world.environment)};
  return Execution(std::move(context)).carry_out();
}

}  // namespace recipe::run
