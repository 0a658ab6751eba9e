#include "run/why.h"

#include "base/text.h"

namespace recipe::run {
namespace {

using record::State;

struct Earlier {
  const record::Record* run = nullptr;
  const record::StageRecord* stage = nullptr;
};

Earlier newest(const record::StageRecord& now, const std::string& profile,
               const std::vector<record::Record>& earlier) {
  for (auto run = earlier.rbegin(); run != earlier.rend(); ++run) {
    const record::StageRecord* stage = run->profile == profile ? run->stage(now.stage) : nullptr;
    if (stage == nullptr) continue;
    if (stage->state == State::ran || stage->state == State::up_to_date) return {&*run, stage};
  }
  return {};
}

void compare_hyperparameters(const record::StageRecord& now, const record::StageRecord& before,
                             std::vector<std::string>& out) {
  for (const auto& [name, value] : now.hyperparameters) {
    const auto old = before.hyperparameters.find(name);
    if (old == before.hyperparameters.end()) {
      out.push_back(name + " is new");
    } else if (old->second != value) {
      out.push_back(name + " is " + value + ", was " + old->second);
    }
  }
  for (const auto& [name, value] : before.hyperparameters) {
    if (now.hyperparameters.count(name) == 0) out.push_back(name + " is gone");
  }
}

void compare_inputs(const record::StageRecord& now, const record::StageRecord& before,
                    std::vector<std::string>& out) {
  for (const record::Artifact& input : now.inputs) {
    for (const record::Artifact& old : before.inputs) {
      if (input.name == old.name && input.digest != old.digest) {
        out.push_back("the " + input.name + " data have changed");
      }
    }
  }
}

void compare_sources(const record::StageRecord& now, const record::StageRecord& before,
                     std::vector<std::string>& out) {
  for (std::size_t i = 0; i < now.sources.size() && i < before.sources.size(); ++i) {
    const std::string& commit = now.sources[i].commit;
    if (commit == before.sources[i].commit) continue;
    out.push_back("the commit is " + commit.substr(0, 12) + ", was " +
                  before.sources[i].commit.substr(0, 12));
  }
}

}  // namespace

std::optional<std::string> why_it_runs(const record::StageRecord& stage, std::uint64_t seed,
                                       const std::string& profile,
                                       const std::vector<record::Record>& earlier) {
  for (const record::Source& source : stage.sources) {
    if (source.worktree) return std::nullopt;
  }
  const auto [run, before] = newest(stage, profile, earlier);
  if (before == nullptr) return std::nullopt;
  if (before->key == stage.key) return "its result was removed or changed";
  std::vector<std::string> reasons;
  compare_sources(stage, *before, reasons);
  if (stage.commands != before->commands) reasons.emplace_back("its commands have changed");
  compare_inputs(stage, *before, reasons);
  compare_hyperparameters(stage, *before, reasons);
  if (seed != run->seed) {
    reasons.push_back("the seed is " + std::to_string(seed) + ", was " + std::to_string(run->seed));
  }
  if (reasons.empty()) return "its build or its environment has changed";
  constexpr std::size_t most = 4;
  if (reasons.size() > most) {
    const std::size_t more = reasons.size() - most;
    reasons.resize(most);
    reasons.push_back(std::to_string(more) + " more");
  }
  return join(reasons, "; ");
}

}  // namespace recipe::run
