#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "author/observe.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/layout.h"
#include "cli/version.h"
#include "cli/writing.h"
#include "document/stage.h"
#include "record/store.h"
#include "run/recording.h"

namespace recipe::cli {
namespace {

constexpr int could_not_record = 125;
constexpr std::size_t most_findings = 8;
constexpr std::size_t most_changed_shown = 10;

constexpr Positional record_positionals[] = {
    {"STAGE", "processing, training, evaluation, serialization or inference.", true}};

constexpr Option record_options[] = {
    {"--recipe", "FILE", "The recipe to write into; made if it is not there. Usually recipe.md."},
    {"--allow-dirty", "",
     "Record although tracked files differ from the commit; the difference is kept as a patch."},
    {"--no-trace", "", "Do not look at the files that the command touches."},
    {"--log", "PATH", "A file or folder with metrics, beside those that are found.", {}, true},
    {"--dry-run", "", "Show what would change in the recipe, and write nothing there."}};

Result<document::Stage> stage_of(const std::string& name) {
  const auto stage = document::stage_named(name);
  if (!stage || *stage == document::Stage::raw_data || *stage == document::Stage::environment) {
    return fail(ErrorKind::invalid,
                "`" + one_line(name) +
                    "` is no stage to record: processing, training, evaluation, serialization, "
                    "inference");
  }
  return *stage;
}

/// Why the code must not be recorded as its commit.
Result<> refuse_dirty(const run::CodeState& code) {
  std::string text = "uncommitted changes would not be in the recipe's commit:\n";
  for (std::size_t i = 0; i < code.changed.size() && i < most_changed_shown; ++i) {
    text += "  " + one_line(code.changed[i]) + "\n";
  }
  if (code.changed.size() > most_changed_shown) text += "  ...\n";
  return fail(ErrorKind::invalid, text +
                                      "commit them, or keep them as a patch beside the record: "
                                      "--allow-dirty");
}

void warn_of_code(Terminal& terminal, const run::CodeState& code) {
  if (code.root.empty()) {
    terminal.err("warning: this is no git repository: the recipe names no commit\n");
  } else if (code.commit.empty()) {
    terminal.err("warning: the repository has no commit yet: the recipe names none\n");
  } else if (!code.on_a_remote) {
    terminal.err("warning: commit " + code.commit.substr(0, 12) +
                 " is on no remote: nobody else has it until it is pushed\n");
  }
}

std::vector<author::ObservedSetting> settings_of(const std::vector<run::CommandSetting>& found) {
  std::vector<author::ObservedSetting> settings;
  for (const run::CommandSetting& each : found) {
    settings.push_back({author::readable_name(each.name), each.value, each.source});
  }
  return settings;
}

void print_touched(Terminal& terminal, const run::Recording& made) {
  if (!made.touched.unavailable.empty()) {
    terminal.err("note: files were not traced: " + printable(made.touched.unavailable) + "\n");
    return;
  }
  for (const std::string& line : record::lines_of(made.summary)) {
    terminal.err("  " + printable(line) + "\n");
  }
  for (std::size_t i = 0; i < made.summary.findings.size() && i < most_findings; ++i) {
    terminal.err("finding: " + printable(made.summary.findings[i].sentence) + "\n");
  }
  if (made.summary.findings.size() > most_findings) {
    terminal.err(fmt::format("  and {} more, in {}\n", made.summary.findings.size() - most_findings,
                             one_line(made.folder)));
  }
  for (const std::string& note : made.touched.notes) {
    terminal.err("note: " + printable(note) + "\n");
  }
}

/// The recorded runs of this recipe: those that may be averaged with `record`, and the others.
struct EarlierRuns {
  std::vector<record::Record> same;
  std::vector<record::Record> repeats;  ///< of the same seed too
  std::vector<record::Record> others;
};

/// Whether an earlier run of the same seed wrote the same bytes.
bool is_repeatable(const EarlierRuns& earlier, const record::Record& record) {
  const auto digests = [](const record::Record& run) {
    std::set<std::pair<std::string, std::string>> all;
    for (const record::Artifact& output : run.stages.front().outputs) {
      all.emplace(output.name, output.digest);
    }
    return all;
  };
  return std::any_of(earlier.repeats.begin(), earlier.repeats.end(), [&](const auto& run) {
    return !run.stages.empty() && digests(run) == digests(record);
  });
}

Result<EarlierRuns> earlier_runs(os::World& world, const std::string& folder,
                                 const record::Record& record) {
  EarlierRuns earlier;
  TRY_ASSIGN(auto runs, record::read_records(world, folder, record.recipe));
  for (record::Record& run : runs) {
    if (run.id == record.id || run.state != record::State::ran) continue;
    const bool same = !run.configuration.empty() && run.configuration == record.configuration;
    // Of one seed the newest counts.
    auto& kept = !same ? earlier.others : run.seed == record.seed ? earlier.repeats : earlier.same;
    kept.push_back(std::move(run));
  }
  return earlier;
}

Json findings_json(const run::Recording& made) {
  Json all = Json::array();
  for (const record::TouchedFinding& finding : made.summary.findings) {
    all.push_back({{"kind", record::to_string(finding.kind)},
                   {"path", printable(finding.path)},
                   {"process", printable(finding.process)},
                   {"files", finding.files},
                   {"bytes", finding.bytes},
                   {"sentence", printable(finding.sentence)}});
  }
  return all;
}

Result<> write_down(os::World& world, Terminal& terminal, const Arguments& arguments,
                    const std::string& path, const run::Recording& made, document::Stage stage) {
  const std::string recipe =
      os::lexically_normal(os::join_path(world.environment.working_directory(), path));
  TRY_ASSIGN(const std::string here, world.files.real_path(world.environment.working_directory()));
  TRY_ASSIGN(const auto earlier, earlier_runs(world, os::parent_path(recipe), made.record));
  std::vector<record::Record> runs = earlier.same;
  runs.push_back(made.record);
  const std::string recipe_folder = os::parent_path(recipe);
  author::Naming naming{here, "", recipe_folder, made.code.folder, made.metric_lines};
  if (!made.code.root.empty() && recipe_folder.starts_with(made.code.root + "/")) {
    naming.recipe_folder = recipe_folder.substr(made.code.root.size() + 1);
  }
  author::Observed observed = author::observe(stage, runs, earlier.others, naming);
  observed.hyperparameters = settings_of(made.settings);
  observed.reads_no_data = made.reads_no_data;
  // The digest of a model is a claim: that the same seed makes the same bytes again.
  if (stage == document::Stage::training && !is_repeatable(earlier, made.record)) {
    observed.outputs_digest.clear();
  }
  observed.patch = made.patch.starts_with(recipe_folder + "/")
                       ? made.patch.substr(recipe_folder.size() + 1)
                       : made.patch;
  const DryRun dry_run = arguments.has("--dry-run") ? DryRun::yes : DryRun::no;
  TRY_ASSIGN(const auto written,
             write_into_recipe(world, path, std::move(observed), runs, dry_run));
  if (arguments.json()) {
    Json page = written_json(written);
    page["recipe"] = path;
    page["record"] = made.folder;
    page["exit_code"] = made.exit.code;
    page["findings"] = findings_json(made);
    terminal.err(to_page(page));
  } else {
    print_written(terminal, path, written, dry_run);
  }
  return {};
}

Exit cannot(Terminal& terminal, const Error& error) {
  terminal.err("recipe: " + printable(error.to_string()) + "\n");
  return static_cast<Exit>(could_not_record);
}

Result<Exit> record_stage(os::World& world, Terminal& terminal, const Arguments& arguments) {
  const auto stage = stage_of(arguments.positionals().front());
  if (!stage) return cannot(terminal, stage.error());
  const std::string path = arguments.value("--recipe").value_or("recipe.md");
  run::RecordingRequest request;
  request.stage = *stage;
  request.command = arguments.rest();
  request.recipe = path;
  request.logs = arguments.values("--log");
  request.program = program_name();
  if (arguments.has("--no-trace")) request.tracing = os::Tracing::no;
  const auto code = run::look_at_code(world, path);
  if (!code) return cannot(terminal, code.error());
  if (!code->changed.empty() && !arguments.has("--allow-dirty")) {
    return cannot(terminal, refuse_dirty(*code).error());
  }
  warn_of_code(terminal, *code);
  const auto made = run::record_command(world, request, *code);
  if (!made) return cannot(terminal, made.error());
  const run::Recording& recording = **made;
  if (!arguments.json()) print_touched(terminal, recording);
  for (const std::string& note : recording.notes) {
    terminal.err("note: " + printable(note) + "\n");
  }
  if (!recording.exit.succeeded()) {
    terminal.err("recipe: the command failed: the recipe stays as it was; the record is in " +
                 one_line(recording.folder) + "\n");
    return static_cast<Exit>(recording.exit.code);
  }
  const Result<> written = write_down(world, terminal, arguments, path, recording, *stage);
  if (!written) {
    terminal.err("recipe: " + printable(written.error().to_string()) + "\nThe record is kept in " +
                 one_line(recording.folder) + "; once that is mended: recipe import " +
                 shell_quoted(recording.folder) + " --recipe " + shell_quoted(path) + "\n");
    return static_cast<Exit>(could_not_record);
  }
  return static_cast<Exit>(recording.exit.code);
}

}  // namespace

constexpr Command commands::record_command = {
    .name = "record",
    .summary = "runs a command of yours as a stage and writes what happened into the recipe",
    .description =
        "Runs COMMAND exactly as typed, on your terminal, and then writes into the recipe what it "
        "did: the commit and the command, hyperparameters (from the command, the settings files "
        "that it read, and the defaults that it left unsaid), curves, times and hardware, what it "
        "wrote with digests, its final metrics as proposed targets, and the packages that it used. "
        "Recorded again with other seeds, the mean and the spread are written. Prose is never "
        "changed; what only a person can say is listed.\n"
        "\n"
        "Metrics are read from standard output, from $RECIPE_METRICS, and from TensorBoard event "
        "files and Trainer states that the command writes. What it touches is traced, its children "
        "included: inputs that nobody declared, models read from a cache, data that was downloaded "
        "meanwhile are told.\n"
        "\n"
        "Code that differs from its commit is not recorded as that commit: it stops, or with "
        "--allow-dirty keeps the difference as a patch.\n"
        "\n"
        "Exits as COMMAND did, 128 + n for signal n; 125 if it could not be started or the recipe "
        "could not be written. Messages, and the JSON of --format json, are on standard error: "
        "standard output is the command's.",
    .example = "$ recipe record training -- python3 train.py --epochs 90 --lr 0.1",
    .positionals = record_positionals,
    .options = record_options,
    .run = record_stage,
    .rest = "COMMAND",
};

}  // namespace recipe::cli
