#include "dynamics/mllog.h"

#include "base/text.h"
#include "dynamics/line_log.h"
#include "dynamics/python_json.h"

namespace recipe::dynamics::logs {
namespace {

/// What an entry says of the submission or of the log itself, rather than of how was trained.
bool is_setting(const MllogEntry& entry) {
  if (entry.event_type != "POINT_IN_TIME" || entry.step || entry.epoch) return false;
  static constexpr std::string_view others[] = {
      "cache_clear", "weights_initialization", "data_file",   "throughput",
      "status",      "train_samples",          "eval_samples"};
  for (const std::string_view other : others) {
    if (entry.key == other) return false;
  }
  return !entry.key.starts_with("submission_");
}

class MllogParser : public LineParser {
 public:
  MllogParser() { found_.emplace_back(); }

  void read(std::string_view line) override {
    if (!is_mllog(line)) return;
    FoundRun& run = found_.front();
    const auto entry = parse_mllog(line);
    if (!entry) return run.metrics.reject(std::string(line));
    take_time(*entry);
    std::optional<double> seconds;
    if (entry->time > 0 && run.begin) seconds = entry->time - *run.begin;
    add_mllog(*entry, seconds, run.metrics);
    take_text(*entry);
  }

 private:
  /// The run is what lies between `run_start` and `run_stop`, where the log has them.
  void take_time(const MllogEntry& entry) {
    FoundRun& run = found_.front();
    if (entry.time <= 0) return;
    if (entry.key == "run_start" && !started_) {
      started_ = true;
      run.begin = entry.time;
    }
    if (!run.begin) run.begin = entry.time;
    if (!stopped_) run.end = entry.time;
    stopped_ = stopped_ || entry.key == "run_stop";
  }

  void take_text(const MllogEntry& entry) {
    constexpr std::size_t most_settings = 1000;
    FoundRun& run = found_.front();
    if (entry.key == "run_stop") {
      if (const auto status = text_at(entry.metadata, "status")) {
        set_text(run, "run_status", *status);
      }
    }
    const auto text = text_in(entry.value);
    if (!text) return;
    if (entry.key.starts_with("submission_")) return set_text(run, entry.key, *text);
    if (!is_setting(entry) || run.hyperparameters.size() >= most_settings) return;
    run.hyperparameters[entry.key] = *text;
  }

  bool started_ = false;
  bool stopped_ = false;
};

bool holds_mllog(std::string_view text) {
  for (const std::string_view line : lines(text)) {
    if (is_mllog(line) && parse_mllog(line)) return true;
  }
  return false;
}

constexpr LineFormat mllog_format{
    .parser = [](const std::string&) -> std::unique_ptr<LineParser> {
      return std::make_unique<MllogParser>();
    },
    .is_one =
        [](const std::string& name, std::string_view beginning) {
          const bool named =
              name.ends_with(".txt") || name.ends_with(".log") || name.ends_with(".out");
          return named && (beginning.empty() || holds_mllog(beginning));
        },
};

Result<Recognition> recognise_mllog(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (status && status->kind == os::FileKind::directory) {
    TRY_ASSIGN(const auto names, files_of_format(files, path, mllog_format));
    if (names.empty()) return Recognition{};
    return Recognition{Certainty::certain,
                       "holds " + counted(names.size(), "file") + " with lines of :::MLLOG"};
  }
  if (!status || status->kind != os::FileKind::regular) return Recognition{};
  TRY_ASSIGN(const std::string beginning, beginning_of(files, path, recognised_bytes));
  if (!holds_mllog(beginning)) return Recognition{};
  return Recognition{Certainty::certain, "holds lines of :::MLLOG"};
}

Result<std::unique_ptr<LogReader>> open_mllog(os::FileSystem& files, const std::string& path) {
  return LineLog::open(files, path, mllog_format);
}

}  // namespace

const LogKind mllog{
    .name = "mllog",
    .doc = "A file with lines of MLPerf's :::MLLOG, or a folder of such files, each a run.",
    .recognise = recognise_mllog,
    .open = open_mllog,
};

}  // namespace recipe::dynamics::logs
