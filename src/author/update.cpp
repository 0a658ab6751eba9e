#include "author/update.h"

#include "base/text.h"
#include "dynamics/curves.h"
#include "record/lock.h"

namespace recipe::author {
namespace {

constexpr std::uint64_t largest_evidence = 1ULL << 30;

Result<std::string> read_if_there(os::World& world, const std::string& path) {
  TRY_ASSIGN(const auto there, world.files.status(path, os::Follow::yes));
  if (!there) return std::string();
  return world.files.read(path, largest_evidence);
}

std::vector<record::Fact> facts_of(const record::Record& run) {
  std::vector<record::Fact> facts;
  const auto add = [&](const std::string& stage, const std::string& name, Json value) {
    facts.push_back({run.profile, run.seed, stage, name, std::move(value)});
  };
  add("", "system", run.machine.system);
  add("", "hardware", run.machine.summary());
  for (const auto& [name, version] : run.machine.software) add("", "software " + name, version);
  for (const auto& [name, version] : run.packages) add("environment", "package " + name, version);
  for (const record::StageRecord& stage : run.stages) {
    for (const record::Source& source : stage.sources) {
      const std::string name = source.repository.empty() ? "commit" : "commit " + source.repository;
      if (!source.commit.empty()) add(stage.stage, name, source.commit);
    }
    for (const record::Artifact& output : stage.outputs) {
      add(stage.stage, "digest " + output.name, output.digest);
    }
    if (stage.usage.seconds > 0) add(stage.stage, "seconds", stage.usage.seconds);
    if (stage.usage.peak_bytes > 0) add(stage.stage, "peak_bytes", stage.usage.peak_bytes);
    for (const auto& [key, series] : stage.metrics.all()) {
      const std::string split = series.split.empty() ? "" : series.split + " ";
      add(stage.stage, "metric " + split + series.metric, series.points.back().value);
    }
  }
  return facts;
}

}  // namespace

Result<Updated> write_evidence(os::World& world, const std::string& recipe_folder,
                               const std::string& stem, const std::vector<record::Record>& runs) {
  const Updated written{recipe_folder + "/" + stem + ".lock",
                        recipe_folder + "/" + stem + ".dynamics.csv"};
  TRY_ASSIGN(const std::string lock_text, read_if_there(world, written.lock));
  std::vector<std::size_t> broken;
  record::Lock lock = record::Lock::parse(lock_text, broken);
  if (!broken.empty()) {
    return fail(ErrorKind::invalid, written.lock + ":" + std::to_string(broken.front()) +
                                        ": no fact; restore the file from git or remove it");
  }
  TRY_ASSIGN(const std::string curve_text, read_if_there(world, written.dynamics));
  dynamics::Curves curves = dynamics::Curves::parse(curve_text);
  for (const record::Record& run : runs) {
    lock.update(facts_of(run));
    if (const record::StageRecord* training = run.stage("training")) {
      curves.update(run.profile, run.seed, training->metrics);
    }
  }
  TRY(world.files.write(written.lock, lock.to_text()));
  TRY(world.files.write(written.dynamics, curves.to_text()));
  return written;
}

}  // namespace recipe::author
