#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "dynamics/series.h"
#include "os/machine.h"
#include "timing/usage.h"

namespace recipe::record {

/// How a stage ended, or why it has not.
enum class State {
  running,
  ran,             ///< its commands succeeded in this run
  up_to_date,      ///< an earlier run's result stands
  given,           ///< the reader passed it, or the recipe links to it
  from_training,   ///< no commands of its own: training wrote its metrics
  not_applicable,  ///< the recipe says so
  nothing,         ///< the recipe asks for nothing
  manual,          ///< a person must do it; the run stops before it
  not_reached,     ///< an earlier stage stopped the run, or it was not asked for
  failed,
  interrupted,
};
std::string_view to_string(State state);

/// A repository as a stage found it.
struct Source {
  std::string repository;  ///< as the recipe writes it; empty: the recipe's own
  std::string commit;      ///< empty with --worktree and where none is pinned
  std::string variable;
  bool worktree = false;             ///< the files as they were, not a checkout
  std::vector<std::string> changed;  ///< tracked files that differ from the commit afterwards
};

/// Something a stage read or wrote. `name` is raw, processed, model, pretrained, output, or
/// "split:NAME", "part:NAME", "processed:NAME", "model:NAME" for a piece of it.
struct Artifact {
  std::string name;
  std::string path;
  std::string digest;  ///< "sha256:..."
  std::uint64_t bytes = 0;
};

struct StageRecord {
  std::string stage;
  State state = State::not_reached;
  std::string reason;  ///< one line: why it ran, or why not
  std::string key;     ///< digest of all that makes it out of date
  std::vector<Source> sources;
  std::string commands;                                ///< the script as bash read it
  std::map<std::string, std::string> hyperparameters;  ///< those it can see, as written
  std::vector<Artifact> inputs;
  std::vector<Artifact> outputs;
  std::string begin;     ///< UTC
  std::string hardware;  ///< that ran it, perhaps another than the record's machine
  timing::Usage usage;   ///< without building
  double build_seconds = 0;
  int exit_code = 0;
  int signal = 0;
  std::string log;  ///< path
  dynamics::MetricLog metrics;
};

/// What one run did. Values of the caller's environment variables are never part of it.
struct Record {
  std::string id;
  std::string recipe;         ///< path
  std::string recipe_digest;  ///< of the document's bytes
  std::string profile;        ///< empty: the base values
  std::uint64_t seed = 1;
  std::string configuration;     ///< digest of all keys without the seed: runs that may be averaged
  std::string begin;             ///< UTC
  std::string end;               ///< empty while it runs, or if it was killed
  State state = State::running;  ///< running, ran, manual, failed or interrupted
  std::string program;           ///< "recipe 0.1.0"
  os::Machine machine;
  std::vector<std::pair<std::string, std::string>> packages;  ///< versions that were installed
  std::vector<std::string> notes;  ///< uncommitted changes, variables already set, ...
  std::vector<StageRecord> stages;

  const StageRecord* stage(std::string_view name) const;
};

Json to_json(const StageRecord& stage);
/// Without stages.
Json header_to_json(const Record& record);
/// What is missing or of another type keeps its default.
StageRecord stage_from_json(const Json& json);
Record header_from_json(const Json& json);

}  // namespace recipe::record
