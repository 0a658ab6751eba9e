#pragma once

#include <future>
#include <map>
#include <string>
#include <vector>

#include "record/store.h"
#include "run/observer.h"
#include "run/redaction.h"
#include "run/stage_key.h"
#include "run/workspace.h"

namespace recipe::run {

/// What the stages so far have made, for those that follow.
struct Made {
  std::map<std::string, std::string> folders;      ///< raw, processed, model, pretrained
  std::map<document::Stage, std::string> outputs;  ///< RECIPE_OUTPUT of each
  std::string tools;                               ///< RECIPE_TOOLS
  KeyInputs keys;
};

/// One run of a plan, as its stages see it.
struct Context {
  os::World& world;
  const Plan& plan;
  Workspace workspace;
  record::Record record;  ///< what has been recorded so far
  Observer& observer;
  Redaction redact;
  Made made = {};
  bool machine_is_known = false;        ///< its GPUs and software too
  std::future<os::Machine> asked = {};  ///< valid while programs are asked for them

  void note(std::string text) {
    observer.note(text);
    record.notes.push_back(std::move(text));
  }
};

/// Begins to ask programs for GPUs and software, once in a run: while the first commands run.
void ask_machine(Context& run);
/// Waits for the answer, and asks first where nobody has.
void know_machine(Context& run);

/// A stage that has ended, with the last lines that it printed.
struct StageEnd {
  record::StageRecord stage;
  std::vector<std::string> tail = {};
};

/// "exit code 2", "exit code 127: a command was not found", "ended by signal 9 (SIGKILL)", and what
/// usually causes it.
std::string how_it_ended(const os::Exit& exit);

}  // namespace recipe::run
