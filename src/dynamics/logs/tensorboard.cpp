#include <algorithm>
#include <set>

#include "base/text.h"
#include "dynamics/event_part.h"
#include "dynamics/event_places.h"

namespace recipe::dynamics::logs {
namespace {

std::string above(const std::string& folder) {
  const std::size_t slash = folder.rfind('/');
  return slash == std::string::npos ? "" : folder.substr(0, slash);
}

/// Belonging of a file's scalars to a run.
struct Role {
  std::string run;     ///< its folder
  TagName renamed;     ///< of the only tag, where the folder names it; else no metric
  std::string reason;  ///< for a note, where the folder is no run of its own
};

class EventLog : public LogReader {
 public:
  EventLog(os::FileSystem& files, std::string source, bool is_file)
      : files_(files), source_(std::move(source)), is_file_(is_file) {}

  Result<> poll() override;
  Result<> finish() override;
  const std::vector<FoundRun>& runs() const override { return runs_; }

 private:
  Result<> find_parts();
  void add_part(const EventFile& file);
  Role role_of(const EventPart& part) const;
  void lend();
  void take_back();
  void merge(const std::string& name, const std::vector<EventPart*>& parts);
  void complete(FoundRun& run, const std::vector<EventPart*>& parts) const;

  os::FileSystem& files_;
  std::string source_;
  bool is_file_;
  std::map<std::string, std::unique_ptr<EventPart>> parts_;  ///< by path
  std::map<std::string, TagUses> uses_;                      ///< by folder
  std::set<std::string> folders_;                            ///< that hold event files
  std::size_t points_left_ = most_points;
  std::vector<FoundRun> runs_;
  /// The one part of each run, whose metrics the run has for as long as it is shown.
  std::vector<EventPart*> lenders_;
  bool finished_ = false;
};

Result<> EventLog::find_parts() {
  if (is_file_) {
    if (parts_.empty()) add_part({"", source_});
    return {};
  }
  TRY_ASSIGN(const auto found, event_files_below(files_, source_));
  for (const EventFile& file : found) {
    if (!parts_.contains(file.path)) add_part(file);
  }
  return {};
}

void EventLog::add_part(const EventFile& file) {
  EventPlace place{file.folder, "", false};
  const std::string name = os::file_name(file.folder.empty() ? source_ : file.folder);
  if (const auto split = split_named(name); split && !is_file_) {
    place.split = std::string(*split);
    place.keras = name == "train" || name == "validation";
  }
  folders_.insert(file.folder);
  parts_.emplace(file.path, std::make_unique<EventPart>(files_, file.path, std::move(place),
                                                        uses_[file.folder]));
}

Result<> EventLog::poll() {
  constexpr std::size_t most_open = 64;
  take_back();
  TRY(find_parts());
  for (const auto& [path, part] : parts_) {
    TRY(part->poll(points_left_));
    if (parts_.size() > most_open) part->close();
  }
  lend();
  return {};
}

Result<> EventLog::finish() {
  finished_ = true;
  take_back();
  lend();
  return {};
}

Role EventLog::role_of(const EventPart& part) const {
  const std::string& folder = part.place().folder;
  const std::string name = os::file_name(folder);
  if (folder.empty()) return {"", {}, ""};
  if (!part.place().split.empty()) {
    return {above(folder), {}, "the folder " + name + " is the split " + part.place().split};
  }
  if (!folders_.contains(above(folder))) return {folder, {}, ""};
  if (is_time_folder(name) && part.has_session()) {
    return {above(folder), {}, "the folder " + name + " holds the hyperparameters"};
  }
  // PyTorch's add_scalars("loss", {"train": ...}) writes the tag "loss" to a folder "loss_train".
  std::string stem = part.only_tag();
  std::replace(stem.begin(), stem.end(), '/', '_');
  if (stem.empty() || !name.starts_with(stem + "_") || name.size() == stem.size() + 1) {
    return {folder, {}, ""};
  }
  TagName renamed = split_of_tag(part.only_tag());
  const std::string rest = name.substr(stem.size() + 1);
  if (const auto split = split_named(rest); split && renamed.split.empty()) {
    renamed.split = std::string(*split);
  } else {
    renamed.metric += "_" + rest;
  }
  renamed.metric = printable(renamed.metric);
  return {above(folder), renamed, "the folder " + name + " is a part of " + part.only_tag()};
}

void EventLog::take_back() {
  for (std::size_t i = 0; i < lenders_.size(); ++i) {
    if (lenders_[i] == nullptr) continue;
    std::swap(runs_[i].metrics, lenders_[i]->found().metrics);
  }
  lenders_.clear();
  runs_.clear();
}

void EventLog::lend() {
  std::map<std::string, std::vector<EventPart*>> groups;
  for (const auto& [path, part] : parts_) groups[role_of(*part).run].push_back(part.get());
  for (const auto& [name, parts] : groups) {
    merge(name, parts);
    // A file of which nothing could be read says so; one in which nothing was written is no run.
    if (!is_empty(runs_.back()) || !runs_.back().notes.empty()) continue;
    runs_.pop_back();
    lenders_.pop_back();
  }
}

void EventLog::merge(const std::string& name, const std::vector<EventPart*>& parts) {
  FoundRun& run = runs_.emplace_back();
  run.name = printable(name);
  for (const EventPart* part : parts) {
    const FoundRun& found = part->found();
    widen(run, found.begin, found.end);
    for (const auto& [key, value] : found.hyperparameters) run.hyperparameters[key] = value;
    for (const auto& [tag, text] : found.texts) set_text(run, tag, text);
  }
  lenders_.push_back(parts.size() == 1 ? parts.front() : nullptr);
  if (parts.size() == 1) {
    // Series stay where they are in memory.
    std::swap(run.metrics, parts.front()->found().metrics);
  } else {
    for (const EventPart* part : parts) {
      const TagName renamed = role_of(*part).renamed;
      const double shift = part->found().begin.value_or(0) - run.begin.value_or(0);
      for (const auto& [key, series] : part->found().metrics.all()) {
        const bool rename = !renamed.metric.empty();
        add_points(run.metrics, series, rename ? renamed.split : series.split,
                   rename ? renamed.metric : series.metric, shift);
      }
      run.metrics.add_rejected(part->found().metrics);
    }
  }
  complete(run, parts);
}

void EventLog::complete(FoundRun& run, const std::vector<EventPart*>& parts) const {
  std::set<std::string> reasons;
  const EventPart* before = nullptr;
  bool overlap = false;
  for (const EventPart* part : parts) {
    if (const Role role = role_of(*part); !role.reason.empty() && !is_empty(run)) {
      if (reasons.insert(role.reason).second) run.notes.push_back(printable(role.reason));
    }
    for (std::string& note : part->notes()) run.notes.push_back(std::move(note));
    if (finished_ && part->is_half()) {
      run.notes.push_back(printable(os::file_name(part->path())) +
                          ": the last record is only half written");
    }
    if (before != nullptr && before->place().folder == part->place().folder) {
      const FoundRun& one = before->found();
      const FoundRun& other = part->found();
      overlap = overlap || (!one.metrics.empty() && !other.metrics.empty() && one.end &&
                            other.begin && *other.begin < *one.end);
    }
    before = part;
  }
  if (overlap) {
    run.notes.emplace_back(
        "event files in one folder were written at the same time; they stand one behind the other");
  }
  take_seed(run);
  note_metrics(run);
}

bool begins_with_event(std::string_view bytes) {
  const auto record = first_record(bytes);
  const auto event = record ? parse_event(*record) : std::nullopt;
  return event && event->file_version.starts_with("brain.Event:");
}

Result<Recognition> recognise_events(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status) return Recognition{};
  std::vector<EventFile> found;
  if (status->kind == os::FileKind::regular) {
    found.push_back({"", path});
  } else if (status->kind == os::FileKind::directory) {
    TRY_ASSIGN(found, event_files_below(files, path));
  }
  constexpr std::size_t most_tried = 4;
  for (std::size_t i = 0; i < std::min(found.size(), most_tried); ++i) {
    const auto bytes = beginning_of(files, found[i].path, recognised_bytes);
    if (!bytes || !begins_with_event(*bytes)) continue;
    if (status->kind == os::FileKind::regular) {
      return Recognition{Certainty::certain, "the first record is a TensorBoard event"};
    }
    return Recognition{Certainty::certain,
                       "holds " + counted(found.size(), "event file") + " of TensorBoard"};
  }
  if (!found.empty() && is_event_file_name(os::file_name(found.front().path))) {
    return Recognition{Certainty::possible, "is named as event files are, but none begins as one"};
  }
  return Recognition{};
}

Result<std::unique_ptr<LogReader>> open_events(os::FileSystem& files, const std::string& path) {
  TRY_ASSIGN(const auto status, files.status(path, os::Follow::yes));
  if (!status) return fail(ErrorKind::not_found, "there is no " + path);
  const bool is_file = status->kind == os::FileKind::regular;
  return std::unique_ptr<LogReader>(std::make_unique<EventLog>(files, path, is_file));
}

}  // namespace

const LogKind tensorboard{
    .name = "tensorboard",
    .doc =
        "Event files of TensorBoard, or a folder with some below it: scalars in the old and the "
        "tensor form, text and hyperparameters.",
    .recognise = recognise_events,
    .open = open_events,
};

}  // namespace recipe::dynamics::logs
