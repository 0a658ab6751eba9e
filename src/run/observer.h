#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dynamics/series.h"
#include "record/record.h"
#include "run/plan.h"

namespace recipe::run {

/// Is told what happens while it happens. All calls come from the thread that runs the plan.
class Observer {
 public:
  virtual ~Observer() = default;
  /// `stated` is the time in seconds that the recipe states for the stage.
  virtual void stage_begins(const PlannedStage& stage, std::optional<double> stated) = 0;
  /// Something that takes time within a stage: "building", "checking out 1a2b3c"; empty: its own
  /// commands.
  virtual void doing(const std::string& what) = 0;
  /// How far a transfer is, a few times a second; the next one takes its place.
  virtual void progress(const std::string& what) = 0;
  /// About ten times a second while a command runs.
  virtual void tick(const dynamics::MetricLog& metrics) = 0;
  /// `tail` holds the last lines of output if the stage failed.
  virtual void stage_ends(const record::StageRecord& stage,
                          const std::vector<std::string>& tail) = 0;
  virtual void note(const std::string& text) = 0;
};

}  // namespace recipe::run
