#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "author/observe.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/masking.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/version.h"
#include "cli/writing.h"
#include "code/repository.h"
#include "document/stage.h"
#include "dynamics/log.h"
#include "record/run_name.h"
#include "record/store.h"

namespace recipe::cli {
namespace {

constexpr Positional import_positionals[] = {
    {"SOURCE",
     "A folder of TensorBoard, an MLflow store, a Trainer's output, an MLPerf result, CSV, JSON "
     "lines, a log; or a record of this program. Several are several runs.",
     true, true}};

constexpr Option import_options[] = {
    {"--recipe", "FILE", "The recipe to write into; made if it is not there. Usually recipe.md."},
    {"--stage", "STAGE", "The stage that it was.", "training|evaluation|processing|inference"},
    {"--kind", "KIND", "Read the sources as this kind: `tensorboard`, `mlflow`, `csv`, ..."},
    {"--repository", "DIR", "The repository of its code; usually the one of this folder."},
    {"--commit", "SHA", "The commit that was run; of other code than HEAD this must be said."},
    {"--dry-run", "", "Show what would change in the recipe, and write nothing."}};

/// What is to be written, gathered from all sources.
struct Import {
  document::Stage stage = document::Stage::training;
  std::vector<record::Record> runs;
  std::vector<author::ObservedSetting> settings;
  std::vector<std::string> notes;
};

Result<const dynamics::LogKind*> kind_of(os::World& world, const Arguments& arguments,
                                         const std::string& source, Import& import) {
  if (const auto name = arguments.value("--kind")) {
    const dynamics::LogKind* kind = dynamics::log_kind_named(*name);
    if (kind != nullptr) return kind;
    std::vector<std::string> names;
    for (const dynamics::LogKind* each : dynamics::log_kinds()) names.emplace_back(each->name);
    return fail(ErrorKind::invalid,
                "no kind `" + one_line(*name) + "`; there is " + join(names, ", "));
  }
  TRY_ASSIGN(const auto candidates, dynamics::candidates_for(world.files, source));
  if (candidates.empty()) {
    return fail(ErrorKind::invalid,
                one_line(source) + " is no log of a known kind; --kind says which it is");
  }
  const dynamics::Candidate& best = candidates.front();
  import.notes.push_back(fmt::format("{}: {} ({}: {})", source, best.kind->name,
                                     dynamics::to_string(best.recognition.certainty),
                                     best.recognition.reason));
  return best.kind;
}

std::string utc_of(double seconds) {
  const auto since = std::chrono::duration_cast<std::chrono::system_clock::duration>(
      std::chrono::duration<double>(seconds));
  return os::format_utc(std::chrono::system_clock::time_point(since));
}

record::Record record_of(const dynamics::FoundRun& run, const Import& import, std::size_t number) {
  record::Record record;
  record.program = program_name();
  record.state = record::State::ran;
  record.seed = number;
  if (run.seed) {
    const auto seed = parse_double(*run.seed);
    if (seed && *seed >= 0 && *seed < 1e15) record.seed = static_cast<std::uint64_t>(*seed);
  }
  record::StageRecord stage;
  stage.stage = to_string(import.stage);
  stage.state = record::State::ran;
  stage.metrics = run.metrics;
  if (run.begin && std::isfinite(*run.begin)) record.begin = stage.begin = utc_of(*run.begin);
  if (run.end && std::isfinite(*run.end)) record.end = utc_of(*run.end);
  if (run.begin && run.end && *run.end > *run.begin) stage.usage.seconds = *run.end - *run.begin;
  for (const auto& [name, value] : run.hyperparameters) {
    stage.hyperparameters.emplace(name, masked(value));
  }
  record.stages.push_back(std::move(stage));
  return record;
}

/// What differs between runs, such as the seed, is no setting of all.
void add_settings(Import& import) {
  if (import.runs.empty()) return;
  for (const auto& [name, value] : import.runs.front().stages.front().hyperparameters) {
    const bool same = std::all_of(import.runs.begin(), import.runs.end(),
                                  [&, key = name, text = value](const auto& run) {
                                    const auto& all = run.stages.front().hyperparameters;
                                    const auto found = all.find(key);
                                    return found != all.end() && found->second == text;
                                  });
    if (same) import.settings.push_back({author::readable_name(name), value, "log"});
  }
}

Result<> read_source(os::World& world, const Arguments& arguments, const std::string& source,
                     Import& import) {
  TRY_ASSIGN(const dynamics::LogKind* kind, kind_of(world, arguments, source, import));
  TRY_ASSIGN(const auto reader, kind->open(world.files, source));
  TRY(reader->poll());
  TRY(reader->finish());
  for (const dynamics::FoundRun& run : reader->runs()) {
    for (const std::string& note : run.notes) {
      import.notes.push_back(run.name.empty() ? note : run.name + ": " + note);
    }
    if (run.metrics.empty()) {
      import.notes.push_back((run.name.empty() ? source : run.name) + " holds no metrics");
      continue;
    }
    import.runs.push_back(record_of(run, import, import.runs.size() + 1));
  }
  return {};
}

/// A record of this program: `.recipe/runs/<id>`.
Result<bool> read_own_record(os::World& world, const std::string& source, Import& import) {
  TRY_ASSIGN(const auto there,
             world.files.status(os::join_path(source, "record.jsonl"), os::Follow::yes));
  if (!there) return false;
  TRY_ASSIGN(const std::string real, world.files.real_path(source));
  const std::string work = os::parent_path(os::parent_path(real));
  TRY_ASSIGN(record::Record record,
             record::read_record(world, os::parent_path(work), os::file_name(real)));
  if (record.stages.size() != 1) {
    return fail(ErrorKind::unsupported, one_line(source) +
                                            " is a run of a whole recipe: `recipe run --update` "
                                            "writes what it observed");
  }
  const auto stage = document::stage_named(record.stages.front().stage);
  if (stage) import.stage = *stage;
  import.runs.push_back(std::move(record));
  return true;
}

Result<> add_code(os::World& world, const Arguments& arguments, author::Observed& observed) {
  const auto asked = arguments.value("--repository");
  const std::string folder = asked.value_or(world.environment.working_directory());
  TRY_ASSIGN(const auto repository, code::find_repository(folder));
  if (asked && !repository) {
    return fail(ErrorKind::invalid, one_line(*asked) + " is in no git repository");
  }
  if (const auto commit = arguments.value("--commit")) {
    if (!is_commit(*commit)) {
      return fail(ErrorKind::invalid, "--commit needs all 40 or 64 hexadecimal digits");
    }
    observed.commit = lower(*commit);
  }
  if (asked && repository && !repository->origin.empty()) observed.repository = repository->origin;
  return {};
}

Result<> keep_records(os::World& world, const std::string& recipe, Import& import) {
  TRY_ASSIGN(const auto folder, record::open_work_folder(world, os::parent_path(recipe)));
  for (record::Record& run : import.runs) {
    run.recipe = os::file_name(recipe);
    if (!run.id.empty()) continue;
    TRY_ASSIGN(run.id, record::name_run(world, folder));
    TRY(world.files.make_directory(folder.run(run.id)));
    record::RecordWriter writer(world, folder, run.id);
    TRY(writer.header(run));
    TRY(writer.stage(run.stages.front()));
  }
  return {};
}

Result<Exit> import_runs(os::World& world, Terminal& terminal, const Arguments& arguments) {
  Import import;
  if (const auto stage = arguments.value("--stage")) {
    import.stage = document::stage_named(*stage).value_or(import.stage);
  }
  for (const std::string& source : arguments.positionals()) {
    TRY_ASSIGN(const bool own, read_own_record(world, source, import));
    if (!own) TRY(read_source(world, arguments, source, import));
  }
  for (const std::string& note : import.notes) terminal.err("note: " + printable(note) + "\n");
  if (import.runs.empty()) {
    terminal.err("recipe: no run with metrics was found\n");
    return Exit::undecided;
  }
  add_settings(import);
  const std::string path = arguments.value("--recipe").value_or("recipe.md");
  const std::string here = world.environment.working_directory();
  const std::string recipe = os::lexically_normal(os::join_path(here, path));
  author::Observed observed =
      author::observe(import.stage, import.runs, {}, {here, "", "", "", {}});
  observed.hyperparameters = std::move(import.settings);
  TRY(add_code(world, arguments, observed));
  const DryRun dry_run = arguments.has("--dry-run") ? DryRun::yes : DryRun::no;
  if (dry_run == DryRun::no) TRY(keep_records(world, recipe, import));
  TRY_ASSIGN(const auto written,
             write_into_recipe(world, path, std::move(observed), import.runs, dry_run));
  if (arguments.json()) {
    Json page = written_json(written);
    page["recipe"] = path;
    page["runs"] = import.runs.size();
    terminal.out(to_page(page));
  } else {
    terminal.err(counted(import.runs.size(), "run") + "\n");
    print_written(terminal, path, written, dry_run);
  }
  return Exit::fine;
}

}  // namespace

constexpr Command commands::import_command = {
    .name = "import",
    .summary = "fills the recipe from a finished run",
    .description =
        "Reads what a training left behind: event files of TensorBoard, a store of MLflow (folder "
        "or SQLite), the trainer_state.json of Hugging Face's Trainer, MLPerf results, CSV, JSON "
        "lines, a log. Several runs become several seeds: the mean and the spread are written. It "
        "says how each source was recognised.\n"
        "\n"
        "Written are curves, training time, hyperparameters that all runs have in common, and the "
        "final metrics as proposed targets. Prose and targets that are there are never changed. "
        "The commit is written only if --commit says it: what HEAD is now need not be what ran.",
    .example =
        "$ recipe import runs/seed1 runs/seed2 --commit "
        "7b995b74dc1bddf1ca364e70033a57e44fb590cb",
    .positionals = import_positionals,
    .options = import_options,
    .run = import_runs,
};

}  // namespace recipe::cli
