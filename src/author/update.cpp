#include "author/update.h"

#include "author/figure.h"
#include "base/text.h"
#include "dynamics/curves.h"
#include "dynamics/figure_mark.h"
#include "record/lock.h"

namespace recipe::author {
namespace {

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
      add(stage.stage, "metric " + split + series.metric, json_of(series.points.back().value));
    }
  }
  return facts;
}

}  // namespace

Result<Evidence> with_runs(const Evidence& before, const std::vector<record::Record>& runs) {
  std::vector<std::size_t> broken;
  record::Lock lock = record::Lock::parse(before.lock, broken);
  if (!broken.empty()) {
    return fail(ErrorKind::invalid, "line " + std::to_string(broken.front()) +
                                        " of the lock is no fact; restore the file from git or "
                                        "remove it");
  }
  dynamics::Curves curves = dynamics::Curves::parse(before.curves);
  for (const record::Record& run : runs) {
    lock.update(facts_of(run));
    if (const record::StageRecord* training = run.stage("training")) {
      curves.update(run.profile, run.seed, training->metrics);
    }
  }
  Evidence after{lock.to_text(), curves.to_text(), before.figure};
  const bool drawn_here = dynamics::marked_digest(before.figure).has_value();
  if (drawn_here && after.curves != before.curves) after.figure = figure_of(after.curves);
  return after;
}

}  // namespace recipe::author
