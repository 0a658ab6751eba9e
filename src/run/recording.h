#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "document/stage.h"
#include "os/world.h"
#include "record/record.h"
#include "record/touched_summary.h"
#include "run/command_settings.h"

namespace recipe::run {

enum class DirtyCode { refuse, keep_as_patch };

/// A command of the user's that is to be carried out as it was typed.
struct RecordingRequest {
  document::Stage stage = document::Stage::training;
  std::vector<std::string> command;
  std::string recipe;  ///< path of the document, which need not be there yet
  DirtyCode dirty = DirtyCode::refuse;
  os::Tracing tracing = os::Tracing::yes;
  std::vector<std::string> logs;  ///< files and folders with metrics, beside those that are found
  std::string program;            ///< "recipe 0.1.0"
};

/// The code that a command ran, and where from.
struct CodeState {
  std::string root;    ///< of the repository; empty: none
  std::string commit;  ///< empty before the first
  std::string origin;
  std::string folder;                ///< the working directory, from the root
  std::vector<std::string> changed;  ///< tracked files that differ, but the recipe's own
  std::vector<std::string> tracked;  ///< from the root
  bool on_a_remote = false;
};

/// Of the repository that the working directory is in. `recipe` and its evidence are no code.
Result<CodeState> look_at_code(os::World& world, const std::string& recipe);

/// What a recorded command did.
struct Recording {
  os::Exit exit;
  record::Record record;  ///< with one stage
  CodeState code;
  record::Touched touched;
  record::TouchedSummary summary;  ///< points into `touched`
  /// It is known what it touched, and it neither read a file of data nor spoke to another machine.
  bool reads_no_data = false;
  std::vector<std::string> metric_lines;  ///< files of JSON lines with metrics that it wrote
  std::vector<CommandSetting> settings;
  std::string folder;              ///< of the run's record
  std::string patch;               ///< what was not committed; empty: nothing
  std::vector<std::string> notes;  ///< sentences for the user
};

/// Runs it with the caller's terminal, and keeps what it did in `.recipe/runs/<id>` beside the
/// recipe: metric lines within a second, the rest when it ends. An error: it could not be started,
/// or the record cannot be written.
Result<std::unique_ptr<Recording>> record_command(os::World& world, const RecordingRequest& request,
                                                  const CodeState& code);

}  // namespace recipe::run
