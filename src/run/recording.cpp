#include "run/recording.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/masking.h"
#include "base/text.h"
#include "code/folder_tree.h"
#include "data/digest_of.h"
#include "dynamics/log.h"
#include "dynamics/source.h"
#include "os/programs.h"
#include "record/loaded_packages.h"
#include "record/run_name.h"
#include "record/store.h"
#include "run/output_keeper.h"
#include "run/redaction.h"

namespace recipe::run {
namespace {

constexpr std::size_t most_outputs = 200;
constexpr std::size_t most_inputs = 200;

constexpr std::size_t most_logs = 100;
constexpr std::uint64_t longest_metrics = std::uint64_t{1} << 30;

/// Sockets by path are of this machine.
bool is_offline(const record::Touched& touched) {
  return std::all_of(touched.hosts.begin(), touched.hosts.end(),
                     [](const os::TracedHost& host) { return host.address.starts_with('/'); });
}

/// The command without what tells seeds apart: runs of one of these may be averaged.
std::string without_seed(const std::vector<std::string>& words) {
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string name = lower(words[i].substr(0, words[i].find('=')));
    const bool seed =
        name == "--seed" || name == "--random-seed" || name == "--random_seed" || name == "seed";
    if (!seed) {
      kept.push_back(words[i]);
    } else if (words[i].find('=') == std::string::npos) {
      ++i;
    }
  }
  return shell_text(kept);
}

std::optional<std::uint64_t> seed_in(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (lower(words[i].substr(0, equals)) != "--seed") continue;
    const std::string value = equals != std::string::npos ? words[i].substr(equals + 1)
                              : i + 1 < words.size()      ? words[i + 1]
                                                          : "";
    const auto number = parse_double(value);
    if (number && *number >= 0 && *number < 1e15) return static_cast<std::uint64_t>(*number);
  }
  return std::nullopt;
}

bool is_settings_file(const std::string& path) {
  constexpr std::array<std::string_view, 6> endings = {".yaml", ".yml", ".toml",
                                                       ".json", ".ini", ".gin"};
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

class Recorder {
 public:
  Recorder(os::World& world, const RecordingRequest& request, const CodeState& code)
      : world_(world), request_(request), made_(std::make_unique<Recording>()) {
    made_->code = code;
  }

  Result<std::unique_ptr<Recording>> run() {
    TRY(begin());
    TRY(keep_patch());
    TRY(carry_out());
    TRY(read_metrics());
    TRY(look_at_files());
    look_at_settings();
    TRY(write_end());
    return std::move(made_);
  }

 private:
  Result<> begin() {
    record::Record& record = made_->record;
    TRY_ASSIGN(here_, world_.files.real_path(world_.environment.working_directory()));
    const std::string recipe = os::lexically_normal(os::join_path(here_, request_.recipe));
    TRY_ASSIGN(work_, record::open_work_folder(world_, os::parent_path(recipe)));
    record.begin = os::format_utc(world_.clock.now());
    record.recipe = os::file_name(recipe);
    record.program = request_.program;
    record.machine = os::describe_machine_itself(world_);
    TRY_ASSIGN(record.id, record::name_run(world_, work_));
    made_->folder = work_.run(record.id);
    const std::string sameness = std::string(to_string(request_.stage)) + "\n" +
                                 made_->code.commit + "\n" + without_seed(request_.command);
    record.configuration = data::digest_of_bytes(sameness).to_string();
    TRY_ASSIGN(const auto earlier, record::read_records(world_, os::parent_path(recipe),
                                                        record.recipe, record::Depth::headers));
    const auto same = std::count_if(earlier.begin(), earlier.end(), [&](const auto& run) {
      return run.configuration == record.configuration;
    });
    record.seed = seed_in(request_.command).value_or(1 + static_cast<std::uint64_t>(same));
    TRY(world_.files.make_directory(made_->folder));
    stage_.stage = to_string(request_.stage);
    stage_.begin = record.begin;
    stage_.commands = shell_text(masked_arguments(request_.command));
    stage_.hardware = record.machine.summary();
    record::Source source;
    source.commit = made_->code.commit;
    source.worktree = true;
    source.changed = made_->code.changed;
    stage_.sources.push_back(std::move(source));
    return record::RecordWriter(world_, work_, record.id).header(record);
  }

  Result<> keep_patch() {
    if (made_->code.changed.empty()) return {};
    os::Command diff;
    diff.arguments = {"git", "-C", made_->code.root, "diff", "--binary", "HEAD", "--"};
    diff.arguments.insert(diff.arguments.end(), made_->code.changed.begin(),
                          made_->code.changed.end());
    TRY_ASSIGN(const os::Captured captured,
               world_.processes.capture(diff, std::chrono::minutes(2), std::size_t{256} << 20));
    if (!captured.exit.succeeded()) {
      return fail(ErrorKind::io, "git diff: " + std::string(trim(captured.err)));
    }
    made_->patch = made_->folder + "/uncommitted.patch";
    return world_.files.write(made_->patch, captured.out);
  }

  Result<> carry_out() {
    const std::string metrics = made_->folder + "/metrics.jsonl";
    os::Command command;
    command.arguments = request_.command;
    if (!world_.environment.get("RECIPE_METRICS")) {
      command.environment["RECIPE_METRICS"] = metrics;
      own_metrics_ = metrics;
    }
    OutputKeeper keeper(world_.files, made_->folder + "/output.log");
    const Redaction redact(world_.environment);
    dynamics::LineFeed feed(stage_.metrics);
    os::Attachment attachment;
    attachment.tee = os::Tee::out;
    attachment.tracing = request_.tracing;
    attachment.output = [&](std::string_view bytes) {
      keeper.add(redact(bytes));
      feed.feed(bytes);
    };
    auto attached = world_.processes.run_attached(command, attachment);
    feed.finish();
    const Result<> kept = keeper.finish();
    if (!attached) return tl::unexpected(attached.error());
    if (!kept) made_->notes.push_back("its output could not be kept: " + kept.error().to_string());
    made_->exit = attached->exit;
    made_->touched = std::move(attached->trace);
    stage_.usage = timing::Usage::of(made_->exit);
    stage_.exit_code = made_->exit.code;
    stage_.signal = made_->exit.signal;
    stage_.state = made_->exit.succeeded() ? record::State::ran : record::State::failed;
    stage_.log = made_->folder + "/output.log";
    return {};
  }

  /// Metrics that the command wrote into files: the one it was given, and logs of known kinds.
  Result<> read_metrics() {
    if (!own_metrics_.empty()) {
      if (const auto text = world_.files.read(own_metrics_, longest_metrics)) {
        dynamics::LineFeed feed(stage_.metrics);
        feed.feed(*text);
        feed.finish();
      }
    }
    std::set<std::string> paths(request_.logs.begin(), request_.logs.end());
    for (const os::TracedFile& file : made_->touched.files) {
      if ((file.access & os::access_written) == 0 || !file.exists) continue;
      if (file.path.starts_with(work_.path + "/")) continue;
      if (const auto log = log_of(file.path)) paths.insert(*log);
    }
    for (const std::string& path : paths) TRY(read_log(path));
    return {};
  }

  /// The log that a file which the command wrote is, or is a part of.
  std::optional<std::string> log_of(const std::string& path) {
    const std::string name = os::file_name(path);
    if (name.find("tfevents") != std::string::npos) return os::parent_path(path);
    const bool may_be = name == "trainer_state.json" || name.ends_with(".jsonl") ||
                        name.ends_with(".csv") || name.ends_with(".log");
    if (!may_be || ++looked_at_ > most_logs) return std::nullopt;
    const auto candidates = dynamics::candidates_for(world_.files, path);
    if (!candidates || candidates->empty()) return std::nullopt;
    if (candidates->front().recognition.certainty < dynamics::Certainty::likely) {
      return std::nullopt;
    }
    return path;
  }

  Result<> read_log(const std::string& path) {
    TRY_ASSIGN(const auto candidates, dynamics::candidates_for(world_.files, path));
    if (candidates.empty()) {
      made_->notes.push_back(path + " is no log of a known kind");
      return {};
    }
    if (candidates.front().kind->name == "json-lines") made_->metric_lines.push_back(path);
    TRY_ASSIGN(const auto reader, candidates.front().kind->open(world_.files, path));
    TRY(reader->poll());
    TRY(reader->finish());
    for (const dynamics::FoundRun& run : reader->runs()) {
      stage_.metrics.merge(run.metrics);
      for (const auto& [name, value] : run.hyperparameters) {
        stage_.hyperparameters.emplace(name, masked(value));
      }
    }
    return {};
  }

  record::Surroundings surroundings() {
    record::Surroundings where;
    where.repository = made_->code.root;
    where.tracked = {made_->code.tracked.begin(), made_->code.tracked.end()};
    where.directory = here_;
    const auto home = world_.environment.get("HOME");
    if (home) where.home = world_.files.real_path(*home).value_or(*home);
    if (const auto folder = world_.environment.get("TMPDIR")) where.temporary = *folder;
    for (const char* name : {"XDG_CACHE_HOME", "HF_HOME", "TORCH_HOME", "TRANSFORMERS_CACHE"}) {
      if (const auto cache = world_.environment.get(name)) where.caches.push_back(*cache);
    }
    where.outputs.push_back(work_.path);
    for (const std::string& word : request_.command) {
      const auto real = world_.files.real_path(os::join_path(here_, word));
      if (real) where.command_line.push_back(*real);
    }
    for (const std::string& earlier : earlier_outputs()) where.data.push_back(earlier);
    return where;
  }

  /// What recorded stages wrote is declared data of later ones.
  std::vector<std::string> earlier_outputs() {
    std::vector<std::string> paths;
    const auto runs =
        record::read_records(world_, os::parent_path(work_.path), made_->record.recipe);
    if (!runs) return paths;
    for (const record::Record& run : *runs) {
      for (const record::StageRecord& stage : run.stages) {
        for (const record::Artifact& output : stage.outputs) paths.push_back(output.path);
      }
    }
    return paths;
  }

  Result<> look_at_files() {
    record::Surroundings where = surroundings();
    made_->summary = record::summarise(made_->touched, where);
    const std::set<std::string> known(where.data.begin(), where.data.end());
    for (const os::TracedFile* file : made_->summary.outputs) {
      if (file->path.starts_with(work_.path + "/")) continue;
      if (stage_.outputs.size() == most_outputs) {
        made_->notes.push_back("it wrote more than " + std::to_string(most_outputs) +
                               " files; the full list is in the record");
        break;
      }
      add_artifact(stage_.outputs, file->path);
    }
    // What the recipe will name as outputs it need not be told of.
    for (const record::Artifact& output : stage_.outputs) {
      if (output.path.starts_with(here_ + "/")) where.outputs.push_back(output.path);
    }
    made_->summary = record::summarise(made_->touched, where);
    std::set<std::string> read;
    for (const os::TracedFile* file : made_->summary.inputs) read.insert(file->path);
    for (const os::TracedFile& file : made_->touched.files) {
      if (file.input && known.contains(file.path)) read.insert(file.path);
    }
    for (const std::string& path : read) {
      if (stage_.inputs.size() == most_inputs) break;
      add_artifact(stage_.inputs, path);
    }
    if (!made_->touched.unavailable.empty()) return {};
    made_->reads_no_data = read.empty() && is_offline(made_->touched);
    TRY_ASSIGN(const auto loaded, record::loaded_packages(world_.files, made_->touched));
    for (const record::LoadedPackage& package : record::essential(loaded.packages)) {
      auto& kept =
          package.kind == "debian" ? made_->record.packages : made_->record.machine.software;
      kept.emplace_back(package.name, package.version);
    }
    for (const auto& software : loaded.software) made_->record.machine.software.push_back(software);
    return world_.files.write(made_->folder + "/" + std::string(record::touched_file),
                              record::to_lines(made_->touched, masked_arguments));
  }

  /// Of the command, and of the files of settings that it read.
  void look_at_settings() {
    const std::string root = made_->code.root.empty() ? here_ : made_->code.root;
    const auto tree = code::open_folder_tree(world_.files, root);
    if (!tree) return;
    std::vector<std::string> files;
    for (const os::TracedFile& file : made_->touched.files) {
      const bool below = file.path.starts_with(root + "/");
      if (file.input && below && is_settings_file(file.path)) {
        files.push_back(file.path.substr(root.size() + 1));
      }
    }
    made_->settings = settings_of_command(**tree, made_->code.folder, request_.command, files);
    for (const auto& [name, value] : stage_.hyperparameters) {
      made_->settings.push_back({name, value, "log"});
    }
    for (const CommandSetting& setting : made_->settings) {
      stage_.hyperparameters.emplace(setting.name, setting.value);
    }
  }

  /// Under its path from where the command started, if it lies there.
  void add_artifact(std::vector<record::Artifact>& artifacts, const std::string& path) {
    const auto content = data::digest_of(world_, path);
    if (!content) {
      made_->notes.push_back(path + " has no digest: " + content.error().to_string());
      return;
    }
    const bool below = path.starts_with(here_ + "/");
    const std::string name = below ? path.substr(here_.size() + 1) : path;
    artifacts.push_back({name, path, content->digest.to_string(), content->bytes});
  }

  Result<> write_end() {
    record::RecordWriter writer(world_, work_, made_->record.id);
    made_->record.end = os::format_utc(world_.clock.now());
    made_->record.state = stage_.state;
    std::vector<std::pair<std::string, std::string>> loaded =
        std::exchange(made_->record.machine.software, {});
    os::ask_programs(world_, made_->record.machine, nullptr);
    auto& software = made_->record.machine.software;
    software.insert(software.end(), loaded.begin(), loaded.end());
    TRY(writer.stage(stage_));
    TRY(writer.header(made_->record));
    made_->record.stages.push_back(std::move(stage_));
    return {};
  }

  os::World& world_;
  const RecordingRequest& request_;
  std::unique_ptr<Recording> made_;
  record::WorkFolder work_;
  record::StageRecord stage_;
  std::string here_;
  std::string own_metrics_;
  std::size_t looked_at_ = 0;
};

}  // namespace

Result<std::unique_ptr<Recording>> record_command(os::World& world, const RecordingRequest& request,
                                                  const CodeState& code) {
  return Recorder(world, request, code).run();
}

}  // namespace recipe::run
