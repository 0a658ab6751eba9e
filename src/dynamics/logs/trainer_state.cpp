#include "dynamics/trainer_state.h"

#include <algorithm>

#include "base/text.h"
#include "dynamics/found_run.h"
#include "dynamics/growing_file.h"

namespace recipe::dynamics::logs {
namespace {

constexpr std::string_view state_name = "trainer_state.json";
constexpr std::uint64_t most_state_bytes = 128 << 20;

/// N of "checkpoint-N".
std::optional<double> checkpoint_number(const std::string& name) {
  constexpr std::string_view prefix = "checkpoint-";
  if (!name.starts_with(prefix)) return std::nullopt;
  return parse_double(name.substr(prefix.size()));
}

/// The state of the folder itself, else that of its last checkpoint; empty if there is none.
Result<std::string> newest_state(os::FileSystem& files, const std::string& folder,
                                 const std::vector<os::DirectoryEntry>& entries) {
  double newest = -1;
  std::string path;
  for (const os::DirectoryEntry& entry : entries) {
    if (entry.name == state_name && entry.kind == os::FileKind::regular) {
      return os::join_path(folder, entry.name);
    }
    const auto number = checkpoint_number(entry.name);
    if (entry.kind != os::FileKind::directory || !number || *number <= newest) continue;
    const std::string inside = os::join_path(os::join_path(folder, entry.name), state_name);
    TRY_ASSIGN(const auto status, files.status(inside, os::Follow::yes));
    if (!status) continue;
    newest = *number;
    path = inside;
  }
  return path;
}

struct StateFile {
  std::string run;
  std::string path;
};

/// The state file that a path is, or that of a Trainer's output folder, or those of the output
/// folders in a folder.
Result<std::vector<StateFile>> state_files(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status) return fail(ErrorKind::not_found, "there is no " + path);
  if (status->kind != os::FileKind::directory) return std::vector<StateFile>{{"", path}};
  TRY_ASSIGN(const auto entries, files.list(path));
  TRY_ASSIGN(const std::string own, newest_state(files, path, entries));
  if (!own.empty()) return std::vector<StateFile>{{"", own}};
  constexpr std::size_t most_folders = 1000;
  std::vector<StateFile> found;
  for (const os::DirectoryEntry& entry : entries) {
    if (entry.kind != os::FileKind::directory || found.size() >= most_folders) continue;
    const std::string below = os::join_path(path, entry.name);
    const auto inside = files.list(below);
    if (!inside) continue;
    TRY_ASSIGN(const std::string state, newest_state(files, below, *inside));
    if (!state.empty()) found.push_back({entry.name, state});
  }
  return found;
}

class StateLog : public LogReader {
 public:
  StateLog(os::FileSystem& files, std::string source) : files_(files), source_(std::move(source)) {}

  Result<> poll() override {
    TRY_ASSIGN(const auto found, state_files(files_, source_));
    for (const StateFile& file : found) TRY(read(file));
    show();
    return {};
  }
  Result<> finish() override {
    finished_ = true;
    show();
    return {};
  }
  const std::vector<FoundRun>& runs() const override { return runs_; }

 private:
  struct Known {
    std::string path;
    os::FileStatus status;
    bool whole = false;  ///< was read whole once
    bool half = false;   ///< is half written now
    FoundRun run;
  };

  /// The file is written anew each time: while it is half written, what stood there before counts.
  Result<> read(const StateFile& file) {
    TRY_ASSIGN(const auto status, files_.status(file.path, os::Follow::yes));
    if (!status) return {};
    Known& known = known_[file.run];
    const bool same = known.path == file.path && known.status.size == status->size &&
                      known.status.modified_ns == status->modified_ns &&
                      known.status.changed_ns == status->changed_ns;
    if (same) return {};
    TRY_ASSIGN(const std::string text, files_.read(file.path, most_state_bytes));
    FoundRun run;
    const bool whole = read_trainer_state(text, run);
    known.path = file.path;
    known.status = *status;
    if (whole || !known.whole) known.run = std::move(run);
    known.whole = known.whole || whole;
    known.half = !whole;
    return {};
  }

  void show() {
    runs_.clear();
    for (const auto& [name, known] : known_) {
      if (is_empty(known.run)) continue;
      FoundRun& run = runs_.emplace_back(known.run);
      run.name = printable(name);
      if (finished_ && known.half) run.notes.emplace_back("trainer_state.json ends early");
      take_seed(run);
      note_metrics(run);
    }
  }

  os::FileSystem& files_;
  std::string source_;
  std::map<std::string, Known> known_;  ///< by run
  std::vector<FoundRun> runs_;
  bool finished_ = false;
};

bool looks_like_state(std::string_view beginning) {
  if (trim(beginning).substr(0, 1) != "{") return false;
  return beginning.find("\"log_history\"") != std::string_view::npos ||
         (beginning.find("\"is_world_process_zero\"") != std::string_view::npos) ||
         (beginning.find("\"best_model_checkpoint\"") != std::string_view::npos &&
          beginning.find("\"global_step\"") != std::string_view::npos);
}

Result<Recognition> recognise_state(os::FileSystem& files, const std::string& path) {
  const auto found = state_files(files, path);
  if (!found || found->empty()) return Recognition{};
  TRY_ASSIGN(const auto status, files.status(found->front().path, os::Follow::yes));
  if (!status || status->kind != os::FileKind::regular) return Recognition{};
  TRY_ASSIGN(const std::string beginning,
             beginning_of(files, found->front().path, recognised_bytes));
  if (!looks_like_state(beginning)) return Recognition{};
  if (os::file_name(found->front().path) == state_name) {
    return Recognition{Certainty::certain, "a state of Hugging Face's Trainer"};
  }
  return Recognition{Certainty::likely, "holds what a state of Hugging Face's Trainer holds"};
}

Result<std::unique_ptr<LogReader>> open_state(os::FileSystem& files, const std::string& path) {
  return std::unique_ptr<LogReader>(std::make_unique<StateLog>(files, path));
}

}  // namespace

const LogKind trainer_state{
    .name = "trainer-state",
    .doc =
        "trainer_state.json of Hugging Face's Trainer, the output folder with it or with "
        "checkpoints that have one, or a folder of such folders, each a run.",
    .recognise = recognise_state,
    .open = open_state,
};

}  // namespace recipe::dynamics::logs
