#include "cli/runs.h"

#include <algorithm>

#include "base/text.h"

namespace recipe::cli {
namespace {

using record::State;

bool did_something(State state) {
  return state != State::nothing && state != State::not_applicable &&
         state != State::from_training && state != State::not_reached;
}

}  // namespace

bool is_alive(os::World& world, const record::Record& run) {
  // "20260131T120000.250Z-4242", and ".2" behind it for the second of several.
  std::string process = run.id.substr(run.id.rfind('-') + 1);
  process = process.substr(0, process.find('.'));
  if (process.empty() || !std::all_of(process.begin(), process.end(), is_digit)) return false;
  const auto there = world.files.status("/proc/" + process, os::Follow::yes);
  return there && *there;
}

std::string state_of_run(os::World& world, const record::Record& run) {
  if (run.state == State::running && !is_alive(world, run)) return "killed";
  return std::string(to_string(run.state));
}

double seconds_of_run(const record::Record& run) {
  double seconds = 0;
  for (const record::StageRecord& stage : run.stages) {
    if (stage.state == State::up_to_date) continue;
    seconds += stage.usage.seconds + stage.build_seconds;
  }
  return seconds;
}

std::string stages_of_run(const record::Record& run, const std::string& state) {
  std::vector<std::string> parts;
  for (const record::StageRecord& stage : run.stages) {
    if (!did_something(stage.state)) continue;
    std::string part = stage.stage;
    if (stage.state == State::running) {
      part += " " + state;
    } else if (stage.state != State::ran) {
      part += " " + std::string(to_string(stage.state));
    }
    parts.push_back(std::move(part));
  }
  return join(parts, ", ");
}

}  // namespace recipe::cli
