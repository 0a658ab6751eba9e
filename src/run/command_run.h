#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dynamics/series.h"
#include "os/world.h"
#include "run/observer.h"
#include "run/redaction.h"

namespace recipe::run {

/// A script for `bash -e -o pipefail`.
struct ScriptRun {
  std::string script;
  std::string script_file;  ///< where it is written first
  std::string directory;
  std::map<std::string, std::optional<std::string>> environment;
  std::string log;      ///< appended: both streams, without secrets
  std::string metrics;  ///< $RECIPE_METRICS, read while it grows; empty: none is read
};

struct ScriptEnd {
  os::Exit exit;
  dynamics::MetricLog metrics;    ///< of the file and of standard output
  std::vector<std::string> tail;  ///< the last lines of both streams
};

/// Runs the script to its end, or until the user asks to stop.
Result<ScriptEnd> run_script(os::World& world, const ScriptRun& script, const Redaction& redact,
                             Observer& observer);

}  // namespace recipe::run
