#include "base/text.h"
#include "dynamics/growing_file.h"
#include "dynamics/lines.h"
#include "dynamics/mlflow.h"

namespace recipe::dynamics::logs {
namespace {

constexpr std::uint64_t most_meta_bytes = 1 << 20;
constexpr std::size_t most_stored_runs = 2000;
constexpr std::size_t deepest_key = 8;

using Meta = std::map<std::string, std::string>;

/// Of a folder; empty if it has none that can be read.
Meta meta_of(os::FileSystem& files, const std::string& folder) {
  const auto text = files.read(os::join_path(folder, "meta.yaml"), most_meta_bytes);
  return text ? parse_mlflow_meta(*text) : Meta();
}

bool is_run(const Meta& meta) { return meta.contains("run_id") || meta.contains("run_uuid"); }
bool is_experiment(const Meta& meta) {
  return !is_run(meta) && meta.contains("experiment_id") && meta.contains("name");
}

std::vector<std::string> folders_in(os::FileSystem& files, const std::string& folder) {
  std::vector<std::string> names;
  const auto entries = files.list(folder);
  if (!entries) return names;
  for (const os::DirectoryEntry& entry : *entries) {
    if (entry.kind == os::FileKind::directory && !entry.name.starts_with('.')) {
      names.push_back(entry.name);
    }
  }
  return names;
}

struct RunFolder {
  std::string path;
  std::string experiment;
};

void add_experiment(os::FileSystem& files, const std::string& path, const Meta& meta,
                    std::vector<RunFolder>& runs) {
  for (const std::string& name : folders_in(files, path)) {
    if (runs.size() >= most_stored_runs) return;
    const std::string below = os::join_path(path, name);
    if (is_run(meta_of(files, below))) runs.push_back({below, meta.at("name")});
  }
}

/// Whether a source is a run, an experiment, a store or a folder with a store named `mlruns`.
enum class StoreLevel { none, run, experiment, store };

StoreLevel run_folders(os::FileSystem& files, const std::string& source,
                       std::vector<RunFolder>& runs) {
  const Meta own = meta_of(files, source);
  if (is_run(own)) {
    runs.push_back({source, ""});
    return StoreLevel::run;
  }
  if (is_experiment(own)) {
    add_experiment(files, source, own, runs);
    return StoreLevel::experiment;
  }
  bool found = false;
  for (const std::string& store : {source, os::join_path(source, "mlruns")}) {
    for (const std::string& name : folders_in(files, store)) {
      const std::string below = os::join_path(store, name);
      const Meta meta = meta_of(files, below);
      if (!is_experiment(meta)) continue;
      found = true;
      add_experiment(files, below, meta, runs);
    }
  }
  return found ? StoreLevel::store : StoreLevel::none;
}

/// A file of `metrics/` with what was read of it.
struct MetricFile {
  GrowingFile file;
  LineCutter lines;
  std::vector<MlflowValue> values;
  std::size_t broken = 0;
};

class StoreLog : public LogReader {
 public:
  StoreLog(os::FileSystem& files, std::string source) : files_(files), source_(std::move(source)) {}

  Result<> poll() override {
    std::vector<RunFolder> folders;
    const StoreLevel level = run_folders(files_, source_, folders);
    std::vector<std::pair<MlflowRun, FoundRun>> all;
    for (const RunFolder& folder : folders) {
      const Meta meta = meta_of(files_, folder.path);
      if (text_of(meta, "lifecycle_stage") == "deleted") continue;
      auto& [about, run] = all.emplace_back();
      about = about_run(meta, folder);
      begin_mlflow_run(about, run);
      TRY(read_metrics(folder.path, "", 0, run));
      TRY(read_texts(os::join_path(folder.path, "params"), "", 0, add_mlflow_param, run));
      TRY(read_texts(os::join_path(folder.path, "tags"), "", 0, add_mlflow_tag, run));
    }
    runs_ = named_mlflow_runs(std::move(all), level == StoreLevel::store);
    if (level == StoreLevel::run && !runs_.empty()) runs_.front().name.clear();
    return {};
  }
  const std::vector<FoundRun>& runs() const override { return runs_; }

 private:
  static std::string text_of(const Meta& meta, const std::string& key) {
    const auto found = meta.find(key);
    return found == meta.end() || found->second == "null" ? "" : found->second;
  }
  static MlflowRun about_run(const Meta& meta, const RunFolder& folder) {
    MlflowRun about;
    about.id = text_of(meta, meta.contains("run_id") ? "run_id" : "run_uuid");
    about.name = text_of(meta, "run_name");
    about.experiment = folder.experiment;
    about.status = text_of(meta, "status");
    about.start = parse_double(text_of(meta, "start_time"));
    about.end = parse_double(text_of(meta, "end_time"));
    return about;
  }

  /// Keys with slashes are folders.
  Result<> read_metrics(const std::string& run_path, const std::string& key, std::size_t depth,
                        FoundRun& run);
  Result<> read_metric(const std::string& key, const std::string& path, FoundRun& run);
  Result<> read_texts(const std::string& folder, const std::string& key, std::size_t depth,
                      void (*take)(const std::string&, std::string_view, FoundRun&), FoundRun& run);

  os::FileSystem& files_;
  std::string source_;
  std::map<std::string, MetricFile> metrics_;  ///< by path
  std::size_t points_ = 0;
  std::vector<FoundRun> runs_;
};

Result<> StoreLog::read_metrics(const std::string& run_path, const std::string& key,
                                std::size_t depth, FoundRun& run) {
  const std::string top = os::join_path(run_path, "metrics");
  const auto entries = files_.list(key.empty() ? top : os::join_path(top, key));
  if (!entries) return {};
  for (const os::DirectoryEntry& entry : *entries) {
    const std::string below = key.empty() ? entry.name : key + "/" + entry.name;
    if (entry.kind == os::FileKind::directory && depth < deepest_key) {
      TRY(read_metrics(run_path, below, depth + 1, run));
    } else if (entry.kind == os::FileKind::regular) {
      TRY(read_metric(below, os::join_path(top, below), run));
    }
  }
  return {};
}

Result<> StoreLog::read_metric(const std::string& key, const std::string& path, FoundRun& run) {
  constexpr std::size_t most_metric_files = 100'000;
  auto known = metrics_.find(path);
  if (known == metrics_.end()) {
    if (metrics_.size() >= most_metric_files) return {};
    known = metrics_.emplace(path, MetricFile{GrowingFile(files_, path), {}, {}}).first;
  }
  MetricFile& metric = known->second;
  TRY_ASSIGN(const GrowingFile::News news, metric.file.look());
  if (news == GrowingFile::News::anew) {
    points_ -= metric.values.size();
    metric.values.clear();
    metric.lines = {};
    metric.broken = 0;
  }
  if (news == GrowingFile::News::more || news == GrowingFile::News::anew) {
    std::vector<char> buffer(64 << 10);
    while (true) {
      TRY_ASSIGN(const std::size_t size, metric.file.read(buffer.data(), buffer.size()));
      if (size == 0) break;
      metric.lines.feed({buffer.data(), size}, [&](std::string_view line) {
        const auto value = parse_mlflow_value(line);
        if (!value || points_ >= most_points) {
          ++metric.broken;
          return;
        }
        metric.values.push_back(*value);
        ++points_;
      });
    }
    metric.file.close();
  }
  for (const MlflowValue& value : metric.values) add_mlflow_value(key, value, run);
  if (metric.broken > 0) {
    run.notes.push_back(counted(metric.broken, "line") + " of the metric " + printable(key) +
                        " could not be read");
  }
  return {};
}

Result<> StoreLog::read_texts(const std::string& folder, const std::string& key, std::size_t depth,
                              void (*take)(const std::string&, std::string_view, FoundRun&),
                              FoundRun& run) {
  const auto entries = files_.list(key.empty() ? folder : os::join_path(folder, key));
  if (!entries) return {};
  for (const os::DirectoryEntry& entry : *entries) {
    const std::string below = key.empty() ? entry.name : key + "/" + entry.name;
    if (entry.kind == os::FileKind::directory && depth < deepest_key) {
      TRY(read_texts(folder, below, depth + 1, take, run));
    } else if (entry.kind == os::FileKind::regular) {
      const auto text = files_.read(os::join_path(folder, below), most_meta_bytes);
      if (text) take(below, *text, run);
    }
  }
  return {};
}

Result<Recognition> recognise_store(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status || status->kind != os::FileKind::directory) return Recognition{};
  std::vector<RunFolder> runs;
  switch (run_folders(files, path, runs)) {
    case StoreLevel::none:
      return Recognition{};
    case StoreLevel::run:
      return Recognition{Certainty::certain, "a run of MLflow's file store"};
    case StoreLevel::experiment:
    case StoreLevel::store:
      break;
  }
  if (runs.empty()) return Recognition{Certainty::possible, "a file store of MLflow without a run"};
  return Recognition{Certainty::certain,
                     "a file store of MLflow with " + counted(runs.size(), "run")};
}

Result<std::unique_ptr<LogReader>> open_store(os::FileSystem& files, const std::string& path) {
  return std::unique_ptr<LogReader>(std::make_unique<StoreLog>(files, path));
}

}  // namespace

const LogKind mlflow_files{
    .name = "mlflow",
    .doc =
        "A file store of MLflow (mlruns), an experiment of it or a run, or a folder with one named "
        "mlruns.",
    .recognise = recognise_store,
    .open = open_store,
};

}  // namespace recipe::dynamics::logs
