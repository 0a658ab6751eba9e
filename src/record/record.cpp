#include "record/record.h"

namespace recipe::record {
namespace {

constexpr std::pair<State, std::string_view> state_names[] = {
    {State::running, "running"},
    {State::ran, "ran"},
    {State::up_to_date, "up-to-date"},
    {State::given, "given"},
    {State::from_training, "from-training"},
    {State::not_applicable, "not-applicable"},
    {State::nothing, "nothing"},
    {State::manual, "manual"},
    {State::not_reached, "not-reached"},
    {State::failed, "failed"},
    {State::interrupted, "interrupted"},
};

State state_named(std::string_view name, State otherwise) {
  for (const auto& [state, text] : state_names) {
    if (text == name) return state;
  }
  return otherwise;
}

Json optional_number(const std::optional<double>& value) {
  return value ? json_of(*value) : Json(nullptr);
}

/// Points as [value, step, epoch, seconds], short because there may be many.
Json to_json(const dynamics::MetricLog& log) {
  Json all = Json::array();
  for (const auto& [key, series] : log.all()) {
    Json points = Json::array();
    for (const dynamics::Point& point : series.points) {
      points.push_back({json_of(point.value), optional_number(point.step),
                        optional_number(point.epoch), optional_number(point.seconds)});
    }
    all.push_back({{"split", series.split}, {"metric", series.metric}, {"points", points}});
  }
  return all;
}

dynamics::MetricLog metrics_from_json(const Json& json) {
  dynamics::MetricLog log;
  if (!json.is_array()) return log;
  for (const Json& series : json) {
    const auto metric = text_at(series, "metric");
    if (!metric || !series.contains("points") || !series["points"].is_array()) continue;
    for (const Json& point : series["points"]) {
      const auto value = point.is_array() && point.size() == 4 ? double_of(point[0]) : std::nullopt;
      if (!value) continue;
      log.add(text_at(series, "split").value_or(""), *metric,
              {double_of(point[1]), double_of(point[2]), double_of(point[3]), *value});
    }
  }
  return log;
}

Json to_json(const std::vector<Artifact>& artifacts) {
  Json all = Json::array();
  for (const Artifact& artifact : artifacts) {
    all.push_back({{"name", artifact.name},
                   {"path", artifact.path},
                   {"digest", artifact.digest},
                   {"bytes", artifact.bytes}});
  }
  return all;
}

/// Of a member that a machine keeps small; 0 if it is none.
unsigned small_count(const Json& object, std::string_view key) {
  const auto count = count_at(object, key);
  return count && *count <= 1'000'000 ? static_cast<unsigned>(*count) : 0;
}

/// The elements of an array member; none if it is missing or no array.
std::vector<Json> elements(const Json& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto found = object.find(std::string(key));
  if (found == object.end() || !found->is_array()) return {};
  return {found->begin(), found->end()};
}

std::vector<Artifact> artifacts_from(const Json& object, std::string_view key) {
  std::vector<Artifact> all;
  for (const Json& json : elements(object, key)) {
    all.push_back({text_at(json, "name").value_or(""), text_at(json, "path").value_or(""),
                   text_at(json, "digest").value_or(""), count_at(json, "bytes").value_or(0)});
  }
  return all;
}

std::vector<std::string> texts_from(const Json& object, std::string_view key) {
  std::vector<std::string> all;
  for (const Json& json : elements(object, key)) {
    if (json.is_string()) all.push_back(json.get<std::string>());
  }
  return all;
}

/// Numbers that are none are 0, so that the others stay in place.
std::vector<std::uint64_t> counts_from(const Json& object, std::string_view key) {
  std::vector<std::uint64_t> all;
  for (const Json& json : elements(object, key)) {
    all.push_back(json.is_number_unsigned() ? json.get<std::uint64_t>() : 0);
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> pairs_from(const Json& object,
                                                            std::string_view key) {
  std::vector<std::pair<std::string, std::string>> all;
  if (!object.is_object()) return all;
  const auto found = object.find(std::string(key));
  if (found == object.end() || !found->is_object()) return all;
  for (const auto& [name, value] : found->items()) {
    if (value.is_string()) all.emplace_back(name, value.get<std::string>());
  }
  return all;
}

Json from_pairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Json json = Json::object();
  for (const auto& [name, value] : pairs) json[name] = value;
  return json;
}

}  // namespace

std::string_view to_string(State state) {
  for (const auto& [known, text] : state_names) {
    if (known == state) return text;
  }
  return "";
}

const StageRecord* Record::stage(std::string_view name) const {
  for (const StageRecord& candidate : stages) {
    if (candidate.stage == name) return &candidate;
  }
  return nullptr;
}

Json to_json(const StageRecord& stage) {
  Json sources = Json::array();
  for (const Source& source : stage.sources) {
    sources.push_back({{"repository", source.repository},
                       {"commit", source.commit},
                       {"variable", source.variable},
                       {"worktree", source.worktree},
                       {"changed", source.changed}});
  }
  Json hyperparameters = Json::object();
  for (const auto& [name, value] : stage.hyperparameters) hyperparameters[name] = value;
  return {{"stage", stage.stage},
          {"state", to_string(stage.state)},
          {"reason", stage.reason},
          {"key", stage.key},
          {"sources", sources},
          {"commands", stage.commands},
          {"hyperparameters", hyperparameters},
          {"inputs", to_json(stage.inputs)},
          {"outputs", to_json(stage.outputs)},
          {"begin", stage.begin},
          {"hardware", stage.hardware},
          {"usage", timing::to_json(stage.usage)},
          {"build_seconds", stage.build_seconds},
          {"exit_code", stage.exit_code},
          {"signal", stage.signal},
          {"log", stage.log},
          {"metrics", to_json(stage.metrics)}};
}

StageRecord stage_from_json(const Json& json) {
  StageRecord stage;
  stage.stage = text_at(json, "stage").value_or("");
  stage.state = state_named(text_at(json, "state").value_or(""), stage.state);
  stage.reason = text_at(json, "reason").value_or("");
  stage.key = text_at(json, "key").value_or("");
  for (const Json& source : elements(json, "sources")) {
    stage.sources.push_back({text_at(source, "repository").value_or(""),
                             text_at(source, "commit").value_or(""),
                             text_at(source, "variable").value_or(""),
                             source.is_object() && source.value("worktree", Json(false)) == true,
                             texts_from(source, "changed")});
  }
  stage.commands = text_at(json, "commands").value_or("");
  for (const auto& [name, value] : pairs_from(json, "hyperparameters")) {
    stage.hyperparameters[name] = value;
  }
  stage.inputs = artifacts_from(json, "inputs");
  stage.outputs = artifacts_from(json, "outputs");
  stage.begin = text_at(json, "begin").value_or("");
  stage.hardware = text_at(json, "hardware").value_or("");
  if (json.contains("usage")) stage.usage = timing::usage_from_json(json["usage"]);
  stage.build_seconds = number_at(json, "build_seconds").value_or(0);
  stage.exit_code = static_cast<int>(small_count(json, "exit_code"));
  stage.signal = static_cast<int>(small_count(json, "signal"));
  stage.log = text_at(json, "log").value_or("");
  if (json.contains("metrics")) stage.metrics = metrics_from_json(json["metrics"]);
  return stage;
}

/// What older records do not have is left out where it is not known.
Json machine_to_json(const os::Machine& machine) {
  Json json = {{"system", machine.system}, {"kernel", machine.kernel}, {"cpu", machine.cpu}};
  if (!machine.cpu_flags.empty()) json["cpu_flags"] = machine.cpu_flags;
  json["cores"] = machine.cores;
  json["memory"] = machine.memory;
  json["gpus"] = machine.gpus;
  if (!machine.gpu_memory.empty()) json["gpu_memory"] = machine.gpu_memory;
  json["gpu_driver"] = machine.gpu_driver;
  if (!machine.gpu_cuda.empty()) json["gpu_cuda"] = machine.gpu_cuda;
  json["software"] = from_pairs(machine.software);
  return json;
}

os::Machine machine_from_json(const Json& json) {
  os::Machine machine;
  machine.system = text_at(json, "system").value_or("");
  machine.kernel = text_at(json, "kernel").value_or("");
  machine.cpu = text_at(json, "cpu").value_or("");
  machine.cpu_flags = texts_from(json, "cpu_flags");
  machine.cores = small_count(json, "cores");
  machine.memory = count_at(json, "memory").value_or(0);
  machine.gpus = texts_from(json, "gpus");
  machine.gpu_memory = counts_from(json, "gpu_memory");
  machine.gpu_driver = text_at(json, "gpu_driver").value_or("");
  machine.gpu_cuda = text_at(json, "gpu_cuda").value_or("");
  machine.software = pairs_from(json, "software");
  return machine;
}

Json header_to_json(const Record& record) {
  return {{"id", record.id},
          {"recipe", record.recipe},
          {"recipe_digest", record.recipe_digest},
          {"profile", record.profile},
          {"seed", record.seed},
          {"configuration", record.configuration},
          {"begin", record.begin},
          {"end", record.end},
          {"state", to_string(record.state)},
          {"program", record.program},
          {"machine", machine_to_json(record.machine)},
          {"packages", from_pairs(record.packages)},
          {"notes", record.notes}};
}

Record header_from_json(const Json& json) {
  Record record;
  record.id = text_at(json, "id").value_or("");
  record.recipe = text_at(json, "recipe").value_or("");
  record.recipe_digest = text_at(json, "recipe_digest").value_or("");
  record.profile = text_at(json, "profile").value_or("");
  record.seed = count_at(json, "seed").value_or(1);
  record.configuration = text_at(json, "configuration").value_or("");
  record.begin = text_at(json, "begin").value_or("");
  record.end = text_at(json, "end").value_or("");
  record.state = state_named(text_at(json, "state").value_or(""), record.state);
  record.program = text_at(json, "program").value_or("");
  if (json.contains("machine") && json["machine"].is_object()) {
    record.machine = machine_from_json(json["machine"]);
  }
  record.packages = pairs_from(json, "packages");
  record.notes = texts_from(json, "notes");
  return record;
}

}  // namespace recipe::record
