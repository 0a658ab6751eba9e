#pragma once

#include <string>
#include <vector>

#include "check/commands.h"
#include "check/lookup.h"

namespace recipe::check {

/// A program of this repository that a command runs, with what it is handed.
struct ProgramCall {
  const DocumentCommand* command = nullptr;
  Invocation run;
  Standpoint standpoint;
  std::string path;                      ///< of the script, from the root; empty if it is not found
  std::string why;                       ///< why not
  const code::Script* script = nullptr;  ///< read; null if it is not found or not understood
  /// Only words of these count for it: a launcher's own, not those of the script it starts.
  std::vector<ShellWord> arguments;
};

/// All of a document, launchers and what they launch one by one. For Study::shared.
struct ProgramCalls {
  explicit ProgramCalls(Study& study);

  std::vector<ProgramCall> all;
};

}  // namespace recipe::check
